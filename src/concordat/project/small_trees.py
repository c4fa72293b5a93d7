"""What the small trees that are no agreements are made of: pages beside an agreement, and forms that are sent."""

from __future__ import annotations

from collections.abc import Iterable

from concordat.model.tree import Align, Cell, Heading, Row, TableColumn, Text


def heading_of(identity: str, words: str) -> Heading:
    """The heading of a group of the first level."""
    return Heading(f"{identity}~heading", 1, (Text(words),))


def columns_of(heads: Iterable[tuple[str, str, int]]) -> tuple[TableColumn, ...]:
    """Columns of words: each its name, its heading and its share of the width."""
    return tuple(TableColumn(name, heading, Align.LEFT, width) for name, heading, width in heads)


def row_of(identity: str, cells: Iterable[tuple[str, str]]) -> Row:
    """A row of words: each cell the name of its column and what stands in it, which may be nothing."""
    return Row(
        identity,
        tuple(Cell(f"{identity}/{name}", (Text(words),) if words else ()) for name, words in cells),
    )
