"""A redline read from one side: the tree as it is with every change accepted, or with every change rejected.

A redline holds two texts, and *the words* of one are therefore two sequences: those of `accepted` and those of
`rejected`. What stands on both sides bears the newer labels and the newer results of references, which no redline marks:
so `rejected` gives the words of the older text but for what its references print, and its labels where they were
renumbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.language.canonical import with_schema
from concordat.language.sides import Side, of_side, stands
from concordat.language.walk import children, identities_under
from concordat.model.tree import Agreement, Block, Group, Inline, Table


def accepted(agreement: Agreement) -> Agreement:
    """The newer text of a redline: what is gone is dropped, and no mark is left."""
    return with_schema(of_side(agreement, Side.ACCEPTED))


def rejected(agreement: Agreement) -> Agreement:
    """The older text of a redline: what came is dropped, and old terms, labels, captions and headings of columns restored.

    The results of references are those of the newer text.
    """
    return with_schema(of_side(agreement, Side.REJECTED))


def is_marked(inlines: Iterable[Inline]) -> bool:
    """Whether one of the inlines bears a mark."""
    return any(inline.mark is not None for inline in inlines)


def gone_identities(agreement: Agreement) -> Iterator[str]:
    """The identities of all that is of the older text alone, in order: blocks, headings, rows and cells."""
    for group in agreement.groups:
        yield from _gone(group)


def _gone(block: Block) -> Iterator[str]:
    if not stands(block.mark, Side.ACCEPTED):
        yield from identities_under(block)
        return
    if (
        isinstance(block, Group)
        and block.heading is not None
        and not stands(block.heading.mark, Side.ACCEPTED)
    ):
        yield block.heading.identity
    if isinstance(block, Table):
        for row in block.rows:
            if not stands(row.mark, Side.ACCEPTED):
                yield row.identity
                yield from (cell.identity for cell in row.cells)
    for child in children(block):
        yield from _gone(child)
