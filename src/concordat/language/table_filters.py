"""The filters that tables and their ties need: what is not known is never taken for nought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from concordat.language import operations
from concordat.language.filter_arguments import column_of, first_blank, members_of, name_in
from concordat.language.money import parse_money, parse_percentage
from concordat.language.sharing import to_unit
from concordat.language.trouble import Trouble
from concordat.language.values import show
from concordat.model.data import Blank, Datum, Money, Percentage


def known_total(datum: Datum, *columns: Datum) -> Datum:
    """`list | total('column')`, or of a set of figures, one for each key: the sum. A blank among them is the sum.

    Where a figure is empty the sum is empty too, and of nothing at all it is a blank: neither is ever taken for nought.
    """
    members = tuple(datum.value.values()) if isinstance(datum.value, Mapping) else members_of(datum, "total")
    cells = tuple(column_of(m, name_in(columns[0], "total")) for m in members) if columns else members
    for cell in cells:
        if isinstance(cell.value, Mapping):
            return known_total(Datum(tuple(known_total(one) for one in cells)))
    blank = first_blank(cells)
    if blank is not None:
        return blank
    if any(cell.value is None for cell in cells):
        return Datum(None)
    if not cells:
        return Datum(Blank("figures not known yet", ""))
    return reduce(lambda one, other: Datum(operations.add(one, other)), cells[1:], cells[0])


def column(datum: Datum, wanted: Datum) -> Datum:
    """`list | column('name')`: the cells of a column, as a list."""
    name = name_in(wanted, "column")
    return replace(datum, value=tuple(column_of(member, name) for member in members_of(datum, "column")))


def of(datum: Datum, wanted: Datum) -> Datum:
    """`set | of(party)`: what a set of answers holds under the key of a party or row, or under a text; empty where it
    holds nothing of that key."""
    if datum.value is None:
        return datum
    key = wanted.key if wanted.key is not None else wanted.value
    if not isinstance(datum.value, Mapping) or not isinstance(key, str):
        raise Trouble(
            "expression-forbidden",
            f"`| of(…)` looks a party or a key up in a set, and this is {operations.kind(datum)}",
            "use it on a cell that holds one value for each party",
            "of",
        )
    return datum.value.get(key, Datum(None, datum.span))


def rising(datum: Datum) -> Datum:
    """`[1, 2, 3] | rising`: whether each figure of a list, or of a set, is at least the one before; empty cells are passed
    over, a blank is the answer."""
    members = tuple(datum.value.values()) if isinstance(datum.value, Mapping) else members_of(datum, "rising")
    blank = first_blank(members)
    if blank is not None:
        return blank
    known = [member for member in members if member.value is not None]
    return Datum(not any(operations.before(later, earlier) for earlier, later in pairwise(known)))


def percent_of(datum: Datum, whole: Datum) -> Datum:
    """`part | percent_of(whole)`: how many per cent a figure is of another, not rounded; empty where one of them is."""
    if datum.value is None or whole.value is None:
        return Datum(None, datum.span)
    number = operations.ratio(datum, whole)
    return Datum(Percentage(number), status=datum.status)


def rounded(datum: Datum, unit: Datum) -> Datum:
    """`figure | rounded('£1,000')`: the figure in whole numbers of a unit ('£1', '0.1%'), a half away from nought."""
    if datum.value is None:
        return datum
    step = parse_money(name_in(unit, "rounded")) or parse_percentage(name_in(unit, "rounded"))
    if isinstance(step, Money) and isinstance(datum.value, Money) and step.pounds > 0:
        return replace(datum, value=Money(to_unit(datum.value.pounds, step.pounds), step.scale))
    if isinstance(step, Percentage) and isinstance(datum.value, Percentage) and step.number > 0:
        return replace(datum, value=Percentage(to_unit(datum.value.number, step.number)))
    raise Trouble(
        "expression-forbidden",
        f"{operations.kind(datum)} cannot be rounded to “{show(unit)}”",
        "round money to a sum such as '£1', and a percentage to one such as '0.1%'",
        "rounded",
    )
