"""What a row of a data table holds under a name, for those who read such tables as rules: checks, and comparisons."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.language.values import show
from concordat.model.data import Datum


def text_of(holder: Datum, name: str) -> str:
    """What a set of answers holds under a name, as it prints; empty where it holds nothing of that name."""
    if not isinstance(holder.value, Mapping):
        return ""
    found = holder.value.get(name)
    return show(found) if found is not None else ""


def names_in(row: Datum, column: str) -> tuple[str, ...]:
    """The names in a column of a row: a list, or a text in which commas part them."""
    found = row.value.get(column) if isinstance(row.value, Mapping) else None
    if found is None or found.value is None:
        return ()
    if isinstance(found.value, tuple):
        return tuple(show(member) for member in found.value)
    return tuple(name.strip() for name in show(found).split(",") if name.strip())
