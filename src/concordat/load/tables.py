"""What a table shows: schedules/tables/<id>.yaml."""

from __future__ import annotations

from enum import StrEnum

from concordat.diagnostics import Faults
from concordat.load.fields import Fields
from concordat.load.names import check_named, is_name
from concordat.load.values import blank_of
from concordat.model.data import Datum
from concordat.model.library import Column, ColumnType, TableSpec


class _Role(StrEnum):
    TERM = "term"
    INFORMATION = "information"
    FORM = "form"


class _Total(StrEnum):
    SUM = "sum"


def read_table(datum: Datum, file: str, faults: Faults) -> TableSpec | None:
    """A table from the tree of its file, or None where it has no usable identity."""
    fields = Fields(datum, faults, "a table")
    identity = fields.name("id")
    title = fields.text("title", required=True)
    summary = fields.text("summary", required=True)
    dataset = fields.text("dataset", required=True)
    where = fields.expression("where")
    key = fields.text("key", required=True)
    order = fields.texts("order")
    role = fields.one_of("role", _Role, _Role.TERM, required=True)
    counts, unconfirmed = fields.optional("counts"), fields.optional("unconfirmed")
    empty = blank_of(fields.datum("empty"), faults)
    landscape, note = fields.yes_no("landscape"), fields.text("note")
    columns = tuple(_column(member, faults) for member in fields.members("columns", required=True))
    totals = _totals(fields, {column.name for column in columns})
    fields.finish()
    _check_columns(columns, faults)
    if not check_named(identity, fields, file, faults):
        return None
    return TableSpec(identity, title, summary, dataset, where, key, order, role.value, counts, unconfirmed, empty,
                     landscape, columns, totals, note, fields.key_span("id"))  # fmt: skip


def _column(datum: Datum, faults: Faults) -> Column:
    fields = Fields(datum, faults, "a column")
    name = fields.text("name", required=True)
    if name and not is_name(name):
        faults.add("table-malformed", fields.given["name"].span, f"`{name}` is no name of a column",
                   "Use small letters, figures and _, a letter first.")  # fmt: skip
    column = Column(
        name,
        fields.text("heading", required=True),
        fields.one_of("type", ColumnType, ColumnType.TEXT, required=True),
        fields.integer("width", 1, 1000) or 1,
        fields.text("unit"),
        fields.text("basis"),
        fields.integer("significance", 0, 9),
        fields.expression("value"),
        fields.labels("labels"),
        blank_of(fields.datum("blank"), faults),
        fields.span,
    )
    fields.datum("disclosure"), fields.datum("personal")  # kept for later stages, read by none yet
    fields.finish()
    return column


def _check_columns(columns: tuple[Column, ...], faults: Faults) -> None:
    seen: set[str] = set()
    for column in columns:
        if column.name in seen:
            faults.add(
                "table-malformed",
                column.span,
                f"the column `{column.name}` is given twice",
                "Rename one of the two.",
            )
        seen.add(column.name)


def _totals(fields: Fields, known: set[str]) -> dict[str, str]:
    totals = fields.labels("totals")
    if totals:
        inner = Fields(fields.given["totals"], fields.faults, "the totals")
        for name in totals:
            if name in known:
                inner.one_of(name, _Total, _Total.SUM)
        inner.finish()
    return totals
