"""`concordat blanks`: what is still to be filled, of whom it is wanted, and where it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.naming import name_of
from concordat.language.walk import iterate, passages
from concordat.model.tree import Agreement, BlankText
from concordat.project.read import read


@dataclass(frozen=True)
class Wanted:
    """One blank: the agreement, what is wanted, of whom, until when it may stand, and the places where it prints."""

    agreement: str
    wanted: str
    of: str
    until: str
    places: tuple[str, ...]


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


def blanks_of(agreement: Agreement) -> tuple[Wanted, ...]:
    """The blanks of one agreement: one for each thing wanted of each body, with all its places."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for place in iterate(agreement):
        for _, inlines in passages(place.block):
            for inline in inlines:
                if isinstance(inline, BlankText):
                    shown = places.setdefault((inline.wanted, inline.of, inline.until), [])
                    name = name_of(place)
                    if name not in shown:
                        shown.append(name)
    return tuple(Wanted(agreement.path, *key, tuple(shown)) for key, shown in places.items())
