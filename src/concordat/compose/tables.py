"""Tables: the rows that a table shows, and the table as the tree holds it (format.md, "Tables")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from concordat.compose.draft import ChosenTable, Draft
from concordat.compose.evaluate import Evaluator, Names
from concordat.compose.inlines import blank_text, entry_of, inlines_of
from concordat.language.natural import natural_order
from concordat.language.values import show
from concordat.model.data import Blank, Datum, Money, Percentage, Status
from concordat.model.library import Column, ColumnType, Library, TableSpec
from concordat.model.tree import (
    Align,
    Cell,
    Inline,
    Paragraph,
    Read,
    Role,
    Row,
    Table,
    TableColumn,
    Text,
    Unresolved,
    Value,
)

FIGURES = (ColumnType.INTEGER, ColumnType.MONEY, ColumnType.PERCENTAGE)
TOTAL = "~total"


def table_rows(spec: TableSpec, library: Library, evaluator: Evaluator, names: Names) -> tuple[Datum, ...]:
    """The rows of a table in order, each with its key: those of its dataset that its `where` lets in."""
    rows = _dataset_rows(spec, library, names)
    if rows is None:
        evaluator.faults.add(
            "table-unknown",
            spec.span,
            f"the table “{spec.id}” reads the dataset “{spec.dataset}”, which is not in schedules/data/",
            "add the dataset, or mend the name",
        )
        return ()
    found = []
    for row in rows:
        if spec.where is None or evaluator.condition(spec.where, names.bind("row", row)).met:
            found.append(replace(row, key=_key(row, spec)))
    found.sort(key=lambda row: tuple(natural_order(_shown(row, name)) for name in spec.order))
    return tuple(found)


def _dataset_rows(spec: TableSpec, library: Library, names: Names) -> tuple[Datum, ...] | None:
    head, _, tail = spec.dataset.partition(".")
    if head in library.datasets and not tail:
        return library.datasets[head].rows
    if head not in names:
        return None
    datum: Datum | None = names[head]
    for part in tail.split(".") if tail else ():
        datum = entry_of(datum, part) if datum is not None else None
    if datum is None:
        return None
    return datum.value if isinstance(datum.value, tuple) else ()


def _key(row: Datum, spec: TableSpec) -> str:
    cell = entry_of(row, spec.key)
    if cell is None or cell.value is None:
        return row.key or "?"
    return re.sub(r"[^a-z0-9]+", "-", show(cell).lower()).strip("-") or "?"


def _shown(row: Datum, name: str) -> str:
    cell = entry_of(row, name)
    return show(cell) if cell is not None and cell.value is not None else ""


def fill_table(draft: Draft, chosen: ChosenTable) -> Table | Paragraph:
    """The table in its place; where the workspace holds no such table, a hole that a check names."""
    spec = draft.workspace.library.tables.get(chosen.table)
    if spec is None:
        draft.evaluator.faults.add(
            "table-unknown",
            chosen.span,
            f"schedules/tables/ holds no table “{chosen.table}”",
            "add the table, or mend the name",
        )
        hole = Unresolved(f"[table {chosen.table}]", "table", chosen.table, "unknown", chosen.span)
        return Paragraph(f"{chosen.holder}/{chosen.table}", Role.NOTE, (hole,), chosen.origin)
    identity = "@".join((f"{chosen.holder}/{spec.id}", *chosen.origin.keys))
    data = table_rows(spec, draft.workspace.library, draft.evaluator, chosen.names)
    rows = [_row(draft, spec, identity, datum, chosen.names) for datum in data]
    notes: list[Paragraph] = []
    if spec.empty is not None and isinstance(spec.empty.value, Blank) and _nothing_known(spec, rows):
        wanted = blank_text(spec.empty.value, spec.id, spec.empty.span, ())
        notes.append(Paragraph(f"{identity}~empty", Role.NOTE, (wanted,), chosen.origin))
        rows = []
    elif spec.totals:
        rows.append(_totals(draft, spec, identity, data, chosen.names))
    if spec.note and rows:
        notes.append(Paragraph(f"{identity}~note", Role.NOTE, (Text(spec.note),), chosen.origin))
    columns = tuple(_column(column) for column in spec.columns)
    return Table(
        identity,
        spec.title,
        spec.summary,
        spec.role,
        spec.counts,
        spec.landscape,
        columns,
        tuple(rows),
        tuple(notes),
        chosen.origin,
    )


def _column(column: Column) -> TableColumn:
    marks = ", ".join(mark for mark in (column.unit, column.basis) if mark)
    heading = f"{column.heading} ({marks})" if marks else column.heading
    align = Align.RIGHT if column.type in FIGURES else Align.LEFT
    return TableColumn(column.name, heading, align, column.width, column.significance)


def _row(draft: Draft, spec: TableSpec, table: str, datum: Datum, names: Names) -> Row:
    identity = f"{table}#{datum.key}"
    status = _status(datum)
    bound = names.bind("row", datum)
    cells = []
    for column in spec.columns:
        inlines = tuple(_cell(draft, spec, column, datum, bound, status))
        cells.append(Cell(f"{identity}/{column.name}", inlines))
    return Row(identity, tuple(cells), False, status.value, datum.span)


def _status(row: Datum) -> Status:
    cell = entry_of(row, "status")
    known = {status.value: status for status in Status}
    return known.get(show(cell), row.status) if cell is not None else row.status


def _cell(
    draft: Draft, spec: TableSpec, column: Column, row: Datum, names: Names, status: Status
) -> Iterator[Inline]:
    if column.type is ColumnType.STATUS and column.value is None:
        words = column.labels.get(status.value, status.value)
        if status is Status.UNCONFIRMED and spec.unconfirmed:
            words = spec.unconfirmed
        yield Value(words, f"row.{column.name}", row.span, ())
        return
    datum, reads = _datum(draft, column, row, names)
    expression = column.value.text if column.value is not None else f"row.{column.name}"
    if column.value is None:
        reads = (Read(expression, show(datum), datum.span, datum.source or row.source, status.value),)
    if datum.value is None or datum.value == "":
        if column.blank is not None and isinstance(column.blank.value, Blank):
            yield blank_text(_of_row(column.blank.value, row), expression, datum.span, reads)
        else:
            yield Text("–")
        return
    if isinstance(datum.value, str) and datum.value in column.labels:
        datum = replace(datum, value=column.labels[datum.value])
    yield from inlines_of(datum, expression, datum.span or row.span, reads)


def _datum(draft: Draft, column: Column, row: Datum, names: Names) -> tuple[Datum, tuple[Read, ...]]:
    """What a column shows of a row, worked out where the column has an expression, with what that read."""
    if column.value is None:
        return entry_of(row, column.name) or Datum(None), ()
    evaluation = draft.evaluator.value(column.value, names, empty=True)
    return (evaluation.value, evaluation.reads) if evaluation is not None else (Datum(None), ())


def _of_row(blank: Blank, row: Datum) -> Blank:
    """A blank of a column that names nobody is wanted of the row's own body, where the row is a party."""
    if blank.of:
        return blank
    name = entry_of(row, "legal_name")
    return replace(blank, of=name.value) if name is not None and isinstance(name.value, str) else blank


