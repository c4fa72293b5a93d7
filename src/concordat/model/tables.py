"""What a table shows, as read from schedules/tables/ (format.md, "Tables")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from concordat.diagnostics import Span
from concordat.model.data import Datum, Money, Percentage
from concordat.model.prose import Expression


class ColumnType(StrEnum):
    """The type of a column of a table."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    YES_NO = "yes/no"
    STATUS = "status"
    LINK = "link"
    PARTY = "party"

    @property
    def figures(self) -> bool:
        """Whether its cells are figures: they stand to the right, and may be added up."""
        return self in (ColumnType.INTEGER, ColumnType.MONEY, ColumnType.PERCENTAGE)


Unit = int | Decimal | Money | Percentage
"""What shares are rounded to: '£1', '£0.01', '0.1%', 1."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A column that is repeated: one for each member of the list `members`, bound to `name` in the column's expressions.

    `heading` is what heads each of them.
    """

    name: str
    members: Expression
    heading: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Share:
    """A column whose cells are shares of one whole `of`, in proportion to `by`, in whole numbers of `unit`.

    A column shares its whole down the rows; a repeated column shares that of each row along the row.
    """

    of: Expression
    by: Expression
    unit: Unit
    span: Span


@dataclass(frozen=True, slots=True)
class Tie:
    """What must hold where the table is shown: `require`, of each row where `each_row`; else `say` is the message."""

    require: Expression
    say: str
    source: str | None
    each_row: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `value` computes it from `row`; without it the dataset's column of the same name is read.

    `labels` gives the words that print for a value. `blank` is what an unknown cell prints (wanted, of). `repeat`
    makes a column for each member of a list, `share` shares a whole out. `disclosure` and `personal` are carried,
    and used by later stages.
    """

    name: str
    heading: str
    type: ColumnType
    width: int
    unit: str
    basis: str
    significance: int | None
    value: Expression | None
    labels: Mapping[str, str]
    blank: Datum | None
    repeat: Repeat | None
    share: Share | None
    disclosure: str | None
    personal: bool
    span: Span


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a table shows (format.md, "Tables").

    `landscape` lays it on wide pages, and `landscape_over` does where its columns are wider together than that.
    `frame_rows` is how many empty rows a form prints while it has none. `rounding_note` prints where a share was
    rounded.
    """

    id: str
    title: str
    summary: str
    dataset: str
    where: Expression | None
    key: str
    order: tuple[str, ...]
    role: str
    counts: str | None
    unconfirmed: str | None
    empty: Datum | None
    landscape: bool
    landscape_over: int | None
    frame_rows: int
    columns: tuple[Column, ...]
    totals: Mapping[str, str]
    ties: tuple[Tie, ...]
    note: str
    rounding_note: str
    span: Span

    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the table, of its columns and of its ties."""
        found = [self.where, *(tie.require for tie in self.ties)]
        for column in self.columns:
            found.append(column.value)
            found += [column.repeat.members, column.repeat.heading] if column.repeat is not None else []
            found += [column.share.of, column.share.by] if column.share is not None else []
        return tuple(expression for expression in found if expression is not None)

    def column(self, name: str) -> Column | None:
        """The column of that name; `name@key` is one of a repeated column."""
        own = name.split("@", 1)[0]
        return next((column for column in self.columns if column.name == own), None)


@dataclass(frozen=True, slots=True)
class RowShape:
    """What a row of a particular may hold, told by the tables that show it: the types of its cells by name.

    None stands for what an expression reads and no column shows: it is typed by its form. `key` is the cell that names a row, besides `id`.
    """

    types: Mapping[str, ColumnType | None]
    key: str
