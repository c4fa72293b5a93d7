"""English as drafters write it: joined names, number words, plurals and possessives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import typeguard


def _engine() -> Any:
    """The engine of inflect, without the checks of its own types, whose preparation takes over a second at each start."""
    checked = typeguard.typechecked
    setattr(typeguard, "typechecked", lambda function: function)  # noqa: B010  mypy knows it as a function
    try:
        import inflect  # noqa: PLC0415  only while its checks are switched off
    finally:
        setattr(typeguard, "typechecked", checked)  # noqa: B010  as above
    return inflect.engine()


_ENGINE = _engine()
_LARGEST_WORD = 999


def join_names(names: Sequence[str], connective: str = "and") -> str:
    """Names joined as a sentence joins them: "A", "A and B", "A, B and C" (no comma before the
    connective)."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {connective} {names[-1]}"


@lru_cache(maxsize=4096)
def number_words(number: int) -> str:
    """An integer in words: 7 is "seven", 21 "twenty-one", 101 "one hundred and one"."""
    words = str(_ENGINE.number_to_words(str(number), andword="and", comma=""))
    return " ".join(words.split())


@lru_cache(maxsize=4096)
def ordinal_words(number: int) -> str:
    """An integer as an ordinal in words: 7 is "seventh", 21 "twenty-first"."""
    return str(_ENGINE.ordinal(number_words(number)))


def ordinal_figures(number: int) -> str:
    """An integer as an ordinal in figures: 1 is "1st", 12 "12th"."""
    return str(_ENGINE.ordinal(str(number)))


@lru_cache(maxsize=1)
def _numbers_by_word() -> dict[str, int]:
    return {number_words(number): number for number in range(_LARGEST_WORD + 1)}


def number_of(text: str) -> int | None:
    """The integer that a word or figures stand for ("seven", "Fifty-nine", "1,200"), or None.

    Words are known from "zero" to "nine hundred and ninety-nine".
    """
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,15}", text, re.ASCII):
        return int(text.replace(",", ""))
    return _numbers_by_word().get(" ".join(text.lower().split()))


@lru_cache(maxsize=4096)
def plural_of(words: str) -> str:
    """The plural of a noun or of a phrase that ends in one ("Working Day" gives "Working Days")."""
    head, space, last = words.rpartition(" ")
    if not last or not last[-1].isalpha():
        return words
    if last.isupper():
        return f"{words}s"
    small = last.lower()
    if _ENGINE.singular_noun(small):
        return words
    many = str(_ENGINE.plural_noun(small))
    return head + space + last[0] + many[1:]


def possessives_of(words: str, *, plural: bool = False) -> tuple[str, ...]:
    """The possessive forms of a noun, with the straight and the curly apostrophe: "Board's", "Board’s".

    A noun that ends in s may also take the apostrophe alone ("Process'"); a plural that does takes nothing
    else.
    """
    alone = (f"{words}'", f"{words}’") if words.endswith("s") else ()
    full = () if plural and alone else (f"{words}'s", f"{words}’s")
    return (*full, *alone)


def forms_of(term: str, plural: str | None = None) -> tuple[str, ...]:
    """Every form in which a defined term is used: singular, plural and the possessives of both, longest
    first.

    `plural` is the plural that the drafter gave; without it the plural is worked out.
    """
    many = plural if plural is not None else plural_of(term)
    forms = {term, many, *possessives_of(term), *possessives_of(many, plural=True)}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))
