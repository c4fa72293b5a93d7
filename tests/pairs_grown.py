"""Agreements grown at random, with everything that a composed tree may hold and every character that may break a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import cast

from concordat.diagnostics import Span
from concordat.language.rebuild import with_inlines
from concordat.language.walk import blocks
from concordat.model.tree import (
    Agreement,
    Align,
    Apparatus,
    BlankText,
    Block,
    Cell,
    Condition,
    Definition,
    Group,
    GroupKind,
    Heading,
    Inline,
    Origin,
    Paragraph,
    Particular,
    Party,
    Provision,
    Read,
    Recital,
    Reference,
    Role,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    SisterReference,
    Table,
    TableColumn,
    Text,
    Use,
    Value,
    WebLink,
)
from pairs_settled import settled

AWKWARD = """Smith & Sons <UK> "Ltd" — Dŵr's £5 – {{7*7}}"""
WORDS = (
    "must pay send keep give each yearly notice copy of the a to by from with record records board boards group plan plans"
    " service services money sum report report's review within after before under any every all such person staff care"
    " quality costs lawful written clear agreed local national joint first second final whole part"
).split()
PHRASES = (
    'the "joint" group', "it's own staff", "£1,200,000", "£5.50 a day", "12.5%", "1 April 2025", "10 Working Days",
    "Dŵr Cymru", "a < b & c > d", "R&D", "{{ party.name }}", "24 hours — or less", "(as amended)", "either/or", "two  spaces",
    "must not", "subject to", "only", "e-mail", "naïve façade", "*starred* _words_ # [x]", "3 weeks",
)  # fmt: skip
CLAUSES = "supply price ending notices records quality costs review disputes data staff law".split()
SCHEDULES = "services prices bodies forms plans contacts".split()
NAMES = "duty time place sum limit report notice return copy form list view care plan step means".split()
TERMS = {
    "goods": "Goods", "price": "Price", "board": "Joint Board", "year": "Financial Year", "lead": "Lead ICB",
    "act": "2006 Act", "plan": "Plan & Budget", "staff": "Staff",
}  # fmt: skip
PARTIES = {
    "north": ("NHS North Dale Trust", "North Dale"), "south": (AWKWARD, "Smith & Sons"),
    "hub": ("The Hub (Joint Unit) Ltd", "Hub"), "dwr": ("Bwrdd Dŵr", "Dŵr"), "east": ("East Trust", "East"),
}  # fmt: skip
ANSWERS = {
    "start": ("Start Date", ("1 April 2023", "1 April 2025", "30 June 2024")),
    "limit": ("Yearly limit", ("£1,000", "£1,250,000", "£5")),
    "weeks": ("Notice & period", ("3", "13 weeks", "1 month")),
    "voting": ("Voting", ("by majority", "one vote each, by <consensus>")),
    "hub-name": ("Name of the hub", ("The Hub", "Commissioning Hub")),
}  # fmt: skip
PARTY_ANSWERS = {"address": "Address", "email": "Notice e-mail", "lead": "Representative"}
ROWS = "2a 10 105x 7 north west x1 y2 z3 b4".split()
COLUMNS = {
    "line": "Line", "name": "Service <name>", "body": "Responsible “body”", "note": "Note", "share": "Share (%)",
    "amount": "Amount (£, 2024/25)", "start": "From",
}  # fmt: skip
LINES = ("Signature", "Name", "Position", "Date", "In the presence of")
POINTER = "*"
"""The target of a reference that is not yet pointed anywhere."""


