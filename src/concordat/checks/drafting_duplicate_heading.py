"""drafting-duplicate-heading: two headings of one agreement that are the same."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, is_mandated, span_of
from concordat.diagnostics import Diagnostic, Related
from concordat.language.walk import Place
from concordat.language.words import plain
from concordat.model.tree import Group, GroupKind

_KINDS = (GroupKind.CLAUSE, GroupKind.SCHEDULE, GroupKind.PART)


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each heading that was seen before: among the clauses and schedules, or among the Parts of one
    schedule."""
    seen: dict[tuple[str, str, str], Place] = {}
    for place in index.places:
        group = place.block
        if (
            not isinstance(group, Group)
            or group.kind not in _KINDS
            or group.heading is None
            or group.not_used
        ):
            continue
        words = plain(group.heading.inlines)
        within = place.parents[-1].identity if group.kind is GroupKind.PART else ""
        first = seen.setdefault((within, group.kind.value, words.casefold()), place)
        if first is not place and not (is_mandated(first) and is_mandated(place)):
            before = span_of(first)
            yield Diagnostic(
                "drafting-duplicate-heading",
                span_of(place),
                f"the heading “{words}” stands twice in this agreement",
                "give one of the two a heading that tells them apart",
                (Related("first here", before),) if before is not None else (),
            )
