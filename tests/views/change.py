"""Changing a tree: what tests plant to see it caught."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from concordat.language.words import normalise
from concordat.model.tree import (
    Agreement,
    Block,
    Cell,
    Group,
    Inline,
    Origin,
    Provision,
    Recital,
    Row,
    Table,
    Text,
)


def rebuilt(agreement: Agreement, change: Callable[[Block], Block]) -> Agreement:
    """The agreement with each block changed, innermost first."""
    return replace(agreement, groups=tuple(_rebuilt(group, change) for group in agreement.groups))


def _rebuilt(block: Any, change: Callable[[Block], Block]) -> Any:
    if isinstance(block, Group):
        block = replace(block, blocks=tuple(_rebuilt(one, change) for one in block.blocks))
    elif isinstance(block, Provision | Recital):
        block = replace(block, children=tuple(_rebuilt(one, change) for one in block.children))
    return change(block)


def with_words(agreement: Agreement, identity: str, inlines: Iterable[Inline]) -> Agreement:
    """The agreement with other words in one provision."""

    def change(block: Block) -> Block:
        if isinstance(block, Provision) and block.identity == identity:
            return replace(block, inlines=tuple(inlines))
        return block

    return rebuilt(agreement, change)


def with_children(agreement: Agreement, identity: str, texts: Iterable[tuple[Inline, ...]]) -> Agreement:
    """The agreement with a provision for each of these texts under one provision."""

    def change(block: Block) -> Block:
        if not isinstance(block, Provision) or block.identity != identity:
            return block
        made = (
            Provision(f"{identity}-{n}", 2, (1, 2, n), f"1.2.{n}", f"1.2.{n}", words, (), None, Origin(None))
            for n, words in enumerate(texts, start=1)
        )
        return replace(block, children=tuple(made))

    return rebuilt(agreement, change)


def without_word(agreement: Agreement) -> Agreement:
    """The agreement without the word `week`, in `Delivery takes place each week.`"""
    return with_words(agreement, "supply/weekly", (Text("Delivery takes place each. Twice in May."),))


def with_swap(agreement: Agreement) -> Agreement:
    """The agreement with the words of two provisions, (a) and (b), each in the place of the other."""
    agreement = with_words(agreement, "recital/wish-price", (Text("the date."),))
    return with_words(agreement, "recital/wish-date", (Text("the price; and"),))


def without_cell(agreement: Agreement) -> Agreement:
    """The agreement with one cell of a table empty."""

    def change(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        rows = tuple(replace(row, cells=tuple(_emptied(cell) for cell in row.cells)) for row in block.rows)
        return replace(block, rows=rows)

    return rebuilt(agreement, change)


def _emptied(cell: Cell) -> Cell:
    return replace(cell, inlines=()) if cell.identity == "lists/prices#10/goods" else cell


def with_long_table(agreement: Agreement, rows: int, landscape: bool = False) -> Agreement:
    """The agreement with a table of so many rows, which runs over several pages."""

    def change(block: Block) -> Block:
        if not isinstance(block, Table) or not block.rows:
            return block
        made = tuple(_row(block, number) for number in range(rows))
        return replace(block, rows=made, landscape=landscape)

    return rebuilt(agreement, change)


def _row(table: Table, number: int) -> Row:
    identity = f"{table.identity}#row-{number}"
    cells = (
        Cell(f"{identity}/{column.name}", (Text(f"{normalise(column.heading)} {number} of this long list"),))
        for column in table.columns
    )
    return Row(identity, tuple(cells))
