"""What the small trees that are no agreements are made of: pages beside an agreement, and forms that are sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from concordat.compose.table_widths import with_room
from concordat.model.library import House
from concordat.model.tree import NOWHERE, Align, Cell, Heading, Row, Table, TableColumn, Text

Heads = Iterable[tuple[str, str, int]]
"""Columns: each its name, its heading and its share of the width."""


def heading_of(identity: str, words: str) -> Heading:
    """The heading of a group of the first level."""
    return Heading(f"{identity}~heading", 1, (Text(words),))


def columns_of(heads: Heads) -> tuple[TableColumn, ...]:
    """Columns of words."""
    return tuple(TableColumn(name, heading, Align.LEFT, width) for name, heading, width in heads)


def row_of(identity: str, cells: Iterable[tuple[str, str]]) -> Row:
    """A row of words: each cell the name of its column and what stands in it, which may be nothing."""
    return Row(
        identity,
        tuple(Cell(f"{identity}/{name}", (Text(words),) if words else ()) for name, words in cells),
    )


def rows_of(identity: str, rows: Iterable[Mapping[str, str]]) -> tuple[Row, ...]:
    """Rows of words, told apart by their count: these trees are made anew each time, and nothing refers to a row."""
    return tuple(row_of(f"{identity}#{count}", cells.items()) for count, cells in enumerate(rows, start=1))


def table_of(
    identity: str, caption: str, summary: str, heads: Heads, rows: tuple[Row, ...], house: House, *, wide: bool = False
) -> Table:  # fmt: skip
    """A table of words with room for the longest of each column, on a wide page where `wide`."""
    columns = with_room(columns_of(heads), rows, house, landscape=wide)
    return Table(identity, caption, summary, "information", None, wide, columns, rows, (), NOWHERE)