@dataclass
class Grower:
    """Grows the pieces of one agreement. `terms` and `parties` are the identities that uses may name."""

    chance: Random
    terms: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    data: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    line: int = 0

    def yes(self, of: int = 2) -> bool:
        """True once in so many times."""
        return self.chance.randrange(of) == 0

    def free(self, identity: str) -> str:
        """An identity like this one that nothing bears."""
        found, count = identity, 1
        while found in self.taken:
            count += 1
            found = f"{identity}-{count}"
        self.taken.add(found)
        return found

    def span(self) -> Span:
        """A place in an invented library file."""
        self.line += 1
        return Span("clauses/general/grown.md", self.line, 1, 4)

    def origin(self) -> Origin:
        """An origin; now and then with a condition that was met."""
        if not self.yes(5) or not self.data:
            return Origin(self.span())
        name = self.chance.choice(sorted(self.data))
        return Origin(self.span(), (Condition(f"{name} != ''", self.span(), (self.read(name),), True),))

    def read(self, name: str) -> Read:
        """A datum read."""
        return Read(name, self.data[name], Span("agreements/grown/supply.yaml", 5, 5, 10), "S1", "confirmed")

    def words(self, least: int = 3, most: int = 9, *, great: bool = False) -> str:
        """Some words, awkward ones among them; with a great letter first where asked."""
        count = self.chance.randint(least, most)
        found = " ".join(self.chance.choice(PHRASES if self.yes(5) else WORDS) for _ in range(count))
        return found[:1].upper() + found[1:] if great else found

    def value(self) -> Inline:
        """A value of one of the data."""
        name = self.chance.choice(sorted(self.data))
        return Value(self.data[name], name, self.span(), (self.read(name),))

    def special(self) -> Inline:
        """An inline that is not plain words."""
        makers: list[Callable[[], Inline]] = [
            lambda: Reference("", POINTER, "", "", "", self.span()),
            lambda: WebLink("the guidance", f"https://example.org/{self.chance.choice(NAMES)}?a=1&b=2"),
            lambda: BlankText(
                "[Name: from the Supplier]",
                "Name",
                "the Supplier",
                "signing",
                "particulars.name",
                self.span(),
                (),
            ),
            lambda: SisterReference(
                "each Transport Agreement",
                "~transport/price",
                "price",
                ("grown/transport/north",),
                self.span(),
            ),
        ]
        if self.data:
            makers += [self.value, self.value]
        if self.terms or self.parties:
            uses = (*self.terms, *self.parties)
            makers += [lambda: Use(WORDS[0], self.chance.choice(uses))] * 3
        return self.chance.choice(makers)()

    def sentence(self, ending: str = ".") -> tuple[Inline, ...]:
        """A text with plain words and, among them, other inlines."""
        found: list[Inline] = [Text(self.words(great=True))]
        for _ in range(self.chance.choice((0, 0, 1, 1, 2))):
            found += [Text(" "), self.special(), Text(f" {self.words(1, 5)}")]
        if self.yes(8):
            found = [self.special(), Text(" "), *found]
        return (*found, Text(ending))

    def provision(self, entry: str, room: int) -> Provision:
        """A provision with, where there is room below it, more under it."""
        identity = self.free(f"{entry}/{self.chance.choice(NAMES)}")
        count = self.chance.choice((0, 0, 0, 2, 3)) if room > 1 else 0
        children = tuple(self.provision(entry, room - 1) for _ in range(count))
        closing = None
        if children and self.yes(3):
            closing = Paragraph(f"{identity}~end", Role.END, self.sentence(), self.origin())
        inlines = self.sentence(":" if children and not self.yes(4) else ".")
        return Provision(identity, 1, (), "", "", inlines, children, closing, self.origin())

    def provisions(self, entry: str, room: int, least: int = 1, most: int = 3) -> tuple[Provision, ...]:
        """Some provisions."""
        return tuple(self.provision(entry, room) for _ in range(self.chance.randint(least, most)))

    def start(self, identity: str) -> tuple[Paragraph, ...]:
        """Opening words, now and then."""
        if not self.yes(3):
            return ()
        return (Paragraph(f"{identity}~start", Role.START, self.sentence(), self.origin()),)

    def group(
        self, identity: str, kind: GroupKind, level: int, found: tuple[Block, ...], title: str = ""
    ) -> Group:
        """A group with a heading."""
        heading = Heading(f"{identity}~heading", level, (Text(title or self.words(1, 3, great=True)),))
        own = kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE)
        weight, wording = (self.chance.randint(1, 8), "model") if own else (None, "")
        return Group(
            identity, kind, "", 0, heading, found, Origin(None), wording, weight, "a" * 64 if own else ""
        )

    def clause(self) -> Group:
        """A clause."""
        identity = self.free(self.chance.choice(CLAUSES))
        return self.group(
            identity, GroupKind.CLAUSE, 2, (*self.start(identity), *self.provisions(identity, 4))
        )

    def cell(self, table: str, key: str, column: str) -> Cell:
        """A cell: figures in the columns of figures, else words, or nothing."""
        identity = f"{table}#{key}/{column}"
        if column == "amount":
            return Cell(identity, (Text(f"£{self.chance.randint(1, 999)},000"),))
        if column == "line":
            return Cell(identity, (Text(key.upper()),))
        if self.yes(6):
            return Cell(identity, ())
        if self.yes(6):
            return Cell(identity, (self.special(),))
        return Cell(identity, (Text(self.words(1, 4)),))

    def row(self, table: str, columns: tuple[TableColumn, ...], total: bool = False) -> Row:
        """A row with a key of its own, or the row of totals."""
        key = self.free(f"{table}#{self.chance.choice(ROWS)}").partition("#")[2]
        if total:
            key = "total"
            cells = (
                Cell(f"{table}#{key}/{c.name}", (Text("Total"),) if n == 0 else ())
                for n, c in enumerate(columns)
            )
            return Row(f"{table}#{key}", tuple(cells), True)
        status = "unconfirmed" if self.yes(4) else "confirmed"
        return Row(
            f"{table}#{key}",
            tuple(self.cell(table, key, c.name) for c in columns),
            False,
            status,
            self.span(),
        )

    def column(self, name: str) -> TableColumn:
        """A column with its usual heading."""
        align = Align.RIGHT if name in ("amount", "share") else Align.LEFT
        return TableColumn(
            name, COLUMNS[name], align, self.chance.randint(1, 3), self.chance.choice((None, 5, 6))
        )

    def table(self, holder: str) -> Table:
        """A table: with rows, perhaps a total and a note; or without a row, saying what is wanted."""
        identity = self.free(f"{holder}/{self.chance.choice(('lines', 'shares', 'seats', 'sites'))}")
        names = ["line", *self.chance.sample(sorted(set(COLUMNS) - {"line"}), self.chance.randint(1, 4))]
        columns = tuple(self.column(name) for name in names)
        rows: tuple[Row, ...] = ()
        notes: tuple[Paragraph, ...] = ()
        if self.yes(6):
            notes = (self.empty_note(identity),)
        else:
            rows = tuple(self.row(identity, columns) for _ in range(self.chance.randint(1, 5)))
            if self.yes():
                rows = (*rows, self.row(identity, columns, total=True))
            if self.yes(3):
                notes = (Paragraph(f"{identity}~note", Role.NOTE, self.sentence(), self.origin()),)
        caption, role = self.words(1, 3, great=True), self.chance.choice(("term", "information", "form"))
        summary = "One row for each line."
        return Table(identity, caption, summary, role, None, self.yes(4), columns, rows, notes, self.origin())

    def empty_note(self, table: str) -> Paragraph:
        """What stands under a table without a row."""
        blank = BlankText(
            "[the list: from the Hub]", "the list", "the Hub", "signing", "tables.list", self.span(), ()
        )
        return Paragraph(f"{table}~empty", Role.NOTE, (blank,))

    def within_schedule(self, schedule: str) -> tuple[Block, ...]:
        """What stands in a schedule or a Part: provisions, and tables in them and among them."""
        found: list[Block] = []
        for provision in self.provisions(schedule, 3):
            if self.yes(2):
                provision = replace(provision, children=(*provision.children, self.table(schedule)))
            found.append(provision)
        if self.yes(3):
            found.append(self.table(schedule))
        return tuple(found)

    def part(self, schedule: str) -> Group:
        """A Part of a schedule."""
        identity = self.free(f"{schedule}/part-{self.chance.choice(NAMES)}")
        return self.group(identity, GroupKind.PART, 2, self.within_schedule(schedule))

    def schedule(self) -> Group:
        """A schedule, with Parts or without."""
        identity = self.free(self.chance.choice(SCHEDULES))
        parted = self.yes()
        inner = (self.part(identity), self.part(identity)) if parted else self.within_schedule(identity)
        return self.group(identity, GroupKind.SCHEDULE, 1, (*self.start(identity), *inner))

    def definition(self, slug: str) -> Definition:
        """A definition, perhaps with paragraphs under it."""
        identity = f"term/{slug}"
        self.taken.add(identity)
        children = self.provisions(identity, 2, 2, 3) if self.yes(4) else ()
        inlines = self.sentence(":" if children else ".")
        return Definition(identity, TERMS[slug], inlines, children, self.origin())

    def definitions(self) -> Group:
        """The schedule of definitions, straight under its heading or within a provision."""
        found: tuple[Block, ...] = tuple(self.definition(term.removeprefix("term/")) for term in self.terms)
        if self.yes():
            inlines = (Text("In this Agreement these words have these meanings."),)
            identity = self.free("definitions/meanings")
            found = (Provision(identity, 1, (), "", "", inlines, found, None, self.origin()),)
        return self.group("definitions", GroupKind.SCHEDULE, 1, found, "Definitions")

    def party(self, slug: str) -> Party:
        """The line of a party."""
        legal, short = PARTIES[slug]
        identity = f"party/{slug}"
        self.taken.add(identity)
        name = Value(
            legal,
            "party.legal_name",
            self.span(),
            (Read(f"party/{slug}.legal_name", legal, None, None, "confirmed"),),
        )
        return Party(identity, "", legal, short, (name, Text(" (“"), Use(short, identity), Text("”)")))

    def answer(self, name: str) -> Particular:
        """An answer of the Particulars, whose datum values read."""
        identity = f"particular/{name}"
        self.taken.add(identity)
        datum = f"particulars.{name}"
        value = Value(self.data[datum], datum, self.span(), (self.read(datum),))
        status = "unconfirmed" if self.yes(4) else "confirmed"
        return Particular(identity, ANSWERS[name][0], (value,), status, self.origin())

    def party_answer(self, name: str, slug: str) -> Particular:
        """What a party answers for itself."""
        identity = f"particular/{name}@{slug}"
        self.taken.add(identity)
        shown = self.words(1, 3)
        read = Read(f"party/{slug}.{name}", shown, None, None, "confirmed")
        value: Inline = Value(shown, f"party.{name}", self.span(), (read,))
        if self.yes(4):
            value = BlankText(
                f"[{name}: from {slug}]", name, slug, "signing", f"party.{name}", self.span(), (read,)
            )
        return Particular(identity, PARTY_ANSWERS[name], (value,), "confirmed", self.origin())

    def party_particulars(self, slug: str) -> Group:
        """The answers of one party."""
        names = self.chance.sample(sorted(PARTY_ANSWERS), self.chance.randint(1, 3))
        found = tuple(self.party_answer(name, slug) for name in names)
        return self.group(f"particulars/{slug}", GroupKind.PARTY_PARTICULARS, 2, found, PARTIES[slug][1])

    def signature(self, slug: str) -> Signature:
        """The signature block of a party."""
        legal, _ = PARTIES[slug]
        heading = (Text("Signed for "), Value(legal, "party.legal_name", self.span(), ()))
        lines = tuple(self.signature_line(label) for label in LINES[: self.chance.randint(1, 5)])
        return Signature(f"sign/{slug}", heading, lines)

    def signature_line(self, label: str) -> SignatureLine:
        """A line of a signature block, empty or with what is known."""
        return SignatureLine(label, (Text(self.words(1, 2)),) if self.yes(3) else ())

    def recital(self) -> Recital:
        """A recital, perhaps with paragraphs under it."""
        identity = self.free(f"recital/{self.chance.choice(NAMES)}")
        children = self.provisions(identity, 2, 2, 2) if self.yes(4) else ()
        return Recital(identity, "", self.sentence(":" if children else "."), children, self.origin())


