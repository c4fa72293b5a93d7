"""schedule-unreferred: a schedule that no provision refers to, so that nothing brings it to life."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, span_of
from concordat.diagnostics import Diagnostic
from concordat.language.words import plain
from concordat.model.tree import Group, GroupKind


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each schedule to which, or into which, no reference from outside it points."""
    referred: set[str] = set()
    for place, reference in index.references():
        target = reference.target.split("/")[0].split("@")[0]
        if target not in {group.identity for group in place.groups}:
            referred.add(target)
    for place in index.places:
        group = place.block
        if not isinstance(group, Group) or group.kind is not GroupKind.SCHEDULE or group.not_used:
            continue
        if group.identity not in referred:
            title = plain(group.heading.inlines) if group.heading is not None else group.identity
            yield Diagnostic(
                "schedule-unreferred",
                span_of(place),
                f"no provision refers to {group.label} ({title})",
                f"write [](#{group.identity}) in the clause that brings it to life, or leave the schedule out",
            )
