"""Tables: the table as the tree holds it (format.md, "Tables")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from concordat.compose.draft import ChosenTable, Draft
from concordat.compose.inlines import blank_text, entry_of, inlines_of
from concordat.compose.table_columns import Shown, WorkedTable
from concordat.compose.table_rows import dataset_of, unplaced, work_out
from concordat.compose.table_widths import with_room
from concordat.language.nearest import nearest
from concordat.language.values import NO_BREAK, format_to, show
from concordat.model.data import Blank, Datum, Money, Percentage, Status
from concordat.model.tables import ColumnType, TableSpec
from concordat.model.tree import (
    Align,
    Block,
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

TOTAL = "~total"
FRAME = "~frame"

FORM = "form"

MOST_UPRIGHT = 8
"""The most columns that stand on an upright page; a table with more lies on wide pages."""


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
    worked = work_out(spec, draft.workspace, draft.evaluator, chosen.names)
    _name_unplaced(draft, worked)
    rows = [_row(worked, place, identity) for place in range(len(worked.rows))]
    notes: list[Paragraph] = []
    wanted = _wanted(draft, chosen, spec)
    if not rows and spec.frame_rows:
        rows = list(_frame(worked, identity))
    elif wanted is not None and _nothing_known(worked, rows):
        line = blank_text(wanted[0], spec.id, wanted[1].span, ())
        notes.append(Paragraph(f"{identity}~empty", Role.NOTE, (line,), chosen.origin))
        rows = []
    elif spec.totals:
        rows.append(_totals(worked, identity))
    if spec.note and rows:
        notes.append(Paragraph(f"{identity}~note", Role.NOTE, (Text(spec.note),), chosen.origin))
    if spec.rounding_note and rows and worked.rounded:
        notes.append(Paragraph(f"{identity}~rounding", Role.NOTE, (Text(spec.rounding_note),), chosen.origin))
    columns = tuple(_column(shown) for shown in worked.columns)
    landscape = _lies(spec, columns)
    if rows:
        columns = with_room(columns, rows, draft.house, landscape)
    return Table(
        identity,
        spec.title,
        spec.summary,
        spec.role,
        spec.counts,
        landscape,
        columns,
        tuple(rows),
        tuple(notes),
        chosen.origin,
    )


def _wanted(draft: Draft, chosen: ChosenTable, spec: TableSpec) -> tuple[Blank, Datum] | None:
    """What the line in place of an empty table says is wanted: the answer's own blank, else the table's `empty`."""
    given = dataset_of(spec, draft.workspace, chosen.names)
    for datum in (given, spec.empty):
        if datum is not None and isinstance(datum.value, Blank):
            return datum.value, datum
    return None


def _lies(spec: TableSpec, columns: tuple[TableColumn, ...]) -> bool:
    """Whether a table lies on wide pages: where it says so, or where its columns have no room on an upright one."""
    if spec.landscape_over is not None and sum(column.width for column in columns) > spec.landscape_over:
        return True
    return spec.landscape or len(columns) > MOST_UPRIGHT


def lie_together(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each table on wide pages that stands beside one which does: no page of one upright table between.

    Tables stand beside one another where no words are between them. One that prints a line in its place lies nowhere.
    """
    found: list[Block] = []
    for tables, run in groupby(blocks, key=lambda block: isinstance(block, Table) and bool(block.rows)):
        beside = list(run)
        lies = tables and any(isinstance(block, Table) and block.landscape for block in beside)
        found += [
            replace(block, landscape=True) if lies and isinstance(block, Table) else block for block in beside
        ]
    return tuple(found)


def _name_unplaced(draft: Draft, worked: WorkedTable) -> None:
    for shown, key, cell in unplaced(worked, draft.workspace):
        draft.evaluator.faults.add(
            "table-cell-unplaced",
            cell.span,
            f"a row of the table “{worked.spec.title}” gives “{shown.column.name}” for “{key}”, "
            "which has no column there",
            _nearest_of(key, [one.key or "" for one in worked.of_column(shown.column.name)]),
        )


def _nearest_of(key: str, known: list[str]) -> str:
    like = nearest(key, known)
    return f"did you mean “{like}”?" if like else f"its columns are for {', '.join(known)}"


def _column(shown: Shown) -> TableColumn:
    column = shown.column
    marks = ", ".join(mark for mark in (column.unit, column.basis) if mark)
    # A space at which no line breaks: a unit is not torn apart.
    heading = f"{shown.heading} ({marks.replace(' ', NO_BREAK)})" if marks else shown.heading
    align = Align.RIGHT if column.type.figures else Align.LEFT
    return TableColumn(
        shown.name,
        heading,
        align,
        column.width,
        column.significance,
        column.disclosure,
        column.personal or None,
    )


def _row(worked: WorkedTable, place: int, table: str) -> Row:
    datum = worked.rows[place]
    identity = f"{table}#{datum.key}"
    status = _status(datum)
    cells = []
    for shown in worked.columns:
        inlines = tuple(_cell(worked, place, shown, status))
        cells.append(Cell(f"{identity}/{shown.name}", inlines))
    return Row(identity, tuple(cells), False, status.value, datum.span)


