"""Versions among the agreements that a command is about: `AGREEMENT@1.0`, `@2025-07-01`, `@signed`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.library import Workspace
from concordat.project.composed import Composed
from concordat.project.registers import read_held, register_folder, tree_of
from concordat.project.selection import all_agreements
from concordat.project.versions_named import DRAFT, Meant, meant, split_at
from concordat.store.register import Register as Kept


def parted(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the workspace's own texts, and those of versions. `@draft` is the workspace's own text."""
    own, versions = [], []
    for name in names:
        path, at = split_at(name)
        if at:
            versions.append(name)
        else:
            own.append(path if name.endswith(f"@{DRAFT}") else name)
    return tuple(own), tuple(versions)


@dataclass(frozen=True)
class Frozen:
    """A version that a name means: where it is kept, and what must be said of it."""

    name: str
    kept: Kept
    meant: Meant


def frozen_of(root: Path, names: Iterable[str], faults: Faults) -> Iterator[Frozen]:
    """The version that each name means; a fault (version-unknown) for one that means none."""
    for name in names:
        path, at = split_at(name)
        kept, register = read_held(root, path, faults)
        found = meant(register, path, at, faults) if register is not None else None
        if found is not None:
            yield Frozen(f"{path}@{at}", kept, found)


def composed_of(root: Path, workspace: Workspace, names: Iterable[str], faults: Faults) -> Iterator[Composed]:
    """The trees of the versions named, each under its name with the `@`; what was found when it was issued is not told again.

    A version whose agreement the workspace no longer holds cannot be set beside others, and is a fault.
    """
    known = {one.path: one for one in all_agreements(workspace)}
    for one in frozen_of(root, names, faults):
        path = one.meant.version.agreement
        tree = tree_of(one.kept, one.meant.copy, faults)
        if path not in known:
            faults.add("version-unknown", None, f"the workspace no longer holds instructions for {path}",
                       f"the issued copy is in {register_folder(root, path) / one.meant.copy.line.folder}")  # fmt: skip
        elif tree is not None:
            yield Composed(replace(known[path], path=one.name), replace(tree, path=one.name), ())
