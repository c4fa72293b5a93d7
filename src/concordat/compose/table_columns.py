"""The columns of one table over its rows: repeated, worked out and shared, each cell when it is first read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from concordat.compose.evaluate import Evaluator, Names
from concordat.language import operations
from concordat.language.expressions import Empty
from concordat.language.money import amount_of
from concordat.language.sharing import share_out
from concordat.language.trouble import Trouble
from concordat.language.values import show
from concordat.model.data import Blank, Datum, Money, Percentage
from concordat.model.prose import Expression
from concordat.model.tables import Column, Share, TableSpec
from concordat.model.tree import Read

Cell = tuple[Datum, tuple[Read, ...]]
"""What a cell holds, and what that was read from."""

_EMPTY: Cell = (Datum(None), ())


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it is shown: one of a repeated column has the member that it is for."""

    column: Column
    member: Datum | None
    heading: str

    @property
    def key(self) -> str | None:
        """The key of the member of a repeated column."""
        return self.member.key if self.member is not None else None

    @property
    def name(self) -> str:
        """The column's name; of one of a repeated column `name@key`."""
        return self.column.name if self.member is None else f"{self.column.name}@{self.key}"


class WorkedTable:
    """A table's columns and rows. `given` are the rows as given, `rows` those that also hold what is worked out."""

    def __init__(self, spec: TableSpec, given: tuple[Datum, ...], evaluator: Evaluator, names: Names) -> None:
        self.spec, self.given = spec, given
        self.rounded = False
        self._evaluator = evaluator
        self.rows = tuple(replace(row, value=_Row(self, place, row)) for place, row in enumerate(given))
        self._names = names.bind("rows", Datum(self.rows, spec.span))
        self._cells: dict[tuple[int, str], Cell] = {}
        self._finest: dict[str, Percentage | None] = {}
        self._open: list[tuple[int, str]] = []
        self._columns: tuple[Shown, ...] | None = None

    @property
    def columns(self) -> tuple[Shown, ...]:
        """The columns in order, a repeated one once for each member of its list."""
        if self._columns is None:
            self._columns = tuple(shown for column in self.spec.columns for shown in self._repeated(column))
        return self._columns

    def names(self, place: int) -> Names:
        """The names that an expression of a row may read: those of the agreement, `row` and `rows`."""
        return self._names.bind("row", self.rows[place])

    @property
    def table_names(self) -> Names:
        """The names that an expression of the whole table may read: those of the agreement, and `rows`."""
        return self._names

    def _repeated(self, column: Column) -> tuple[Shown, ...]:
        repeat = column.repeat
        if repeat is None:
            return (Shown(column, None, column.heading),)
        found = self._evaluator.value(repeat.members, self._names)
        members = found.value.value if found is not None and isinstance(found.value.value, tuple) else ()
        shown = []
        for member in members:
            if member.key is None:
                self._evaluator.faults.add(
                    "loop-without-key",
                    repeat.members.span,
                    f"the column “{column.name}” is repeated over what has no key",
                    "repeat it over parties, over rows of a table, or over entries with an `id`",
                )
                break
            heading = self._evaluator.value(repeat.heading, self._names.bind(repeat.name, member))
            words = show(heading.value) if heading is not None else member.key
            shown.append(Shown(column, member, f"{words}: {column.heading}" if column.heading else words))
        return tuple(shown)

    def of_column(self, name: str) -> tuple[Shown, ...]:
        """The columns that are shown for one of the table's file."""
        return tuple(shown for shown in self.columns if shown.column.name == name)

    def finest(self, name: str) -> Percentage | None:
        """The percentage of a column, or of a repeated one, that has the most decimals; looked for once."""
        if name not in self._finest:
            columns = self.of_column(name)
            cells = (self.cell(place, one)[0].value for place in range(len(self.rows)) for one in columns)
            shares = [cell for cell in cells if isinstance(cell, Percentage)]
            self._finest[name] = min(
                shares, key=lambda one: int(one.number.normalize().as_tuple().exponent), default=None
            )
        return self._finest[name]

    def cell(self, place: int, shown: Shown) -> Cell:
        """What a column shows of a row, with what it read; each is worked out once."""
        at = (place, shown.name)
        if at not in self._cells:
            if any(name == shown.name for _, name in self._open):
                raise Trouble(
                    "value-undefined",
                    f"the column “{shown.column.name}” is worked out from itself",
                    "let one of the columns hold the figure",
                    shown.column.name,
                )
            self._open.append(at)
            try:
                self._work(place, shown)
            finally:
                self._open.pop()
        return self._cells[at]

    def reading_itself(self, place: int, name: str) -> bool:
        """Whether the cell that is being worked out is this one: then it reads what the row was given."""
        return bool(self._open) and self._open[-1][0] == place and self._open[-1][1].split("@")[0] == name

    def _work(self, place: int, shown: Shown) -> None:
        column = shown.column
        if column.share is not None:
            self._share(place, shown, column.share)
            return
        cell = _EMPTY
        if column.value is not None:
            cell = self._value(column.value, place, shown)
        else:
            held = self.given[place].value
            datum = held.get(column.name) if isinstance(held, Mapping) else None
            cell = (self._of_member(datum or Datum(None), shown), ())
        self._cells[place, shown.name] = (self._or_blank(cell[0], shown, place), cell[1])

    def _of_member(self, datum: Datum, shown: Shown) -> Datum:
        """What a row holds for the member that a repeated column is for; a blank in place of the set is everyone's."""
        if shown.member is None or datum.value is None or isinstance(datum.value, Blank):
            return datum
        if isinstance(datum.value, Mapping):
            return datum.value.get(shown.key or "", Datum(None, datum.span))
        self._evaluator.faults.add(
            "table-cell-unplaced",
            datum.span,
            f"“{shown.column.name}” is {operations.kind(datum)} in a row of the table “{self.spec.title}”, "
            "which has one such column for each of several",
            "write a set, with one figure under each slug: {one-party: …, another-party: …}",
        )
        return Datum(None, datum.span)

    def _or_blank(self, datum: Datum, shown: Shown, place: int) -> Datum:
        if datum.value not in (None, ""):
            return datum
        blank = shown.column.blank
        if blank is not None and isinstance(blank.value, Blank):
            return Datum(self._wanted(blank.value, shown, place), datum.span)
        return datum

    def _wanted(self, blank: Blank, shown: Shown, place: int) -> Blank:
        """A blank of a column that names nobody is wanted of the column's own party, or of the row's."""
        if blank.of:
            return blank
        for holder in (shown.member, self.given[place]):
            cell = (
                holder.value.get("legal_name")
                if holder is not None and isinstance(holder.value, Mapping)
                else None
            )
            if cell is not None and isinstance(cell.value, str):
                return replace(blank, of=cell.value)
        return blank

    def _value(self, expression: Expression, place: int, shown: Shown) -> Cell:
        names = self.names(place)
        if shown.member is not None and shown.column.repeat is not None:
            names = names.bind(shown.column.repeat.name, shown.member)
        found = self._evaluator.value(expression, names, empty=True, cells=Empty.RECKONED)
        return (found.value, found.reads) if found is not None else _EMPTY

    def _share(self, place: int, shown: Shown, share: Share) -> None:
        """The whole row of shares, or the whole column of them, at once: they are rounded together."""
        if shown.member is not None:
            cells = [(place, one) for one in self.of_column(shown.column.name)]
            whole = self._value(share.of, place, replace(shown, member=None))
        else:
            cells = [(other, shown) for other in range(len(self.rows))]
            found = self._evaluator.value(share.of, self._names, empty=True, cells=Empty.RECKONED)
            whole = (found.value, found.reads) if found is not None else _EMPTY
        weights = [self._value(share.by, *cell) for cell in cells]
        parts = self._parts(shown, share, whole[0], [weight for weight, _ in weights])
        for (other, one), part, (_, reads) in zip(cells, parts, weights, strict=True):
            self._cells[other, one.name] = (self._or_blank(part, one, other), (*whole[1], *reads))

    def _parts(self, shown: Shown, share: Share, whole: Datum, weights: list[Datum]) -> list[Datum]:
        for datum in (whole, *weights):
            if isinstance(datum.value, Blank):
                return [datum] * len(weights)
        if any(datum.value is None for datum in (whole, *weights)):
            return [Datum(None, whole.span)] * len(weights)
        unit, span = share.unit, whole.span or share.span
        try:
            numbers = [_number(weight) for weight in weights]
            shared = share_out(_number(whole), numbers, amount_of(unit))
        except ValueError:
            self._evaluator.faults.add(
                "value-undefined",
                share.span,
                f"“{shown.column.name}” cannot share out {show(whole)} by {', '.join(map(show, weights))}",
                f"see that the whole is a whole number of {show(Datum(unit))}, that no figure to share by is below 0, "
                "and that one of them is above it",
            )
            return [Datum(None, span)] * len(weights)
        self.rounded = self.rounded or shared.rounded
        return [Datum(_like(part, unit), span, whole.source, whole.status) for part in shared.parts]


