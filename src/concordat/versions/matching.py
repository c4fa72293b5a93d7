"""Which place of one agreement is which of the other: by identity, by lineage (`was`), then by what each is to its member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from concordat.model.tree import Agreement, Condition
from concordat.versions.members import Member
from concordat.versions.printed import Holder, Printed, printed_and_held


@dataclass(frozen=True)
class Side:
    """One of the two agreements: its texts by identity, what holds them, and whom it is for."""

    agreement: Agreement
    member: Member
    texts: Mapping[str, Printed]
    holders: Mapping[str, Holder]
    omitted: Mapping[str, tuple[Condition, ...]]

    @property
    def identities(self) -> frozenset[str]:
        """Every identity of this side."""
        return frozenset(self.texts) | frozenset(self.holders)


def side(agreement: Agreement, member: Member) -> Side:
    """An agreement made ready for comparison."""
    found, held = printed_and_held(agreement)
    omitted = {one.identity: one.conditions for one in agreement.omitted}
    return Side(agreement, member, {one.identity: one for one in found}, held, omitted)


@dataclass(frozen=True)
class Match:
    """The two sides matched: `forward` maps each identity of the older side (texts and holders) to that of the newer."""

    old: Side
    new: Side
    forward: Mapping[str, str]
    backward: Mapping[str, str]

    @cached_property
    def common(self) -> frozenset[str]:
        """Identities that are the same on both sides."""
        return frozenset(before for before, after in self.forward.items() if before == after)


def match(old: Side, new: Side) -> Match:
    """Each identity of the older side with its match on the newer, where it has one."""
    forward = {identity: identity for identity in old.identities & new.identities}
    taken = set(forward.values())
    for text in new.texts.values():
        if text.identity in taken:
            continue
        for earlier in text.was:
            if earlier in old.identities and earlier not in forward:
                forward[earlier] = text.identity
                taken.add(text.identity)
                break
    rest = {old.member.identity(one): one for one in _rest(old, forward)}
    for identity in _rest(new, taken):
        earlier = rest.get(new.member.identity(identity), "")
        if earlier:
            forward[earlier] = identity
    return Match(old, new, forward, {after: before for before, after in forward.items()})


def _rest(one: Side, taken: Iterable[str]) -> list[str]:
    return sorted(one.identities - frozenset(taken))
