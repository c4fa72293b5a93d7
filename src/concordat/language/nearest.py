"""The nearest known name to one that is not known, for the hint "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_LIKE_ENOUGH = 60


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None where none is like it; the same answer in any order of `known`."""
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return None if found is None else str(found[0])


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a name that is not known."""
    close = nearest(name, known)
    return f"Did you mean `{close}`?" if close else otherwise
