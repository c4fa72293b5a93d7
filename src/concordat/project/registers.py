"""The registers of a workspace: where each is, and what it holds as versions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.canonical import from_canonical
from concordat.model.register import Line, Manifest
from concordat.model.tree import Agreement
from concordat.store.register import Kept, read_register
from concordat.versions.life import Copy, Register, register_of

FOLDER = "register"
LEDGER = "ledger.jsonl"
TREE = "agreement.json"


def register_folder(root: Path, path: str) -> Path:
    """The folder of the register that an agreement belongs to: that of its footprint."""
    return root / "agreements" / path.split("/")[0] / FOLDER


def shown_folder(path: str) -> str:
    """The same as messages name it."""
    return f"agreements/{path.split('/')[0]}/{FOLDER}"


def held_by(kept: Kept, faults: Faults) -> Register | None:
    """What a register holds; None where a manifest of it cannot be read, which is then a fault."""
    manifests: dict[str, Manifest] = {}
    for line in kept.lines:
        manifest = kept.manifest(line, faults)
        if manifest is None:
            return None
        manifests[line.folder] = manifest
    return register_of(kept.lines, manifests)


def read_held(root: Path, path: str, faults: Faults) -> tuple[Kept, Register | None]:
    """The register of an agreement as read, and what it holds; a fault of it, or a note on it, is told."""
    kept = read_register(register_folder(root, path), faults, shown_folder(path))
    return kept, held_by(kept, faults)


def tree_of(kept: Kept, copy: Copy, faults: Faults) -> Agreement | None:
    """The tree of an issued copy; None after a fault (register-damaged)."""
    data = kept.file(copy.line, TREE, faults)
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


def lines_of(register: Register, agreement: str) -> tuple[Line, ...]:
    """The lines of an agreement, in order."""
    return tuple(line for line in register.lines if line.agreement == agreement)
