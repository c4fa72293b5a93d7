"""The filters of expressions. A blank passes through every one of them; each says what it takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType

from concordat.language import operations, table_filters
from concordat.language.english import join_names, number_of, number_words, ordinal_figures, ordinal_words
from concordat.language.filter_arguments import column_of, first_blank, members_of, name_in
from concordat.language.natural import natural_order
from concordat.language.nearest import nearest
from concordat.language.trouble import Trouble
from concordat.language.values import show
from concordat.model.data import Blank, Datum, Period, PeriodUnit

Work = Callable[..., Datum]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its work, and how many arguments it takes at least and at most."""

    name: str
    work: Work
    least: int = 0
    most: int = 0


def apply(name: str, datum: Datum, arguments: tuple[Datum, ...]) -> Datum:
    """What a filter makes of a datum. Raises Trouble: unknown filter, wrong arguments, wrong kind of
    datum."""
    found = FILTERS.get(name)
    if found is None:
        like = nearest(name, FILTERS)
        hint = f"did you mean `| {like}`?" if like else f"the filters are {', '.join(sorted(FILTERS))}"
        raise Trouble("expression-filter", f"there is no filter “{name}”", hint, name)
    if not found.least <= len(arguments) <= found.most:
        wanted = (
            "no argument"
            if not found.most
            else f"{found.least} to {found.most}"
            if found.least != found.most
            else f"{found.most}"
        )
        raise Trouble(
            "expression-filter",
            f"`| {name}` takes {wanted} in its brackets, and has {len(arguments)}",
            "",
            name,
        )
    for given in (datum, *arguments):
        if isinstance(given.value, Blank):
            return given
    return found.work(datum, *arguments)


def count(datum: Datum) -> Datum:
    """`list | count`: how many members a list has."""
    return Datum(len(members_of(datum, "count")))


def first(datum: Datum) -> Datum:
    """`list | first`: its first member; an empty list has none, and that is a fault."""
    members = members_of(datum, "first")
    if not members:
        raise Trouble(
            "value-undefined", "an empty list has no first member", "put it under a condition", "first"
        )
    return members[0]


def last(datum: Datum) -> Datum:
    """`list | last`: its last member; an empty list has none, and that is a fault."""
    members = members_of(datum, "last")
    if not members:
        raise Trouble(
            "value-undefined", "an empty list has no last member", "put it under a condition", "last"
        )
    return members[-1]


def of_kind(datum: Datum, wanted: Datum) -> Datum:
    """`list | of_kind('national')`: the members whose `kind` is that."""
    return where(datum, Datum("kind"), wanted)


def includes(datum: Datum, wanted: Datum) -> Datum:
    """`list | includes('a-slug')`: whether a member has that key (or, in a list of plain answers, is that
    answer)."""
    slug = name_in(wanted, "includes")
    members = members_of(datum, "includes")
    if any(member.key == slug for member in members):
        return Datum(True)
    plain = tuple(m for m in members if not isinstance(m.value, Mapping))
    blank = first_blank(plain)
    return blank if blank is not None else Datum(any(operations.equal(member, wanted) for member in plain))


def where(datum: Datum, column: Datum, wanted: Datum) -> Datum:
    """`list | where('column', value)`: the members whose column is that value; a blank in the column gives
    the blank."""
    name = name_in(column, "where")
    members = members_of(datum, "where")
    found = tuple(column_of(member, name) for member in members)
    blank = first_blank(found)
    if blank is not None:
        return blank
    kept = tuple(m for m, cell in zip(members, found, strict=True) if operations.equal(cell, wanted))
    return replace(datum, value=kept)


def sorted_by(datum: Datum, column: Datum) -> Datum:
    """`list | sorted('column')`: the members in the natural order of a column (2, 2A, 10); empty cells come
    last."""
    name = name_in(column, "sorted")
    members = members_of(datum, "sorted")
    cells = tuple(column_of(member, name) for member in members)
    blank = first_blank(cells)
    if blank is not None:
        return blank
    if len({operations.kind(cell) for cell in cells if cell.value is not None}) > 1:
        raise Trouble(
            "expression-forbidden",
            f"the column “{name}” holds unlike things",
            "see that its cells are of one type",
            name,
        )
    order = sorted(
        range(len(members)), key=lambda place: (cells[place].value is None, _order(cells[place]), place)
    )
    return replace(datum, value=tuple(members[place] for place in order))


