"""Rebuilding a tree: the same tree with each inline or block replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from concordat.model.tree import (
    Block,
    Definition,
    Group,
    Inline,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Row,
    Signature,
    Table,
)

Inlines = tuple[Inline, ...]
Holder = Group | Provision | Paragraph | Particular | Party | Recital | Definition | Table | Signature


def with_inlines(block: Block, change: Callable[[Holder, Inlines], Inlines]) -> Block:
    """The block with every sequence of inlines in it and below it changed; headings stay as they are.

    `change` is given the block that holds the sequence. A table's cells are given with the table.
    """
    match block:
        case Group() | Provision() | Recital() | Definition():
            return _branch(block, change)
        case Table():
            rows = tuple(_row(block, row, change) for row in block.rows)
            notes = tuple(replace(note, inlines=change(note, note.inlines)) for note in block.notes)
            return replace(block, rows=rows, notes=notes)
        case Signature():
            lines = tuple(replace(line, inlines=change(block, line.inlines)) for line in block.lines)
            return replace(block, inlines=change(block, block.inlines), lines=lines)
        case _:
            return replace(block, inlines=change(block, block.inlines))


def _branch(
    block: Group | Provision | Recital | Definition, change: Callable[[Holder, Inlines], Inlines]
) -> Block:
    if isinstance(block, Group):
        return replace(block, blocks=tuple(with_inlines(inner, change) for inner in block.blocks))
    children = tuple(with_inlines(inner, change) for inner in block.children)
    if isinstance(block, Provision) and block.closing is not None:
        closing = replace(block.closing, inlines=change(block.closing, block.closing.inlines))
        return replace(block, inlines=change(block, block.inlines), children=children, closing=closing)
    return replace(block, inlines=change(block, block.inlines), children=children)


def _row(table: Table, row: Row, change: Callable[[Holder, Inlines], Inlines]) -> Row:
    cells = tuple(replace(cell, inlines=change(table, cell.inlines)) for cell in row.cells)
    return replace(row, cells=cells)
