"""Whether an authority record reaches something: on a day, and to a change of some class that moves some money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from concordat.language.values import format_scalar
from concordat.model.register import Authority
from concordat.versions.sums import shown


def out_of_time(authority: Authority, on: date) -> str:
    """Why a record does not hold on a day: it expired before, or was given only later; empty where it holds."""
    if authority.expires and date.fromisoformat(authority.expires) < on:
        return f"expired on {day(authority.expires)}"
    if authority.meeting and date.fromisoformat(authority.meeting) > on:
        return f"was given only on {day(authority.meeting)}"
    return ""


def out_of_reach(authority: Authority, grade: int, money: Decimal | None) -> str:
    """Why a record does not reach a change of a class that moves `money` (pounds; None where that is not known)."""
    ceiling = authority.ceiling_class
    if ceiling is not None and grade > ceiling:
        return f"reaches class {ceiling}"
    if authority.ceiling_money and money is None:
        return f"reaches {shown(Decimal(authority.ceiling_money))}, and what this moves is not known"
    if authority.ceiling_money and money is not None and money > Decimal(authority.ceiling_money):
        return f"reaches {shown(Decimal(authority.ceiling_money))}, and the sums that differ come to {shown(money)}"
    return ""


def source(authority: Authority) -> str:
    """The resolution and the minute of a record, as they are cited."""
    cited = (
        f"“{authority.resolution}”" if authority.resolution else "",
        authority.minute,
        day(authority.meeting),
    )
    return ", ".join(one for one in cited if one)


def day(iso: str) -> str:
    """A day as it prints; empty where none is given."""
    return format_scalar(date.fromisoformat(iso)) if iso else ""
