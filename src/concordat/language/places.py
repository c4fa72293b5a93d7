"""The places of a draft that a reference may point to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concordat.model.tree import Block, Definition, Group, GroupKind, Provision, Recital, Table


@dataclass(frozen=True)
class Place:
    """A place that a reference may point to: what it is, its label, and the groups that hold it."""

    kind: str  # clause, schedule, part, provision, paragraph, recital, term, table
    cite: str
    entry: str  # the identity of the clause or schedule that holds it, or its own
    part: str = ""
    title: str = ""


def places_of(groups: tuple[Group, ...]) -> dict[str, Place]:
    """Every place of some groups that a reference may point to, by identity."""
    return {identity: place for group in groups for identity, place in _places(group, "", "")}


def _places(block: Block, entry: str, part: str) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Group | Provision) and block.not_used:
        return  # its number prints, and nothing may refer to it
    match block:
        case Group():
            if block.kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE):
                entry = block.identity
                yield block.identity, Place(block.kind.value, block.label, entry, title=_heading(block))
            elif block.kind is GroupKind.PART:
                part = block.identity
                yield block.identity, Place("part", block.label, entry, part, _heading(block))
            for inner in block.blocks:
                yield from _places(inner, entry, part)
        case Provision():
            yield block.identity, Place("provision", block.cite, entry, part)
            for inner in block.children:
                yield from _places(inner, entry, part)
        case Recital():
            yield block.identity, Place("recital", block.label, "recital")
            for inner in block.children:
                yield from _places(inner, "recital", "")
        case Definition():
            yield block.identity, Place("term", "", entry, title=block.term)
            for inner in block.children:
                yield from _places(inner, block.identity, "")
        case Table():
            yield block.identity, Place("table", "", entry, part, block.caption)


def _heading(group: Group) -> str:
    return "".join(inline.text for inline in group.heading.inlines) if group.heading is not None else ""
