"""The class of a definition: the highest among the clauses and schedules that use it."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.model.tree import Use
from concordat.versions.printed import Printed


def classes(texts: Mapping[str, Printed]) -> dict[str, int]:
    """The class of each definition by its identity, from the texts of an agreement; of one that no clause uses, none.

    A definition that another uses takes that one's class too.
    """
    found: dict[str, int] = {}
    users: dict[str, set[str]] = {}
    for text in texts.values():
        for inline in text.inlines:
            if not isinstance(inline, Use) or not inline.term:
                continue
            if text.entry.startswith("term/"):
                users.setdefault(inline.term, set()).add(text.entry)
            elif text.significance is not None:
                found[inline.term] = max(found.get(inline.term, 0), text.significance)
    settled = False
    while not settled:
        settled = True
        for term, by in users.items():
            highest = max((found[user] for user in by if user in found), default=None)
            if highest is not None and highest > found.get(term, -1):
                found[term], settled = highest, False
    return found
