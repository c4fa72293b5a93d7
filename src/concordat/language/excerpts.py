"""Texts made short for a table: the words nearest to what differs, and no more of a long text than a reader can use."""

from __future__ import annotations

LONGEST = 400
"""The most of a text that a cell shows, in characters; the JSON holds the whole."""

AROUND = 60
"""How much is shown, in characters, before and after words that differ."""


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text of `longest` characters at most, with … where it was cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def nearest_words(text: str, first: bool, last: bool) -> str:
    """Words that are the same, with only the nearest to what differs; `first` and `last` say where they stand."""
    if first and len(text) > AROUND:
        return "…" + _after(text)
    if last and len(text) > AROUND:
        return _before(text) + "…"
    if not first and not last and len(text) > 2 * AROUND:
        return f"{_before(text)} … {_after(text)}"
    return text


def _before(text: str) -> str:
    """The first words of a text, none of them torn."""
    return text[: AROUND + 1].rpartition(" ")[0] or text[:AROUND]


def _after(text: str) -> str:
    """The last words of a text, none of them torn."""
    return text[-AROUND - 1 :].partition(" ")[2] or text[-AROUND:]
