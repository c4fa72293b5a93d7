"""Restatements of a footprint: instructions that are a new base in place of others, from their own day on."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.diagnostics import Related
from concordat.language.values import format_scalar
from concordat.load.footprint import Footprint


def check_restatements(footprint: Footprint) -> dict[str, str]:
    """The name of what restates each base that is restated; a restatement that cannot stand is reported and left out."""
    found: dict[str, str] = {}
    for name, one in footprint.read.items():
        earlier = one.restates
        if earlier is not None and footprint.has_base(name, "restates", earlier):
            wrong = _other_kind(footprint, name, earlier) or _again(footprint, name, earlier, found)
            if wrong is not None:
                message, hint, *related = wrong
                footprint.malformed(footprint.place_of(name, "restates"), message, hint, *related)
            else:
                found[earlier] = name
                _check_order(footprint, name, earlier)
    return found


_Wrong = tuple[str, str] | tuple[str, str, Related] | None


def _other_kind(footprint: Footprint, name: str, earlier: str) -> _Wrong:
    one, before = footprint.read[name], footprint.read[earlier]
    if one.precedent != before.precedent:
        kinds = f"“{before.precedent}”, and these instructions are of “{one.precedent}”"
        return (
            f"`{earlier}` is of the precedent {kinds}",
            "A restatement is of the same kind as what it restates.",
        )
    if (one.for_each is None) is not (before.for_each is None):
        return (
            f"only one of these instructions and `{earlier}` makes an agreement for each member",
            "Let both have `for_each:`, or neither.",
        )
    precedent = footprint.precedents.get(one.precedent)
    if precedent is not None and precedent.text_from is None:
        return (
            f"the precedent “{precedent.id}” does not say from which day a text has effect",
            "Give the precedent `text_from:` and the name of a question of type date.",
        )
    return None


def _again(footprint: Footprint, name: str, earlier: str, restated_by: Mapping[str, str]) -> _Wrong:
    if earlier in restated_by:
        other = restated_by[earlier]
        related = Related("first restated here", footprint.place_of(other, "restates"))
        return f"`{earlier}` is restated twice", f"Write `restates: {other}`.", related
    following = restated_by.get(name)
    while following is not None and following != earlier:
        following = restated_by.get(following)
    if following == earlier:
        return (
            f"these instructions restate `{earlier}`, which comes from them in turn",
            "Take `restates:` out of the first of them.",
        )
    return None


def _check_order(footprint: Footprint, name: str, earlier: str) -> None:
    """A restatement has effect later than what it restates, for every member."""
    before = {member: (day, span) for member, day, span in footprint.starts(earlier)}
    for member, day, span in footprint.starts(name):
        if member in before and day <= before[member][0]:
            footprint.malformed(
                span,
                f"this restatement has effect from {format_scalar(day)}, and what it restates from {format_scalar(before[member][0])}",
                "A restatement comes later: correct one of the two days.",
                Related("what it restates begins here", before[member][1]),
            )
            return