def _frame(worked: WorkedTable, table: str) -> Iterator[Row]:
    """The empty rows of a form that is still to be used."""
    for count in range(1, worked.spec.frame_rows + 1):
        identity = f"{table}#{FRAME}-{count}"
        yield Row(identity, tuple(Cell(f"{identity}/{shown.name}", ()) for shown in worked.columns))


def _status(row: Datum) -> Status:
    cell = entry_of(row, "status")
    known = {status.value: status for status in Status}
    return known.get(show(cell), row.status) if cell is not None and cell.value is not None else row.status


def _cell(worked: WorkedTable, place: int, shown: Shown, status: Status) -> Iterator[Inline]:
    spec, column, row = worked.spec, shown.column, worked.rows[place]
    if column.type is ColumnType.STATUS and column.value is None:
        words = column.labels.get(status.value, status.value)
        if status is Status.UNCONFIRMED and spec.unconfirmed:
            words = spec.unconfirmed
        yield Value(words, f"row.{column.name}", row.span, ())
        return
    datum, reads = worked.cell(place, shown)
    expression = f"row.{shown.name}"
    if column.value is not None:
        expression = column.value.text
    elif column.share is not None:
        expression = f"share of {column.share.of.text} by {column.share.by.text}"
    else:
        given = (
            datum if shown.member is not None else entry_of(worked.given[place], column.name) or Datum(None)
        )
        reads = (Read(expression, show(given), given.span, given.source or row.source, status.value),)
    if datum.value is None or datum.value == "":
        if spec.role != FORM:  # what is to be filled in is left free
            yield Text("–")
        return
    if isinstance(datum.value, str) and datum.value in column.labels:
        datum = replace(datum, value=column.labels[datum.value])
    if isinstance(datum.value, bool):
        datum = replace(datum, value=show(datum).capitalize())
    span = datum.span if isinstance(datum.value, Blank) else datum.span or row.span
    yield from inlines_of(_aligned(datum, shown, worked), expression, span, reads)


def _aligned(datum: Datum, shown: Shown, worked: WorkedTable) -> Datum:
    """A share with as many decimals as its unit, another percentage with as many as the finest of its column, so that
    the column stands in line; any other datum as it is."""
    unit = shown.column.share.unit if shown.column.share is not None else None
    if unit is None and isinstance(datum.value, Percentage):
        unit = worked.finest(shown.column.name)
    if isinstance(datum.value, Money | Percentage) and isinstance(unit, Money | Percentage):
        return replace(datum, value=format_to(datum.value, unit))
    return datum


def _nothing_known(worked: WorkedTable, rows: list[Row]) -> bool:
    if not rows:
        return True
    wanted = [
        place
        for place, shown in enumerate(worked.columns)
        if shown.column.blank is not None or shown.column.type.figures
    ]
    if not wanted:
        return False
    return all(
        not isinstance(inline, Value) for row in rows for i in wanted for inline in row.cells[i].inlines
    )


def _totals(worked: WorkedTable, identity: str) -> Row:
    cells = []
    for count, shown in enumerate(worked.columns):
        cell_identity = f"{identity}#{TOTAL}/{shown.name}"
        if shown.column.name in worked.spec.totals:
            read = [worked.cell(place, shown)[0] for place in range(len(worked.rows))]
            cells.append(Cell(cell_identity, _total(worked, shown, read)))
        else:
            cells.append(Cell(cell_identity, (Text("Total"),) if count == 0 else ()))
    return Row(f"{identity}#{TOTAL}", tuple(cells), True)


def _total(worked: WorkedTable, shown: Shown, cells: list[Datum]) -> tuple[Inline, ...]:
    """The sum of a column as its cells print; a blank makes it a blank."""
    values, span = [cell.value for cell in cells], shown.column.span
    for value in values:
        if isinstance(value, Blank):
            return (blank_text(value, f"sum of {shown.name}", span, ()),)
    figures = [value for value in values if isinstance(value, Money | Percentage | int)]
    if len(figures) != len(values):
        return (Text("–"),)
    total = _aligned(Datum(_sum(figures)), shown, worked)
    return (Value(show(total), f"sum of {shown.name}", span, ()),)


def _sum(figures: list[Money | Percentage | int]) -> Money | Percentage | int:
    if figures and all(isinstance(figure, Money) for figure in figures):
        money = [figure for figure in figures if isinstance(figure, Money)]
        return Money(sum((m.pounds for m in money), money[0].pounds * 0), money[0].scale)
    if figures and all(isinstance(figure, Percentage) for figure in figures):
        shares = [figure for figure in figures if isinstance(figure, Percentage)]
        return Percentage(sum((s.number for s in shares), shares[0].number * 0))
    return sum(figure for figure in figures if isinstance(figure, int))
