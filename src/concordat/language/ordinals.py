"""Ordinals that leave published ones alone: between 9 and 10 comes 9A, between 9 and 9A comes 9ZA.

The practice is that of the Office of the Parliamentary Counsel for Acts that are amended: A1 before 1; 1A after 1; 1AA
after 1A; 1ZA between 1 and 1A; and after 1Z, 1Z1. Letters are (aa) after (a) and (za) before it, numerals (ia) and (ai).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.language.numerals import letters, letters_value, roman, roman_value

Mark = tuple[tuple[int, int], ...]
"""An ordinal that can be compared: its whole number as (0, number), then each letter added to it as (minus the Z's
before it, letter). What is shorter comes first, so 9 < 9ZA < 9A < 9AA < 9B < 10."""

BEFORE_ALL: Mark = ((0, 0),)
"""What stands before the first."""

_LETTERS = 26


def after(left: Mark, right: Mark | None) -> Mark:
    """The ordinal of what is set between two; without a right one, the next whole number."""
    if right is None:
        return ((0, left[0][1] + 1),)
    if len(left) > 1:
        family, letter = left[-1]
        following = (*left[:-1], (family, letter + 1))
        if following < right and (family == 0 or letter < _LETTERS - 1):
            return following
    family = 0
    while not (*left, (family, 1)) < right:
        family -= 1
    return (*left, (family, 1))


def write(mark: Mark, sort: str) -> str:
    """An ordinal as it prints; `sort` is the form's: a figure, `a`, `i` or `A`."""
    number = mark[0][1]
    added = "".join(_added(family, letter) for family, letter in mark[1:])
    if sort == "A":
        return (f"{letters(number).upper()}{added}") if number else f"Z{added}"
    if sort == "a":
        return (letters(number) if number else "z") + added.lower()
    if sort == "i":
        return roman(number) + added.lower() if number else f"{added.lower()}i"
    return f"{number}{added}" if number else f"{added}1"


def _added(family: int, letter: int) -> str:
    shown = letters(letter).upper() if letter <= _LETTERS else f"Z{letter - _LETTERS}"
    return "Z" * -family + shown


def read(text: str, sort: str, above: Mark) -> Mark | None:
    """The ordinal that a text is: of its readings the first that comes after `above`, or None.

    The next whole number goes before all others: "(ii)" after "(i)" is the second, not the first with an i added to it.
    """
    following: Mark = ((0, above[0][1] + 1),)
    found = [mark for mark in _readings(text, sort) if mark > above]
    return following if following in found else min(found, default=None)


def _readings(text: str, sort: str) -> Iterator[Mark]:
    for place in range(1, len(text) + 1):
        number = _number(text[:place], sort)
        if number is not None:
            yield from (((0, number), *added) for added in _additions(text[place:], sort))
    first = {"a": "z", "A": "Z"}.get(sort)
    if first is not None and text.startswith(first) and len(text) > 1:
        yield from (((0, 0), *added) for added in _additions(text[1:], sort))
    last = "i" if sort == "i" else "1"
    if first is None and text.endswith(last) and len(text) > 1:
        yield from (((0, 0), *added) for added in _additions(text[:-1], sort))


def _number(text: str, sort: str) -> int | None:
    if sort == "a":
        return letters_value(text)
    if sort == "A":
        return letters_value(text.lower()) if text.isupper() else None
    if sort == "i":
        return roman_value(text)
    return int(text) if re.fullmatch(r"[1-9][0-9]*", text) else None


def _additions(text: str, sort: str) -> Iterator[Mark]:
    """Every way of reading letters that were added to a number."""
    if sort in ("a", "i"):
        text = text.upper() if text == text.lower() else "?"
    yield from _steps(text)


def _steps(text: str) -> Iterator[Mark]:
    if not text:
        yield ()
        return
    for match in (re.match(pattern, text) for pattern in (r"(Z*)([A-Y])", r"()(Z[1-9][0-9]*)", r"()(Z)")):
        if match is not None:
            family, shown = -len(match[1]), match[2]
            letter = _LETTERS + int(shown[1:]) if len(shown) > 1 else ord(shown) - ord("A") + 1
            yield from (((family, letter), *rest) for rest in _steps(text[match.end() :]))
