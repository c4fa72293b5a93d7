"""schedule-unreferred: a schedule that no provision refers to, so that nothing brings it to life."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, is_mandated, span_of, words_of
from concordat.diagnostics import Diagnostic
from concordat.language.words import plain
from concordat.model.tree import Group, GroupKind


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each schedule to which, or into which, no reference from outside it points.

    Mandated text is not judged, and may name a schedule by its published number alone.
    """
    mandated = [words_of(place) for place in index.places if is_mandated(place)]
    referred: set[str] = set()
    for place, reference in index.references():
        target = reference.target.split("/")[0].split("@")[0]
        if target not in {group.identity for group in place.groups}:
            referred.add(target)
    for place in index.places:
        group = place.block
        if not isinstance(group, Group) or group.kind is not GroupKind.SCHEDULE or group.not_used:
            continue
        if is_mandated(place) or _named(mandated, group.label):
            continue
        if group.identity not in referred:
            title = plain(group.heading.inlines) if group.heading is not None else group.identity
            yield Diagnostic(
                "schedule-unreferred",
                span_of(place),
                f"no provision refers to {group.label} ({title})",
                f"write [](#{group.identity}) in the clause that brings it to life, or leave the schedule out",
            )


def _named(mandated: list[str], label: str) -> bool:
    """Whether mandated text names a schedule in words."""
    named = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)")
    return any(named.search(words) is not None for words in mandated)
