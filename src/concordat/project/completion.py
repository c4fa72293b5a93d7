"""What a half-typed name may become, for the completion of a shell: names of files, and the few lists that a name needs.

Nothing is composed, and only the folder that a name has come to is read. What cannot be read yields no name and no
message: a shell that completes has no place for one, and `concordat check` tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from concordat.diagnostics import CODES, Faults
from concordat.load.files import WorkspaceFiles
from concordat.load.yaml import read_yaml
from concordat.model.data import Datum
from concordat.project.versions_named import DRAFT, PRECEDENT, STATES

_COMMITTEE = "committee.yaml"
_NUMBER = re.compile(r"[0-9]+\.[0-9]+")
"""The name of the folder of a version."""

_NO_CLAUSES = ("definitions", "recitals")
_VARIES = re.compile(r"^varies:", re.MULTILINE)
"""What an overlay says: it is no agreement of its own. Its YAML need not be read for that."""


def agreement_names(root: Path, begun: str, papers: bool = False) -> tuple[str, ...]:
    """Names of agreements, folders and families that begin so, sorted; where `papers`, names of papers too.

    Before a name has its first `/` the footprints and their files are listed, and after it also what one footprint's
    files say: its families, and the members that instructions are written for.
    """
    files = WorkspaceFiles(root, Faults())
    known = begun.partition("/")[0] if "/" in begun else None
    found: set[str] = set()
    for folder in files.folders("agreements"):
        if folder.startswith(begun) or folder == known:
            found.update(_of_footprint(files, folder, begun, papers))
    return tuple(sorted(name for name in found if name.startswith(begun)))


def version_names(root: Path, begun: str) -> tuple[str, ...]:
    """Names of agreements that begin so; where there is an `@` already, that agreement's versions and the states it may
    be named by, sorted."""
    path, at, _ = begun.partition("@")
    if not at:
        return agreement_names(root, begun)
    folder, _, rest = path.partition("/")
    kept = root / "agreements" / folder / "register" / rest
    numbers = (
        {one.name for one in kept.iterdir() if _NUMBER.fullmatch(one.name)} if kept.is_dir() else set[str]()
    )
    names = {*numbers, *STATES, DRAFT, PRECEDENT}
    return tuple(sorted(name for one in names if (name := f"{path}@{one}").startswith(begun)))


def place_names(root: Path, begun: str) -> tuple[str, ...]:
    """Identities of clauses and schedules of the library that begin so, sorted."""
    files = WorkspaceFiles(root, Faults())
    paths = files.files("clauses", ".md", deep=True, leave=_NO_CLAUSES) + files.files("schedules", ".md")
    return tuple(sorted({name for name in map(_stem, paths) if name.startswith(begun)}))


def part_names(root: Path, begun: str) -> tuple[str, ...]:
    """Parts that can be built alone and that begin so, sorted: the particulars, and the schedules of the library."""
    files = WorkspaceFiles(root, Faults())
    names = {"particulars", *map(_stem, files.files("schedules", ".md"))}
    return tuple(sorted(name for name in names if name.startswith(begun)))


def code_names(begun: str) -> tuple[str, ...]:
    """Codes of messages that begin so, sorted."""
    return tuple(sorted(code for code in CODES if code.startswith(begun)))


def _of_footprint(files: WorkspaceFiles, folder: str, begun: str, papers: bool) -> Iterator[str]:
    base = f"agreements/{folder}"
    if not files.exists(f"{base}/{_COMMITTEE}"):  # the precedents and the house are no footprints
        return
    yield folder
    named = {f"{folder}/{_stem(path)}": path for path in files.files(base, ".yaml")}
    named.pop(f"{folder}/{_stem(_COMMITTEE)}")
    named = {name: path for name, path in named.items() if not _VARIES.search(_text(files, path))}
    yield from named
    if papers:
        yield from (f"{folder}/papers/{_stem(path)}" for path in files.files(f"{base}/papers", ".yaml"))
    if "/" not in begun:
        return
    committee = _read(files, f"{base}/{_COMMITTEE}")
    yield from (f"{folder}/{key}" for key in _inside(committee, "family"))
    for name, path in named.items():
        alike = name.startswith(begun) or begun.startswith(f"{name}/")
        if alike and "for_each" in _read(files, path):
            yield from (f"{name}/{member}" for member in _inside(committee, "members"))


def _text(files: WorkspaceFiles, path: str) -> str:
    return files.read_text(path, checked=False) or ""


def _read(files: WorkspaceFiles, path: str) -> Mapping[str, Datum]:
    """The mapping that a file of YAML holds; empty where it holds none or cannot be read."""
    datum = read_yaml(_text(files, path), path, files.faults)
    return datum.value if datum is not None and isinstance(datum.value, Mapping) else {}


def _inside(mapping: Mapping[str, Datum], key: str) -> Iterator[str]:
    """The keys of the mapping, or the members of the list, that stand under a key."""
    value = mapping[key].value if key in mapping else None
    if isinstance(value, Mapping):
        yield from value
    elif isinstance(value, tuple):
        yield from (str(member.value) for member in value if isinstance(member, Datum))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
