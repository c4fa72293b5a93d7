"""Ordinals as letters and roman numerals."""

from __future__ import annotations


def letters(number: int) -> str:
    """The ordinal as small letters: 1 is a, 26 is z, 27 is aa as Word counts them (27 aa, 28 bb, 53 aaa)."""
    count, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (count + 1)


def roman(number: int) -> str:
    """The ordinal as a small roman numeral: 4 is iv."""
    found = ""
    for value, numeral in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while number >= value:
            found, number = found + numeral, number - value
    return found


def letters_value(text: str) -> int | None:
    """The ordinal of small letters as `letters` writes them, or None for other text."""
    if not text or not ("a" <= text[0] <= "z") or text != text[0] * len(text):
        return None
    return ord(text[0]) - ord("a") + 1 + 26 * (len(text) - 1)


def roman_value(text: str) -> int | None:
    """The ordinal of a small roman numeral as `roman` writes it, or None for other text."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    if not text or any(letter not in values for letter in text):
        return None
    found = 0
    for letter, following in zip(text, (*text[1:], ""), strict=True):
        value = values[letter]
        found += -value if following and values[following] > value else value
    return found if found > 0 and roman(found) == text else None