def _number(datum: Datum) -> Decimal:
    """A figure to share, or to share by. Raises ValueError where it is none."""
    if isinstance(datum.value, Money | Percentage | int | Decimal) and not isinstance(datum.value, bool):
        return amount_of(datum.value)
    raise ValueError(operations.kind(datum))


def _like(number: Decimal, unit: int | Decimal | Money | Percentage) -> Money | Percentage | int:
    if isinstance(unit, Money):
        return Money(number, unit.scale)
    return Percentage(number) if isinstance(unit, Percentage) else int(number)


class _Row(dict[str, Datum]):
    """The cells of a row, and what the columns of its table work out, by the name of the column.

    A repeated column gives a set: one cell for each key.
    """

    def __init__(self, table: WorkedTable, place: int, row: Datum) -> None:
        super().__init__(row.value if isinstance(row.value, Mapping) else {})
        self._table, self._place = table, place
        self._made = frozenset(
            column.name
            for column in table.spec.columns
            if column.value is not None
            or column.share is not None
            or column.repeat is not None
            or column.blank is not None
        )

    def get(self, name: str, default: Datum | None = None) -> Datum | None:  # type: ignore[override]
        """The cell of a column, worked out where the table says how; or what the row was given."""
        if name not in self._made or self._table.reading_itself(self._place, name):
            return super().get(name, default)
        shown = self._table.of_column(name)
        if len(shown) == 1 and shown[0].member is None:
            return self._table.cell(self._place, shown[0])[0]
        cells = {one.key or "": self._table.cell(self._place, one)[0] for one in shown}
        return Datum(cells, self._table.given[self._place].span)

    def __getitem__(self, name: str) -> Datum:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._made or super().__contains__(name)
