"""`concordat blanks`: what is still to be filled, of whom it is wanted, and where it goes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.project.read import read
from concordat.project.wanted import Wanted, blanks_of


def blanks(root: Path, names: Iterable[str]) -> tuple[tuple[Wanted, ...], Faults]:
    """The blanks of the agreements named (all where none is), in the order in which each first prints."""
    reading = read(root, names, on=None, family=False)
    if reading.unreadable:
        return (), reading.faults
    found = [
        wanted
        for composed in reading.agreements
        if composed.agreement is not None
        for wanted in blanks_of(composed.agreement)
    ]
    return tuple(found), Faults()
