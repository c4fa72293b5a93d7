"""The registers of a workspace: where each is, and what it holds as versions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.canonical import from_canonical
from concordat.model.register import Manifest
from concordat.model.tree import Agreement
from concordat.store.register import Register as Kept
from concordat.store.register import read_file, read_manifest, read_register
from concordat.versions.life import Copy, Register, register_of

FOLDER = "register"
TREE = "agreement.json"


def register_folder(root: Path, path: str) -> Path:
    """The folder of the register that an agreement belongs to: that of its footprint."""
    return root / "agreements" / path.split("/")[0] / FOLDER


def held_by(kept: Kept, faults: Faults) -> Register | None:
    """What a register holds; None where a manifest of it cannot be read, which is then a fault."""
    manifests: dict[str, Manifest] = {}
    for line in kept.lines:
        manifest = read_manifest(kept, line, faults)
        if manifest is None:
            return None
        manifests[line.folder] = manifest
    return register_of(kept.lines, manifests)


def read_held(root: Path, path: str, faults: Faults) -> tuple[Kept, Register | None]:
    """The register of an agreement as read, and what it holds.

    What is wrong with it is a fault; what it holds is told as far as it is whole.
    """
    kept = read_register(register_folder(root, path))
    faults.extend(kept.faults)
    return kept, held_by(kept, faults)


def tree_of(kept: Kept, copy: Copy, faults: Faults) -> Agreement | None:
    """The tree of an issued copy; None after a fault (register-damaged)."""
    data = read_file(kept, copy.line, TREE, faults)
    if data is None:
        return None
    try:
        return from_canonical(data)
    except ValueError as problem:
        faults.add("register-damaged", None, f"{copy.line.folder}/{TREE} cannot be read: {problem}",
                   "run `concordat verify`, and restore the file from a copy of the register")  # fmt: skip
        return None


def footprints(root: Path) -> Sequence[str]:
    """The footprints of a workspace that have a register, by name."""
    folder = root / "agreements"
    return sorted(one.name for one in folder.iterdir() if (one / FOLDER).is_dir()) if folder.is_dir() else []
