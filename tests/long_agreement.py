"""A long agreement with known edits: what a comparison should find in it is known from the script that made them.

About 104 pages: 400 clauses, a schedule of definitions, and a schedule with a table of 60 rows and a total. Nothing is
drawn by chance that is not fixed: every run makes the same two trees. What a change of bold alone would be stands in no
tree, so the edits are of words, clauses, rows, cells and the header.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from concordat.diagnostics import Span
from concordat.language.walk import blocks, inlines
from concordat.language.words import plain
from concordat.model.tree import (
    Agreement,
    Align,
    Apparatus,
    Block,
    Cell,
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
    Reference,
    Role,
    Row,
    RunningLine,
    Signature,
    SignatureLine,
    Table,
    TableColumn,
    Text,
    Use,
    Value,
)
from pairs_settled import rebuilt, settled

CLAUSES, ROWS = 400, 60
WORD_EDITS, DELETED, INSERTED, MOVED, MOVED_AND_EDITED, REWRITTEN = 24, 8, 8, 4, 2, 2
ROWS_DELETED, ROWS_INSERTED, CELLS_CHANGED = 3, 2, 5
TABLE = "services/lines"
COLUMNS = (("line", "Line"), ("name", "Service"), ("body", "Responsible body"), ("amount", "Amount (£)"))
TERMS = (
    "Annual Plan", "Board", "Budget", "Change Notice", "Commencement Date", "Confidential Information", "Data Lead",
    "Dispute", "Financial Year", "Functions", "Host", "Joint Committee", "Law", "Lead Partner", "Operating Model",
    "Partner", "Quality Report", "Services", "Staff", "Working Day",
)  # fmt: skip
VOCABULARY = (
    "account action adviser agenda allocation amount appointment arrangement assessment assurance audit authority balance body"
    " building business capacity care case chair change claim clinic committee complaint condition consent contract contribution"
    " cost council decision delay delegation delivery department direction document duty effect employer equipment estate evidence"
    " exercise expense failure finding forecast form function fund grant group guidance health hospital improvement incident"
    " insurance interest inquiry issue judgment ledger letter level liability list loss manager matter meeting member method"
    " minute model month network notice objective office officer option order outcome panel patient payment people period person"
    " pharmacy place policy position practice premises principle procedure process product programme project proposal provider"
    " purpose quality quarter question reason recommendation record referral region register regulation remedy report request"
    " resource response result review right risk role rule safeguard saving schedule scheme service session share standard"
    " statement strategy summary supplier support surplus survey system target task team term timetable training transfer"
    " treatment trust unit update use value variation vote ward waste welfare work year"
).split()
OTHER = (
    "afresh bearing canvas damask ember fathom gallery harvest indigo jigsaw kernel lantern meadow nectar orchard parcel quarry"
    " ripple saddle timber umbrella velvet willow yonder zephyr anchor beacon cobble dapple eddy fennel gossamer hollow"
).split()
"""Words that stand in no sentence of the older agreement: what is written anew is made of them alone."""
VERBS = (
    "must keep",
    "may ask for",
    "must agree",
    "must send",
    "may not delay",
    "must publish",
    "will consider",
    "must pay for",
)
JOINTS = ("and", "before", "with", "under", "about", "after", "for", "within")


@dataclass(frozen=True)
class Ideal:
    """The characters that the script deleted and inserted; what moved was deleted here and inserted there."""

    deleted: int
    inserted: int
    moved_from: int
    moved_to: int

    @property
    def marked(self) -> int:
        """All of them."""
        return self.deleted + self.inserted + self.moved_from + self.moved_to


@dataclass(frozen=True)
class LongPair:
    """The two agreements, the identities of the clauses that moved, and the characters of the script."""

    old: Agreement
    new: Agreement
    moved: tuple[str, ...]
    ideal: Ideal


@cache
def long_pair() -> LongPair:
    """The pair."""
    return _Script().made()


def characters(block: Block) -> int:
    """The characters of a block's texts, without labels: what a reader would see marked if all of it were."""
    found = len(plain(inlines(block))) if not isinstance(block, Table) else 0
    if isinstance(block, Group) and block.heading is not None:
        found = len(plain(block.heading.inlines))
    inner: Iterable[Block] = block.blocks if isinstance(block, Group) else getattr(block, "children", ())
    return found + sum(map(characters, inner))


