"""Amendments as provisions of the agreement that varies: each with what it says, and the text that it quotes under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from concordat.language.frozen import own_ordinal
from concordat.language.numbering import label
from concordat.model.amendments import Amendment
from concordat.model.library import Levels
from concordat.model.tree import (
    NOWHERE,
    BlankText,
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
    Role,
    Row,
    Signature,
    Table,
    Text,
    WebLink,
)

Inlines = tuple[Inline, ...]


def as_blocks(amendments: Iterable[Amendment], group: Group, levels: Levels) -> tuple[Provision, ...]:
    """The amendments as the last provisions of a numbered clause, schedule or Part, labelled as the house labels those.

    What is quoted stands under each as it will print: under a label that is typed, since no list of this agreement counts
    to it, and as words, since no reference in it leads to a place of this agreement. A heading is the words of its label; a
    definition, an answer or a line of a signature block is "Term: meaning". Identities are those of the group with the
    number of the amendment before them. Amendments that say nothing are left out.
    """
    clause = group.kind is GroupKind.CLAUSE
    forms = levels.clause[1:] if clause else levels.schedule
    own = own_ordinal(levels.clause[0], (), "", group.label) if clause else None
    above = (own or str(group.number),) if clause else ()
    first = sum(isinstance(block, Provision) for block in group.blocks)
    found: list[Provision] = []
    for amendment in amendments:
        if not amendment.instruction:
            continue
        place = first + len(found) + 1
        shown = label(forms[0], [*above, place])
        quoting = _Quoting(f"{group.identity}/amendment-{amendment.number}")
        found.append(
            Provision(
                quoting.under,
                1,
                (*((group.number,) if clause else ()), place),
                shown,
                shown,
                (Text(amendment.instruction),),
                tuple(one for block in amendment.quoted for one in quoting.block(block, 2)),
                None,
                NOWHERE,
                typed=group.typed,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class _Quoting:
    """Makes text that can be set under an amendment of blocks of another agreement; `under` is the amendment's identity."""

    under: str

    def block(self, block: Block, depth: int) -> Iterator[Block]:
        """What is set for a block: several blocks where what it holds has no number to stand under."""
        match block:
            case Group(heading=heading):
                words = heading.inlines if heading is not None else ()
                yield from self._headed(block, block.label, words, block.blocks, depth)
            case Provision():
                held = block.children if block.closing is None else (*block.children, block.closing)
                yield from self._headed(block, block.label, block.inlines, held, depth)
            case Recital():
                yield from self._headed(block, block.label, block.inlines, block.children, depth)
            case Party():
                yield from self._headed(block, block.label, block.inlines, (), depth)
            case Definition():
                words = (Text(f"{block.term}: "), *block.inlines)
                yield from self._headed(block, "", words, block.children, depth)
            case Particular():
                yield self._words(block.identity, (Text(f"{block.label}: "), *block.inlines))
            case Table():
                yield self._table(block)
            case Signature():
                yield from self._signature(block)
            case Paragraph():
                yield self._words(block.identity, block.inlines)

    def _headed(
        self, block: Block, shown: str, words: Inlines, held: Sequence[Block], depth: int
    ) -> Iterator[Block]:
        """A numbered place with what stands under it; one without a number as a paragraph, with that after it."""
        if not shown:
            yield self._words(block.identity, words)
            for one in held:
                yield from self.block(one, depth)
            return
        below = tuple(made for one in held for made in self.block(one, depth + 1))
        identity = self._identity(block.identity)
        yield Provision(identity, depth, (), shown, shown, _plain(words), below, None, NOWHERE, typed=True)

    def _words(self, identity: str, words: Inlines) -> Paragraph:
        return Paragraph(self._identity(identity), Role.START, _plain(words))

    def _table(self, table: Table) -> Table:
        """The table under identities of its own, without ties to the table of the other agreement."""
        rows = tuple(self._row(row) for row in table.rows)
        notes = tuple(self._words(note.identity, note.inlines) for note in table.notes)
        return replace(
            table,
            identity=self._identity(table.identity),
            counts=None,
            rows=rows,
            notes=tuple(replace(note, role=Role.NOTE) for note in notes),
            origin=NOWHERE,
        )

    def _row(self, row: Row) -> Row:
        cells = (
            replace(cell, identity=self._identity(cell.identity), inlines=_plain(cell.inlines))
            for cell in row.cells
        )
        return Row(self._identity(row.identity), tuple(cells), row.total, row.status)

    def _signature(self, block: Signature) -> Iterator[Paragraph]:
        yield self._words(block.identity, block.inlines)
        for count, line in enumerate(block.lines, start=1):
            words = (Text(f"{line.label}: "), *line.inlines)
            yield self._words(f"{block.identity}~line-{count}", words)

    def _identity(self, identity: str) -> str:
        return f"{self.under}/{identity}"


def _plain(words: Inlines) -> Inlines:
    """Words that lead nowhere within an agreement; blanks and links out of it stay what they are."""
    return tuple(one if isinstance(one, BlankText | WebLink) else Text(one.text) for one in words if one.text)
