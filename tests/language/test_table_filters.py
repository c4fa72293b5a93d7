"""The filters that tables and their ties need: what is not known is never taken for nought."""

from __future__ import annotations

from decimal import Decimal

import pytest

from concordat.diagnostics import Faults, Span
from concordat.language.expressions import Empty, compared, evaluate
from concordat.language.values import format_to, show
from concordat.model.data import Blank, Datum, Money, Percentage
from concordat.model.prose import Expression

HERE = Span("schedules/tables/x.yaml", 3, 5)


def pounds(number: int) -> Datum:
    return Datum(Money(Decimal(number)))


BLANK = Datum(Blank("Cap", "the Finance Group"))
PARTY = Datum({"short_name": Datum("Ash")}, key="ash")
NAMES = {
    "ash": PARTY,
    "set": Datum({"ash": pounds(3), "birch": pounds(4)}),
    "gap": Datum({"ash": pounds(3), "birch": Datum(None)}),
    "unsure": Datum({"ash": pounds(3), "birch": BLANK}),
    "nobody": Datum({}),
    "rows": Datum((Datum({"sum": pounds(10), "own": Datum({"ash": pounds(1), "birch": pounds(2)})}),
                   Datum({"sum": pounds(20), "own": Datum({"ash": pounds(3), "birch": pounds(4)})}))),
    "empty": Datum(None),
    "share": Datum(Percentage(Decimal("12.3456"))),
}  # fmt: skip


def shown(text: str, cells: Empty = Empty.RECKONED) -> str:
    faults = Faults()
    found = evaluate(Expression(text, HERE), NAMES, {}, faults, empty=True, cells=cells)
    assert found is not None, faults.found
    return show(found.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("set | total", "£7"),
        ("gap | total", ""),
        ("unsure | total", "[Cap: from the Finance Group]"),
        ("nobody | total", "[figures not known yet]"),
        ("rows | total('sum')", "£30"),
        ("rows | total('own')", "£10"),
        ("rows | column('sum') | total", "£30"),
        ("set | of(ash)", "£3"),
        ("set | of('birch')", "£4"),
        ("set | of('cedar')", ""),
        ("empty | of(ash)", ""),
        ("[1, 2, 2] | rising", "yes"),
        ("[1, 3, 2] | rising", "no"),
        ("[1, empty, 0] | rising", "no"),
        ("set | rising", "yes"),
        ("(set | of(ash)) | percent_of(rows | total('sum'))", "10%"),
        ("empty | percent_of(set | total)", ""),
        ("share | rounded('0.1%')", "12.3%"),
        ("((rows | total('sum')) / 7) | rounded('£0.01')", "£4.29"),
        ("empty + (set | total)", ""),
    ],
)
def test_what_a_filter_gives(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_tie_over_an_empty_cell_is_not_known_and_a_condition_over_one_is_a_fault() -> None:
    assert shown("(gap | total) == (set | total)", Empty.COMPARED) == ""
    assert shown("not ((gap | total) == (set | total))", Empty.COMPARED) == ""
    assert shown("(set | total) == (set | total)", Empty.COMPARED) == "yes"
    faults = Faults()
    assert evaluate(Expression("empty + 1 > 0", HERE), NAMES, {}, faults) is None
    assert [fault.code for fault in faults.found] == ["expression-forbidden"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("share | rounded('£1')", "expression-forbidden"),
        ("share | rounded('soon')", "expression-forbidden"),
        ("share | of(ash)", "expression-forbidden"),
        ("share | percent_of(0)", "value-undefined"),
        ("rows | column('som')", "expression-name"),
    ],
)
def test_a_filter_used_amiss_says_so(text: str, code: str) -> None:
    faults = Faults()
    assert evaluate(Expression(text, HERE), NAMES, {}, faults) is None
    assert [fault.code for fault in faults.found] == [code]


def test_a_broken_tie_names_the_figures_that_break_it() -> None:
    assert compared(Expression("(set | total) == rows | total('sum')", HERE), NAMES, {}) == ("£7", "£30")
    assert compared(Expression("1 < 2 and 3 < 2", HERE), NAMES, {}) == ("3", "2")
    assert compared(Expression("[1, 3, 2] | rising", HERE), NAMES, {}) == ("1", "3", "2")
    assert compared(Expression("nothing.at.all", HERE), NAMES, {}) == ()


@pytest.mark.parametrize(
    ("figure", "unit", "expected"),
    [
        (Percentage(Decimal(12)), Percentage(Decimal("0.1")), "12.0%"),
        (Money(Decimal("-3.5")), Money(Decimal("0.01")), "−£3.50"),
        (Money(Decimal(1234567)), Money(Decimal(1)), "£1,234,567"),
        (Percentage(Decimal(0)), Percentage(Decimal(1)), "0%"),
    ],
)
def test_a_share_has_the_decimals_of_its_unit(
    figure: Money | Percentage, unit: Money | Percentage, expected: str
) -> None:
    assert format_to(figure, unit) == expected
