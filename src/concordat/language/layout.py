"""Choices of layout that every paged view must make alike, so that their pages agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from concordat.language.walk import children, passages
from concordat.language.words import plain
from concordat.model.tree import Block, Group, GroupKind, Table

MOST_TOGETHER = 12
"""The most rows that stay on one page: what one party is asked, or a table on wide pages. More may run over."""

FEW_WORDS = 1200
"""The most characters of text that lie on wide pages beside a wide table: about twelve lines."""

WIDE_LINE, WIDE_LINES = 130, 24
"""About how many characters stand on a line of a table on a wide page, and how many such lines on the page."""

_TURNING = (GroupKind.SCHEDULE, GroupKind.PART, GroupKind.PACK_PART)
"""The groups whose pages may be wide."""


SHORT_MARK = 7
"""The letters of a status mark ("EXAMPLE") for which every running line has room beside it."""

RUNNING_LETTERS = 100
"""About how many letters stand on a running line of an upright page; a capital of the mark is as wide as one and a half."""


def is_long_mark(mark: str) -> bool:
    """Whether a status mark is longer than those of a draft, so that a running line must make room for it."""
    return len(mark) > SHORT_MARK


def stands_beside(header: str, mark: str) -> bool:
    """Whether a status mark stands on one line with the running header; a short one always does."""
    return not is_long_mark(mark) or len(header) + 1.5 * len(mark) <= RUNNING_LETTERS


def wide_blocks(group: Group) -> frozenset[str]:
    """The identities of the blocks of a schedule or Part, but for its own Parts, that lie on wide pages.

    A block that holds a wide table does, and so do the few words before it, after it, or between two such, and the
    few words before a first Part that begins wide: no short upright page then stands beside a wide one. Where there
    are more words, they stand on upright pages.
    """
    if group.kind not in _TURNING or not any(map(_is_wide, group.blocks)):
        return frozenset()
    found: set[str] = set()
    for wide, run in groupby(group.blocks, key=_is_wide):
        blocks = tuple(run)
        if wide:
            found.update(block.identity for block in blocks if _length(block) <= FEW_WORDS)
        elif not any(map(_is_part, blocks)) and sum(map(_length, blocks)) <= FEW_WORDS:
            found.update(block.identity for block in blocks)
    return frozenset(found - {block.identity for block in filter(_is_part, group.blocks)})


def begins_wide(group: Group) -> bool:
    """Whether the heading of a schedule or Part stands on wide pages: what follows it does."""
    if group.kind not in _TURNING or not group.blocks:
        return False
    first = group.blocks[0]
    return begins_wide(first) if isinstance(first, Group) else first.identity in wide_blocks(group)


def after_wide(group: Group) -> frozenset[str]:
    """The identities of the blocks of a schedule or Part, its Parts among them, with which upright pages begin anew."""
    wide = wide_blocks(group)

    def stands(block: Block, last: bool) -> bool:
        if not isinstance(block, Group):
            return block.identity in wide
        if not last:
            return begins_wide(block)
        return bool(block.blocks) and block.blocks[-1].identity in wide_blocks(block)

    return frozenset(
        after.identity
        for before, after in pairwise(group.blocks)
        if stands(before, last=True) and not stands(after, last=False)
    )


def _is_part(block: Block) -> bool:
    return isinstance(block, Group)


def _is_wide(block: Block) -> bool:
    """Whether a block holds a wide table; of a Part within a schedule, whether it begins with wide pages."""
    if isinstance(block, Group):
        return begins_wide(block)
    return any(
        isinstance(one, Table) and one.landscape and bool(one.rows) for one in (block, *_within(block))
    )


def _length(block: Block) -> int:
    """How many characters of running text a block holds; the words of tables are not counted."""
    held = (one for one in (block, *_within(block)) if not isinstance(one, Table))
    return sum(len(plain(inlines)) for one in held for _, inlines in passages(one))


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
