"""table-percentages: shares of a whole that do not make 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from concordat.checks.figures import figure, rows_and_total
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.language.values import format_number
from concordat.language.words import plain
from concordat.model.tables import Column, ColumnType, TableSpec
from concordat.model.tree import Cell, Table

_HINT = "correct a share; shares that are rounded are rounded so that they make 100"


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each set of shares (percentages that have a total, or are called so) that does not make exactly 100.

    A column's shares stand under one another, and those of a column that is repeated beside one another.
    """
    for table, spec in index.tables():
        for column in spec.columns if spec is not None else ():
            if spec is None or column.type is not ColumnType.PERCENTAGE or not _shares(column.name, spec):
                continue
            places = [n for n, shown in enumerate(table.columns) if spec.column(shown.name) is column]
            yield from (
                _along(table, column, places) if column.repeat is not None else _down(table, column, places)
            )


def _down(table: Table, column: Column, places: list[int]) -> Iterator[Diagnostic]:
    rows, _ = rows_and_total(table)
    for place in places:
        made = _made([row.cells[place] for row in rows])
        if made is not None and made != 100:
            message = f"the shares under “{column.heading}” in the table “{table.caption}” make {format_number(made)}%, not 100%"
            yield Diagnostic("table-percentages", column.span, message, _HINT)


def _along(table: Table, column: Column, places: list[int]) -> Iterator[Diagnostic]:
    rows, _ = rows_and_total(table)
    for row in rows:
        made = _made([row.cells[place] for place in places])
        if made is not None and made != 100:
            message = (
                f"the shares of “{plain(row.cells[0].inlines)}” in the table “{table.caption}” make "
                f"{format_number(made)}%, not 100%"
            )
            yield Diagnostic("table-percentages", row.span or column.span, message, _HINT)


def _made(cells: list[Cell]) -> Decimal | None:
    """What shares make together; None where there are none, or one is not known."""
    figures = [found for cell in cells if (found := figure(cell)) is not None]
    return sum(figures, Decimal(0)) if figures and len(figures) == len(cells) else None


def _shares(name: str, spec: TableSpec) -> bool:
    """Whether a column holds shares of one whole: it has a total, or its name says `share`."""
    return name in spec.totals or "share" in name.split("_") or "shares" in name.split("_")