def _order(cell: Datum) -> tuple[object, ...]:
    if cell.value is None:
        return ()
    if operations.kind(cell) == "words":
        return natural_order(show(cell))
    return (_Ordered(cell),)


@dataclass(frozen=True, slots=True)
class _Ordered:
    cell: Datum

    def __lt__(self, other: _Ordered) -> bool:
        return operations.before(self.cell, other.cell)


def names(datum: Datum) -> Datum:
    """`list | names`: the short names of its members, or its answers, joined "A, B and C"; of one party its
    short name."""
    return _joined(datum, "short_name")


def legal_names(datum: Datum) -> Datum:
    """`list | legal_names`: the legal names of its members joined "A, B and C"; of one party its legal
    name."""
    return _joined(datum, "legal_name")


def _joined(datum: Datum, column: str) -> Datum:
    members = datum.value if isinstance(datum.value, tuple) else (datum,)
    cells = tuple(column_of(m, column) if isinstance(m.value, Mapping) else m for m in members)
    blank = first_blank(cells)
    if blank is not None:
        return blank
    if not cells or any(not show(cell) for cell in cells):
        raise Trouble(
            "value-undefined", "there is no name to print", "put it under a condition, or give the name"
        )
    return Datum(join_names([show(cell) for cell in cells]))


def total(datum: Datum, *columns: Datum) -> Datum:
    """`list | sum('column')`: the sum of a column, or of the members themselves; a blank among them is the
    sum."""
    members = members_of(datum, "sum")
    cells = tuple(column_of(m, name_in(columns[0], "sum")) for m in members) if columns else members
    blank = first_blank(cells)
    if blank is not None:
        return blank
    if not cells or any(cell.value is None for cell in cells):
        raise Trouble(
            "value-undefined",
            "there is nothing to add up, or a figure is missing",
            "give each entry its figure, or a blank",
            "sum",
        )
    return reduce(lambda one, other: Datum(operations.add(one, other)), cells[1:], cells[0])


def _integer(datum: Datum, name: str) -> int:
    if isinstance(datum.value, int) and not isinstance(datum.value, bool):
        return datum.value
    raise Trouble(
        "expression-forbidden",
        f"`| {name}` takes a whole number, and this is {operations.kind(datum)}",
        "",
        name,
    )


def in_words(datum: Datum) -> Datum:
    """`number | in_words`: a whole number in words, "seven"."""
    return replace(datum, value=number_words(_integer(datum, "in_words")))


def ordinal(datum: Datum) -> Datum:
    """`number | ordinal`: "7th"; of a number in words "seventh"."""
    if isinstance(datum.value, str):
        number = number_of(datum.value)
        if number is not None:
            return replace(datum, value=ordinal_words(number))
    return replace(datum, value=ordinal_figures(_integer(datum, "ordinal")))


def _period(unit: PeriodUnit) -> Work:
    def work(datum: Datum) -> Datum:
        if isinstance(datum.value, Period):
            if datum.value.unit is unit:
                return datum
            raise Trouble(
                "expression-forbidden",
                f"{show(datum)} cannot be given in {unit.value.replace('_', ' ')}",
                "take the filter away",
                unit.value,
            )
        return replace(datum, value=Period(_integer(datum, unit.value), unit))

    work.__doc__ = f"`number | {unit.value}`: a whole number as a period in {unit.value.replace('_', ' ')}."
    return work


def term(datum: Datum) -> Datum:
    """`value | term`: the value as it is; it says that what prints is a use of a defined term."""
    return datum


def _registry() -> dict[str, Filter]:
    listed = [
        Filter("count", count),
        Filter("first", first),
        Filter("last", last),
        Filter("of_kind", of_kind, 1, 1),
        Filter("includes", includes, 1, 1),
        Filter("where", where, 2, 2),
        Filter("sorted", sorted_by, 1, 1),
        Filter("names", names),
        Filter("legal_names", legal_names),
        Filter("sum", total, 0, 1),
        Filter("total", table_filters.known_total, 0, 1),
        Filter("column", table_filters.column, 1, 1),
        Filter("of", table_filters.of, 1, 1),
        Filter("rising", table_filters.rising),
        Filter("percent_of", table_filters.percent_of, 1, 1),
        Filter("rounded", table_filters.rounded, 1, 1),
        Filter("in_words", in_words),
        Filter("ordinal", ordinal),
        *(Filter(unit.value, _period(unit)) for unit in PeriodUnit),
        Filter("term", term),
    ]
    return {found.name: found for found in listed}


FILTERS = MappingProxyType(_registry())
"""The closed list of filters by name."""
