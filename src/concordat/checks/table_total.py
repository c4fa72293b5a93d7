"""table-total: a total that its rows do not make."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from concordat.checks.figures import figure, rows_and_total
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.language.values import format_number
from concordat.language.words import plain


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each total that is not the sum of the figures above it, or that stands although a figure is not
    known."""
    for table, spec in index.tables():
        rows, total = rows_and_total(table)
        if total is None:
            continue
        for number, column in enumerate(table.columns):
            given = figure(total.cells[number])
            figures = [figure(row.cells[number]) for row in rows]
            if given is None or not any(found is not None for found in figures):
                continue
            missing = [row for row, found in zip(rows, figures, strict=True) if found is None]
            made = sum((found for found in figures if found is not None), Decimal(0))
            if not missing and made == given:
                continue
            shown = plain(total.cells[number].inlines)
            why = (
                f"{len(missing)} of its rows have no figure"
                if missing
                else f"its rows make {format_number(made)}"
            )
            yield Diagnostic(
                "table-total",
                total.span or (spec.span if spec is not None else table.origin.span),
                f"the total of “{column.heading}” in the table “{table.caption}” is {shown}, and {why}",
                "correct the figure, or let the table work the total out: `totals: {column: sum}`",
            )
