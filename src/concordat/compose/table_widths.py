"""Room for the longest word: the widths of the columns of a wide table, so that no figure or heading is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Row, TableColumn

TYPE = 9.5
"""The size of a table's type in points, in house.css and house.docx."""

PADDING = 9.0
"""Points beside the words of a cell: both its edges."""

MILLIMETRE = 72 / 25.4
"""Points."""

_NARROW, _BROAD = frozenset("ijlftrI.,;:'’|()-[] "), frozenset("mwMW%@")


def with_room(
    columns: tuple[TableColumn, ...], rows: Sequence[Row], house: House, landscape: bool
) -> tuple[TableColumn, ...]:
    """The columns with widths in which the longest word of each stands whole, the others giving up what that takes.

    Columns that have the room already keep the widths of the table's file. Where even the longest words are wider
    than the page together, the page is shared in their proportion.
    """
    page = house.page_height if landscape else house.page_width
    whole = (page - house.margin_left - house.margin_right) * MILLIMETRE
    needs = [
        _need(column, [plain(row.cells[place].inlines) for row in rows])
        for place, column in enumerate(columns)
    ]
    given = [column.width * whole / sum(one.width for one in columns) for column in columns]
    if all(width >= need for width, need in zip(given, needs, strict=True)):
        return columns
    widths = _shared(given, needs, whole)
    return tuple(
        replace(column, width=max(1, round(width))) for column, width in zip(columns, widths, strict=True)
    )


def _need(column: TableColumn, cells: Sequence[str]) -> float:
    words = [*column.heading.split(), *(word for cell in cells for word in cell.split())]
    return max((_length(word) for word in words), default=0.0) + PADDING


def _length(word: str) -> float:
    """About how long a word is in bold type, in points."""
    ems = sum(
        0.33 if letter in _NARROW else 0.92 if letter in _BROAD else 0.74 if letter.isupper() else 0.6
        for letter in word
    )
    return ems * TYPE


def _shared(given: Sequence[float], needs: Sequence[float], whole: float) -> list[float]:
    if sum(needs) >= whole:
        return [need * whole / sum(needs) for need in needs]
    short: set[int] = set()
    while True:
        free = whole - sum(needs[place] for place in short)
        rest = sum(width for place, width in enumerate(given) if place not in short)
        widths = [needs[n] if n in short else width * free / rest for n, width in enumerate(given)]
        more = {n for n, width in enumerate(widths) if n not in short and width < needs[n]}
        if not more:
            return widths
        short |= more
