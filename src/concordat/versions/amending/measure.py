"""How far two blocks that stand for each other differ: the rule is that more than a third is replaced whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from concordat.language.walk import children
from concordat.language.words import plain
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Inline,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    Table,
    Text,
)
from concordat.versions.amending.pieces import changed, pieces, runs
from concordat.versions.arranging import Arrangement, Member, Step, placed
from concordat.versions.matching import Match
from concordat.versions.printed import LABEL, TERM, lines_of

CAPTION = "~caption"
"""What the identity of the caption of a table ends with."""

PART_CHANGED = 3
"""A provision of which more than one part in so many is changed is replaced whole."""

Inlines = tuple[Inline, ...]


def own_texts(member: Member) -> Iterator[tuple[str, Inlines]]:
    """The texts that stand directly in a block or row, each under its identity as a comparison has it."""
    match member:
        case Group(heading=heading) if heading is not None:
            if member.kind is not GroupKind.SCHEDULES:
                yield heading.identity, heading.inlines
        case Particular():
            yield f"{member.identity}{LABEL}", (Text(member.label),)
            yield member.identity, member.inlines
        case Definition():
            yield f"{member.identity}{TERM}", (Text(member.term),)
            yield member.identity, member.inlines
        case Table():
            yield f"{member.identity}{CAPTION}", (Text(member.caption),)
            for column in member.columns if member.rows else ():
                yield f"{member.identity}/{column.name}", (Text(column.heading),)
        case Row():
            yield from ((cell.identity, cell.inlines) for cell in member.cells)
        case Signature():
            yield member.identity, member.inlines
            for identity, line in lines_of(member):
                yield f"{identity}{LABEL}", (Text(line.label),)
                yield identity, line.inlines
        case Provision() | Paragraph() | Party() | Recital() | RunningLine() | SignatureLine():
            yield getattr(member, "identity", ""), member.inlines


def below(block: Block) -> tuple[Block, ...]:
    """The blocks that a block holds, without the closing words of a provision, which are a text of its own."""
    return block.children if isinstance(block, Provision) else children(block)


def size(member: Member) -> int:
    """How many characters a member holds, with all below it."""
    own = sum(len(plain(inlines)) for _, inlines in own_texts(member))
    if isinstance(member, Table):
        own += sum(map(size, member.rows))
    return own + sum(map(size, children(member))) if isinstance(member, Block) else own


@dataclass
class Measure:
    """Measures pairs of one match; what it has measured it remembers.

    `placing` says which place of the older text stands where which of the newer does; `words` by which identities
    references are compared.
    """

    placing: Match
    words: Match
    _steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def steps(self, old: Block, new: Block) -> tuple[Step, ...]:
        """What two blocks hold, in one order."""
        return self._ordered(old.identity, below(old), below(new))

    def rows(self, old: Table, new: Table) -> tuple[Step, ...]:
        """The rows of two tables in one order."""
        return self._ordered(f"{old.identity}#", old.rows, new.rows)

    def groups(self, old: tuple[Group, ...], new: tuple[Group, ...]) -> tuple[Step, ...]:
        """The fixed slots of two agreements in one order."""
        return self._ordered("", old, new)

    def _ordered(
        self, key: str, old: tuple[Block, ...] | tuple[Row, ...], new: tuple[Block, ...] | tuple[Row, ...]
    ) -> tuple[Step, ...]:
        if key not in self._steps:
            self._steps[key] = Arrangement(self.placing).steps(placed(old), placed(new))
        return self._steps[key]

    def text(self, old: Inlines, new: Inlines) -> int:
        """How many characters of two texts are of one alone; a reference is the same where it leads to the same place."""
        if old == new:
            return 0
        leads = self.words.forward
        return changed(runs(pieces(old, leads), pieces(new, {})))

    def pair(self, old: Member, new: Member) -> tuple[int, int]:
        """How many characters of a pair are of one side alone, and how many both have; what moved within is not changed."""
        key = getattr(old, "identity", ""), getattr(new, "identity", "")
        if key not in self._pairs:
            self._pairs[key] = self._measured(old, new)
        return self._pairs[key]

    def _measured(self, old: Member, new: Member) -> tuple[int, int]:
        before, after = (tuple(own_texts(one)) for one in (old, new))
        total = size(old) + size(new)
        if type(old) is not type(new) or len(before) != len(after):
            return total, total
        found = sum(self.text(was, now) for (_, was), (_, now) in zip(before, after, strict=True))
        steps: list[Step] = []
        if isinstance(old, Table) and isinstance(new, Table):
            steps += self.rows(old, new)
        if isinstance(old, Block) and isinstance(new, Block):
            steps += self.steps(old, new)
        if isinstance(old, Provision) and isinstance(new, Provision):
            closings = [() if one.closing is None else one.closing.inlines for one in (old, new)]
            found += self.text(*closings)
        return found + self._under(steps), total

    def _under(self, steps: list[Step]) -> int:
        found = 0
        gone: dict[str, Member] = {}
        come: dict[str, Member] = {}
        for step in steps:
            if step.old is not None and step.new is not None:
                found += self.pair(step.old, step.new)[0]
            elif step.old is not None:
                identity = getattr(step.old, "identity", "")
                gone[self.placing.forward.get(identity, f"{identity}\0")] = step.old
            elif step.new is not None:
                come[getattr(step.new, "identity", "")] = step.new
        moved = gone.keys() & come.keys()
        found += sum(self.pair(gone[one], come[one])[0] for one in sorted(moved))
        alone = [one for side in (gone, come) for name, one in side.items() if name not in moved]
        return found + sum(map(size, alone))

    def much(self, old: Member, new: Member) -> bool:
        """Whether more than a third of a pair is changed."""
        found, total = self.pair(old, new)
        return found * PART_CHANGED > total
