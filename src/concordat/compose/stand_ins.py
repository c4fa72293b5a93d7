"""Which clauses and schedules stand in for text that is published elsewhere and not held, as the cover says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from concordat.language.english import join_names, plural_of
from concordat.language.references import split_heading
from concordat.model.library import Wording
from concordat.model.tree import Group, GroupKind


def stand_ins(groups: Sequence[Group]) -> str:
    """ "Clauses 1 to 4 and 6 and Schedules 1 to 3": the stand-ins among numbered groups; empty where there is none."""
    named = [
        name
        for kind, word in ((GroupKind.CLAUSE, "Clause"), (GroupKind.SCHEDULE, ""))
        if (name := _named(word, tuple(_of_kind(groups, kind))))
    ]
    return " and ".join(named)


def _of_kind(groups: Sequence[Group], kind: GroupKind) -> Iterator[Group]:
    for group in groups:
        for block in group.blocks:
            if isinstance(block, Group) and block.kind is kind:
                yield block


def _named(word: str, places: tuple[Group, ...]) -> str:
    """The stand-ins of one kind by their numbers, runs drawn together; `word` precedes a number that stands alone."""
    runs = [
        [split_heading(place.label) for place in run]
        for stands_in, run in groupby(places, key=lambda place: place.wording == Wording.STAND_IN.value)
        if stands_in
    ]
    if not runs:
        return ""
    word = word or runs[0][0][0].strip()
    several = len(runs) > 1 or len(runs[0]) > 1
    shown = [run[0][1] if len(run) == 1 else f"{run[0][1]} to {run[-1][1]}" for run in runs]
    return f"{plural_of(word) if several else word} {join_names(shown)}"
