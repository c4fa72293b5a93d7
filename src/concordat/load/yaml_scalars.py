"""What a plain (unquoted) YAML value means, and which of them must be quoted because YAML would change them.

Accepted unquoted: text that every reader of YAML takes for text; `true`, `false`, `yes`, `no` and `null` in small
letters; whole numbers without a leading zero; dates as 2023-04-01. All else that YAML 1.1 or 1.2 turns into
something other than the characters written is a fault that shows what it would be read as.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

_BOOLEANS = {
    "true": True,
    "yes": True,
    "on": True,
    "y": True,
    "false": False,
    "no": False,
    "off": False,
    "n": False,
}
_ACCEPTED = {"true": True, "yes": True, "false": False, "no": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LOOSE_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\s*\d{1,2}:\d{2}.*)?")
_TIME = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?")
_BASES = (
    (re.compile(r"[-+]?0x[0-9a-fA-F_]+"), 16),
    (re.compile(r"[-+]?0b[01_]+"), 2),
    (re.compile(r"[-+]?0o[0-7_]+"), 8),
)
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_ODD = {"~": "nothing", "Null": "nothing", "NULL": "nothing", "=": "a sign of YAML's own", "<<": "a merge"}

PlainValue = str | int | bool | date | None


class MustQuote(Exception):
    """A plain value that YAML would change; its message says into what ("the number 1.1")."""


class NoSuchDate(Exception):
    """A date that no calendar has; its message says why."""


def plain_value(text: str) -> PlainValue:
    """The meaning of a plain value. Raises MustQuote and NoSuchDate."""
    if not text or text == "null":
        return None
    first = text[0]
    if first.isalpha() or first in "~=<":
        return _word(text)
    if first in "-+.0123456789":
        return _number(text)
    return text


def impossible(year: int, month: int, day: int) -> str | None:
    """Why no calendar has a date, in words, or None where one has it."""
    try:
        date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12:
            return f"there is no month {month}"
        if year < 1:
            return "there is no year 0"
        names = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
        last = 31
        while last > 28 and not _exists(year, month, last):
            last -= 1
        return f"{names[month - 1]} {year} has {last} days"
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _word(text: str) -> PlainValue:
    if text in _ACCEPTED:
        return _ACCEPTED[text]
    if len(text) <= 5 and text.lower() in _BOOLEANS and text in (text.lower(), text.upper(), text.title()):
        raise MustQuote("true" if _BOOLEANS[text.lower()] else "false")
    if text in _ODD:
        raise MustQuote(_ODD[text])
    return text


def _number(text: str) -> PlainValue:
    if _INTEGER.fullmatch(text) and text != "-0":
        if len(text) > 18:
            raise MustQuote("a very large number")
        return int(text)
    if found := _DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        if why := impossible(year, month, day):
            raise NoSuchDate(why)
        return date(year, month, day)
    if _LOOSE_DATE.fullmatch(text):
        raise MustQuote("a date and a time")
    if _TIME.fullmatch(text):
        raise MustQuote(_sixties(text))
    bare = text.replace("_", "")
    for pattern, base in _BASES:
        if pattern.fullmatch(text):
            return _must_quote_based(bare, base)
    if _OCTAL.fullmatch(text):
        return _must_quote_based(bare, 8)
    if _SPECIAL.fullmatch(text):
        raise MustQuote("no ordinary number")
    if _NUMBER.fullmatch(text):
        try:
            raise MustQuote(f"the number {_shown(Decimal(bare.rstrip('.')))}")
        except InvalidOperation:
            return text
    return text


def _must_quote_based(bare: str, base: int) -> PlainValue:
    try:
        number = int(bare, base)
    except ValueError:
        return bare
    raise MustQuote(f"the number {number}" if abs(number) < 10**18 else "a very large number")


def _shown(number: Decimal) -> str:
    if abs(number.adjusted()) > 30:
        return "of another form"
    shown = format(number, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _sixties(text: str) -> str:
    total = Decimal(0)
    for part in text.replace("_", "").lstrip("+-").split(":"):
        total = total * 60 + Decimal(part or "0")
    if abs(total.adjusted()) > 30:
        return "a very large number"
    return f"the number {_shown(-total if text.startswith('-') else total)}"