def grown(chance: Random, size: int = 3) -> Agreement:
    """An agreement grown at random: about `size` clauses and as many schedules at most, settled."""
    grower = Grower(chance)
    grower.data = {f"particulars.{name}": chance.choice(shown) for name, (_, shown) in ANSWERS.items()}
    grower.terms = [f"term/{slug}" for slug in chance.sample(sorted(TERMS), chance.randint(1, 5))]
    grower.parties = [f"party/{slug}" for slug in chance.sample(sorted(PARTIES), chance.randint(2, 3))]
    title = chance.choice(("Supply Agreement", 'Supply Agreement & "terms"'))
    groups = tuple(_slots(grower, size))
    header = RunningLine(
        "running/header", (Text(f"{title}: "), Value("Grown & Co", "committee.name", None, ()))
    )
    running = (
        header,
        *((RunningLine("running/footer", (Text(grower.words(2, 4)),)),) if grower.yes() else ()),
    )
    apparatus = Apparatus(
        "DRAFT", "This is a draft.", "Draft, not issued", "draft, not issued", "Contents", "Page {page} of {pages}"
    )  # fmt: skip
    made = Agreement(
        1, "grown/supply", "supply", title, "Grown & Co", "en-GB", groups, running, (), apparatus
    )
    return settled(pointed(made, chance))


