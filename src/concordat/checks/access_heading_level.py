"""access-heading-level: a heading that skips a level, so that the outline of the agreement has a gap."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, span_of
from concordat.diagnostics import Diagnostic
from concordat.language.words import plain
from concordat.model.tree import Group, GroupKind


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each heading that is more than one level below the one printed before it."""
    before = 0
    for place in index.places:
        group = place.block
        if not isinstance(group, Group) or group.heading is None or group.kind is GroupKind.SCHEDULES:
            continue
        level = group.heading.level
        if level > before + 1:
            words = plain(group.heading.inlines)
            yield Diagnostic(
                "access-heading-level",
                span_of(place),
                f"the heading “{words}” is at level {level}, and the one before it at level {before}",
                "put a heading of the level between above it, or raise this one",
            )
        before = level
