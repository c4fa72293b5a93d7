"""References as fields: one for each level of the number, so that Word and LibreOffice both print ours.

docs/word/fields-and-bookmarks.md says why one `REF … \\n` a level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.language.walk import iterate
from concordat.model.tree import Agreement, Group, GroupKind, Party, Provision, Recital, Reference

Labelled = Group | Provision | Party | Recital


@dataclass(frozen=True, slots=True)
class Numbered:
    """A place with a label: the nearest place above it that has one, and whether it names what it counts ("Part B").

    `typed` says that the label is typed under the bookmark, so that a field gives the words there and no list's number.
    """

    label: str
    above: str | None
    names: bool
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reference: its text, and the identity whose number it is, if it is one."""

    text: str
    number_of: str | None = None


def numbered_places(agreement: Agreement) -> dict[str, Numbered]:
    """Every place that has a label, by identity."""
    found: dict[str, Numbered] = {}
    for place in iterate(agreement):
        block = place.block
        if isinstance(block, Labelled) and block.label:
            above = next((up.identity for up in reversed(place.parents) if up.identity in found), None)
            names = isinstance(block, Group) and block.kind in (GroupKind.SCHEDULE, GroupKind.PART)
            typed = isinstance(block, Group | Provision) and bool(block.typed)
            found[block.identity] = Numbered(block.label, above, names, typed)
    return found


def pieces(reference: Reference, places: Mapping[str, Numbered]) -> tuple[Piece, ...] | None:
    """The pieces of a reference in order, or None where the labels do not add up to what it prints."""
    if not reference.label:
        return None
    rest = reference.before + reference.label
    wanted = len(reference.label)
    numbers: list[Piece] = []
    identity: str | None = reference.target
    while wanted > 0:
        place = places.get(identity) if identity is not None else None
        if place is None or not rest.endswith(place.label):
            return None
        numbers.insert(0, Piece(place.label, identity))
        rest = rest[: -len(place.label)]
        wanted -= len(place.label)
        identity = place.above
    return tuple(p for p in (Piece(rest), *numbers, *_after(reference, places)) if p.text)


def _after(reference: Reference, places: Mapping[str, Numbered]) -> Iterator[Piece]:
    """The words after the label, with the Part and Schedule that they name as numbers of their own."""
    rest = reference.after
    place = places.get(reference.target)
    while place is not None and place.above is not None:
        identity = place.above
        place = places[identity]
        before, found, after = rest.partition(place.label)
        # A label that is the beginning of a longer one ("Schedule 1" in "Schedule 10") is not the one that is named.
        if place.names and found and not after[:1].isalnum():
            yield Piece(before)
            yield Piece(found, identity)
            rest = after
    yield Piece(rest)