def _nothing_known(spec: TableSpec, rows: list[Row]) -> bool:
    if not rows:
        return True
    wanted = [i for i, c in enumerate(spec.columns) if c.blank is not None or c.type in FIGURES]
    if not wanted:
        return False
    return all(
        not isinstance(inline, Value) for row in rows for i in wanted for inline in row.cells[i].inlines
    )


def _totals(draft: Draft, spec: TableSpec, identity: str, data: tuple[Datum, ...], names: Names) -> Row:
    cells = []
    for place, column in enumerate(spec.columns):
        cell_identity = f"{identity}#{TOTAL}/{column.name}"
        if column.name in spec.totals:
            read = [_datum(draft, column, row, names.bind("row", row))[0] for row in data]
            cells.append(Cell(cell_identity, _total(column, read, data)))
        else:
            cells.append(Cell(cell_identity, (Text("Total"),) if place == 0 else ()))
    return Row(f"{identity}#{TOTAL}", tuple(cells), True)


def _total(column: Column, cells: list[Datum], rows: tuple[Datum, ...]) -> tuple[Inline, ...]:
    """The sum of a column as its cells print; a blank makes it a blank."""
    values = [cell.value for cell in cells]
    for value, row in zip(values, rows, strict=True):
        if isinstance(value, Blank):
            return (blank_text(value, f"sum of {column.name}", column.span, ()),)
        if value in (None, "") and column.blank is not None and isinstance(column.blank.value, Blank):
            wanted = _of_row(column.blank.value, row)
            return (blank_text(wanted, f"sum of {column.name}", column.span, ()),)
    figures = [value for value in values if isinstance(value, Money | Percentage | int)]
    if len(figures) != len(values):
        return (Text("–"),)
    total = _sum(figures)
    return (Value(show(Datum(total)), f"sum of {column.name}", column.span, ()),)


def _sum(figures: list[Money | Percentage | int]) -> Money | Percentage | int:
    if figures and all(isinstance(figure, Money) for figure in figures):
        money = [figure for figure in figures if isinstance(figure, Money)]
        return Money(sum((m.pounds for m in money), money[0].pounds * 0), money[0].scale)
    if figures and all(isinstance(figure, Percentage) for figure in figures):
        shares = [figure for figure in figures if isinstance(figure, Percentage)]
        return Percentage(sum((s.number for s in shares), shares[0].number * 0))
    return sum(figure for figure in figures if isinstance(figure, int))
