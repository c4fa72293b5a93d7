"""What a table shows: schedules/tables/<id>.yaml."""

from __future__ import annotations

from enum import StrEnum

from concordat.diagnostics import Faults
from concordat.load.columns import read_columns
from concordat.load.fields import Fields
from concordat.load.names import check_named
from concordat.load.values import blank_of
from concordat.model.data import Datum
from concordat.model.tables import TableSpec, Tie


class _Role(StrEnum):
    TERM = "term"
    INFORMATION = "information"
    FORM = "form"


class _Total(StrEnum):
    SUM = "sum"


class _Each(StrEnum):
    TABLE = ""
    ROW = "row"


MOST_FRAME_ROWS = 50
"""The most empty rows of a form."""


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
    landscape, over = fields.yes_no("landscape"), fields.integer("landscape_over", 1, 10_000)
    frame_rows = fields.integer("frame_rows", 1, MOST_FRAME_ROWS) or 0
    note, rounding_note = fields.text("note"), fields.text("rounding_note")
    columns = read_columns(fields, faults)
    totals = _totals(fields, {column.name for column in columns})
    ties = tuple(tie for member in fields.members("ties") if (tie := _tie(member, faults)) is not None)
    fields.finish()
    if frame_rows and role is not _Role.FORM:
        faults.add("table-malformed", fields.key_span("frame_rows"),
                   f"`frame_rows` gives a form its empty rows, and this table has `role: {role.value}`",
                   "Write `role: form`, or take `frame_rows` away.")  # fmt: skip
    if not check_named(identity, fields, file, faults):
        return None
    return TableSpec(
        identity, title, summary, dataset, where, key, order, role.value, counts, unconfirmed, empty, landscape, over,
        frame_rows, columns, totals, ties, note, rounding_note, fields.key_span("id"),
    )  # fmt: skip


def _tie(datum: Datum, faults: Faults) -> Tie | None:
    fields = Fields(datum, faults, "a tie")
    require, say = fields.expression("require", required=True), fields.text("say", required=True)
    source, each = fields.optional("source"), fields.one_of("each", _Each, _Each.TABLE)
    fields.finish()
    return Tie(require, say, source, each is _Each.ROW, fields.span) if require is not None else None


def _totals(fields: Fields, known: set[str]) -> dict[str, str]:
    totals = fields.labels("totals")
    if totals:
        inner = Fields(fields.given["totals"], fields.faults, "the totals")
        for name in totals:
            if name in known:
                inner.one_of(name, _Total, _Total.SUM)
        inner.finish()
    return totals
