"""Data as people give it: each value with its place, its source and how sure it is (format.md, "Expressions and names")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concordat.diagnostics import Span


class Status(StrEnum):
    """How sure a value is."""

    CONFIRMED = "confirmed"
    DERIVED = "derived"
    UNCONFIRMED = "unconfirmed"
    EXAMPLE = "example"


_FROM_THE_SUREST = (Status.CONFIRMED, Status.DERIVED, Status.EXAMPLE, Status.UNCONFIRMED)


def least_sure(statuses: Iterable[Status]) -> Status:
    """The least sure of some statuses: what they make together is no surer. Of none, confirmed."""
    return max(statuses, key=_FROM_THE_SUREST.index, default=Status.CONFIRMED)


class Until(StrEnum):
    """How long a blank may stand; without it, it must be filled before the agreement goes for approval."""

    FOR_APPROVAL = "for-approval"
    APPROVAL = "approval"
    SIGNING = "signing"


class Scale(StrEnum):
    """The unit in which a sum of money is printed."""

    POUNDS = ""
    THOUSANDS = "k"
    MILLIONS = "m"
    BILLIONS = "bn"


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in pounds sterling, exact; `scale` is the unit in which it prints."""

    pounds: Decimal
    scale: Scale = Scale.POUNDS


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage: 12.5 is twelve and a half per cent."""

    number: Decimal


class PeriodUnit(StrEnum):
    """The unit of a period."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time."""

    number: int
    unit: PeriodUnit


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a choice: `slug` is what conditions compare with, `words` what prints."""

    slug: str
    words: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Something still to be filled: what is wanted and of whom."""

    wanted: str
    of: str
    until: Until = Until.FOR_APPROVAL


@dataclass(frozen=True, slots=True)
class Link:
    """A web address with the words that print for it."""

    words: str
    address: str


Scalar = str | int | bool | Decimal | date | Money | Percentage | Period | Choice | Link | Blank


@dataclass(frozen=True, slots=True)
class Datum:
    """A value with the place where it was written, its source and its status.

    `value` is a scalar, None (an empty cell), a tuple of data, or a mapping from names to data. `source` is
    the tag or words of the source as written. `key` is the slug of a party, row or entry: what a repetition
    over it uses as its key.
    """

    value: Scalar | tuple[Datum, ...] | Mapping[str, Datum] | None
    span: Span | None = None
    source: str | None = None
    status: Status = Status.CONFIRMED
    key: str | None = None
