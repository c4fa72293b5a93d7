"""Versions among the agreements that a command is about: `AGREEMENT@1.0`, `@2025-07-01`, `@signed`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from concordat.diagnostics import Faults
from concordat.model.library import Workspace
from concordat.model.register import Event, Line, State
from concordat.project.composed import Composed
from concordat.project.registers import read_held, register_folder, tree_of
from concordat.project.selection import all_agreements, file_mark
from concordat.project.versions_named import DRAFT, Meant, meant, split_at
from concordat.project.views import Views
from concordat.store.register import Register as Kept
from concordat.store.register import read_file, read_manifest
from concordat.versions.life import Copy, Register


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
    register: Register
    meant: Meant


def frozen_of(root: Path, names: Iterable[str], faults: Faults) -> Iterator[Frozen]:
    """The version that each name means; a fault (version-unknown) for one that means none. Each register is read once."""
    held: dict[str, tuple[Kept, Register | None]] = {}
    for name in names:
        path, at = split_at(name)
        footprint = path.split("/")[0]
        if footprint not in held:
            held[footprint] = read_held(root, path, faults)
        kept, register = held[footprint]
        found = meant(register, path, at, faults) if register is not None else None
        if found is not None and found.late:
            faults.add("version-late", None, found.said, "what was in force on a day is known only once every party has signed",
                       agreement=path)  # fmt: skip
        if register is not None and found is not None:
            yield Frozen(f"{path}@{at}", kept, register, found)


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


def issued_views(root: Path, workspace: Workspace, name: str, faults: Faults) -> tuple[str, Views]:
    """The files of the version that a name means, as they were issued, and what their names say of them.

    Of a signed version the signed files stand beside: they are definitive. No files, with the faults added, where one
    is not as it was issued.
    """
    found = next(frozen_of(root, (name,), Faults()), None)
    if found is None:
        return "", Views()
    kept, copy = found.kept, found.meant.copy
    before, files = len(faults.found), dict[str, bytes]()
    for line in (copy.line, *(one for one in kept.lines if one.event is Event.SIGNED and _of(copy, one))):
        manifest = read_manifest(kept, line, faults)
        for one in manifest.files if manifest is not None else ():
            data = read_file(kept, line, one, faults) if one != "sources.json" else None
            if data is not None:
                files[_ending(one, line)] = data
    if len(faults.found) > before:
        return "", Views()
    pages = len(PdfReader(BytesIO(files["pdf"])).pages) if "pdf" in files else 0
    return file_mark(workspace, name, copy.line.state.slug.upper()), Views(files, pages)


def _of(copy: Copy, line: Line) -> bool:
    return (line.agreement, line.version) == (
        copy.line.agreement,
        copy.line.version,
    ) and copy.line.state is State.FOR_SIGNATURE


def _ending(name: str, line: Line) -> str:
    """What follows the mark in the name of a file: `pdf`, `check-list.docx`, `signed-example-north.pdf`."""
    if line.event is Event.SIGNED:
        return f"{line.folder.rpartition('/')[2]}.{name.rpartition('.')[2]}"
    return name.removeprefix("agreement.")
