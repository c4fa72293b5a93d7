"""The house that a version was made with: kept in the register by its digest, and read again from there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.load.files import WorkspaceFiles
from concordat.load.house import FOLDER, read_house
from concordat.model.library import House, Workspace


def house_bytes(root: Path, workspace: Workspace, faults: Faults) -> dict[str, bytes]:
    """The files of the workspace's house by their names within it, as they were when the workspace was read.

    A file that has changed since is a fault (file-missing): the version would be kept with another house than its own.
    """
    files, found = WorkspaceFiles(root, faults), {}
    for path, digest in sorted(workspace.digests.items()):
        if path.startswith(f"{FOLDER}/"):
            data = files.read_bytes(path)
            if data is None or sha256(data).hexdigest() != digest:
                faults.add(
                    "file-missing", None, f"{path} changed while the version was being made", "issue it again"
                )
            else:
                found[path.removeprefix(f"{FOLDER}/")] = data
    return found


def read_kept_house(register: Path, digest: str, faults: Faults) -> House | None:
    """The house that a register keeps under a digest; None after a fault."""
    return read_house(WorkspaceFiles(register, faults), faults, f"house/{digest}")
