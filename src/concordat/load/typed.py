"""The type that a place gives to a value: the question that it answers, or the column that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from concordat.diagnostics import Faults
from concordat.language.money import parse_money, parse_percentage
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.fields import shown_kind
from concordat.load.yaml import Keyed
from concordat.load.yaml_scalars import impossible
from concordat.model.data import Blank, Choice, Datum, Link, Money, Percentage, Period, PeriodUnit
from concordat.model.library import QuestionType
from concordat.model.tables import ColumnType

_PERIOD = re.compile(r"(\d{1,6}) (working day|day|week|month|year)s?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FIGURES = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Place:
    """What the place of a value wants: its type and what belongs to that type."""

    type: QuestionType
    choices: Mapping[str, str]
    of: QuestionType | None = None
    unit: str | None = None


def typed(datum: Datum, wanted: Place, faults: Faults, what: str) -> Datum:
    """A settled datum as its place wants it; unchanged where it is a blank or, after a fault, where it is wrong.

    `what` names the place in messages ("the answer to `voting`"). A text becomes money, a percentage, a period, a
    date or a choice; the members of a list become what the list is of.
    """
    if isinstance(datum.value, Blank):
        return datum
    if wanted.type in (QuestionType.LIST, QuestionType.TABLE):
        return _members(datum, wanted, faults, what)
    if wanted.type is QuestionType.CHOICE:
        return _choice(datum, wanted.choices, faults, what)
    if wanted.type is QuestionType.MONEY:
        return _money(datum, faults, what)
    found = _SCALARS.get(wanted.type, _text)(datum, wanted)
    if found is None:
        hint = _HINTS.get(wanted.type, "")
        if isinstance(datum.value, str) and not datum.value.strip():
            message = f"{what} is an empty text; it must be {_WORDS[wanted.type]}"
            return _wrong(datum, faults, message, "Write it, or say what is wanted: {blank: …, from: …}.")
        return _wrong(datum, faults, f"{what} is {_shown(datum)}; it must be {_WORDS[wanted.type]}", hint)
    key = found if wanted.type is QuestionType.PARTY and isinstance(found, str) else datum.key
    return replace(datum, value=found, key=key)


def _wrong(datum: Datum, faults: Faults, message: str, hint: str, code: str = "value-type") -> Datum:
    """Report a value that is wrong, unless its place is reported already; give it as it is."""
    if not reported.at(faults, datum.span):
        faults.add(code, datum.span, message, hint)
    return datum


def _shown(datum: Datum) -> str:
    quoted = f" (“{datum.value[:40]}”)" if isinstance(datum.value, str) else ""
    return shown_kind(datum) + quoted


def _members(datum: Datum, wanted: Place, faults: Faults, what: str) -> Datum:
    if not isinstance(datum.value, tuple):
        message = f"{what} is {_shown(datum)}; it must be a list"
        return _wrong(datum, faults, message, "Write [one, two], or `- ` lines.")
    if wanted.type is QuestionType.TABLE:
        return replace(datum, value=tuple(_row(member, faults, what) for member in datum.value))
    of = Place(wanted.of or QuestionType.TEXT, wanted.choices, None, wanted.unit)
    members = tuple(typed(member, of, faults, f"a member of {what}") for member in datum.value)
    return replace(datum, value=members)


def _row(datum: Datum, faults: Faults, what: str) -> Datum:
    if not isinstance(datum.value, Mapping):
        message = f"a row of {what} is {_shown(datum)}; it must be a set of keys"
        return _wrong(datum, faults, message, "Write {id: …}.")
    key = datum.value.get("id")
    named = key is not None and isinstance(key.value, str | int)
    return replace(datum, key=str(key.value) if key is not None and named else None)


def _choice(datum: Datum, choices: Mapping[str, str], faults: Faults, what: str) -> Datum:
    value: object = datum.value
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, str) and value in choices:
        return replace(datum, value=Choice(value, choices[value]))
    if not choices:
        return datum  # the question itself is at fault
    known = "It is one of " + ", ".join(choices) + "."
    hint = did_you_mean(value, choices, known) if isinstance(value, str) else known
    return _wrong(datum, faults, f"{what} is {_shown(datum)}; it must be one of the choices", hint)


def _money(datum: Datum, faults: Faults, what: str) -> Datum:
    if isinstance(datum.value, Money):
        return datum
    found = parse_money(datum.value) if isinstance(datum.value, str) else None
    if found is None:
        hint = "Write it with its sign, in quotes: '£1,200,000' or '£1.2m'."
        return _wrong(
            datum, faults, f"{what} is {_shown(datum)}; it must be a sum of money", hint, "money-malformed"
        )
    return replace(datum, value=found)


def _text(datum: Datum, _: Place) -> str | None:
    return datum.value if isinstance(datum.value, str) and datum.value.strip() else None


def _date(datum: Datum, _: Place) -> date | None:
    if isinstance(datum.value, str) and (found := _ISO.fullmatch(datum.value)):
        year, month, day = (int(part) for part in found.groups())
        return None if impossible(year, month, day) else date(year, month, day)
    return datum.value if isinstance(datum.value, date) else None


def _percentage(datum: Datum, _: Place) -> Percentage | None:
    return parse_percentage(datum.value) if isinstance(datum.value, str) else None


def _integer(datum: Datum, _: Place) -> int | None:
    return datum.value if isinstance(datum.value, int) and not isinstance(datum.value, bool) else None


def _yes_no(datum: Datum, _: Place) -> bool | None:
    return datum.value if isinstance(datum.value, bool) else None


def _period(datum: Datum, wanted: Place) -> Period | None:
    value = datum.value
    if isinstance(value, int) and not isinstance(value, bool) and wanted.unit and value >= 0:
        return Period(value, PeriodUnit(wanted.unit))
    if isinstance(value, str) and (found := _PERIOD.fullmatch(value.strip())):
        return Period(int(found[1]), PeriodUnit(found[2].lower().replace(" ", "_") + "s"))
    return None


_SCALARS = {
    QuestionType.DATE: _date,
    QuestionType.PERCENTAGE: _percentage,
    QuestionType.INTEGER: _integer,
    QuestionType.YES_NO: _yes_no,
    QuestionType.PERIOD: _period,
}
_WORDS = {
    QuestionType.TEXT: "a text",
    QuestionType.PERSON: "the name of a person, as text",
    QuestionType.REFERENCE: "a reference, as text",
    QuestionType.PARTY: "the slug of a party",
    QuestionType.DATE: "a date",
    QuestionType.PERCENTAGE: "a percentage",
    QuestionType.INTEGER: "a whole number",
    QuestionType.YES_NO: "yes or no",
    QuestionType.PERIOD: "a length of time",
}
_HINTS = {
    QuestionType.TEXT: "Put it in quotes.",
    QuestionType.DATE: "Write it 2023-04-01, without quotes.",
    QuestionType.PERCENTAGE: "Write it in quotes: '12.5%'.",
    QuestionType.INTEGER: "Write it in figures, without quotes.",
    QuestionType.YES_NO: "Write yes or no, without quotes.",
    QuestionType.PERIOD: "Write a whole number, or a length in quotes: '10 working days'.",
    QuestionType.PARTY: "Use a slug of parties/.",
}

_COLUMNS = {
    ColumnType.MONEY: QuestionType.MONEY,
    ColumnType.PERCENTAGE: QuestionType.PERCENTAGE,
    ColumnType.DATE: QuestionType.DATE,
    ColumnType.INTEGER: QuestionType.INTEGER,
    ColumnType.YES_NO: QuestionType.YES_NO,
    ColumnType.PARTY: QuestionType.PARTY,
}


def typed_cell(datum: Datum, type_: ColumnType, faults: Faults, what: str, *, from_csv: bool) -> Datum:
    """A cell as its column wants it; an empty cell and a blank stay as they are. A CSV cell is always a text at first.

    A cell that is a set holds one value for each key of a repeated column.
    """
    if isinstance(datum.value, Mapping):
        return _typed_set(datum, type_, faults, what, from_csv=from_csv)
    if datum.value is None or isinstance(datum.value, Blank | Link):
        return datum
    if type_ is ColumnType.LINK:
        return datum
    wanted = _COLUMNS.get(type_)
    if wanted is None:
        return datum
    if from_csv and isinstance(datum.value, str):
        if wanted is QuestionType.INTEGER and _FIGURES.fullmatch(datum.value):
            datum = replace(datum, value=int(datum.value))
        elif wanted is QuestionType.YES_NO and datum.value in ("yes", "no"):
            datum = replace(datum, value=datum.value == "yes")
    return typed(datum, Place(wanted, {}), faults, what)


def _typed_set(datum: Datum, type_: ColumnType, faults: Faults, what: str, *, from_csv: bool) -> Datum:
    assert isinstance(datum.value, Mapping)
    cells = Keyed(datum.value)
    for key, cell in datum.value.items():
        cells[key] = typed_cell(cell, type_, faults, f"`{key}` of {what}", from_csv=from_csv)
    return replace(datum, value=cells)
