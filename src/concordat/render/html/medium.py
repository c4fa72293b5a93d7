"""What a page is drawn for, and which places of it can be linked to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from concordat.language.naming import name_of
from concordat.language.redlined import accepted, gone_identities, rejected
from concordat.language.walk import blocks, identities, inlines, iterate
from concordat.language.words import contents
from concordat.model.tree import Agreement, Group, Mark, MarkKind, Reference
from concordat.render.html.markup import address

_WAS = "~was/"
"""Before the identity of a place that is of the older text alone; no identity begins so."""


class Medium(StrEnum):
    """Screen is the HTML view itself; print is the page that the PDF is laid out from."""

    SCREEN = "screen"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Which identities exist in the page, and which places of it get an `id`.

    On screen every place has its `id`; in print only what a reference or the contents lead to, since each becomes
    a named destination of the file. In a redline one identity may stand twice: what is gone has an `id` of its own, and
    `gone` are the identities that stand in that way alone. `moved` is how the other half of a move is named, by its
    `id`. `past` is true within what is gone.
    """

    medium: Medium
    places: frozenset[str]
    anchored: frozenset[str]
    gone: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    past: bool = False

    def within(self, mark: Mark | None) -> Addresses:
        """The addresses as they are within what bears this mark, or none."""
        return self if mark is None or not mark.gone else replace(self, past=True)

    def name(self, identity: str) -> str:
        """The `id` by which a place that is drawn here could be found."""
        return _WAS + identity if self.past else identity

    def anchor(self, identity: str) -> str | None:
        """The `id` of a place, or None where it has none in this medium."""
        name = self.name(identity)
        return name if name in self.anchored else None

    def leads(self, identity: str) -> str | None:
        """The address of a place, or None where no link to it leads anywhere; what stands comes before what is gone."""
        if identity in self.places:
            return address(identity)
        return address(_WAS + identity) if identity in self.gone else None

    def other_half(self, mark: Mark) -> tuple[str, str] | None:
        """The address and the name of the other half of a move, or None where the page does not name it."""
        if mark.kind is not MarkKind.MOVED or mark.other is None:
            return None
        name = mark.other if mark.gone else _WAS + mark.other
        return (address(name), self.moved[name]) if self.moved.get(name) else None


def addresses_of(agreement: Agreement, medium: Medium) -> Addresses:
    """The addresses of an agreement's places for a medium."""
    if agreement.redline is not None:
        return _redlined(agreement, medium)
    places = frozenset(identities(agreement))
    if medium is Medium.SCREEN:
        return Addresses(medium, places, places)
    return Addresses(medium, places, places & frozenset(_wanted(agreement)))


def _wanted(agreement: Agreement) -> Iterator[str]:
    for entry in contents(agreement):
        yield entry.identity
    for block in blocks(agreement):
        if isinstance(block, Group):
            yield block.identity
        for inline in inlines(block):
            if isinstance(inline, Reference):
                yield inline.target


def _redlined(agreement: Agreement, medium: Medium) -> Addresses:
    """The same for a redline: the places of the newer text by their identities, those that are gone by names of their own."""
    newer = accepted(agreement)
    places, past = frozenset(identities(newer)), frozenset(gone_identities(agreement))
    moved = dict(_moved(agreement))
    anchored = places | {_WAS + identity for identity in past}
    if medium is Medium.PRINT:
        wanted = {*_wanted(newer), *_wanted(rejected(agreement))}
        anchored &= {*wanted, *(_WAS + identity for identity in wanted - places), *moved}
    return Addresses(medium, places, anchored, past - places, moved)


def _moved(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """The `id` of each half of a move that is a block, and how it is named in print."""
    for place in iterate(agreement):
        mark, held = place.block.mark, any(parent.mark is not None for parent in place.parents)
        if mark is not None and mark.kind is MarkKind.MOVED and not held:
            yield (_WAS if mark.gone else "") + place.block.identity, name_of(place)
