"""Amendments carried out on the older text, from what each says it does; the newer text is not looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard, TypeVar, cast

from concordat.language.canonical import with_schema
from concordat.language.words import plain
from concordat.model.amendments import (
    Alteration,
    Amendment,
    Gone,
    Manner,
    Placed,
    Renamed,
    Renumbered,
    Reworded,
    RunningLines,
    Shifted,
    Substituted,
)
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    Inline,
    Paragraph,
    Particular,
    Provision,
    Recital,
    Reference,
    Role,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    Table,
)
from concordat.versions.amending.measure import CAPTION
from concordat.versions.amending.numbers import renumbered
from concordat.versions.printed import COMMITTEE, LABEL, TERM, TITLE, lines_of

Inlines = tuple[Inline, ...]
Kind = TypeVar("Kind", Block, Row)


def apply(old: Agreement, amendments: Iterable[Amendment], manner: Manner) -> Agreement:
    """The older agreement as the amendments make it: identities, labels and words. Its apparatus stays.

    All are carried out together, each on the places of the older text; then labels and references are given anew where an
    amendment says so.
    """
    made = _Varied()
    for amendment in amendments:
        for one in amendment.alterations:
            made.take(one)
    varied = made.agreement(old)
    return renumbered(old, varied, manner) if made.renumbers else with_schema(varied)


@dataclass
class _Varied:
    """Carries alterations out. What is not altered is of the older tree, under the identity that it has now."""

    words: dict[str, Inlines] = field(default_factory=dict)
    by: dict[str, Block | Row] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    shifted: dict[str, list[Shifted]] = field(default_factory=dict)
    placed: dict[str, list[Placed]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    running: tuple[RunningLine, ...] | None = None
    renumbers: bool = False

    def take(self, one: Alteration) -> None:
        """Note one alteration."""
        match one:
            case Reworded(identity, inlines):
                self.words[identity] = inlines
            case Substituted(identity, by):
                self.by[identity] = by
            case Gone(identity):
                self.gone.add(identity)
            case Shifted(holder):
                self.shifted.setdefault(holder, []).append(one)
            case Placed(holder):
                self.placed.setdefault(holder, []).append(one)
            case Renamed(before, after):
                self.names[before] = after
            case RunningLines(lines):
                self.running = lines
            case Renumbered():
                self.renumbers = True

    def agreement(self, old: Agreement) -> Agreement:
        """The whole tree, with the labels that it has before they are given anew."""
        return replace(
            old,
            title=self.line(TITLE, old.title),
            committee=self.line(COMMITTEE, old.committee),
            groups=cast(tuple[Group, ...], self.blocks("", old.groups)),
            running=old.running if self.running is None else self.running,
        )

    def line(self, identity: str, text: str) -> str:
        """A text that is no inlines."""
        return plain(self.words[identity]) if identity in self.words else text

    def text(self, identity: str, inlines: Inlines) -> Inlines:
        """The words of a text; what is left as it was leads to places by the identities that they have now."""
        if identity in self.words:
            return self.words[identity]
        return tuple(
            replace(one, target=self.names[one.target])
            if isinstance(one, Reference) and one.target in self.names
            else one
            for one in inlines
        )

    def blocks(self, holder: str, found: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks that one holder holds now."""
        return self._ordered(holder, found, lambda one: one.blocks, self.block)

    def rows(self, table: Table) -> tuple[Row, ...]:
        """The rows of a table now."""
        return self._ordered(table.identity, table.rows, lambda one: one.rows, self.row)

    def _ordered(
        self,
        holder: str,
        found: Sequence[Kind],
        come: Callable[[Placed], tuple[Kind, ...]],
        make: Callable[[Kind], Kind],
    ) -> tuple[Kind, ...]:
        """Members in their order: what stays, then what moved set behind that, then what came behind either."""
        there = {one.identity: one for one in found}
        shifts = [one for one in self.shifted.get(holder, []) if one.identities[0] in there]
        away = {identity for shift in shifts for identity in shift.identities}
        made = [
            (name, make(one)) for name, one in there.items() if name not in self.gone and name not in away
        ]
        for shift in shifts:
            _put(made, shift.behind, [(name, make(there[name])) for name in shift.identities])
        for place in self.placed.get(holder, []):
            _put(made, place.behind, [(one.identity, one) for one in come(place)])
        return tuple(one for _, one in made)

    def row(self, row: Row) -> Row:
        """A row that stays."""
        if row.identity in self.by:
            return cast(Row, self.by[row.identity])
        cells = (replace(cell, inlines=self.text(cell.identity, cell.inlines)) for cell in row.cells)
        return replace(row, cells=tuple(cells))

    def block(self, block: Block) -> Block:
        """A block that stays, with all that it holds."""
        if block.identity in self.by:
            return cast(Block, self.by[block.identity])
        match block:
            case Group(heading=heading):
                if heading is not None:
                    heading = replace(heading, inlines=self.text(heading.identity, heading.inlines))
                return replace(block, heading=heading, blocks=self.blocks(block.identity, block.blocks))
            case Provision():
                return self.provision(block)
            case Table():
                return self.table(block)
            case Signature():
                lines = (self.signature_line(*one) for one in lines_of(block))
                words = self.text(block.identity, block.inlines)
                return replace(block, inlines=words, lines=tuple(lines))
        words = self.text(block.identity, block.inlines)
        match block:
            case Definition():
                term = self.line(f"{block.identity}{TERM}", block.term)
                children = self.blocks(block.identity, block.children)
                return replace(block, term=term, inlines=words, children=children)
            case Recital():
                return replace(block, inlines=words, children=self.blocks(block.identity, block.children))
            case Particular():
                label = self.line(f"{block.identity}{LABEL}", block.label)
                return replace(block, label=label, inlines=words)
        return replace(block, inlines=words)

    def provision(self, block: Provision) -> Provision:
        """A provision that stays; what it was called before is known of it where it has another identity now."""
        identity = self.names.get(block.identity, block.identity)
        was = block.was if identity == block.identity else (*block.was, block.identity)
        closing = block.closing
        if closing is not None:
            closing = replace(closing, inlines=self.text(closing.identity, closing.inlines))
            named = closing.identity.replace(block.identity, identity, 1)
            closing = (
                None
                if block.closing is not None and block.closing.identity in self.gone
                else replace(closing, identity=named)
            )
        for place in self.placed.get(block.identity, []):
            closing = next((one for one in place.blocks if _closes(one)), closing)
        return replace(
            block,
            identity=identity,
            was=was,
            inlines=self.text(block.identity, block.inlines),
            children=tuple(one for one in self.blocks(block.identity, block.children) if not _closes(one)),
            closing=closing,
        )

    def table(self, table: Table) -> Table:
        """A table that stays."""
        columns = (
            replace(one, heading=self.line(f"{table.identity}/{one.name}", one.heading))
            for one in table.columns
        )
        return replace(
            table,
            caption=self.line(f"{table.identity}{CAPTION}", table.caption),
            columns=tuple(columns),
            rows=self.rows(table),
            notes=cast(tuple[Paragraph, ...], self.blocks(table.identity, table.notes)),
        )

    def signature_line(self, identity: str, line: SignatureLine) -> SignatureLine:
        """A line of a signature block that stays."""
        label = self.line(f"{identity}{LABEL}", line.label)
        return replace(line, label=label, inlines=self.text(identity, line.inlines))


def _put(made: list[tuple[str, Kind]], behind: str, found: Sequence[tuple[str, Kind]]) -> None:
    """Set members behind one of those that are there, or first."""
    at = next((at for at, (name, _) in enumerate(made, start=1) if name == behind), 0)
    made[at:at] = found


def _closes(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.role is Role.END