def _slots(grower: Grower, size: int) -> Iterator[Group]:
    slugs = [party.removeprefix("party/") for party in grower.parties]
    answers = grower.chance.sample(sorted(ANSWERS), grower.chance.randint(1, len(ANSWERS)))
    found = (*map(grower.answer, answers), *map(grower.party_particulars, slugs))
    yield grower.group("particulars", GroupKind.PARTICULARS, 1, found, "Particulars")
    parties = tuple(map(grower.party, slugs))
    yield grower.group("parties", GroupKind.PARTIES, 1, parties, "Parties")
    if not grower.yes(4):
        recitals = tuple(grower.recital() for _ in range(grower.chance.randint(1, 3)))
        yield grower.group("recitals", GroupKind.RECITALS, 1, recitals, "Background")
    clauses = tuple(grower.clause() for _ in range(grower.chance.randint(1, size)))
    yield grower.group("terms", GroupKind.TERMS, 1, clauses, "Agreed terms")
    schedules = tuple(grower.schedule() for _ in range(grower.chance.randint(1, max(1, size - 1))))
    yield grower.group("schedules", GroupKind.SCHEDULES, 1, (grower.definitions(), *schedules), "Schedules")
    start = Paragraph("sign~start", Role.START, (Text("Signed by the parties named below."),))
    signatures = (start, *map(grower.signature, slugs))
    slot = grower.group("execution", GroupKind.EXECUTION, 1, signatures, "Signatures")
    yield replace(slot, execution="deed") if grower.yes(4) else slot


def targets(agreement: Agreement) -> list[str]:
    """Every place that a reference may point to."""
    kinds = (GroupKind.CLAUSE, GroupKind.SCHEDULE, GroupKind.PART)
    return [
        block.identity
        for block in blocks(agreement)
        if isinstance(block, Provision | Recital | Definition | Table)
        or (isinstance(block, Group) and block.kind in kinds)
    ]


def pointed(agreement: Agreement, chance: Random) -> Agreement:
    """The agreement with each reference that points nowhere pointed to a place of it."""
    places = targets(agreement)

    def change(_: object, found: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(one, target=chance.choice(places))
            if isinstance(one, Reference) and one.target == POINTER
            else one
            for one in found
        )

    groups = tuple(with_inlines(group, change) for group in agreement.groups)
    return replace(agreement, groups=cast(tuple[Group, ...], groups))
