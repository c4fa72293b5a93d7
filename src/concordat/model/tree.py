"""The composed agreement: a tree with stable identities (design section 4). Every view is drawn from it alone.

Blocks: Group, Heading, Provision, Paragraph, Particular, Party, Recital, Definition, Table (Row, Cell),
Signature (SignatureLine), RunningLine. Inlines: Text, Value, Use, Reference, SisterReference, WebLink, BlankText, Unresolved.
Any block, row or inline may carry one mark. Nothing else is in a tree: the list is closed.

A redline is such a tree, with marks. A mark on a block is on each block and row within it too, and on no inline there.
What is gone (deleted, or the half of a move that is away) bears the identity, label and words of the older text, so that
an identity may stand twice: once gone, once not. Where a label, caption, column's heading or term differs, `redlined`
holds its words with their marks (else it is empty), and the plain field the newer ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concordat.diagnostics import Span
from concordat.model.inlines import (
    NOWHERE,
    BlankText,
    Condition,
    Inline,
    Mark,
    MarkKind,
    Origin,
    Publication,
    Read,
    Reference,
    SisterReference,
    Text,
    Unresolved,
    Use,
    Value,
    WebLink,
)

__all__ = [
    "NOWHERE",
    "SCHEMA",
    "Agreement",
    "Align",
    "Apparatus",
    "BlankText",
    "Block",
    "Cell",
    "Condition",
    "Definition",
    "Group",
    "GroupKind",
    "Heading",
    "Inline",
    "Mark",
    "MarkKind",
    "Omitted",
    "Origin",
    "Paragraph",
    "Particular",
    "Party",
    "Provision",
    "Publication",
    "Read",
    "Recital",
    "Reference",
    "Role",
    "Row",
    "RunningLine",
    "Signature",
    "SignatureLine",
    "SisterReference",
    "Table",
    "TableColumn",
    "Text",
    "Unresolved",
    "Use",
    "Value",
    "WebLink",
]

SCHEMA = 4
"""The number of this shape of tree. Older numbers stay readable for ever.

2 brought the sister reference, the parts of a board pack, `not_used`, `typed`, `published`, `execution`, `cover`.
3 brought `disclosure` and `personal`, and in the apparatus of an issued version `control` and `signature_note`.
4 brought the redline: `redline` and `redlined`, and in a mark `away`.
An agreement bears the least number that can hold it, so that what a newer shape does not touch keeps its bytes and its digest.
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `level` counts from 1 below the title of the agreement. Its label, if any, is its group's."""

    identity: str
    level: int
    inlines: tuple[Inline, ...]
    mark: Mark | None = None


