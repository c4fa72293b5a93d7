"""fact-unconfirmed: a fact of this agreement without a confirmed source; one warning for each, at its
place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Span
from concordat.language.walk import inlines
from concordat.language.words import plain
from concordat.model.data import Status
from concordat.model.tree import Inline, Particular, Row, Table, Use, Value

_HINT = "find the source, name it, and write `status: confirmed`; until then it prints as to be confirmed"


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each answer, row and value that is unconfirmed, once for each place where it was written."""
    seen: set[Span] = set()
    for span, what in (*_answers(index), *_rows(index), *_values(index)):
        if span is not None and span not in seen:
            seen.add(span)
            yield Diagnostic("fact-unconfirmed", span, f"{what} has no confirmed source", _HINT)


def _answers(index: AgreementIndex) -> Iterator[tuple[Span | None, str]]:
    for place in index.places:
        block = place.block
        if isinstance(block, Particular) and block.status == Status.UNCONFIRMED.value:
            for inline in block.inlines:
                if isinstance(inline, Value | Use):
                    for read in inline.reads:
                        yield read.span, f"the answer “{plain([inline])}” to “{block.label}”"


def _rows(index: AgreementIndex) -> Iterator[tuple[Span | None, str]]:
    for table, _ in index.tables():
        for row in table.rows:
            if row.status == Status.UNCONFIRMED.value:
                yield row.span, f"“{_name(row)}” in the table “{table.caption}”"


def _name(row: Row) -> str:
    """What a row is called: its first two cells."""
    return " ".join(filter(None, (plain(cell.inlines) for cell in row.cells[:2])))


def _values(index: AgreementIndex) -> Iterator[tuple[Span | None, str]]:
    for place in index.places:
        if isinstance(place.block, Table):
            for row in place.block.rows:
                named = row.status == Status.UNCONFIRMED.value
                for cell in row.cells:
                    for span, what, own in _doubtful(cell.inlines):
                        # What an unconfirmed row holds is named by the row itself.
                        if not (named and own):
                            yield span, what
        else:
            for span, what, _ in _doubtful(inlines(place.block)):
                yield span, what


def _doubtful(found: Iterable[Inline]) -> Iterator[tuple[Span | None, str, bool]]:
    """Each unconfirmed datum that some inlines were read from, and whether it is the row's own."""
    for inline in found:
        if isinstance(inline, Value | Use):
            for read in inline.reads:
                if read.status == Status.UNCONFIRMED.value:
                    yield read.span, f"“{read.shown}” ({read.name})", read.name.startswith("row.")
