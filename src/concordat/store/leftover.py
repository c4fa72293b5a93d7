"""What stands in a register and is named by no line of its ledger: what a run that was stopped left behind."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from concordat.store.digests import is_digest
from concordat.store.files import WRITING
from concordat.store.records import MANIFEST

HOUSE = "house"
"""The folder of a register that keeps houses by their digests."""

SET_ASIDE = "set-aside"
"""The folder of a register that keeps what `repair` set aside."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """What no line names, as paths below the register: temporary names, and folders that have the name of an event."""

    temporary: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(sorted((*self.temporary, *self.folders)))

    @property
    def lines_lost(self) -> bool:
        """Whether it is more than a stopped run leaves, which is one folder: the ledger has lost lines."""
        return len(self.folders) > 1


def left_over(folder: Path, named: Collection[str]) -> Leftover:
    """What is left over in a register; `named` are the folders that the lines of its ledger name.

    A folder is one where a manifest stands in it: a run that takes back what it made takes the folder's name first.
    Other files outside the named folders are somebody's own and are not counted. Raises nothing; what cannot be
    looked into is not told.
    """
    above = {parent for name in named for parent in _parents(name)}
    temporary, folders = [], []
    for name in _walk(folder, "", frozenset(named)):
        within, _, last = name.rpartition("/")
        if last.startswith(".") and last.endswith(WRITING):
            temporary.append(name)
        elif last == MANIFEST and within and within not in above:
            folders.append(within)
    return Leftover(tuple(temporary), tuple(folders))


def _parents(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _walk(root: Path, within: str, named: frozenset[str]) -> Iterator[str]:
    """Names below the register; what lines name, houses, what was set aside and temporary folders are not entered."""
    try:
        with os.scandir(root / within) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        return
    for last, is_folder in found:
        name = f"{within}/{last}" if within else last
        if name == SET_ASIDE or name in named:
            continue
        yield name
        if is_folder and not last.endswith(WRITING) and not _is_house(name):
            yield from _walk(root, name, named)


def _is_house(name: str) -> bool:
    head, _, last = name.rpartition("/")
    return head == HOUSE and is_digest(last)
