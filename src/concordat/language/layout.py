"""Choices of layout that every paged view must make alike, so that their pages agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from concordat.language.walk import children, passages
from concordat.language.words import plain
from concordat.model.tree import Block, Group, GroupKind, Table

MOST_TOGETHER = 12
"""The most rows that stay on one page: what one party is asked, or a table on wide pages. More may run over."""

FEW_WORDS = 1200
"""The most characters of text of a schedule or Part that lies whole beside its wide table: about twelve lines."""

WIDE_LINE, WIDE_LINES = 130, 24
"""About how many characters stand on a line of a table on a wide page, and how many such lines on the page."""


def lies_whole(group: Group) -> bool:
    """Whether a schedule or Part lies on wide pages with its table, its heading and its few words: no short upright page
    then stands before the table."""
    if group.kind not in (GroupKind.SCHEDULE, GroupKind.PART):
        return False
    held = tuple(_within(group))
    if not any(isinstance(block, Table) and block.landscape and block.rows for block in held):
        return False
    texts = (inlines for block in held if not isinstance(block, Table) for _, inlines in passages(block))
    return sum(len(plain(inlines)) for inlines in texts) <= FEW_WORDS


def begins_wide(group: Group) -> bool:
    """Whether the heading of a schedule or Part stands on wide pages: it lies whole, or begins with what lies."""
    first = group.blocks[0] if group.blocks else None
    if isinstance(first, Group):
        return lies_whole(group) or begins_wide(first)
    wide = isinstance(first, Table) and first.landscape and bool(first.rows)
    return lies_whole(group) or (wide and group.kind in (GroupKind.SCHEDULE, GroupKind.PART))


def _within(block: Block) -> Iterator[Block]:
    for child in children(block):
        yield child
        yield from _within(child)


def stands_whole(table: Table) -> bool:
    """Whether a table on wide pages is kept on one of them: it has few rows, and few lines in each."""
    if not (table.landscape and table.rows and stay_together(table.rows)):
        return False
    shares = [column.width / sum(one.width for one in table.columns) for column in table.columns]
    cells = ([len(plain(cell.inlines)) for cell in row.cells] for row in table.rows)
    lines = (
        max(ceil(n / (WIDE_LINE * share)) for n, share in zip(row, shares, strict=True)) for row in cells
    )
    return sum(lines) <= WIDE_LINES


def stay_together(rows: Sequence[object]) -> bool:
    """Whether these rows stand on one page."""
    return len(rows) <= MOST_TOGETHER
