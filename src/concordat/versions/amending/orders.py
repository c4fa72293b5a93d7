"""What stands in one order with others, as amendments see it: what stays, and between two that stay what goes, moves, comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from concordat.model.tree import Group, RunningLine, SignatureLine
from concordat.versions.arranging import Member, Step


@dataclass
class Gap:
    """What is not as it was between two members that stay, `behind` and `ahead` (of the older text; None at an end).

    `gone` stood here and is no more, or comes to stand in some other place as if it were new. `moved` stands first in this
    gap now, and stood together elsewhere; `away` are those that left this gap so. `come` follows, of the newer text.
    `place` tells it from other gaps.
    """

    place: int
    behind: Member | None
    ahead: Member | None = None
    gone: list[Member] = field(default_factory=list)
    moved: list[Member] = field(default_factory=list)
    come: list[Member] = field(default_factory=list)
    away: list[tuple[Member, Gap]] = field(default_factory=list)


@dataclass
class Orders:
    """One order of members: pairs that stay, gaps between them, and the pairs that moved within it."""

    entries: list[Step | Gap]
    moved: list[Step]


def identity(member: Member) -> str:
    """The identity of a block or row."""
    assert not isinstance(member, SignatureLine)
    return member.identity


def ordered(
    steps: Iterable[Step], forward: Mapping[str, str], may_move: Callable[[Member, Member], bool]
) -> Orders:
    """The steps of two orders as pairs and gaps.

    Of a gap those that moved are told as moved only where they stand first in it and stood one behind another before; any
    other goes and comes. `may_move` says whether a matched pair may be told as moved at all.
    """
    entries: list[Step | Gap] = []
    last: Member | None = None
    for step in steps:
        if step.old is not None and step.new is not None:
            if entries and isinstance(entries[-1], Gap):
                entries[-1].ahead = step.old
            entries.append(step)
            last = step.old
            continue
        if not entries or not isinstance(entries[-1], Gap):
            entries.append(Gap(len(entries), last))
        gap = entries[-1]
        assert isinstance(gap, Gap)
        if step.old is not None:
            gap.gone.append(step.old)
        elif step.new is not None:
            gap.come.append(step.new)
    return Orders(entries, _settle([one for one in entries if isinstance(one, Gap)], forward, may_move))


def _settle(
    gaps: list[Gap], forward: Mapping[str, str], may_move: Callable[[Member, Member], bool]
) -> list[Step]:
    """Tell the moves of an order: in each gap the first that came from elsewhere, and those that came with it."""
    where = {forward.get(identity(one), ""): (gap, at) for gap in gaps for at, one in enumerate(gap.gone)}
    pairs: list[Step] = []
    leaving: dict[int, set[int]] = {}
    for gap in gaps:
        last: tuple[Gap, int] | None = None
        while gap.come:
            new = gap.come[0]
            found = where.get(identity(new))
            if found is None or found[0] is gap:
                break
            source, at = found
            if not may_move(source.gone[at], new) or (
                last is not None and (last[0] is not source or last[1] + 1 != at)
            ):
                break
            gap.moved.append(source.gone[at])
            source.away.append((source.gone[at], gap))
            leaving.setdefault(source.place, set()).add(at)
            pairs.append(Step(identity(new), source.gone[at], gap.come.pop(0)))
            last = found
    for gap in gaps:
        gap.gone = [one for at, one in enumerate(gap.gone) if at not in leaving.get(gap.place, set())]
    return pairs


def kind_of(member: Member) -> object:
    """What must be the same of members that take each other's place: their type, and the kind of a group."""
    return member.kind if isinstance(member, Group) else type(member)


def one_kind(members: Iterable[Member | RunningLine]) -> bool:
    """Whether members are of one kind."""
    return len({kind_of(one) for one in members}) == 1
