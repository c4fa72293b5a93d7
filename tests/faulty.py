"""The gallery of faults: a sound little workspace, and for each code a case that spoils it in one way.

A case is a folder named for its code, with `case.toml` (what is changed in the base) and `expected.txt` (what
Concordat says). `case.toml` may hold: `about`, one sentence on what the drafter did; `change`, a file with the
words that are replaced and those that replace them; `write`, a file with its whole text; `remove`, files;
`encode`, a file with the encoding in which it is saved; `fill`, a file with the number of bytes that are added;
`on_top`, a folder of the gallery that is laid over the base;
`on`, the day by which expiries are judged; `names`, the agreements asked for; `also`, other codes that the same
fault brings with it; `proof`, whether the library is proved too.
"""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from concordat.cli.messages import as_text, in_order
from concordat.diagnostics import Diagnostic
from concordat.project.check import check

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "tests" / "gallery"
BASE = HERE / "base"
HOUSE = ROOT / "agreements" / "house"


@dataclass(frozen=True)
class Case:
    """One example of a code; see the head of this module for its parts."""

    code: str
    about: str
    change: Mapping[str, list[str]] = field(default_factory=dict)
    write: Mapping[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    encode: Mapping[str, str] = field(default_factory=dict)
    fill: Mapping[str, int] = field(default_factory=dict)
    on: date | None = None
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    on_top: str = ""
    proof: bool = False


def cases() -> Iterator[Case]:
    """Every case of the gallery that a reading of the workspace shows, by code."""
    for path in sorted(HERE.glob("*/case.toml")):
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        for name in ("remove", "names", "also"):
            given[name] = tuple(given.get(name, ()))
        yield Case(code=path.parent.name, **given)


def workspace(folder: Path) -> Path:
    """The sound workspace in a folder of its own, with the house of this project; the house's fonts are not copied."""
    root = folder / "workspace"
    shutil.copytree(BASE, root)
    house = root / "agreements" / "house"
    own = shutil.ignore_patterns("house.yaml", ".*")  # the base has its own, so that no place in it moves
    shutil.copytree(HOUSE, house, ignore=own, copy_function=_link, dirs_exist_ok=True)
    return root


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def spoil(root: Path, case: Case) -> None:
    """Make the changes of a case. Raises AssertionError where the words to be replaced are not there exactly once."""
    if case.on_top:
        shutil.copytree(HERE / case.on_top, root, dirs_exist_ok=True)
    for name in case.remove:
        (root / name).unlink()
    for name, text in case.write.items():
        _put(root / name, _digests(root, text).encode("utf-8", "surrogatepass"))
    for name, pair in case.change.items():
        text = (root / name).read_bytes().decode()
        for old, new in zip(pair[::2], pair[1::2], strict=True):
            assert text.count(old) == 1, f"{case.code}: {name} holds {old!r} {text.count(old)} times"
            text = text.replace(old, _digests(root, new))
        _put(root / name, text.encode())
    for name, encoding in case.encode.items():
        _put(root / name, (root / name).read_bytes().decode().encode(encoding))
    for name, count in case.fill.items():
        _put(root / name, (root / name).read_bytes() + b"x" * count)


def _digests(root: Path, text: str) -> str:
    """The text with `@digest(clauses/a.md)` made the digest of that file's body, as a deviation names it."""

    def digest(match: re.Match[str]) -> str:
        body = (root / match[1]).read_bytes().decode().split("---\n", 2)[2]
        return sha256(body.encode()).hexdigest()

    return re.sub(r"@digest\(([\w./-]+)\)", digest, text)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # the house's files are links to this project's own
    path.write_bytes(data)


def said(root: Path, case: Case) -> tuple[str, tuple[Diagnostic, ...], Mapping[str, str]]:
    """What a reading of the workspace says: as printed, as diagnostics, and the texts that they point into."""
    reading = check(root, case.names, case.on, case.proof)
    found = tuple(reading.faults.found)
    return as_text(found, reading.workspace.sources) + "\n", found, reading.workspace.sources


def found_in(folder: Path, case: Case) -> list[Diagnostic]:
    """What a reading finds in the sound workspace with this change made, in the order of the places."""
    folder.mkdir(exist_ok=True)
    root = workspace(folder)
    spoil(root, case)
    return in_order(said(root, case)[1])
