"""Room for the longest word: the widths of the columns of a table, so that no figure or heading is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from concordat.language.values import NO_BREAK
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Align, Row, TableColumn

TYPE = 9.5
"""The size of a table's type in points, in house.css and house.docx."""

PADDING = 9.0
"""Points beside the words of a cell: both its edges."""

APART = 8.0
"""Points more before words that follow a column of figures, in house.css and render/docx: the two are kept apart."""

MILLIMETRE = 72 / 25.4
"""Points."""

_NARROW, _BROAD = frozenset("ijlftrI.,;:'’|()-[] "), frozenset("mwMW%@")
_LONG = 20
"""A word of more letters than these may be cut after a hyphen or a stroke: an address is as long as a column."""

_DATE = re.compile(r"(\d{1,2}) (\w+) (\d{4})")


def with_room(
    columns: tuple[TableColumn, ...], rows: Sequence[Row], house: House, landscape: bool
) -> tuple[TableColumn, ...]:
    """The columns with widths in which the longest word of each stands whole, the others giving up what that takes.

    A date counts as one word where there is room for it, and so does a unit in a heading. Columns that have the room
    already keep the widths of the table's file. Where even the longest words are wider than the page together, the
    longest of them are cut.
    """
    page = house.page_height if landscape else house.page_width
    whole = (page - house.margin_left - house.margin_right) * MILLIMETRE
    given = [column.width * whole / sum(one.width for one in columns) for column in columns]
    needs = _needs(columns, rows, dates=True)
    if sum(needs) > whole:
        needs = _needs(columns, rows, dates=False)
    if sum(needs) > whole:
        columns = tuple(replace(one, heading=one.heading.replace(NO_BREAK, " ")) for one in columns)
        needs = _needs(columns, rows, dates=False)
    if all(width >= need for width, need in zip(given, needs, strict=True)):
        return columns
    widths = _shared(given, needs, whole)
    return tuple(
        replace(column, width=max(1, round(width))) for column, width in zip(columns, widths, strict=True)
    )


def _needs(columns: Sequence[TableColumn], rows: Sequence[Row], dates: bool) -> list[float]:
    """What the longest word of each column takes, in points; with `dates`, a date counts as one word."""
    aligned = [Align.LEFT, *(column.align for column in columns)]
    apart = [APART if (one, other) == (Align.RIGHT, Align.LEFT) else 0.0 for one, other in pairwise(aligned)]
    found = []
    for place, column in enumerate(columns):
        texts = [column.heading, *(plain(row.cells[place].inlines) for row in rows)]
        if dates:
            texts = [_DATE.sub("\\1_\\2_\\3", text) for text in texts]
        longest = max((_length(word) for text in texts for word in _words(text)), default=0.0)
        found.append(longest + PADDING + apart[place])
    return found


def _words(text: str) -> Iterator[str]:
    for word in text.split(" "):
        yield from (word,) if len(word) <= _LONG else re.split("(?<=[-/])", word)


def _length(word: str) -> float:
    """About how long a word is in bold type, in points."""
    ems = sum(
        0.33 if letter in _NARROW else 0.92 if letter in _BROAD else 0.74 if letter.isupper() else 0.6
        for letter in word
    )
    return ems * TYPE


def _shared(given: Sequence[float], needs: Sequence[float], whole: float) -> list[float]:
    if sum(needs) >= whole:
        return _cut(needs, whole)
    short: set[int] = set()
    while True:
        free = whole - sum(needs[place] for place in short)
        rest = sum(width for place, width in enumerate(given) if place not in short)
        widths = [needs[n] if n in short else width * free / rest for n, width in enumerate(given)]
        more = {n for n, width in enumerate(widths) if n not in short and width < needs[n]}
        if not more:
            return widths
        short |= more


def _cut(needs: Sequence[float], whole: float) -> list[float]:
    """The needs, the greatest of them cut to one measure, so that together they make the whole."""
    left = whole
    for count, need in enumerate(sorted(needs)):
        most = left / (len(needs) - count)
        if need > most:
            return [min(one, most) for one in needs]
        left -= need
    return list(needs)
