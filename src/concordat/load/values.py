"""Data as people give it: a value with its source and status, a blank, and the type that a place gives to a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from concordat.diagnostics import Faults, Span
from concordat.language.money import parse_money, parse_percentage
from concordat.load import reported
from concordat.load.fields import Fields, place, shown_kind
from concordat.load.nearest import did_you_mean
from concordat.load.yaml import Keyed
from concordat.load.yaml_scalars import impossible
from concordat.model.data import (
    Blank,
    Choice,
    Datum,
    Link,
    Money,
    Percentage,
    Period,
    PeriodUnit,
    Status,
    Until,
)
from concordat.model.library import ColumnType, QuestionType

_PERIOD = re.compile(r"(\d{1,6}) (working day|day|week|month|year)s?", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WRAPPER = frozenset({"value", "source", "status"})


@dataclass(frozen=True, slots=True)
class Place:
    """What the place of a value wants: its type and what belongs to that type."""

    type: QuestionType
    choices: Mapping[str, str]
    of: QuestionType | None = None
    unit: str | None = None


def settle(datum: Datum, faults: Faults) -> Datum:
    """The same data with every `{value, source, status}` and `{blank, from, until}` in it read as what it means."""
    value = datum.value
    if isinstance(value, tuple):
        return replace(datum, value=tuple(settle(member, faults) for member in value))
    if not isinstance(value, Mapping):
        return datum
    if "blank" in value:
        return _blank(datum, faults)
    if "value" in value and (set(value) <= _WRAPPER or _WRAPPER & set(value) > {"value"}):
        return _sourced(datum, faults)
    settled = Keyed()
    settled.places = value.places if isinstance(value, Keyed) else {}
    for key, member in value.items():
        settled[key] = settle(member, faults)
    return replace(datum, value=settled)


def blank_of(datum: Datum | None, faults: Faults, name: str = "wanted") -> Datum | None:
    """A blank that a table gives as `{wanted, from, until}`; None where none is given."""
    return None if datum is None or datum.value is None else _blank(datum, faults, name)


def _blank(datum: Datum, faults: Faults, name: str = "blank") -> Datum:
    fields = Fields(datum, faults, "a blank")
    wanted = fields.text(name, required=True)
    blank = Blank(wanted, fields.text("from"), fields.one_of("until", Until, Until.FOR_APPROVAL))
    source = fields.optional("source")
    fields.finish()
    return Datum(blank, datum.span, source, Status.UNCONFIRMED)


def _sourced(datum: Datum, faults: Faults) -> Datum:
    fields = Fields(datum, faults, "a value with its source")
    inner = fields.datum("value")
    source, status = fields.optional("source"), fields.one_of("status", Status, Status.CONFIRMED)
    fields.finish()
    settled = settle(inner, faults) if inner is not None else Datum(None, datum.span)
    return Datum(settled.value, settled.span or datum.span, source, status, settled.key)


def typed(datum: Datum, wanted: Place, faults: Faults, what: str) -> Datum:
    """A settled datum as its place wants it; the datum unchanged where it is a blank or, after a fault, where it is wrong.

    `what` names the place in messages ("the answer to `voting`"). A text becomes money, a percentage, a period, a
    date or a choice; the members of a list become what the list is of.
    """
    if isinstance(datum.value, Blank):
        return datum
    span = place(datum, Span("?", 1, 1))
    if reported.at(faults, span):
        return datum
    if wanted.type in (QuestionType.LIST, QuestionType.TABLE):
        return _members(datum, wanted, faults, what, span)
    if wanted.type is QuestionType.CHOICE:
        return _choice(datum, wanted.choices, faults, what, span)
    if wanted.type is QuestionType.MONEY:
        return _money(datum, faults, what, span)
    found = _SCALARS.get(wanted.type, _text)(datum, wanted)
    if found is None:
        faults.add("value-type", span, f"{what} is {shown_kind(datum)}{_quoted(datum)}; it must be {_WORDS[wanted.type]}",
                   _HINTS.get(wanted.type, ""))  # fmt: skip
        return datum
    return replace(
        datum,
        value=found,
        key=found if wanted.type is QuestionType.PARTY and isinstance(found, str) else datum.key,
    )


def _quoted(datum: Datum) -> str:
    return f" (“{datum.value[:40]}”)" if isinstance(datum.value, str) else ""


def _members(datum: Datum, wanted: Place, faults: Faults, what: str, span: Span) -> Datum:
    if not isinstance(datum.value, tuple):
        faults.add(
            "value-type",
            span,
            f"{what} is {shown_kind(datum)}; it must be a list",
            "Write [one, two], or `- ` lines.",
        )
        return datum
    if wanted.type is QuestionType.TABLE:
        return replace(datum, value=tuple(_row(member, faults, what) for member in datum.value))
    of = Place(wanted.of or QuestionType.TEXT, wanted.choices, None, wanted.unit)
    return replace(
        datum, value=tuple(typed(member, of, faults, f"a member of {what}") for member in datum.value)
    )


def _row(datum: Datum, faults: Faults, what: str) -> Datum:
    if not isinstance(datum.value, Mapping):
        faults.add(
            "value-type",
            datum.span,
            f"a row of {what} is {shown_kind(datum)}; it must be a set of keys",
            "Write {id: …}.",
        )
        return datum
    key = datum.value.get("id")
    return replace(
        datum, key=str(key.value) if key is not None and isinstance(key.value, str | int) else None
    )


def _choice(datum: Datum, choices: Mapping[str, str], faults: Faults, what: str, span: Span) -> Datum:
    value = {True: "yes", False: "no"}.get(datum.value, "") if isinstance(datum.value, bool) else datum.value
    if isinstance(value, str) and value in choices:
        return replace(datum, value=Choice(value, choices[value]))
    if not choices:
        return datum
    known = "It is one of " + ", ".join(choices) + "."
    hint = did_you_mean(value, choices, known) if isinstance(value, str) else known
    faults.add(
        "value-type",
        span,
        f"{what} is {shown_kind(datum)}{_quoted(datum)}; it must be one of the choices",
        hint,
    )
    return datum


def _money(datum: Datum, faults: Faults, what: str, span: Span) -> Datum:
    if isinstance(datum.value, Money):
        return datum
    found = parse_money(datum.value) if isinstance(datum.value, str) else None
    if found is None:
        faults.add("money-malformed", span, f"{what} is not a sum of money{_quoted(datum)}",
                   "Write it with its sign, in quotes: '£1,200,000' or '£1.2m'.")  # fmt: skip
        return datum
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
}


def typed_cell(datum: Datum, type_: ColumnType, faults: Faults, what: str, *, from_csv: bool) -> Datum:
    """A cell as its column wants it; an empty cell and a blank stay as they are. A CSV cell is always a text at first."""
    if datum.value is None or isinstance(datum.value, Blank | Link):
        return datum
    if type_ is ColumnType.LINK:
        return datum
    wanted = _COLUMNS.get(type_)
    if wanted is None:
        return datum
    if from_csv and isinstance(datum.value, str):
        if wanted is QuestionType.INTEGER and re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", datum.value):
            datum = replace(datum, value=int(datum.value))
        elif wanted is QuestionType.YES_NO and datum.value in ("yes", "no"):
            datum = replace(datum, value=datum.value == "yes")
    return typed(datum, Place(wanted, {}), faults, what)


def by_form(datum: Datum) -> Datum:
    """A settled datum whose text is wholly a sum of money or a percentage, as that; any other unchanged.

    For values that no question types: those of a committee and of the parties.
    """
    value = datum.value
    if isinstance(value, str):
        found = (
            parse_money(value)
            if "£" in value[:2]
            else parse_percentage(value)
            if value.endswith("%")
            else None
        )
        return replace(datum, value=found) if found is not None else datum
    if isinstance(value, tuple):
        return replace(datum, value=tuple(by_form(member) for member in value))
    if isinstance(value, Mapping):
        formed = Keyed()
        formed.places = value.places if isinstance(value, Keyed) else {}
        for key, member in value.items():
            formed[key] = by_form(member)
        return replace(datum, value=formed)
    return datum
