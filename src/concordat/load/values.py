"""Data as people give it: a value with its source and status, a blank, and what shows its type by its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from concordat.diagnostics import Faults
from concordat.language.money import parse_money, parse_percentage
from concordat.load.fields import Fields
from concordat.load.yaml import Keyed
from concordat.model.data import Blank, Datum, Status, Until

_WRAPPER = frozenset({"value", "source", "status"})


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
    settled = Keyed(value)
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
        formed = Keyed(value)
        for key, member in value.items():
            formed[key] = by_form(member)
        return replace(datum, value=formed)
    return datum
