"""A mapping from YAML read key by key: what is asked for is typed, what nobody asks for is reported."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from concordat.diagnostics import Faults, Span
from concordat.language.disclosure import is_disclosure
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.yaml import places_of
from concordat.model.data import Datum
from concordat.model.prose import Expression

_Enum = TypeVar("_Enum", bound=StrEnum)


def place(datum: Datum, otherwise: Span) -> Span:
    """The place of a datum, or another where it has none."""
    return datum.span or otherwise


def shown_kind(datum: Datum) -> str:
    """What a value is, in words, for messages."""
    value = datum.value
    if isinstance(value, bool):
        return "yes or no"
    if value is None:
        return "nothing"
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "a set of keys"
    return {"int": "a number", "str": "a text", "date": "a date"}.get(
        type(value).__name__, "another kind of value"
    )


class Fields:
    """One mapping: each key is asked for once, then `finish` reports the keys that nobody asked for."""

    def __init__(self, datum: Datum, faults: Faults, what: str) -> None:
        """`what` names the mapping in messages ("the head of a clause")."""
        self.faults, self.what = faults, what
        self.span = datum.span or Span("?", 1, 1)
        self.given: Mapping[str, Datum] = {}
        self.places: Mapping[str, Span] = {}
        self.asked: set[str] = set()
        if isinstance(datum.value, Mapping):
            self.given = datum.value
            self.places = places_of(datum.value)
        else:
            faults.add(
                "value-type",
                self.span,
                f"{what} is {shown_kind(datum)}, not a set of keys",
                "Write `key: value` lines.",
            )
            self.given = {}

    def key_span(self, name: str) -> Span:
        """The place of a key, or of the mapping where the key is not given."""
        return self.places.get(name, self.span)

    def datum(self, name: str, *, required: bool = False) -> Datum | None:
        """The value of a key as read, or None."""
        self.asked.add(name)
        found = self.given.get(name)
        if required and (found is None or found.value is None):
            self.faults.add(
                "key-missing",
                self.key_span(name),
                f"{self.what} needs `{name}:`",
                f"Write `{name}:` and its value.",
            )
        return found

    def _wrong(self, name: str, datum: Datum, wanted: str, hint: str = "") -> None:
        if reported.at(self.faults, datum.span):
            return
        self.faults.add(
            "value-type",
            place(datum, self.key_span(name)),
            f"`{name}` is {shown_kind(datum)}; it must be {wanted}",
            hint,
        )

    def text(self, name: str, otherwise: str = "", *, required: bool = False) -> str:
        """A text; line ends inside it are kept as written, those at its ends are not."""
        found = self.datum(name, required=required)
        if found is None or found.value is None:
            return otherwise
        if not isinstance(found.value, str):
            self._wrong(name, found, "a text", "Put it in quotes.")
            return otherwise
        return found.value.strip()

    def name(self, name: str) -> str:
        """A name that must be given, exactly as written: an identity may hold no space and no line end."""
        found = self.datum(name, required=True)
        if found is None or found.value is None:
            return ""
        if not isinstance(found.value, str):
            self._wrong(name, found, "a text", "Put it in quotes.")
            return ""
        return found.value

    def optional(self, name: str) -> str | None:
        """A text, or None where none is given."""
        return self.text(name) or None

    def disclosure(self) -> str | None:
        """What may be published (`publish`, `withhold (reason)`), or None where nothing is said."""
        found = self.optional("disclosure")
        if found is not None and not is_disclosure(found):
            self.faults.add(
                "value-type",
                place(self.given["disclosure"], self.span),
                f"`disclosure: {found[:60]}` says neither that it is published nor why it is withheld",
                "Write `publish`, or `withhold (the reason)`.",
            )
        return found

    def integer(self, name: str, least: int, most: int) -> int | None:
        """A whole number between two bounds, or None."""
        found = self.datum(name)
        if found is None or found.value is None:
            return None
        value = found.value
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self._wrong(name, found, f"a whole number from {least} to {most}")
            return None
        return value

    def number(self, name: str, otherwise: float) -> float:
        """A measure: a whole number, or a decimal in quotes."""
        found = self.datum(name)
        if found is None:
            return otherwise
        value = found.value
        try:
            if isinstance(value, int | str) and not isinstance(value, bool) and float(value) > 0:
                return float(value)
        except ValueError:
            pass
        self._wrong(name, found, "a number greater than 0", "Put a decimal in quotes: '10.5'.")
        return otherwise

    def yes_no(self, name: str, otherwise: bool = False) -> bool:
        """Yes or no."""
        found = self.datum(name)
        if found is None or found.value is None:
            return otherwise
        if not isinstance(found.value, bool):
            self._wrong(name, found, "yes or no")
            return otherwise
        return found.value

    def expression(self, name: str, *, required: bool = False) -> Expression | None:
        """An expression with its place."""
        found = self.datum(name, required=required)
        return expression_of(found, self, name) if found is not None and found.value is not None else None

    def one_of(self, name: str, kinds: type[_Enum], otherwise: _Enum, *, required: bool = False) -> _Enum:
        """One word of a closed list."""
        text = self.text(name, required=required)
        if not text:
            return otherwise
        if text not in tuple(kinds):
            if reported.at(self.faults, self.given[name].span):
                return otherwise
            known = ", ".join(kind.value for kind in kinds if kind.value)
            self.faults.add(
                "value-type", place(self.given[name], self.span), f"`{name}: {text}` is not known",
                did_you_mean(text, [kind.value for kind in kinds], f"It is one of {known}."),
            )  # fmt: skip
            return otherwise
        return kinds(text)

    def members(self, name: str, *, required: bool = False) -> tuple[Datum, ...]:
        """The members of a list; a single value counts as a list of one."""
        found = self.datum(name, required=required)
        if found is None or found.value is None:
            return ()
        if isinstance(found.value, tuple):
            return found.value
        if isinstance(found.value, Mapping):
            self._wrong(name, found, "a list", "Begin each line with `- `.")
            return ()
        return (found,)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list."""
        found: list[str] = []
        for member in self.members(name):
            if isinstance(member.value, str):
                found.append(member.value)
            else:
                self._wrong(name, member, "a list of texts", "Put each text in quotes.")
        return tuple(found)

    def mapping(self, name: str, *, required: bool = False) -> Mapping[str, Datum]:
        """The keys and values of a mapping within this one; empty where none is given."""
        found = self.datum(name, required=required)
        if found is None or found.value is None:
            return {}
        if not isinstance(found.value, Mapping):
            self._wrong(name, found, "a set of keys", "Write `key: value` lines under it.")
            return {}
        return found.value

    def labels(self, name: str) -> dict[str, str]:
        """A mapping from names to texts."""
        found: dict[str, str] = {}
        for key, datum in self.mapping(name).items():
            if isinstance(datum.value, str):
                found[key] = datum.value
            else:
                self._wrong(key, datum, "a text", "Put it in quotes.")
        return found

    def labels_of(self) -> dict[str, str]:
        """This whole mapping as one from names to texts."""
        found: dict[str, str] = {}
        for key in self.given:
            text = self.text(key)
            if text:
                found[key] = text
        return found

    def finish(self) -> None:
        """Report each key that nobody asked for, with the nearest one that could stand there."""
        for key in self.given:
            if key not in self.asked:
                self.faults.add(
                    "key-unknown", self.key_span(key), f"nothing reads `{key}` in {self.what}",
                    did_you_mean(key, self.asked, "Delete it."),
                )  # fmt: skip


def expression_of(datum: Datum, fields: Fields, name: str) -> Expression | None:
    """The expression that a datum holds: a text, a plain yes or no, or a plain whole number."""
    if isinstance(datum.value, bool):
        return Expression("true" if datum.value else "false", place(datum, fields.span))
    if isinstance(datum.value, int):
        return Expression(str(datum.value), place(datum, fields.span))
    if not isinstance(datum.value, str) or not datum.value.strip():
        fields.faults.add(
            "value-type", place(datum, fields.span), f"`{name}` is {shown_kind(datum)}; it must be a condition or a value in words",
            "Put the expression in quotes.",
        )  # fmt: skip
        return None
    return Expression(datum.value.strip(), place(datum, fields.span))