class _Words:
    """Sentences, the same in every run."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def sentence(self, targets: tuple[str, ...]) -> tuple[Inline, ...]:
        """A sentence of some twenty words; now and then with a use, a value or a reference."""
        pick = self.chance.choice
        found: list[Inline] = [
            Text("The "),
            Use("", f"term/{_slug(pick(TERMS))}"),
            Text(f" {pick(VERBS)} {self.run(5)}"),
        ]
        found.append(Text(f" {pick(JOINTS)} {self.run(4)}"))
        if self.chance.randrange(6) == 0:
            found += [Text(" within "), _period(), Text(" of it")]
        if targets and self.chance.randrange(5) == 0:
            found += [Text(", as "), Reference("", pick(targets), "", "", "", None), Text(" says")]
        return (*found, Text("."))

    def run(self, count: int, words: Iterable[str] = VOCABULARY) -> str:
        """Some words with small words between them."""
        chosen = self.chance.sample(tuple(words), count)
        return " ".join(
            f"the {word}" if n % 3 == 0 else f"{word} of" if n % 3 == 1 else word
            for n, word in enumerate(chosen)
        )

    def anew(self) -> tuple[Inline, ...]:
        """A sentence none of whose words is in an older one."""
        return (Text(" ".join(self.chance.sample(OTHER, 20)).capitalize() + "."),)


def _slug(term: str) -> str:
    return term.lower().replace(" ", "-")


def _period() -> Value:
    read = Read(
        "particulars.period", "10 Working Days", Span("agreements/long/terms.yaml", 4, 3), None, "confirmed"
    )
    return Value("10 Working Days", "particulars.period", None, (read,))


def _clause(number: int, words: _Words, targets: tuple[str, ...], prefix: str = "clause") -> Group:
    identity = f"{prefix}-{number}"
    title = words.run(3).replace("the ", "").replace(" of", "").capitalize()
    provisions = tuple(
        Provision(f"{identity}/p{n}", 1, (), "", "", words.sentence(targets), (), None, Origin(None))
        for n in (1, 2, 3)
    )
    return _group(identity, GroupKind.CLAUSE, 2, title, provisions)


def _group(identity: str, kind: GroupKind, level: int, title: str, found: tuple[Block, ...]) -> Group:
    heading = Heading(f"{identity}~heading", level, (Text(title),))
    weight = 4 if kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE) else None
    return Group(
        identity, kind, "", 0, heading, found, wording="model" if weight else "", significance=weight
    )


def _row(key: str, words: _Words) -> Row:
    figure = f"£{words.chance.randint(100, 900)},{words.chance.randint(100, 900)}"
    texts = (key.upper(), words.run(3).capitalize(), words.run(2).capitalize(), figure)
    return _cells(key, texts)


def _cells(key: str, texts: tuple[str, ...], *, total: bool = False) -> Row:
    made = (
        Cell(f"{TABLE}#{key}/{n}", (Text(text),) if text else ())
        for (n, _), text in zip(COLUMNS, texts, strict=True)
    )
    return Row(f"{TABLE}#{key}", tuple(made), total)


def _schedules(words: _Words) -> Group:
    definitions = tuple(
        Definition(f"term/{_slug(term)}", term, (Text(f"{words.run(6)}."),), (), Origin(None))
        for term in TERMS
    )
    columns = tuple(
        TableColumn(n, h, Align.RIGHT if n == "amount" else Align.LEFT, w)
        for (n, h), w in zip(COLUMNS, (1, 3, 3, 2), strict=True)
    )
    rows = (
        *(_row(f"s{n}", words) for n in range(1, ROWS + 1)),
        _cells("total", ("Total", "", "", "£0"), total=True),
    )
    table = Table(
        TABLE, "Services", "One row for each service.", "term", None, False, columns, rows, (), Origin(None)
    )
    opening = Provision(
        "services/are", 1, (), "", "", (Text("The services are:"),), (table,), None, Origin(None)
    )
    return _group(
        "schedules", GroupKind.SCHEDULES, 1, "Schedules",
        (
            _group("definitions", GroupKind.SCHEDULE, 1, "Definitions", definitions),
            _group("services", GroupKind.SCHEDULE, 1, "Services", (opening,)),
        ),
    )  # fmt: skip


def _rest() -> tuple[Group, Group, Group]:
    """Particulars, parties and execution."""
    answer = Particular("particular/period", "Period", (_period(),), "confirmed")
    parties = tuple(
        Party(f"party/{slug}", "", name, name, (Text(f"{name} (“"), Use(name, f"party/{slug}"), Text("”)")))
        for slug, name in (("north", "North Trust"), ("south", "South Trust"))
    )
    lines = (SignatureLine("Signature", ()), SignatureLine("Name", ()), SignatureLine("Date", ()))
    signatures = tuple(
        Signature(f"sign/{p.identity[6:]}", (Text(f"Signed for {p.legal_name}"),), lines) for p in parties
    )
    start = Paragraph("sign~start", Role.START, (Text("Signed by the parties."),))
    return (
        _group("particulars", GroupKind.PARTICULARS, 1, "Particulars", (answer,)),
        _group("parties", GroupKind.PARTIES, 1, "Parties", parties),
        _group("execution", GroupKind.EXECUTION, 1, "Signatures", (start, *signatures)),
    )


class _Script:
    """The older agreement, the places of the edits, and the newer made by them; each place is edited once."""

    def __init__(self) -> None:
        chance = Random(104)
        numbers = chance.sample(
            range(2, CLAUSES, 3), WORD_EDITS + DELETED + MOVED + MOVED_AND_EDITED + REWRITTEN
        )
        take = iter(f"clause-{number}" for number in numbers)
        self.reworded = [next(take) for _ in range(WORD_EDITS)]
        self.deleted = [next(take) for _ in range(DELETED)]
        self.moved = [next(take) for _ in range(MOVED + MOVED_AND_EDITED)]
        self.rewritten = [next(take) for _ in range(REWRITTEN)]
        # No clause is set in beside one that is moved, deleted or edited: those have numbers of the form 3n + 2.
        self.behind = [
            f"clause-{number}" for number in chance.sample(range(1, CLAUSES, 3), INSERTED + len(self.moved))
        ]
        self.rows = [
            f"s{number}"
            for number in chance.sample(range(2, ROWS), ROWS_DELETED + ROWS_INSERTED + CELLS_CHANGED)
        ]
        self.words = self.cells = (0, 0)
        kept = tuple(f"clause-{n}/p1" for n in range(1, CLAUSES + 1) if f"clause-{n}" not in self.deleted)
        words = _Words(400)
        clauses = tuple(_clause(number, words, kept) for number in range(1, CLAUSES + 1))
        particulars, parties, execution = _rest()
        terms = _group("terms", GroupKind.TERMS, 1, "Agreed terms", clauses)
        groups = (particulars, parties, terms, _schedules(words), execution)
        header = RunningLine("running/header", (Text("Partnership Agreement for the northern places"),))
        apparatus = Apparatus(
            "DRAFT",
            "This is a draft.",
            "Draft, not issued",
            "draft, not issued",
            "Contents",
            "Page {page} of {pages}",
        )
        self.kept = kept
        self.old = settled(
            Agreement(
                1,
                "long/terms",
                "terms",
                "Partnership Agreement",
                "Long & Co",
                "en-GB",
                groups,
                (header,),
                (),
                apparatus,
            )
        )

    def made(self) -> LongPair:
        """The pair, and what its script marked."""
        words = _Words(401)
        new = rebuilt(self.old, lambda block: (self._edited(block, words),))
        fresh = tuple(_clause(number, words, self.kept, "fresh") for number in range(1, INSERTED + 1))
        new = self._set(new, fresh)
        header = RunningLine(
            "running/header", (Text("Partnership Agreement for the eastern and northern places"),)
        )
        new = settled(replace(new, running=(header,)))
        return LongPair(self.old, new, tuple(self.moved), self._ideal(new))

    def _edited(self, block: Block, words: _Words) -> Block:
        entry, _, place = block.identity.partition("/")
        if isinstance(block, Table):
            return replace(block, rows=tuple(self._rows(block, words)))
        if not isinstance(block, Provision) or place != "p2":
            return block
        if entry in self.rewritten:
            return replace(block, inlines=words.anew())
        if entry in self.reworded:
            return self._word(block, self.reworded.index(entry), words, counted=True)
        if entry in self.moved[MOVED:]:
            return self._word(block, 0, words)
        return block

    def _word(self, block: Provision, number: int, words: _Words, *, counted: bool = False) -> Provision:
        """A word in the midst of the sentence: another in its place, one more, or one less."""
        place = next(
            n for n, one in enumerate(block.inlines) if isinstance(one, Text) and len(one.text.split()) > 8
        )
        pieces = block.inlines[place].text.split(" ")
        at = next(n for n, piece in enumerate(pieces) if n > 5 and len(piece) > 4)
        fresh, gone = words.chance.choice(OTHER), pieces[at]
        match number % 3:
            case 0:
                pieces[at], counts = fresh, (len(gone), len(fresh))
            case 1:
                pieces[at:at], counts = [fresh], (0, len(fresh) + 1)
            case _:
                pieces[at : at + 1], counts = [], (len(gone) + 1, 0)
        if counted:
            self.words = (self.words[0] + counts[0], self.words[1] + counts[1])
        return replace(
            block, inlines=(*block.inlines[:place], Text(" ".join(pieces)), *block.inlines[place + 1 :])
        )

    def _rows(self, table: Table, words: _Words) -> Iterable[Row]:
        gone, behind = self.rows[:ROWS_DELETED], self.rows[ROWS_DELETED : ROWS_DELETED + ROWS_INSERTED]
        changed = self.rows[ROWS_DELETED + ROWS_INSERTED :]
        for row in table.rows:
            key = row.identity.partition("#")[2]
            if key in changed:
                figure = f"£{words.chance.randint(100, 900)},{words.chance.randint(100, 900)}"
                self.cells = (self.cells[0] + len(plain(row.cells[-1].inlines)), self.cells[1] + len(figure))
                yield replace(row, cells=(*row.cells[:-1], replace(row.cells[-1], inlines=(Text(figure),))))
            elif key not in gone:
                yield row
            if key in behind:
                yield _row(f"n{behind.index(key) + 1}", words)

    def _set(self, agreement: Agreement, fresh: tuple[Group, ...]) -> Agreement:
        """The clauses with those deleted left out, and those that move and that are new set behind others."""
        by_name = {block.identity: block for block in blocks(agreement) if isinstance(block, Group)}
        setting = dict(zip(self.behind, (*fresh, *(by_name[name] for name in self.moved)), strict=True))

        def change(block: Block) -> tuple[Block, ...]:
            if not isinstance(block, Group) or block.kind is not GroupKind.TERMS:
                return (block,)
            found: list[Block] = []
            for clause in block.blocks:
                if clause.identity not in (*self.deleted, *self.moved):
                    found.append(clause)
                if clause.identity in setting:
                    found.append(setting[clause.identity])
            return (replace(block, blocks=tuple(found)),)

        return rebuilt(agreement, change)

    def _ideal(self, new: Agreement) -> Ideal:
        before, after = ({b.identity: b for b in blocks(one)} for one in (self.old, new))
        rewritten = [f"{name}/p2" for name in self.rewritten]
        total = [_total(one[TABLE]) for one in (before, after)]
        gone, come = ({_key(r): r for r in _table(one).rows} for one in (before, after))
        deleted = [characters(before[name]) for name in (*self.deleted, *rewritten)]
        deleted += [_width(row) for key, row in gone.items() if key not in come]
        fresh = [name for name in after if name.startswith("fresh-") and "/" not in name]
        inserted = [characters(after[name]) for name in (*fresh, *rewritten)]
        inserted += [_width(row) for key, row in come.items() if key not in gone]
        return Ideal(
            sum(deleted) + self.words[0] + self.cells[0] + len(total[0]),
            sum(inserted) + self.words[1] + self.cells[1] + len(total[1]) + len("eastern and "),
            sum(characters(before[name]) for name in self.moved),
            sum(characters(after[name]) for name in self.moved),
        )


def _table(found: dict[str, Block]) -> Table:
    table = found[TABLE]
    assert isinstance(table, Table)
    return table


def _total(table: Block) -> str:
    assert isinstance(table, Table)
    return plain(table.rows[-1].cells[-1].inlines)


def _key(row: Row) -> str:
    return row.identity.partition("#")[2]


def _width(row: Row) -> int:
    return sum(len(plain(cell.inlines)) for cell in row.cells)
