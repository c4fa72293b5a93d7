"""Finding the workspace that a command works in."""

from __future__ import annotations

from pathlib import Path

from concordat.diagnostics import Faults
from concordat.project.environment import check_environment
from concordat.project.workspace import find_workspace


def workspace(given: Path | None) -> tuple[Path | None, Faults]:
    """The workspace's folder, and what stands in the way: a library too old, or no workspace here."""
    faults = check_environment()
    if given is not None:
        folder = given.resolve()
        root = folder if folder.is_dir() and find_workspace(folder) == folder else None
    else:
        root = find_workspace(Path.cwd())
    if root is None:
        faults.add(
            "workspace-missing",
            None,
            f"{given} is no workspace" if given is not None else "this folder is in no workspace",
            "a workspace has the folders agreements, clauses, schedules and parties; `concordat new DIR` makes one",
        )
    return (None if faults.errors else root), faults
