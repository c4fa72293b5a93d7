"""Values as they print: dates, money, percentages, periods, numbers (en-GB)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date

from concordat.language.english import join_names
from concordat.language.money import FACTORS
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

_UNIT_WORDS = {
    PeriodUnit.WORKING_DAYS: ("Working Day", "Working Days"),
    PeriodUnit.DAYS: ("day", "days"),
    PeriodUnit.WEEKS: ("week", "weeks"),
    PeriodUnit.MONTHS: ("month", "months"),
    PeriodUnit.YEARS: ("year", "years"),
}
_GROUP_FROM = 10_000
MINUS = "\u2212"
"""Before a figure below nought: a true minus, which is read out as one and after which no line ends."""
NO_BREAK = "\u00a0"
"""A space at which no line ends."""
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def show(datum: Datum) -> str:
    """What a datum prints in one line: a scalar as `format_scalar`, an empty cell nothing, a list joined by
    "and".

    Members that are mappings show their short name where they have one; a list of other mappings shows how
    many entries it has, for it never prints.
    """
    value = datum.value
    if value is None:
        return ""
    if isinstance(value, tuple):
        named = [_name_of(member) for member in value]
        return join_names(named) if all(named) else f"{len(value)} entries" if len(value) != 1 else "1 entry"
    if isinstance(value, Mapping):
        return _name_of(datum)
    return format_scalar(value)


def _name_of(datum: Datum) -> str:
    if isinstance(datum.value, Mapping):
        name = datum.value.get("short_name") or datum.value.get("name")
        return show(name) if name is not None else datum.key or ""
    return show(datum)


def format_scalar(value: Scalar) -> str:
    """A scalar as it prints: "1 April 2023", "£1,600m", "12.5%", "10 Working Days", "yes"; a blank in its
    brackets."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return format_number(value)
    if isinstance(value, date):
        return _long_date(value)
    if isinstance(value, Money):
        return _money(value)
    if isinstance(value, Percentage):
        return f"{format_number(value.number)}%"
    if isinstance(value, Period):
        one, many = _UNIT_WORDS[value.unit]
        return f"{format_number(value.number)} {one if abs(value.number) == 1 else many}"
    if isinstance(value, Choice):
        return value.words
    if isinstance(value, Link):
        return value.words
    if isinstance(value, Blank):
        return blank_words(value)
    return value


def blank_words(blank: Blank) -> str:
    """A blank as it prints in every view: what is wanted and of whom, in square brackets."""
    return f"[{blank.wanted}: from {blank.of}]" if blank.of else f"[{blank.wanted}]"


def format_number(number: int | Decimal) -> str:
    """A number in figures: thousands are grouped from 10,000 on, so that a year stays a year; nothing is
    rounded."""
    decimal = Decimal(number)
    text = f"{decimal:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if abs(decimal) < _GROUP_FROM:
        return "0" if text == "-0" else text.replace("-", MINUS)
    return _grouped(text).replace("-", MINUS)


def format_to(figure: Money | Percentage, unit: Money | Percentage) -> str:
    """A figure with as many decimals as its unit has, so that a column of shares stands in line: "12.0%", "£3.50"."""
    number, step = (
        (figure.number, unit.number)
        if isinstance(figure, Percentage) and isinstance(unit, Percentage)
        else (_scaled(figure), _scaled(unit))
    )
    places = max(0, -int(step.normalize().as_tuple().exponent))
    if isinstance(figure, Money) and figure.scale is Scale.POUNDS and places:
        places = 2
    sign = MINUS if number < 0 else ""
    text = _grouped(f"{abs(number):.{places}f}")
    return f"{sign}£{text}{figure.scale.value}" if isinstance(figure, Money) else f"{sign}{text}%"


def _scaled(figure: Money | Percentage) -> Decimal:
    return figure.pounds / FACTORS[figure.scale] if isinstance(figure, Money) else figure.number


def _grouped(text: str) -> str:
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}"


@lru_cache(maxsize=1024)
def _long_date(day: date) -> str:
    return format_date(day, "d MMMM y", locale="en_GB")


def _money(money: Money) -> str:
    number = abs(money.pounds) / FACTORS[money.scale]
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if money.scale is Scale.POUNDS and "." in text:
        text = f"{number:.2f}"
    sign = MINUS if money.pounds < 0 else ""
    return f"{sign}£{_grouped(text)}{money.scale.value}"


def parse_date(text: str) -> date | None:
    """A date written year-month-day ("2023-04-01"), or None where it is written otherwise or no calendar has
    it."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
