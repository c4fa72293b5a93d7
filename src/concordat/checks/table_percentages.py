"""table-percentages: shares of a whole that do not make 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from concordat.checks.figures import figure, rows_and_total
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.language.values import format_number
from concordat.model.library import ColumnType, TableSpec


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each column of shares (percentages that have a total, or are called so) whose rows do not make exactly
    100."""
    for table, spec in index.tables():
        rows, _ = rows_and_total(table)
        for number, column in enumerate(spec.columns if spec is not None else ()):
            if column.type is not ColumnType.PERCENTAGE or spec is None or not _shares(column.name, spec):
                continue
            figures = [figure(row.cells[number]) for row in rows]
            known = [found for found in figures if found is not None]
            if rows and len(known) == len(figures) and sum(known, Decimal(0)) != 100:
                yield Diagnostic(
                    "table-percentages",
                    column.span,
                    f"the shares under “{column.heading}” in the table “{table.caption}” make "
                    f"{format_number(sum(known, Decimal(0)))}%, not 100%",
                    "correct a share; shares that are rounded are rounded so that they make 100",
                )


def _shares(name: str, spec: TableSpec) -> bool:
    """Whether a column holds shares of one whole: it has a total, or its name says `share`."""
    return name in spec.totals or "share" in name.split("_") or "shares" in name.split("_")
