"""Walking a composed agreement: its blocks in the order in which they print, each with what holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    Inline,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    RunningLine,
    Signature,
    Table,
)

Passage = tuple[str, tuple[Inline, ...]]
"""An identity and the inlines that stand under it as one text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A block of an agreement, with the blocks that hold it, outermost first."""

    block: Block
    parents: tuple[Block, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that hold this block, outermost first."""
        return tuple(block for block in self.parents if isinstance(block, Group))


def children(block: Block) -> tuple[Block, ...]:
    """The blocks that a block holds, in order: a provision's closing paragraph and a table's notes come
    last."""
    if isinstance(block, Group):
        return block.blocks
    if isinstance(block, Provision):
        return block.children if block.closing is None else (*block.children, block.closing)
    if isinstance(block, Recital | Definition):
        return block.children
    if isinstance(block, Table):
        return block.notes
    return ()


def iterate(agreement: Agreement) -> Iterator[Place]:
    """Every block of an agreement in the order in which it prints, with its parents."""
    for group in agreement.groups:
        yield from _under(group)


def _under(block: Block) -> Iterator[Place]:
    waiting: list[Place] = [Place(block, ())]
    while waiting:
        place = waiting.pop()
        yield place
        below = children(place.block)
        if below:
            parents = (*place.parents, place.block)
            waiting.extend([Place(child, parents) for child in reversed(below)])


def blocks(agreement: Agreement) -> Iterator[Block]:
    """Every block of an agreement in the order in which it prints."""
    for place in iterate(agreement):
        yield place.block


def passages(block: Block | RunningLine) -> Iterator[Passage]:
    """The texts that stand directly in a block: its heading or opening, its cells, its lines.

    The blocks that it holds are left out: `children` gives them. A label, a caption and a column heading are
    no inlines and are left out too.
    """
    if isinstance(block, Group):
        if block.heading is not None:
            yield block.heading.identity, block.heading.inlines
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield cell.identity, cell.inlines
    elif isinstance(block, Signature):
        yield block.identity, block.inlines
        for line in block.lines:
            yield block.identity, line.inlines
    elif isinstance(block, Provision | Paragraph | Particular | Party | Recital | Definition | RunningLine):
        yield block.identity, block.inlines


def inlines(block: Block | RunningLine) -> Iterator[Inline]:
    """Every inline that stands directly in a block, in order."""
    for _, found in passages(block):
        yield from found


def identities(agreement: Agreement) -> Iterator[str]:
    """Every identity of an agreement in order: blocks, headings, rows, cells and running lines."""
    for group in agreement.groups:
        yield from identities_under(group)
    yield from (line.identity for line in agreement.running)


def identities_under(block: Block) -> Iterator[str]:
    """Every identity of a block and of what it holds, in order."""
    for place in _under(block):
        yield place.block.identity
        if isinstance(place.block, Group) and place.block.heading is not None:
            yield place.block.heading.identity
        if isinstance(place.block, Table):
            for row in place.block.rows:
                yield row.identity
                yield from (cell.identity for cell in row.cells)
