"""Blocks and rows that come, go or move among others of their holder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from concordat.model.amendments import Alteration, AmendmentKind, Gone, Located, Placed, Shifted, Substituted
from concordat.model.tree import Block, Group, Paragraph, Provision, Row
from concordat.versions.amending.context import Context
from concordat.versions.amending.drafted import Drafted
from concordat.versions.amending.orders import Gap, identity, one_kind, ordered
from concordat.versions.amending.places import Name
from concordat.versions.arranging import Member, Step, stays


@dataclass(frozen=True)
class Held:
    """What one holder holds in order: blocks, or the rows of a table.

    `holder` is its identity, `whole` its name. `name` names a member of the older text, `pair` drafts one that stays, and
    `quoted` makes blocks of members of the newer text.
    """

    context: Context
    holder: str
    whole: Name
    steps: tuple[Step, ...]
    name: Callable[[Member], Name]
    pair: Callable[[Member, Member], Iterator[Drafted]]
    quoted: Callable[[Sequence[Member]], tuple[Block, ...]]

    def drafted(self) -> Iterator[Drafted]:
        """Every amendment of what is held, in the order of the older text."""
        forward = self.context.measure.placing.forward
        orders = ordered(self.steps, forward, self._may_move)
        entries = groupby(orders.entries, key=self._unused)
        for unused, run in entries:
            if unused:
                yield self._left([one for one in run if isinstance(one, Step)])
                continue
            for entry in run:
                if isinstance(entry, Gap):
                    yield from self._gap(entry, orders.moved)
                elif entry.old is not None and entry.new is not None:
                    yield from self.pair(entry.old, entry.new)

    def _may_move(self, old: Member, new: Member) -> bool:
        """Whether a matched pair is told as moved: what has a number that stays is not, nor what is much changed."""
        numbered = isinstance(old, Provision) or (isinstance(old, Group) and bool(old.label))
        return (
            stays(old, new)
            and not (numbered and self.context.frozen)
            and not self.context.measure.much(old, new)
        )

    @staticmethod
    def _unused(entry: Step | Gap) -> bool:
        """Whether an entry is a pair of which only the number stays."""
        if isinstance(entry, Gap):
            return False
        old, new = entry.old, entry.new
        both = isinstance(old, Group | Provision) and isinstance(new, Group | Provision)
        return both and bool(getattr(new, "not_used", None)) and not getattr(old, "not_used", None)

    def _left(self, steps: Sequence[Step]) -> Drafted:
        """Members that go where numbers stay."""
        pairs = [
            (one.old, one.new) for one in steps if isinstance(one.old, Block) and isinstance(one.new, Block)
        ]
        names = [self.name(old) for old, _ in pairs]
        return Drafted(
            AmendmentKind.OMITTED,
            tuple(self.context.located(old, None, name) for (old, _), name in zip(pairs, names, strict=True)),
            tuple(Substituted(old.identity, new) for old, new in pairs),
            self.context.phrases.omitted(names, unused=True),
        )

    def _gap(self, gap: Gap, moved: Sequence[Step]) -> Iterator[Drafted]:
        yield from self._away(gap, moved)
        if gap.gone and gap.come and not gap.moved and one_kind([*gap.gone, *gap.come]):
            yield self._replaced(gap)
            return
        for _, run in groupby(gap.gone, key=lambda one: self.name(one).plural or identity(one)):
            yield self._omitted(list(run))
        if gap.come:
            yield self._inserted(gap)

    def _away(self, gap: Gap, moved: Sequence[Step]) -> Iterator[Drafted]:
        """What left a gap for another place, and then what is changed in it."""
        for _, run in groupby(gap.away, key=lambda one: one[1].place):
            leaving = list(run)
            members, target = [member for member, _ in leaving], leaving[0][1]
            names = [self.name(one) for one in members]
            change = Shifted(self.holder, _identity(target.behind), tuple(map(identity, members)))
            places = tuple(
                self.context.located(one, one, name) for one, name in zip(members, names, strict=True)
            )
            said = self.context.phrases.moved(names, self._where(target, "to follow", "to stand before"))
            yield Drafted(AmendmentKind.MOVED, places, (change,), said)
            for step in moved:
                if step.old is not None and step.new is not None and identity(step.old) in change.identities:
                    yield from self.pair(step.old, step.new)

    def _replaced(self, gap: Gap) -> Drafted:
        """Members in the place of others."""
        names = [self.name(one) for one in gap.gone]
        rows = sum(isinstance(one, Row) for one in gap.come)
        said = self.context.phrases.block(names, rows)
        changes: tuple[Alteration, ...] = (*(Gone(identity(one)) for one in gap.gone), self._placed(gap))
        return Drafted(
            AmendmentKind.SUBSTITUTED, self._gone_and_come(gap), changes, said, self.quoted(gap.come)
        )

    def _gone_and_come(self, gap: Gap) -> tuple[Located, ...]:
        gone = [self.context.located(one, None, self.name(one)) for one in gap.gone]
        come = [self.context.located(None, one, self.name(gap.gone[-1])) for one in gap.come]
        return (*gone, *come)

    def _omitted(self, members: Sequence[Member]) -> Drafted:
        names = [self.name(one) for one in members]
        places = tuple(
            self.context.located(one, None, name) for one, name in zip(members, names, strict=True)
        )
        changes = tuple(Gone(identity(one)) for one in members)
        return Drafted(AmendmentKind.OMITTED, places, changes, self.context.phrases.omitted(names))

    def _inserted(self, gap: Gap) -> Drafted:
        anchor = self._anchor(gap)
        where = self._where(gap, "after", "before", come=True)
        rows = sum(isinstance(one, Row) for one in gap.come)
        said = self.context.phrases.inserted(where, anchor.within, rows)
        places = tuple(self.context.located(None, one, anchor) for one in gap.come)
        return Drafted(AmendmentKind.INSERTED, places, (self._placed(gap),), said, self.quoted(gap.come))

    def _placed(self, gap: Gap) -> Placed:
        behind = gap.moved[-1] if gap.moved else gap.behind
        blocks = tuple(one for one in gap.come if isinstance(one, Block))
        rows = tuple(one for one in gap.come if isinstance(one, Row))
        return Placed(self.holder, _identity(behind), blocks, rows)

    def _anchor(self, gap: Gap, come: bool = True) -> Name:
        """The member by which a gap is named: the one behind it, where nothing else comes to stand behind that."""
        behind = None if come and gap.moved else gap.behind
        if behind is not None and not (isinstance(behind, Paragraph) and gap.ahead is not None):
            return self.name(behind)
        return self.name(gap.ahead) if gap.ahead is not None else self.whole

    def _where(self, gap: Gap, after: str, before: str, *, come: bool = False) -> str:
        anchor = self._anchor(gap, come)
        if anchor is self.whole:
            at = "at the end of" if gap.behind is not None else "at the beginning of"
            return f"{at} {anchor.text}" if come else f"to {at.removeprefix('at ')} {anchor.text}"
        behind = gap.behind is not None and anchor == self.name(gap.behind)
        return f"{after if behind else before} {anchor.text}"


def _identity(member: Member | None) -> str:
    return identity(member) if member is not None else ""
