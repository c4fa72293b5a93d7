"""Two texts of one agreement, grown at random: the older from nothing, the newer from it by edits that drafters make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from concordat.diagnostics import Faults
from concordat.language.canonical import with_schema
from concordat.language.numbering import Numberer
from concordat.language.references import referred
from concordat.language.walk import blocks
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import Levels
from concordat.model.tree import (
    NOWHERE,
    Agreement,
    Align,
    Block,
    Cell,
    Definition,
    Group,
    GroupKind,
    Inline,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Reference,
    Role,
    Row,
    Signature,
    SignatureLine,
    Table,
    TableColumn,
    Text,
    Use,
    Value,
)
from sample_tree import heading, sample_agreement
from support import REPOSITORY

WORDS = (
    "the Board must may pay report each month six eight 6 months £1,200 £1,200,000 40% if not only unless “Hub” money "
    "service within Working Days (or) of any"
).split()


@cache
def levels() -> Levels:
    """The labels of the house that is shipped."""
    faults = Faults()
    house = read_house(WorkspaceFiles(REPOSITORY, faults), faults)
    assert house is not None
    return house.levels


def settled(agreement: Agreement) -> Agreement:
    """The agreement with labels by order, and with references worded from them; a reference to what is gone is words."""
    numberer = Numberer(levels(), None, "Not used", frozenset(), {}, Faults())
    groups = referred(tuple(numberer.group(group) for group in agreement.groups))
    return with_schema(replace(agreement, groups=groups))


@dataclass
class Growing:
    """Grows the blocks of an agreement; `count` makes every identity another."""

    chance: Random
    count: int = 0
    targets: list[str] = field(default_factory=list)

    def identity(self, holder: str) -> str:
        self.count += 1
        return f"{holder}/p{self.count}" if holder else f"entry-{self.count}"

    def words(self, least: int = 3, most: int = 14) -> tuple[Inline, ...]:
        """A sentence: words, values, uses and references, with a stop or a semicolon at its end."""
        found: list[Inline] = []
        for _ in range(self.chance.randint(least, most)):
            kind = self.chance.random()
            word = self.chance.choice(WORDS)
            if kind < 0.06 and self.targets:
                found += [
                    Text(" under "),
                    Reference("?", self.chance.choice(self.targets), "", "?", "", None),
                ]
            elif kind < 0.12:
                found += [Text(" "), Value(word, f"particulars.{word}", None, ())]
            elif kind < 0.18:
                found += [Text(" the "), Use("Goods", "term/goods")]
            else:
                found.append(Text(f"{self.chance.choice([' ', ' ', ' ', ', '])}{word}"))
        lead = found[0]
        first = replace(lead, text=lead.text.lstrip(", ")) if isinstance(lead, Text) else lead
        return (first, *found[1:], Text(self.chance.choice([".", ".", ";", "; and"])))

    def provision(self, holder: str, depth: int) -> Provision:
        identity = self.identity(holder)
        under = self.chance.randint(0, 3) if depth < 3 and self.chance.random() < 0.35 else 0
        children: tuple[Block, ...] = tuple(self.provision(holder, depth + 1) for _ in range(under))
        closing = None
        if children and self.chance.random() < 0.3:
            closing = Paragraph(f"{identity}~end", Role.END, self.words())
        self.targets.append(identity)
        return Provision(identity, depth, (), "", "", self.words(), children, closing, NOWHERE)

    def clause(self) -> Group:
        identity = self.identity("")
        found: list[Block] = []
        if self.chance.random() < 0.3:
            found.append(Paragraph(f"{identity}~start", Role.START, self.words()))
        found += [self.provision(identity, 1) for _ in range(self.chance.randint(1, 5))]
        self.targets.append(identity)
        words = heading(identity, 2, self.chance.choice(WORDS))
        return Group(identity, GroupKind.CLAUSE, "", 0, words, tuple(found), NOWHERE, "model", 4, "a" * 64)

    def schedule(self) -> Group:
        identity = self.identity("")
        found: list[Block] = [self.provision(identity, 1) for _ in range(self.chance.randint(1, 4))]
        if self.chance.random() < 0.7:
            found.insert(self.chance.randint(0, len(found)), self.table(identity))
        if self.chance.random() < 0.4:
            found = [self.part(identity) for _ in range(2)]
        self.targets.append(identity)
        return Group(
            identity, GroupKind.SCHEDULE, "", 0, heading(identity, 2, "Lists"), tuple(found), NOWHERE
        )

    def part(self, holder: str) -> Group:
        identity = self.identity(holder)
        found: list[Block] = [self.provision(holder, 1) for _ in range(self.chance.randint(1, 3))]
        if self.chance.random() < 0.4:
            found.append(self.table(holder))
        return Group(identity, GroupKind.PART, "", 0, heading(identity, 3, "Part"), tuple(found), NOWHERE)

    def table(self, holder: str) -> Table:
        identity = self.identity(holder)
        names = ("line", "what", "sum")
        columns = tuple(TableColumn(name, name.title(), Align.LEFT, 1) for name in names)
        rows = tuple(self.row(identity) for _ in range(self.chance.randint(1, 6)))
        return Table(identity, f"Table {self.count}", "", "term", None, False, columns, rows, (), NOWHERE)

    def row(self, table: str) -> Row:
        self.count += 1
        identity = f"{table}#r{self.count}"
        first = self.chance.choice(("–", f"Line {self.count}"))
        texts = (
            first,
            " ".join(self.chance.choices(WORDS[:17], k=6)),
            self.chance.choice(("£100", "£2,000", "")),
        )
        cells = (
            Cell(f"{identity}/{name}", (Text(text),) if text else ())
            for name, text in zip(("line", "what", "sum"), texts, strict=True)
        )
        return Row(identity, tuple(cells))

    def definition(self) -> Definition:
        self.count += 1
        identity = f"term/t{self.count}"
        under = self.chance.randint(0, 2)
        children = tuple(self.provision(identity, 1) for _ in range(under))
        return Definition(identity, f"Term {self.count}", self.words(), children, NOWHERE)

    def recital(self) -> Recital:
        identity = self.identity("recital")
        under = self.chance.choice((0, 0, 2))
        children = tuple(self.provision(identity, 1) for _ in range(under))
        return Recital(identity, "", self.words(), children, NOWHERE)

    def party(self) -> Party:
        self.count += 1
        name = f"Body {self.count}"
        return Party(f"party/b{self.count}", "", name, name, (Text(name), Text(" of "), *self.words(2, 3)))

    def particular(self) -> Particular:
        self.count += 1
        return Particular(f"particular/a{self.count}", f"Answer {self.count}", self.words(1, 3), "confirmed")

    def signature(self) -> Signature:
        self.count += 1
        lines = (SignatureLine("Name", ()), SignatureLine("Office", (Text("Chair"),)))
        return Signature(f"sign/b{self.count}", (Text(f"Signed for Body {self.count}"),), lines)

    def agreement(self) -> Agreement:
        """A whole one."""

        def some(make: Callable[[], Block], least: int, most: int) -> tuple[Block, ...]:
            return tuple(make() for _ in range(self.chance.randint(least, most)))

        goods = Definition("term/goods", "Goods", self.words(), (), NOWHERE)
        terms = Group("definitions", GroupKind.SCHEDULE, "", 0, heading("definitions", 2, "Definitions"),
                      (goods, *some(self.definition, 1, 4)), NOWHERE)  # fmt: skip

        def slot(name: str, kind: GroupKind, words: str, held: tuple[Block, ...]) -> Group:
            return Group(name, kind, "", 0, heading(name, 1, words), held)

        groups = (
            slot("particulars", GroupKind.PARTICULARS, "Particulars", some(self.particular, 1, 3)),
            slot("parties", GroupKind.PARTIES, "Parties", some(self.party, 2, 3)),
            slot("recitals", GroupKind.RECITALS, "Background", some(self.recital, 1, 3)),
            slot("terms", GroupKind.TERMS, "Terms", some(self.clause, 2, 5)),
            slot("schedules", GroupKind.SCHEDULES, "Schedules", (terms, *some(self.schedule, 1, 3))),
            slot("execution", GroupKind.EXECUTION, "Signatures", some(self.signature, 1, 2)),
        )
        bare = replace(sample_agreement(), groups=groups, omitted=(), rules=())
        return settled(bare)


@dataclass
class Editing:
    """Makes a newer text of an older one by so many edits, each at a place taken at random."""

    growing: Growing

    @property
    def chance(self) -> Random:
        return self.growing.chance

    def edited(self, agreement: Agreement, edits: int) -> Agreement:
        for _ in range(edits):
            agreement = self.once(agreement)
        return settled(without_lost(agreement))

    def once(self, agreement: Agreement) -> Agreement:
        if self.chance.random() < 0.03:
            return replace(agreement, title=f"{agreement.title} (varied)")
        held = [one for one in blocks(agreement) if _held(one)]
        target = self.chance.choice(held)
        groups = tuple(_at(group, target, self.change) for group in agreement.groups)
        return replace(agreement, groups=groups)  # type: ignore[arg-type]

    def change(self, block: Block) -> Block:
        """A block with an edit among what it holds, or in its words."""
        kind = self.chance.random()
        if isinstance(block, Table):
            return replace(
                block,
                rows=self.members(block.rows, lambda: self.growing.row(block.identity), self.reworded_row),
            )
        if isinstance(block, Group):
            if kind < 0.1 and block.heading is not None and block.kind is not GroupKind.SCHEDULES:
                words = (Text(" ".join(self.chance.choices(WORDS[:10], k=2))),)
                return replace(block, heading=replace(block.heading, inlines=words))
            return replace(
                block, blocks=self.members(block.blocks, lambda: self.another(block), self.reworded)
            )
        if isinstance(block, Provision) and kind < 0.15:
            closing = Paragraph(f"{block.identity}~end", Role.END, self.growing.words())
            return replace(block, closing=None if block.closing else closing if block.children else None)
        assert isinstance(block, Provision | Recital | Definition)
        return replace(
            block, children=self.members(block.children, lambda: self.another(block), self.reworded)
        )

    def another(self, holder: Block) -> Block:
        """A new member of a holder, of the kind of its last."""
        held = holder.blocks if isinstance(holder, Group) else holder.children  # type: ignore[union-attr]
        last = held[-1]
        growing = self.growing
        match last:
            case Group(kind=GroupKind.CLAUSE):
                return growing.clause()
            case Group(kind=GroupKind.SCHEDULE):
                return growing.schedule()
            case Group():
                return growing.part(holder.identity)
            case Provision(depth=depth):
                entry = last.identity.rpartition("/")[0]
                return growing.provision(entry, depth)
            case Definition():
                return growing.definition()
            case Recital():
                return growing.recital()
            case Party():
                return growing.party()
            case Particular():
                return growing.particular()
            case Signature():
                return growing.signature()
            case Table():
                return growing.provision(last.identity.rpartition("/")[0], 1)
        return growing.provision(holder.identity, 1)

    def members(self, found: tuple, make: Callable[[], object], reword: Callable[[object], object]) -> tuple:  # type: ignore[type-arg]
        kind, at = self.chance.random(), self.chance.randrange(len(found))
        opens = sum(isinstance(one, Paragraph) for one in found)
        if kind < 0.25:
            at = max(at, opens)
            return (*found[:at], make(), *found[at:])
        if kind < 0.4 and len(found) - opens > 1 and at >= opens:
            return (*found[:at], *found[at + 1 :])
        if kind < 0.55 and len(found) - opens > 1 and at >= opens:
            rest = [*found[:at], *found[at + 1 :]]
            to = self.chance.randint(opens, len(rest))
            return (*rest[:to], found[at], *rest[to:])
        return (*found[:at], reword(found[at]), *found[at + 1 :])

    def reworded(self, block: object) -> object:
        if isinstance(block, Group | Table) or not hasattr(block, "inlines"):
            return block
        if isinstance(block, Definition) and self.chance.random() < 0.2:
            return replace(block, term=f"{block.term} again")
        return replace(block, inlines=self.other_words(block.inlines))

    def reworded_row(self, row: object) -> object:
        assert isinstance(row, Row)
        at = self.chance.randrange(len(row.cells))
        cell = replace(row.cells[at], inlines=(Text(self.chance.choice(("£100", "£5", "a few more words"))),))
        return replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :]))

    def other_words(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if self.chance.random() < 0.2:
            return self.growing.words()
        found = list(inlines)
        for _ in range(self.chance.randint(1, 2)):
            at = self.chance.randrange(len(found))
            kind = self.chance.random()
            if kind < 0.35:
                found.insert(at + 1 if at + 1 < len(found) else at, Text(f" {self.chance.choice(WORDS)}"))
            elif kind < 0.6 and len(found) > 2:
                del found[at]
            elif isinstance(found[at], Text):
                found[at] = Text(f" {self.chance.choice(WORDS)}")
        return tuple(found)


def _held(block: Block) -> bool:
    if isinstance(block, Table):
        return bool(block.rows)
    if isinstance(block, Group):
        return (bool(block.blocks) and block.kind is not GroupKind.SCHEDULES) or len(block.blocks) > 1
    return bool(getattr(block, "children", ()))


def _at(block: Block, target: Block, change: Callable[[Block], Block]) -> Block:
    if block is target:
        return change(block)
    if isinstance(block, Group):
        return replace(block, blocks=tuple(_at(one, target, change) for one in block.blocks))
    if isinstance(block, Provision | Recital | Definition):
        return replace(block, children=tuple(_at(one, target, change) for one in block.children))
    return block


def without_lost(agreement: Agreement) -> Agreement:
    """The agreement with each reference to what is no more made words, as its drafter would."""
    there = {one.identity for one in blocks(agreement)}

    def plain(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            Text("that clause") if isinstance(one, Reference) and one.target not in there else one
            for one in inlines
        )

    def walk(block: Block) -> Iterator[Block]:
        if isinstance(block, Group):
            yield replace(block, blocks=tuple(one for inner in block.blocks for one in walk(inner)))
        elif isinstance(block, Provision):
            closing = replace(block.closing, inlines=plain(block.closing.inlines)) if block.closing else None
            children = tuple(one for inner in block.children for one in walk(inner))
            yield replace(block, inlines=plain(block.inlines), children=children, closing=closing)
        elif isinstance(block, Recital | Definition):
            children = tuple(one for inner in block.children for one in walk(inner))
            yield replace(block, inlines=plain(block.inlines), children=children)
        elif isinstance(block, Paragraph | Particular | Party):
            yield replace(block, inlines=plain(block.inlines))
        else:
            yield block

    return replace(agreement, groups=tuple(one for group in agreement.groups for one in walk(group)))  # type: ignore[misc]


def pair(seed: int, edits: int) -> tuple[Agreement, Agreement]:
    """An older and a newer text; the same seed gives the same."""
    growing = Growing(Random(seed))
    old = growing.agreement()
    return old, Editing(growing).edited(old, edits)
