"""Values as they print and as they are read, identities, and English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.diagnostics import Faults, Span
from concordat.language.english import (
    forms_of,
    join_names,
    number_of,
    number_words,
    ordinal_figures,
    ordinal_words,
    plural_of,
)
from concordat.language.identity import bookmark_name, check_identity, is_slug, to_slug
from concordat.language.money import parse_money, parse_percentage
from concordat.language.natural import natural_order
from concordat.language.values import format_scalar, parse_date, show
from concordat.model.data import (
    Blank,
    Choice,
    Datum,
    Link,
    Money,
    Percentage,
    Period,
    PeriodUnit,
    Scalar,
    Scale,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2023, 4, 1), "1 April 2023"),
        (Money(Decimal(1_600_000_000), Scale.MILLIONS), "£1,600m"),
        (Money(Decimal(1_200_000)), "£1,200,000"),
        (Money(Decimal("250.5")), "£250.50"),
        (Money(Decimal(1_650_000_000), Scale.BILLIONS), "£1.65bn"),
        (Money(Decimal(-5000), Scale.THOUSANDS), "−£5k"),
        (Money(Decimal(0)), "£0"),
        (Percentage(Decimal("12.50")), "12.5%"),
        (Percentage(Decimal("100")), "100%"),
        (Period(10, PeriodUnit.WORKING_DAYS), "10 Working Days"),
        (Period(1, PeriodUnit.WORKING_DAYS), "1 Working Day"),
        (Period(6, PeriodUnit.MONTHS), "6 months"),
        (Period(1, PeriodUnit.YEARS), "1 year"),
        (2023, "2023"),
        (-3, "−3"),
        (12345, "12,345"),
        (Decimal("2.50"), "2.5"),
        (Decimal("12345.6"), "12,345.6"),
        (True, "yes"),
        (False, "no"),
        (Choice("a", "The first"), "The first"),
        (Link("the guidance", "https://example.org"), "the guidance"),
        (Blank("Notice e-mail", "Alpha"), "[Notice e-mail: from Alpha]"),
        (Blank("Notice e-mail", ""), "[Notice e-mail]"),
        ("{{7*7}} & <b>", "{{7*7}} & <b>"),
    ],
)
def test_format_scalar(value: Scalar, shown: str) -> None:
    assert format_scalar(value) == shown == show(Datum(value))


def test_show_of_lists() -> None:
    named = Datum({"short_name": Datum("Alpha")}, key="alpha")
    assert show(Datum(None)) == ""
    assert show(Datum((Datum("a"), named, Datum(3)))) == "a, Alpha and 3"
    assert show(Datum((Datum({"x": Datum(1)}), Datum({"x": Datum(2)})))) == "2 entries"
    assert show(named) == "Alpha"


@pytest.mark.parametrize("text", ["£1,600m", "£1,200,000", "£250.50", "£1.65bn", "−£5k", "£0", "£999"])
def test_money_is_read_and_printed_the_same(text: str) -> None:
    money = parse_money(text)
    assert money is not None and format_scalar(money) == text


@pytest.mark.parametrize(
    "text", ["5m", "£", "£1,20", "£1,2000", "£1.555", "£1.5 m", "1.200,00 £", "£1e9", "£ 5", "£٣", ""]
)
def test_money_that_cannot_be_read(text: str) -> None:
    assert parse_money(text) is None


def test_percentages() -> None:
    assert parse_percentage("12.5%") == Percentage(Decimal("12.5"))
    assert parse_percentage("12.5") is None and parse_percentage("½%") is None


def test_dates_are_read_in_one_form_only() -> None:
    assert parse_date("2023-04-01") == date(2023, 4, 1)
    assert [parse_date(t) for t in ("2023-02-30", "01/04/2023", "2023-4-1", "0000-01-01")] == [None] * 4


@pytest.mark.parametrize("text", ["dispute-resolution", "2a", "act-2006", "a" * 80])
def test_slugs(text: str) -> None:
    faults = Faults()
    assert is_slug(text) and check_identity(text, None, faults) and not faults.found


@pytest.mark.parametrize(
    "text",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "a\n",
        "CON",
        "con",
        "nul",
        "a" * 81,
        "a" * 300,
        "",
        "A",
        "a--b",
        "-a",
        "a_b",
        "é",
        "a b",
        "a\u200bb",
        "а",
    ],
)
def test_what_is_no_slug_is_named(text: str) -> None:
    faults = Faults()
    assert not check_identity(text, Span("a.yaml", 1, 1), faults)
    assert faults.found[0].code == "identity-invalid"
    assert "\n" not in faults.found[0].message and len(faults.found[0].message) < 200


@pytest.mark.parametrize("word", ["term", "control"])
def test_reserved_identity(word: str) -> None:
    faults = Faults()
    assert not check_identity(word, None, faults)
    assert faults.found[0].code == "identity-reserved"


def test_to_slug_gives_slugs() -> None:
    assert [to_slug(t) for t in ("2A", "R&D costs", "The Board's duty", "…", "con")] == [
        "2a",
        "r-d-costs",
        "the-boards-duty",
        "",
        "con-1",
    ]


@given(st.text())
def test_to_slug_gives_a_slug_or_nothing(text: str) -> None:
    assert to_slug(text) == "" or is_slug(to_slug(text))


def test_bookmarks_are_short_stable_and_distinct() -> None:
    name = bookmark_name("dispute-resolution/refer")
    assert name == bookmark_name("dispute-resolution/refer") != bookmark_name("dispute-resolution/leads")
    assert len(name) == 22 and name.startswith("_c")


def test_english() -> None:
    assert [join_names(n) for n in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert (number_words(59), number_words(101), ordinal_words(21), ordinal_figures(22)) == (
        "fifty-nine",
        "one hundred and one",
        "twenty-first",
        "22nd",
    )
    assert [number_of(t) for t in ("Fifty-nine", "59", "1,200", "a hundred", "one hundred and one")] == [
        59,
        59,
        1200,
        None,
        101,
    ]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Working Day", "Working Days"),
        ("Commissioning Policy", "Commissioning Policies"),
        ("Loss", "Losses"),
        ("Losses", "Losses"),
        ("ICB", "ICBs"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural_of(one) == many


def test_forms_of_a_term() -> None:
    assert forms_of("Board") == ("Board's", "Boards'", "Boards’", "Board’s", "Boards", "Board")
    assert "Conflicts of Interest" in forms_of("Conflict of Interest", "Conflicts of Interest")


def test_natural_order() -> None:
    assert sorted(["10", "2A", "2", "a", "1b"], key=natural_order) == ["1b", "2", "2A", "10", "a"]
