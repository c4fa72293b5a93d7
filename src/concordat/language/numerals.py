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
