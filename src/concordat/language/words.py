"""The words of an agreement, and the three further sequences that every view must agree with (design section
6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concordat.language.walk import children, iterate
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    GroupKind,
    Inline,
    Particular,
    Party,
    Provision,
    Recital,
    Signature,
    Table,
)

_FIXED = (
    *(GroupKind.PARTICULARS, GroupKind.PARTIES, GroupKind.RECITALS, GroupKind.TERMS),
    *(GroupKind.EXECUTION, GroupKind.PACK_PART),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one place, white space made single spaces, with the identity of the place."""

    identity: str
    text: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the contents: level 1 for a clause, schedule or fixed slot, 2 for a Part; the label may be
    empty."""

    identity: str
    level: int
    label: str
    heading: str

    @property
    def text(self) -> str:
        """The entry as it prints: label, one space, heading."""
        return f"{self.label} {self.heading}".strip()


def normalise(text: str) -> str:
    """The text with each run of white space (a no-break space too) made one space, and none at the ends."""
    return " ".join(text.split())


def plain(inlines: Iterable[Inline]) -> str:
    """What inlines print, as plain text with white space normalised."""
    return normalise("".join(inline.text for inline in inlines))


def words(agreement: Agreement) -> tuple[Piece, ...]:
    """The words: one piece a text, in the order in which every view prints them.

    The title and the committee's name come first. Labels, the contents, running lines, the apparatus and the
    heading of the schedules as a whole (which does not print) are left out, and so is an empty text.
    """
    pieces = [Piece("title", agreement.title), Piece("committee", agreement.committee)]
    for group in agreement.groups:
        pieces.extend(_words(group))
    shown = (Piece(piece.identity, normalise(piece.text)) for piece in pieces)
    return tuple(piece for piece in shown if piece.text)


def _words(block: Block) -> Iterator[Piece]:
    if isinstance(block, Group):
        if block.heading is not None and block.kind is not GroupKind.SCHEDULES:
            yield Piece(block.heading.identity, plain(block.heading.inlines))
    elif isinstance(block, Particular):
        yield Piece(block.identity, block.label)
        yield Piece(block.identity, plain(block.inlines))
    elif isinstance(block, Definition):
        yield Piece(block.identity, f"{block.term}: {plain(block.inlines)}")
    elif isinstance(block, Table):
        yield from _table_words(block)
    elif isinstance(block, Signature):
        yield Piece(block.identity, plain(block.inlines))
        for line in block.lines:
            yield Piece(block.identity, line.label)
            yield Piece(block.identity, plain(line.inlines))
    else:
        yield Piece(block.identity, plain(block.inlines))
    for child in children(block):
        yield from _words(child)


def _table_words(table: Table) -> Iterator[Piece]:
    """Caption, column headings once, cells row by row; a table without rows prints no column headings."""
    yield Piece(table.identity, table.caption)
    if not table.rows:
        return
    for column in table.columns:
        yield Piece(f"{table.identity}/{column.name}", column.heading)
    for row in table.rows:
        for cell in row.cells:
            yield Piece(cell.identity, plain(cell.inlines))


def labels(agreement: Agreement) -> tuple[Piece, ...]:
    """The label of every place that has one, in order: parties, recitals, clauses, schedules, Parts,
    provisions."""
    found: list[Piece] = []
    for place in iterate(agreement):
        block = place.block
        if isinstance(block, Group | Provision | Party | Recital) and block.label:
            found.append(Piece(block.identity, normalise(block.label)))
    return tuple(found)


def contents(agreement: Agreement) -> tuple[ContentsEntry, ...]:
    """The entries of the contents in order: fixed slots, clauses and schedules at level 1, Parts at level
    2."""
    found: list[ContentsEntry] = []
    for place in iterate(agreement):
        group = place.block
        if not isinstance(group, Group) or group.heading is None:
            continue
        if group.kind in _FIXED or group.kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE):
            level = 1
        elif group.kind is GroupKind.PART:
            level = 2
        else:
            continue
        found.append(
            ContentsEntry(group.identity, level, normalise(group.label), plain(group.heading.inlines))
        )
    return tuple(found)


def running_lines(agreement: Agreement) -> tuple[Piece, ...]:
    """The running lines, in the order of the tree; page numbers and the draft note are apparatus, and not in
    them."""
    return tuple(Piece(line.identity, plain(line.inlines)) for line in agreement.running)
