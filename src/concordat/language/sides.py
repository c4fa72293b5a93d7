"""The two sides of a redline: the agreement that it gives when every change is accepted, and when every one is rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from functools import cache
from operator import is_not
from typing import Any, TypeVar

from concordat.model.tree import Agreement, Inline, Mark, MarkKind

Held = TypeVar("Held")

_LISTS = frozenset(
    ("groups", "running", "blocks", "children", "notes", "columns", "rows", "cells", "lines", "inlines")
)
"""The fields in which what may bear a mark stands with others."""

_ALONE = ("heading", "closing")
"""The fields in which it stands alone; a column's heading is words."""

_REDLINED = (
    *(("redlined", name) for name in ("term", "label", "caption", "heading", "title")),
    ("committee_redlined", "committee"),
)
"""Each field that holds words with marks, and the plain field for which it stands."""


class Side(StrEnum):
    """A side of a redline: all accepted is the newer text, all rejected the older."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


def stands(mark: Mark | None, side: Side) -> bool:
    """Whether what bears this mark, or none, is of a side."""
    if mark is None:
        return True
    if mark.kind is MarkKind.MOVED:
        return bool(mark.away) == (side is Side.REJECTED)
    return (mark.kind is MarkKind.DELETED) == (side is Side.REJECTED)


def shown(redlined: Iterable[Inline], side: Side) -> str:
    """The words of inlines with marks on one side."""
    return "".join(inline.text for inline in redlined if stands(inline.mark, side))


def of_side(redline: Agreement, side: Side) -> Agreement:
    """The agreement of one side, without a mark. Labels of places and results of references are the newer ones on both."""
    return replace(_settled(redline, side), redline=None)


def both_sides(agreement: Agreement) -> Mapping[Side, Agreement]:
    """The agreement of each side; of what is no redline the agreement itself on both."""
    if agreement.redline is None:
        return dict.fromkeys(Side, agreement)
    return {side: of_side(agreement, side) for side in Side}


def _settled(held: Held, side: Side) -> Held:
    """What may bear a mark, as it is on one side, with all that it holds; itself where nothing in it bears any."""
    changes: dict[str, Any] = {}
    lists, alone, redlined = _named(type(held))  # type: ignore[arg-type]
    for name in lists:
        value = getattr(held, name)
        kept = tuple(_settled(one, side) for one in value if stands(getattr(one, "mark", None), side))
        if len(kept) != len(value) or any(map(is_not, kept, value)):
            changes[name] = kept
    for name in alone:
        value = getattr(held, name)
        if value is not None and not isinstance(value, str):
            changes[name] = _settled(value, side) if stands(value.mark, side) else None
    for name, plain, nothing in redlined:
        if getattr(held, name):
            changes |= {plain: shown(getattr(held, name), side), name: nothing}
    if getattr(held, "mark", None) is not None:
        changes["mark"] = None
    return replace(held, **changes) if changes else held  # type: ignore[type-var]


@cache
def _named(kind: type) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str, Any], ...]]:
    """The fields of a type that hold what may bear marks: with others, alone, and words with marks and those without."""
    names = {one.name: one.default for one in fields(kind)}
    redlined = ((one, plain, names[one]) for one, plain in _REDLINED if one in names and plain in names)
    return tuple(n for n in names if n in _LISTS), tuple(n for n in names if n in _ALONE), tuple(redlined)
