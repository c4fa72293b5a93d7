"""Drafting: what would have to be said of the older text, place by place in its own order, to make it the newer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from concordat.language.words import plain
from concordat.model.amendments import AmendmentKind, Extent, Gone, Placed, Substituted
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Particular,
    Party,
    Provision,
    Recital,
    Signature,
    Table,
    Text,
)
from concordat.versions.amending import tables
from concordat.versions.amending.context import Context
from concordat.versions.amending.drafted import Drafted
from concordat.versions.amending.measure import own_texts
from concordat.versions.amending.phrases import sentence
from concordat.versions.amending.places import Name, opening_of
from concordat.versions.amending.sequences import Held
from concordat.versions.arranging import Member, Step
from concordat.versions.printed import COMMITTEE, LABEL, TERM, TITLE

AGREEMENT = Name("the Agreement", "", "")
"""What holds the fixed slots."""


@dataclass(frozen=True)
class Drafting:
    """Drafts the amendments of one agreement."""

    context: Context

    def found(self) -> Iterator[Drafted]:
        """Every amendment, in the order of the older text."""
        old, new = self.context.old, self.context.new
        yield from self.context.line(TITLE, Name("the title", "", ""), old.title, new.title)
        cover = Name("the cover", "", "")
        yield from self.context.words(COMMITTEE, (Text(old.committee),), (Text(new.committee),), cover)
        yield from self._held("", self.context.measure.groups(old.groups, new.groups), AGREEMENT)

    def _held(self, holder: str, steps: tuple[Step, ...], whole: Name) -> Iterator[Drafted]:
        yield from Held(self.context, holder, whole, steps, self.context.name, self._pair, _blocks).drafted()

    def _pair(self, old: Member, new: Member) -> Iterator[Drafted]:
        """What is to be said of a block that stays."""
        assert isinstance(old, Block) and isinstance(new, Block)
        found, _ = self.context.measure.pair(old, new)
        if (getattr(old, "not_used", None) and not getattr(new, "not_used", None)) or (
            found and self._is_whole(old, new)
        ):
            yield self.context.substituted(old, new)
        elif found or self._reordered(old, new):
            yield from self._texts(old, new)
            yield from self._below(old, new)

    def _reordered(self, old: Block, new: Block) -> bool:
        """Whether places within a block moved, where no word is another."""
        steps = self.context.measure.steps(old, new)
        if isinstance(old, Table) and isinstance(new, Table):
            steps += self.context.measure.rows(old, new)
        return any(step.old is None or step.new is None for step in steps) or any(
            self._reordered(step.old, step.new)
            for step in steps
            if isinstance(step.old, Block) and isinstance(step.new, Block)
        )

    def _is_whole(self, old: Block, new: Block) -> bool:
        """Whether a block is replaced whole: more than a third of it is changed, or the house replaces schedules so."""
        if isinstance(old, Group) and old.kind is not GroupKind.CLAUSE:
            return old.kind is GroupKind.SCHEDULE and self.context.manner.schedules is Extent.WHOLE
        if not isinstance(old, Group | Provision | Definition | Recital):
            return False
        return self.context.measure.much(old, new) and not _holds_table(old)

    def _below(self, old: Block, new: Block) -> Iterator[Drafted]:
        if isinstance(old, Table) and isinstance(new, Table):
            yield from tables.rows(self.context, old, new)
        yield from self._held(old.identity, self.context.measure.steps(old, new), self.context.name(old))
        if isinstance(old, Provision) and isinstance(new, Provision):
            yield from self._closing(old, new)

    def _texts(self, old: Block, new: Block) -> Iterator[Drafted]:
        """The words that stand directly in a block."""
        name = self.context.name(old)
        match old, new:
            case Group(), Group():
                yield from self._heading(old, new)
            case Particular(), Particular():
                label = Name(f"the label “{old.label}”", "", "", within=name.within)
                yield from self.context.line(f"{old.identity}{LABEL}", label, old.label, new.label)
                if plain(old.inlines) != plain(new.inlines):
                    yield self.context.whole(old.identity, new.inlines, name)
            case Definition(), Definition():
                term = Name(f"the term “{old.term}”", "", "", within=name.within)
                yield from self.context.line(f"{old.identity}{TERM}", term, old.term, new.term)
                yield from self._own(old, new)
            case Table(), Table():
                yield from tables.heads(self.context, old, new)
            case Signature(), Signature():
                yield from self._signature(old, new)
            case Party(), Party():
                for one in self._own(old, new):
                    yield replace(one, alterations=(Substituted(old.identity, new),))
            case _:
                yield from self._own(old, new)

    def _heading(self, old: Group, new: Group) -> Iterator[Drafted]:
        if old.heading is None or new.heading is None or old.kind is GroupKind.SCHEDULES:
            return
        if self.context.measure.text(old.heading.inlines, new.heading.inlines):
            name = Name(f"the heading of {self.context.name(old).text}", "", "")
            yield self.context.whole(old.heading.identity, new.heading.inlines, name)

    def _own(self, old: Block, new: Block) -> Iterator[Drafted]:
        """The words of a paragraph, provision, recital, definition or party line."""
        assert not isinstance(old, Group | Table) and not isinstance(new, Group | Table)
        closed = isinstance(old, Provision) and old.closing is not None
        parted = closed or bool(self.context.measure.steps(old, new))
        name = opening_of(self.context.places[old.identity], parted)
        replaces = not parted and isinstance(old, Provision | Recital | Definition | Party)
        for one in self.context.words(old.identity, old.inlines, new.inlines, name):
            yield self.context.substituted(old, new) if replaces and not one.ops else one

    def _closing(self, old: Provision, new: Provision) -> Iterator[Drafted]:
        whole = self.context.name(old)
        name = Name(f"the closing words of {whole.text}", "", "")
        if old.closing is not None and new.closing is not None:
            closings = old.closing.inlines, new.closing.inlines
            yield from self.context.words(old.closing.identity, *closings, name)
        elif old.closing is not None:
            place = self.context.located(old.closing, None, name)
            said = self.context.phrases.omitted([name])
            yield Drafted(AmendmentKind.OMITTED, (place,), (Gone(old.closing.identity),), said)
        elif new.closing is not None:
            place = self.context.located(None, new.closing, whole)
            said = sentence(f"at the end of {whole.text} insert, as closing words:")
            come = Placed(old.identity, "", (new.closing,))
            yield Drafted(AmendmentKind.INSERTED, (place,), (come,), said, (new.closing,))

    def _signature(self, old: Signature, new: Signature) -> Iterator[Drafted]:
        before, after = dict(own_texts(old)), dict(own_texts(new))
        if list(before) != list(after):
            yield self.context.substituted(old, new)
            return
        block = self.context.name(old)
        for identity, words in before.items():
            base = identity.removesuffix(LABEL)
            label = plain(before.get(f"{base}{LABEL}", ()))
            what = "line" if identity == base else "label"
            line = Name(f"the {what} “{label}” of {block.text}", "", "")
            name = block if identity == old.identity else line
            yield from self.context.words(identity, words, after[identity], name)


def _blocks(members: Sequence[Member]) -> tuple[Block, ...]:
    return tuple(one for one in members if isinstance(one, Block))


def _holds_table(block: Block) -> bool:
    if isinstance(block, Table):
        return True
    below = block.blocks if isinstance(block, Group) else getattr(block, "children", ())
    return any(map(_holds_table, below))
