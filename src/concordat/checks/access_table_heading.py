"""access-table-heading: a table that a screen reader cannot make out: no caption, no summary, a column
without heading."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Span
from concordat.model.tables import TableSpec
from concordat.model.tree import Table


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each thing that a table lacks, at the table or the column."""
    for table, spec in index.tables():
        for message, hint, span in _faults(table, spec):
            yield Diagnostic(
                "access-table-heading", span, f"the table “{table.caption or table.identity}” {message}", hint
            )


def _faults(table: Table, spec: TableSpec | None) -> Iterator[tuple[str, str, Span | None]]:
    place = spec.span if spec is not None else table.origin.span
    if not table.caption.strip():
        yield "has no caption", "give it a `title:`", place
    if not table.summary.strip():
        yield "has no summary for those who cannot see it", "give it a `summary:`", place
    if not table.columns:
        yield "has no columns", "give it `columns:`", place
    seen: set[str] = set()
    for column in table.columns:
        own = spec.column(column.name) if spec is not None else None
        where = own.span if own is not None else place
        heading = column.heading.strip()
        if not heading:
            yield f"has a column without a heading (“{column.name}”)", "give it a `heading:`", where
        elif heading.casefold() in seen:
            yield f"has two columns headed “{heading}”", "tell them apart", where
        seen.add(heading.casefold())
