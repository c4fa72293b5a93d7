"""What a page is drawn for, and which places of it can be linked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from concordat.language.walk import blocks, identities, inlines
from concordat.language.words import contents
from concordat.model.tree import Agreement, Group, Reference


class Medium(StrEnum):
    """Screen is the HTML view itself; print is the page that the PDF is laid out from."""

    SCREEN = "screen"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Which identities exist in the page, and which of them get an `id`.

    On screen every place has its `id`; in print only what a reference or the contents lead to, since each becomes
    a named destination of the file.
    """

    medium: Medium
    places: frozenset[str]
    anchored: frozenset[str]

    def anchor(self, identity: str) -> str | None:
        """The `id` of a place, or None where it has none in this medium."""
        return identity if identity in self.anchored else None

    def leads(self, identity: str) -> bool:
        """Whether a link to this identity leads somewhere."""
        return identity in self.places


def addresses_of(agreement: Agreement, medium: Medium) -> Addresses:
    """The addresses of an agreement's places for a medium."""
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
