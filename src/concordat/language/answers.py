"""Which answer counts: the nearest wins and replaces whole (format.md, "Expressions and names")."""

from __future__ import annotations

from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import Instructions


def given(
    name: str, instructions: Instructions, committee: Committee | None, member: str | None
) -> Datum | None:
    """The answer that somebody gave to a question: the member's (a slug), the instructions', the footprint's.

    None where nobody gave one; the precedent's default is nobody's answer.
    """
    own = instructions.each.get(member, {}) if member is not None else {}
    shared = committee.values if committee is not None else {}
    return own.get(name) or instructions.answers.get(name) or shared.get(name)
