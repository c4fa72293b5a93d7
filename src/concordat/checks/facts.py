"""The facts of an agreement that are of one status: answers, rows of tables, and values, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Span
from concordat.language.walk import inlines
from concordat.language.words import plain
from concordat.model.data import Status
from concordat.model.tree import Inline, Particular, Row, Table, Use, Value


def facts(index: AgreementIndex, status: Status) -> Iterator[tuple[Span, str]]:
    """Each answer, row and value of a status, once for each place where it was written, and what it is in words."""
    seen: set[Span] = set()
    wanted = status.value
    for span, what in (*_answers(index, wanted), *_rows(index, wanted), *_values(index, wanted)):
        if span is not None and span not in seen:
            seen.add(span)
            yield span, what


def _answers(index: AgreementIndex, status: str) -> Iterator[tuple[Span | None, str]]:
    for place in index.places:
        block = place.block
        if isinstance(block, Particular) and block.status == status:
            for inline in block.inlines:
                if isinstance(inline, Value | Use):
                    for read in inline.reads:
                        yield read.span, f"the answer “{plain([inline])}” to “{block.label}”"


def _rows(index: AgreementIndex, status: str) -> Iterator[tuple[Span | None, str]]:
    for table, _ in index.tables():
        for row in table.rows:
            if row.status == status:
                yield row.span, f"“{row_name(row)}” in the table “{table.caption}”"


def row_name(row: Row) -> str:
    """What a message calls a row: its first two cells."""
    return " ".join(filter(None, (plain(cell.inlines) for cell in row.cells[:2])))


def _values(index: AgreementIndex, status: str) -> Iterator[tuple[Span | None, str]]:
    for place in index.places:
        if isinstance(place.block, Table):
            for row in place.block.rows:
                named = row.status == status
                for cell in row.cells:
                    for span, what, own in _of_status(cell.inlines, status):
                        # What a row of that status holds is named by the row itself.
                        if not (named and own):
                            yield span, what
        else:
            for span, what, _ in _of_status(inlines(place.block), status):
                yield span, what


def _of_status(found: Iterable[Inline], status: str) -> Iterator[tuple[Span | None, str, bool]]:
    """Each datum of a status that some inlines were read from, and whether it is the row's own."""
    for inline in found:
        if isinstance(inline, Value | Use):
            for read in inline.reads:
                if read.status == status:
                    yield read.span, f"“{read.shown}” ({read.name})", read.name.startswith("row.")