class Role(StrEnum):
    """What a paragraph is to the group or provision that holds it."""

    START = "start"  # opening words of a clause, schedule, Part or fixed slot
    END = "end"  # the closing ("flush") paragraph of a provision
    NOTE = "note"  # a line under or in place of a table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without a label of its own."""

    identity: str
    role: Role
    inlines: tuple[Inline, ...]
    origin: Origin = NOWHERE
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered place.

    `depth` counts from 1 below the clause heading, schedule heading or definition. `number` is the sequence of
    ordinals from the clause's (or the schedule's first level) down to its own. `label` is what prints before it
    ("24.1", "(a)"), `cite` how a reference names it ("24.1(a)"). `inlines` is its opening paragraph. `not_used` says
    that it stands for a published provision that is not in this agreement; `typed` that no list counts to its label
    ("9A" between 9 and 10), so that a view with lists of its own types it.
    """

    identity: str
    depth: int
    number: tuple[int, ...]
    label: str
    cite: str
    inlines: tuple[Inline, ...]
    children: tuple[Block, ...]
    closing: Paragraph | None
    origin: Origin
    was: tuple[str, ...] = ()
    mark: Mark | None = None
    not_used: bool | None = None
    typed: bool | None = None


@dataclass(frozen=True, slots=True)
class Particular:
    """An answer in the Particulars: the label that prints, the answer, and how sure it is.

    `disclosure` says what is withheld from publication and why, `personal` that it holds personal data: both are carried
    for those who publish, and change no view.
    """

    identity: str
    label: str
    inlines: tuple[Inline, ...]
    status: str
    origin: Origin = NOWHERE
    mark: Mark | None = None
    disclosure: str | None = None
    personal: bool | None = None
    redlined: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A party: `label` is "(1)", `inlines` the whole line that names it."""

    identity: str
    label: str
    legal_name: str
    short_name: str
    inlines: tuple[Inline, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Recital:
    """A recital: `label` is "(A)"."""

    identity: str
    label: str
    inlines: tuple[Inline, ...]
    children: tuple[Block, ...]
    origin: Origin
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition: the term, its meaning, and paragraphs under it (provisions labelled (a), (i))."""

    identity: str
    term: str
    inlines: tuple[Inline, ...]
    children: tuple[Block, ...]
    origin: Origin
    mark: Mark | None = None
    redlined: tuple[Inline, ...] = ()


class Align(StrEnum):
    """How a column's cells stand."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name, its heading with unit and price basis, its alignment and its share of the width.

    `disclosure` and `personal` are as in a particular, of every cell of the column.
    """

    name: str
    heading: str
    align: Align
    width: int
    significance: int | None = None
    disclosure: str | None = None
    personal: bool | None = None
    redlined: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: identity `schedule/table#row/column`."""

    identity: str
    inlines: tuple[Inline, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: identity `schedule/table#key`; `total` where it is a total."""

    identity: str
    cells: tuple[Cell, ...]
    total: bool = False
    status: str = "confirmed"
    span: Span | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first column is the row's heading. Without a known figure `rows` is empty and `notes` says what is wanted."""

    identity: str
    caption: str
    summary: str
    role: str
    counts: str | None
    landscape: bool
    columns: tuple[TableColumn, ...]
    rows: tuple[Row, ...]
    notes: tuple[Paragraph, ...]
    origin: Origin
    mark: Mark | None = None
    redlined: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line of a signature block: its label, and what is already known to stand on it (may be empty: a ruled space)."""

    label: str
    inlines: tuple[Inline, ...]
    mark: Mark | None = None
    redlined: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block of one party: identity `sign/<party>`; `inlines` its heading."""

    identity: str
    inlines: tuple[Inline, ...]
    lines: tuple[SignatureLine, ...]
    mark: Mark | None = None


class GroupKind(StrEnum):
    """What a group is."""

    PARTICULARS = "particulars"
    PARTY_PARTICULARS = "party-particulars"  # within PARTICULARS: those of one party
    PARTIES = "parties"
    RECITALS = "recitals"
    TERMS = "terms"  # holds the clauses
    CLAUSE = "clause"
    SCHEDULES = "schedules"  # holds the schedules; its heading does not print
    SCHEDULE = "schedule"
    PART = "part"  # within SCHEDULE
    EXECUTION = "execution"
    PACK_PART = "pack-part"  # of a board pack or a form to send; begins a page, and may hold schedules


@dataclass(frozen=True, slots=True)
class Group:
    """A group of blocks under a heading.

    `label` is what prints before the heading ("24", "Schedule 3", "Part B"), empty for the fixed slots. `number`
    is its ordinal among its kind (0 for the fixed slots). `wording` and `significance` are those of its entry;
    `digest` is the clause digest of the library file, and `published` says who published mandated text. `not_used`
    and `typed` are as in a provision. `execution` is how the signature blocks of the execution are executed where
    that is not under hand: "deed".
    """

    identity: str
    kind: GroupKind
    label: str
    number: int
    heading: Heading | None
    blocks: tuple[Block, ...]
    origin: Origin = NOWHERE
    wording: str = ""
    significance: int | None = None
    digest: str = ""
    mark: Mark | None = None
    published: Publication | None = None
    not_used: bool | None = None
    typed: bool | None = None
    execution: str | None = None


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A line at the head or foot of each page: identity `running/header` or `running/footer`."""

    identity: str
    inlines: tuple[Inline, ...]
    mark: Mark | None = None


Block = Group | Provision | Paragraph | Particular | Party | Recital | Definition | Table | Signature


@dataclass(frozen=True, slots=True)
class Omitted:
    """An entry or provision that a condition left out, kept so that a check and `explain` can say why."""

    identity: str
    title: str
    conditions: tuple[Condition, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What shows the status of a version. It is no part of the words and of no digest but the file's own.

    `control` stands between the cover and the contents. Nothing in it is a place of the agreement: no reference leads
    there, and neither the contents nor the labels name it.
    """

    mark: str  # "DRAFT"
    statement: str  # on cover: model text, not the agreement that the named bodies signed
    note: str  # in running line and title: short form
    version: str  # "draft, not issued"
    contents_heading: str
    page_words: str  # "Page {page} of {pages}"
    control: Group | None = (
        None  # of an issued version: its version-control table, what is open, what was accepted
    )
    signature_note: str | None = (
        None  # of one for signature: each block has a page of its own, and this at its foot
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """A composed agreement.

    `path` is `committee/instructions[/member]`. `groups` are the fixed slots in order: particulars, parties,
    recitals, terms, schedules, execution. `title` and `committee` make the cover. `rules` are those of the
    precedent, each with its answer and what it read, then the ties of its tables: the first read of a tie is the row
    or table that it is about, the others are the figures that it compares. `cover` is "head" where the title stands at
    the head of the first page and the contents after the terms, as in a board pack; "form" where it stands so and
    there are no contents, as in a form of few pages; None where both have pages of their own. `redline` says what a
    redline shows ("Version 1.0 compared with version 0.2"); `redlined` and `committee_redlined` are of the title and of
    whose agreement it is.
    """

    schema: int
    path: str
    precedent: str
    title: str
    committee: str
    language: str
    groups: tuple[Group, ...]
    running: tuple[RunningLine, ...]
    omitted: tuple[Omitted, ...]
    apparatus: Apparatus
    rules: tuple[Condition, ...] = ()
    cover: str | None = None
    redline: str | None = None
    redlined: tuple[Inline, ...] = ()
    committee_redlined: tuple[Inline, ...] = ()
