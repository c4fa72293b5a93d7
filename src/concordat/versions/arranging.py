"""How the blocks of two matched agreements stand to each other: which stayed, which moved, which are of one side alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from concordat.language.walk import children, passages
from concordat.model.tree import (
    Agreement,
    Block,
    Group,
    Paragraph,
    Provision,
    Row,
    RunningLine,
    SignatureLine,
    Table,
)
from concordat.versions.matching import Match
from concordat.versions.ordering import spine

Member = Block | Row | RunningLine | SignatureLine
"""What stands in an order with others of its kind."""

Placed = tuple[str, Member]
"""A member under its identity."""


@dataclass(frozen=True, slots=True)
class Step:
    """One member of the two orders made one: of both where it stayed, else of one side alone.

    `identity` is that of the newer side where it is there.
    """

    identity: str
    old: Member | None
    new: Member | None


@dataclass
class Arrangement:
    """Sets the members of two matched agreements in one order, in which either side is found again by leaving the other out.

    `gone` and `come` are what does not stay and stands in nothing else that does not, by identity.
    """

    match: Match
    gone: dict[str, Member] = field(default_factory=dict)
    come: dict[str, Member] = field(default_factory=dict)
    _weights: dict[str, int] = field(default_factory=dict)

    @cached_property
    def moves(self) -> dict[str, str]:
        """What moved: its identity on the older side, and on the newer; the whole of both has been walked."""
        self._walk_all(self.match.old.agreement, self.match.new.agreement)
        pairs = ((before, self.match.forward.get(before, "")) for before in self.gone)
        return {
            before: after
            for before, after in pairs
            if after in self.come and may_move(self.gone[before], self.come[after])
        }

    def _walk_all(self, old: Agreement, new: Agreement) -> None:
        self._walk(self.steps(placed(old.groups), placed(new.groups)))
        self.steps(placed(old.running), placed(new.running))

    def _walk(self, steps: Iterable[Step]) -> None:
        for step in steps:
            if step.old is None or step.new is None:
                continue
            if isinstance(step.old, Table) and isinstance(step.new, Table):
                self.steps(placed(step.old.rows), placed(step.new.rows))
            if isinstance(step.old, Block) and isinstance(step.new, Block):
                self._walk(self.steps(placed(children(step.old)), placed(children(step.new))))

    def steps(self, old: Sequence[Placed], new: Sequence[Placed]) -> tuple[Step, ...]:
        """The members of two orders as one: between two that stayed, first what is gone, then what has come."""
        named = {identity: place for place, (identity, _) in enumerate(old)}
        matched = [self.match.backward.get(identity, "") for identity, _ in new]
        pairs = [
            (named[before], place)
            for place, before in enumerate(matched)
            if before in named and stays(old[named[before]][1], new[place][1])
        ]
        weights = [self._weight(*new[after]) for _, after in pairs]
        kept = spine([before for before, _ in pairs], weights)
        found: list[Step] = []
        at_old = at_new = 0
        for index, (before, after) in enumerate(pairs):
            if index in kept:
                found.extend(self._alone(old[at_old:before], new[at_new:after]))
                found.append(Step(new[after][0], old[before][1], new[after][1]))
                at_old, at_new = before + 1, after + 1
        found.extend(self._alone(old[at_old:], new[at_new:]))
        return tuple(found)

    def _alone(self, old: Sequence[Placed], new: Sequence[Placed]) -> Iterator[Step]:
        for identity, one in old:
            self.gone[identity] = one
            yield Step(identity, one, None)
        for identity, one in new:
            self.come[identity] = one
            yield Step(identity, None, one)

    def _weight(self, identity: str, member: Member) -> int:
        """How many characters a member of the newer side holds, and at least 1."""
        if identity not in self._weights:
            self._weights[identity] = 1 + length(member)
        return self._weights[identity]


def placed(members: Iterable[Block | Row | RunningLine]) -> tuple[Placed, ...]:
    """Members under their own identities."""
    return tuple((one.identity, one) for one in members)


def stays(old: Member, new: Member) -> bool:
    """Whether matched members that stand in one place can be shown as one: the same kind, depth, way of numbering and columns."""
    match old, new:
        case Group(), Group():
            alike = (old.kind, old.execution, old.heading is None) == (
                new.kind,
                new.execution,
                new.heading is None,
            )
            return alike and _numbered_alike(old, new)
        case Provision(), Provision():
            return old.depth == new.depth and _numbered_alike(old, new)
        case Paragraph(), Paragraph():
            return old.role is new.role
        case Table(), Table():
            heads = [[(one.name, one.align) for one in table.columns] for table in (old, new)]
            return heads[0] == heads[1] and (bool(old.rows), old.landscape) == (bool(new.rows), new.landscape)
        case Row(), Row():
            return old.total == new.total and len(old.cells) == len(new.cells)
    return type(old) is type(new)


def _numbered_alike(old: Group | Provision, new: Group | Provision) -> bool:
    """A label that is typed is words of the paragraph: two that differ are not shown as one."""
    return bool(old.typed) == bool(new.typed) and (not new.typed or old.label == new.label)


def may_move(old: Member, new: Member) -> bool:
    """Whether what stands in two places is one text that moved; a provision may come to another depth."""
    if isinstance(old, Provision) and isinstance(new, Provision):
        return bool(old.typed) == bool(new.typed)
    return stays(old, new)


def length(member: Member) -> int:
    """How many characters a member holds, with all below it."""
    if isinstance(member, Row):
        return sum(len(inline.text) for cell in member.cells for inline in cell.inlines)
    if isinstance(member, SignatureLine):
        return sum(len(inline.text) for inline in member.inlines)
    own = sum(len(inline.text) for _, inlines in passages(member) for inline in inlines)
    return own if isinstance(member, RunningLine) else own + sum(map(length, children(member)))
