"""What goes wrong inside an expression, before it has a place: made a diagnostic by `expressions`."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_LIKE_ENOUGH = 60


class Trouble(Exception):
    """A fault of an expression: its code, the message, the hint, and the words of the expression that it is
    about."""

    def __init__(self, code: str, message: str, hint: str = "", near: str = "") -> None:
        """Keep the four; `near` may be empty where the whole expression is meant."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.near = near


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like this one, if one is like it at all; of equally like ones the first in order of the
    alphabet."""
    found = process.extractOne(name, sorted(names), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return None if found is None else str(found[0])
