"""The blanks of one agreement: what is wanted, of whom, and where it prints."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.language.naming import name_of
from concordat.language.walk import iterate, passages
from concordat.model.tree import Agreement, BlankText


@dataclass(frozen=True)
class Wanted:
    """One blank: the agreement, what is wanted, of whom, until when it may stand, and the places where it prints."""

    agreement: str
    wanted: str
    of: str
    until: str
    places: tuple[str, ...]


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
