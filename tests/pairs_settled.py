"""What follows from the words of a tree is worked out again: depths, numbers, list endings, totals, references, uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import cast

from concordat.compose.draft import Draft
from concordat.compose.number import Numberer
from concordat.compose.refer import Referrer
from concordat.compose.sisters import PointingOut
from concordat.diagnostics import Faults
from concordat.language.canonical import with_schema
from concordat.language.places import places_of
from concordat.language.rebuild import with_inlines
from concordat.language.walk import blocks, iterate
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import House
from concordat.model.tree import (
    Agreement,
    Block,
    Cell,
    Definition,
    Group,
    Inline,
    Paragraph,
    Party,
    Provision,
    Recital,
    Reference,
    Table,
    Text,
    Unresolved,
    Use,
)
from support import REPOSITORY

Change = Callable[[Block], Iterable[Block]]
"""What a block becomes: itself, another, several, or none."""

ENDING = re.compile(r"(?:[.;,]|; (?:and|or))$")
"""What the last words of a sentence or of a member of a list end with."""

TOTAL = "amount"
"""The column that a row of totals sums."""


@cache
def shipped() -> House:
    """The house that is shipped."""
    faults = Faults()
    found = read_house(WorkspaceFiles(REPOSITORY, faults), faults)
    assert found is not None and not faults.errors, faults.found
    return found


def over(block: Block, change: Change) -> tuple[Block, ...]:
    """What a block becomes where everything in it is changed first, the innermost first."""
    match block:
        case Group():
            block = replace(block, blocks=_flat(block.blocks, change))
        case Provision():
            closing = None if block.closing is None else next(iter(change(block.closing)), None)
            assert closing is None or isinstance(closing, Paragraph)
            block = replace(block, children=_flat(block.children, change), closing=closing)
        case Recital() | Definition():
            block = replace(block, children=_flat(block.children, change))
        case Table():
            notes = cast(tuple[Paragraph, ...], _flat(block.notes, change))
            block = replace(block, notes=notes)
    return tuple(change(block))


def _flat(found: Iterable[Block], change: Change) -> tuple[Block, ...]:
    return tuple(made for block in found for made in over(block, change))


def rebuilt(agreement: Agreement, change: Change) -> Agreement:
    """The agreement with every block changed."""
    return replace(agreement, groups=cast(tuple[Group, ...], _flat(agreement.groups, change)))


def respoken(agreement: Agreement, change: Callable[[Inline], Inline]) -> Agreement:
    """The agreement with every inline outside headings and running lines changed."""
    groups = (with_inlines(group, lambda _, found: tuple(map(change, found))) for group in agreement.groups)
    return replace(agreement, groups=cast(tuple[Group, ...], tuple(groups)))


def settled(agreement: Agreement) -> Agreement:
    """The agreement as the last passes of composition leave it: whatever was edited, what follows is right again."""
    agreement = rebuilt(agreement, lambda block: (_ordered(block),))
    agreement = replace(agreement, groups=tuple(_levelled(group, 0) for group in agreement.groups))
    agreement = respoken(agreement, _uses(agreement))
    groups = tuple(_numberer().group(group) for group in agreement.groups)
    agreement = replace(agreement, groups=_referred(groups))
    groups = tuple(with_inlines(group, lambda _, found: joined(found)) for group in agreement.groups)  # type: ignore[misc]
    return with_schema(replace(agreement, groups=groups))


def joined(found: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines with words that stand side by side made one, and empty words left out."""
    made: list[Inline] = []
    for inline in found:
        if isinstance(inline, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text(made[-1].text + inline.text)
        elif inline.text or not isinstance(inline, Text):
            made.append(inline)
    return tuple(made)


def ended(found: tuple[Inline, ...], ending: str) -> tuple[Inline, ...]:
    """Inlines whose last words end so, whatever they ended with."""
    if not found:
        return found
    if not isinstance(found[-1], Text):
        return (*found, Text(ending))
    return (*found[:-1], Text(ENDING.sub("", found[-1].text) + ending))


def is_list(block: Provision | Recital | Definition) -> bool:
    """Whether the opening words of a block ask for a list."""
    return bool(block.inlines) and block.inlines[-1].text.endswith(":")


def _ordered(block: Block) -> Block:
    """Definitions in the order of their terms, members of lists with their endings, totals as the cells give them."""
    match block:
        case Group() if any(isinstance(one, Definition) for one in block.blocks):
            return replace(block, blocks=tuple(_sorted(block.blocks)))
        case Provision() | Recital() | Definition():
            return replace(block, children=tuple(_endings(block)))
        case Table():
            return _summed(block)
    return block


def _sorted(found: Iterable[Block]) -> Iterator[Block]:
    terms = [block for block in found if isinstance(block, Definition)]
    waiting = iter(sorted(terms, key=lambda term: (term.term.casefold(), term.identity)))
    for block in found:
        yield next(waiting) if isinstance(block, Definition) else block


def _endings(block: Provision | Recital | Definition) -> Iterator[Block]:
    listed = is_list(block)
    children = [_ending_gone(child, listed) for child in block.children]
    last = max((n for n, child in enumerate(children) if isinstance(child, Provision)), default=-1)
    before = max((n for n, child in enumerate(children[:last]) if isinstance(child, Provision)), default=-1)
    for place, child in enumerate(children):
        if isinstance(child, Provision) and listed and not is_list(child):
            ending = ";" if place < before else "; and" if place == before else "."
            yield replace(child, inlines=ended(child.inlines, ending))
        else:
            yield child


def _ending_gone(child: Block, listed: bool) -> Block:
    if listed or not isinstance(child, Provision) or is_list(child):
        return child
    text = child.inlines[-1].text if child.inlines else "."
    return replace(child, inlines=ended(child.inlines, ".")) if text.endswith((";", "; and")) else child


def _summed(table: Table) -> Table:
    """A table whose total is the sum of its column, and which has no total without another row."""
    own = [row for row in table.rows if not row.total]
    rows = table.rows if own else ()
    places = [n for n, column in enumerate(table.columns) if column.name == TOTAL]
    if not places:
        return replace(table, rows=rows)
    figures = (
        re.sub(r"\D", "", row.cells[places[0]].inlines[0].text) for row in own if row.cells[places[0]].inlines
    )
    shown = f"£{sum(int(figure or 0) for figure in figures):,}"

    def cells(found: tuple[Cell, ...]) -> tuple[Cell, ...]:
        total = replace(found[places[0]], inlines=(Text(shown),))
        return (*found[: places[0]], total, *found[places[0] + 1 :])

    return replace(table, rows=tuple(replace(r, cells=cells(r.cells)) if r.total else r for r in rows))


def _levelled(block: Block, depth: int) -> Block:
    """A block with the depth of each provision in it as it is nested."""
    match block:
        case Group():
            return replace(block, blocks=tuple(_levelled(one, 0) for one in block.blocks))
        case Provision():
            children = tuple(_levelled(one, depth + 1) for one in block.children)
            return replace(block, depth=depth + 1, children=children)
        case Recital() | Definition():
            return replace(block, children=tuple(_levelled(one, 0) for one in block.children))
    return block


def _uses(agreement: Agreement) -> Callable[[Inline], Inline]:
    """A use prints the words of its definition as they are now; without a definition it is words."""
    terms: dict[str, str] = {}
    for block in blocks(agreement):
        if isinstance(block, Definition):
            terms[block.identity] = block.term
        elif isinstance(block, Party):
            terms[block.identity] = block.short_name

    def change(inline: Inline) -> Inline:
        if not isinstance(inline, Use):
            return inline
        term = terms.get(inline.term)
        return Text(inline.text) if term is None else replace(inline, text=term)

    return change


def _numberer() -> Numberer:
    house = shipped()
    return Numberer(house.levels, None, house.not_used, frozenset(), {}, Faults())


def _referred(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """The groups with every reference worded by the composer's own pass; one that leads nowhere is a hole."""
    members = {
        child.identity
        for group in groups
        for place in iterate_group(group)
        if isinstance(place, Provision | Recital | Definition) and is_list(place)
        for child in place.children
    }
    draft = cast(Draft, SimpleNamespace(merged={}, omitted=(), members=frozenset(members)))
    # What is wanted of a pointing out is of a family alone: a reference into a sister agreement is left as it is.
    referrer = Referrer(draft, places_of(groups), cast(PointingOut, None))
    holes = (with_inlines(group, lambda _, found: tuple(map(_hole, found))) for group in groups)
    return tuple(referrer.group(cast(Group, group), "", "") for group in holes)


def iterate_group(group: Group) -> Iterator[Block]:
    """Every block of a group, itself among them."""
    shell = SimpleNamespace(groups=(group,))
    return (place.block for place in iterate(cast(Agreement, shell)))


def _hole(inline: Inline) -> Inline:
    if not isinstance(inline, Reference):
        return inline
    return Unresolved("", "reference", inline.target, "unknown", inline.span)
