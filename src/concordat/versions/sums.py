"""Sums of money and percentages as they stand in words: what is there, and what a change does to it."""

from __future__ import annotations

import re
from decimal import Decimal

from concordat.language.money import parse_money
from concordat.language.values import format_scalar
from concordat.model.data import Money

_SUM = re.compile(r"[-−]?£[\d,.]*\d(?:k|m|bn)?")
_PERCENTAGE = re.compile(r"\d\s?%|\bper cent\b")


def sums_in(text: str | None) -> tuple[Decimal, ...]:
    """Every sum that stands in a text, in pounds, in order."""
    found = (parse_money(one) for one in _SUM.findall(text or ""))
    return tuple(money.pounds for money in found if money is not None)


def one_sum(text: str | None) -> Decimal | None:
    """The sum that a text holds, in pounds, where it holds just one."""
    found = sums_in(text)
    return found[0] if len(found) == 1 and len(_SUM.findall(text or "")) == 1 else None


def tells_money(text: str) -> bool:
    """Whether a sum or a percentage stands in a text."""
    return bool(_SUM.search(text) or _PERCENTAGE.search(text))


def shown(pounds: Decimal) -> str:
    """A sum as it prints."""
    return format_scalar(Money(pounds))


def difference(before: Decimal, after: Decimal) -> str:
    """By how much a sum is another: "£500 more"."""
    if before == after:
        return "no difference"
    return f"{shown(abs(after - before))} {'more' if after > before else 'less'}"
