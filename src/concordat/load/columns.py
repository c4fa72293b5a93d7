"""The columns of a table: what each shows, how it is repeated or shared out, and how surely it may be published."""

from __future__ import annotations

from concordat.diagnostics import Faults
from concordat.language.money import amount_of, parse_money, parse_percentage
from concordat.load.fields import Fields
from concordat.load.names import is_name
from concordat.load.values import blank_of
from concordat.model.data import Datum, Money, Percentage
from concordat.model.tables import Column, ColumnType, Repeat, Share, Unit

_RESERVED = ("row", "rows", "particulars", "parties", "committee", "tables", "this", "text_from")


def read_columns(fields: Fields, faults: Faults) -> tuple[Column, ...]:
    """The columns under the key `columns` of a table; one that is given twice is reported."""
    columns = tuple(_column(member, faults) for member in fields.members("columns", required=True))
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
    return columns


def _column(datum: Datum, faults: Faults) -> Column:
    fields = Fields(datum, faults, "a column")
    name = fields.text("name", required=True)
    if name and not is_name(name):
        faults.add("table-malformed", fields.given["name"].span, f"`{name}` is no name of a column",
                   "Use small letters, figures and _, a letter first.")  # fmt: skip
    repeat = _repeat(fields, faults)
    column = Column(
        name,
        fields.text("heading", required=not {"for", "heading_value"} & set(fields.given)),
        fields.one_of("type", ColumnType, ColumnType.TEXT, required=True),
        fields.integer("width", 1, 1000) or 1,
        fields.text("unit"),
        fields.text("basis"),
        fields.integer("significance", 0, 9),
        fields.expression("value"),
        fields.labels("labels"),
        blank_of(fields.datum("blank"), faults),
        repeat,
        _share(fields, faults),
        fields.disclosure(),
        fields.yes_no("personal"),
        fields.span,
    )
    fields.finish()
    if column.share is not None:
        _check_share(column, faults)
    return column


def _repeat(fields: Fields, faults: Faults) -> Repeat | None:
    given, heading = fields.datum("for"), fields.expression("heading_value", required="for" in fields.given)
    if given is None:
        if heading is not None:
            faults.add("table-malformed", fields.key_span("heading_value"),
                       "`heading_value` heads a column that is repeated, and this column is not",
                       "Write `heading:` and its words, or give the column `for: {name: …, in: …}`.")  # fmt: skip
        return None
    inner = Fields(given, faults, "`for` of a column")
    name, members = inner.text("name", required=True), inner.expression("in", required=True)
    inner.finish()
    if name and (not is_name(name) or name in _RESERVED):
        faults.add("table-malformed", inner.given["name"].span, f"`{name}` cannot name a member of the list",
                   "Use a name of your own in small letters, such as party.")  # fmt: skip
    return Repeat(name, members, heading, inner.span) if name and members and heading else None


def _share(fields: Fields, faults: Faults) -> Share | None:
    given = fields.datum("share")
    if given is None:
        return None
    inner = Fields(given, faults, "`share` of a column")
    of, by = inner.expression("of", required=True), inner.expression("by", required=True)
    unit = _unit(inner, faults)
    inner.finish()
    return Share(of, by, unit, inner.span) if of and by and unit is not None else None


def _unit(fields: Fields, faults: Faults) -> Unit | None:
    given = fields.datum("unit", required=True)
    if given is None or given.value is None:
        return None
    value = given.value
    unit: Unit | None = value if isinstance(value, int) and not isinstance(value, bool) else None
    if isinstance(value, str):
        unit = parse_money(value) or parse_percentage(value)
    if unit is None or amount_of(unit) <= 0:
        faults.add("table-malformed", given.span, "`unit` is nothing that shares can be rounded to",
                   "Write '£1', '£0.01', '0.1%', or 1 for whole numbers.")  # fmt: skip
        return None
    return unit


def _check_share(column: Column, faults: Faults) -> None:
    share = column.share
    assert share is not None
    wanted = {Money: ColumnType.MONEY, Percentage: ColumnType.PERCENTAGE}.get(
        type(share.unit), ColumnType.INTEGER
    )
    if column.value is not None:
        faults.add("table-malformed", column.span, f"the column `{column.name}` has both `value` and `share`",
                   "Keep one of the two.")  # fmt: skip
    if column.type is not wanted:
        faults.add("table-malformed", share.span, f"the shares of `{column.name}` are rounded to a unit that is no {column.type.value}",
                   f"Write `type: {wanted.value}`, or another unit.")  # fmt: skip
