"""What a workspace holds, as read: entries, definitions, tables, precedents, parties, committees, instructions, house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from concordat.diagnostics import Severity, Span
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.execution import Execution, WordingPage
from concordat.model.inlines import Publication
from concordat.model.issued import IssuedWords
from concordat.model.numbering import Numbering
from concordat.model.pack import PackPlan
from concordat.model.prose import Expression, SourceBlock, SourceInline
from concordat.model.redline_words import RedlineWords
from concordat.model.tables import RowShape, TableSpec
from concordat.model.variation import VariationPlan


class Wording(StrEnum):
    """Whose words a clause is (design section 2)."""

    MANDATED = "mandated"
    STAND_IN = "stand-in"
    MODEL = "model"
    LOCAL = "local"

    @property
    def locked(self) -> bool:
        """Whether local text may not take its place."""
        return self in (Wording.MANDATED, Wording.STAND_IN)


class EntryKind(StrEnum):
    """What an entry of the library is."""

    CLAUSE = "clause"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause or a schedule of the library. `blocks` may begin with its opening paragraph.

    `digest` is the SHA-256 of the file's body (what follows the front matter), in hex: the clause digest.
    `allow` holds the codes of checks that the file allows, with the reason. `published` says who published the text
    of a national edition.
    """

    id: str
    kind: EntryKind
    title: str
    wording: Wording
    significance: int
    when: Expression | None
    authority: tuple[str, ...]
    reviewed: str | None
    guidance: str
    blocks: tuple[SourceBlock, ...]
    span: Span
    digest: str
    allow: Mapping[str, str] = field(default_factory=dict)
    published: Publication | None = None


@dataclass(frozen=True, slots=True)
class SourceDefinition:
    """A defined term: its anchor, the term, its other forms, what is no use of it, and its meaning."""

    anchor: str
    term: str
    plural: str | None
    exceptions: tuple[str, ...]
    when: Expression | None
    blocks: tuple[SourceBlock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SourceRecital:
    """A recital: one provision of a file of clauses/recitals/."""

    anchor: str
    when: Expression | None
    blocks: tuple[SourceBlock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows of data: each row a mapping Datum with its place and, once a table names the key, its key."""

    id: str
    title: str
    sources: Mapping[str, Datum]
    rows: tuple[Datum, ...]
    span: Span


class QuestionType(StrEnum):
    """The type of a particular."""

    TEXT = "text"
    DATE = "date"
    PERIOD = "period"
    MONEY = "money"
    PERCENTAGE = "percentage"
    INTEGER = "integer"
    CHOICE = "choice"
    YES_NO = "yes/no"
    PARTY = "party"
    PERSON = "person"
    REFERENCE = "reference"
    TABLE = "table"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a precedent. `choices` maps slug to the words that print; `default` may be a blank.

    `of` is the type of a list's members, `unit` that of a period, `when` the condition on which it is asked.
    `local` says where the answer may differ: yes, between the agreements of one footprint; no, nowhere; None (not
    said), between footprints alone. `disclosure` and `personal` are carried, and used by later stages. `rows` is what
    a row of a table's answer may hold, where a table shows it. `printed` is no where the answer prints only where the
    text sets it, and not in the Particulars.
    """

    name: str
    ask: str
    label: str
    type: QuestionType
    significance: int | None
    choices: Mapping[str, str]
    of: QuestionType | None
    unit: str | None
    when: Expression | None
    default: Datum | None
    disclosure: str | None
    personal: bool
    span: Span
    rows: RowShape | None = None
    local: bool | None = None
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """`require` must be true; else `say` is the message. `source` is its authority.

    A rule of severity warning refuses nothing: what it says is a doubt that a person must settle.
    """

    require: Expression
    say: str
    source: str | None
    span: Span
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry of a precedent's list of clauses, schedules, recitals or parties, with its condition and whose words it is.

    `local` says that what it holds is settled locally: agreements of one kind may differ in it.
    """

    id: str
    when: Expression | None
    wording: Wording | None
    span: Span
    local: bool = False


@dataclass(frozen=True, slots=True)
class Precedent:
    """A kind of agreement. `parties` lists slugs, `this` and `members`, in signing order, each perhaps with a condition.

    `pack` says how a board pack is made, where this is the kind of a paper; `variation` how two texts of an agreement
    become a variation agreement, where this is the kind of these.
    """

    id: str
    title: str
    numbering: str
    edition: str | None
    headings: Mapping[str, str]
    text_from: str | None
    questions: Mapping[str, Question]
    party_questions: Mapping[str, Question]
    facts: Mapping[str, Expression]
    rules: tuple[Rule, ...]
    parties: tuple[Slot, ...]
    party_line: tuple[SourceInline, ...]
    recitals: tuple[Slot, ...]
    clauses: tuple[Slot, ...]
    schedules: tuple[Slot, ...]
    execution: tuple[Execution, ...]
    span: Span
    wording_page: WordingPage | None = None
    numbering_span: Span | None = None
    pack: PackPlan | None = None
    variation: VariationPlan | None = None

    @property
    def stands_alone(self) -> bool:
        """Whether its agreements read no other agreement: a paper and a variation agreement do, and define no term of those."""
        return self.pack is None and self.variation is None

    @property
    def named_parties(self) -> tuple[str, ...]:
        """The slugs of the parties that sign every agreement of this kind: neither `this` nor `members`."""
        return tuple(slot.id for slot in self.parties if slot.id not in ("members", "this"))


@dataclass(frozen=True, slots=True)
class Edition:
    """National text that a user supplies (clauses/national/<edition>/): entries, definitions, and its numbers."""

    id: str
    entries: Mapping[str, Entry]
    definitions: Mapping[str, SourceDefinition]
    numbering: Numbering | None


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that is law: entries by id, definitions and recitals by anchor, tables and datasets, precedents.

    `editions` are those of clauses/national/, `numberings` the published numbers that belong to no edition, by
    precedent.
    """

    entries: Mapping[str, Entry]
    definitions: Mapping[str, SourceDefinition]
    recitals: Mapping[str, SourceRecital]
    tables: Mapping[str, TableSpec]
    datasets: Mapping[str, Dataset]
    precedents: Mapping[str, Precedent]
    editions: Mapping[str, Edition] = field(default_factory=dict)
    numberings: Mapping[str, Numbering] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Local text in place of a library entry; `replaces` is the digest of the text that it replaces.

    `only_for` are the members in whose agreements it stands; where it is empty, it stands in every agreement of its
    instructions.
    """

    entry: str
    text: Entry | SourceDefinition | None
    replaces: str
    reason: str
    approved_by: str | None
    approved_on: Datum | None
    expires: Datum | None
    span: Span
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlaid:
    """An overlay whose changes are in a text: its path (`committee/name`), the day from which it has effect, its place."""

    path: str
    effective: Datum
    span: Span


@dataclass(frozen=True, slots=True)
class Instructions:
    """The drafting instructions of a footprint. `path` is `committee/name`; with `for_each` it yields several agreements.

    `answers` and `party_answers` hold the particulars given here; `each` those of one member.
    `varies` names the instructions that an overlay varies: it holds what changes from `effective` alone, has the
    precedent and the `for_each` of those, and yields no agreement of its own. `overlays` are those whose changes these
    instructions hold, in the order of their days, `effective` then being the day of the last (language/overlays.py).
    `agreements` are those of which a paper speaks: the path of each, by the key that its precedent gives it; `seen` says
    what its board last saw of them, by the same keys, where the paper says so.
    `variation` is what an overlay answers of the variation agreement that it makes: instructions of that precedent.
    """

    path: str
    precedent: str
    for_each: str | None
    answers: Mapping[str, Datum]
    party_answers: Mapping[str, Mapping[str, Datum]]
    each: Mapping[str, Mapping[str, Datum]]
    deviations: tuple[Deviation, ...]
    varies: str | None
    restates: str | None
    effective: Datum | None
    span: Span
    agreements: Mapping[str, Datum] = field(default_factory=dict)
    overlays: tuple[Overlaid, ...] = ()
    seen: Mapping[str, Datum] = field(default_factory=dict)
    variation: Instructions | None = None

    def of_member(self, slug: str | None) -> Instructions:
        """The instructions as they are for one member: without the deviations that stand in other members' agreements alone."""
        kept = tuple(one for one in self.deviations if not one.only_for or slug in one.only_for)
        return replace(self, deviations=kept)


@dataclass(frozen=True, slots=True)
class Levels:
    """The labels of the levels, from the house.

    In a form `{1}` is the ordinal of the first level of the sequence, `{2}` of the second and so on; `{a}`, `{i}`
    and `{A}` are this level's own ordinal as a letter, a small roman numeral or a capital letter. `clause` begins
    with the clause heading itself ("{1}"), then its provisions ("{1}.{2}"); `schedule` begins with the first
    level below the schedule's (or Part's) heading; `definition` with the first level below a definition.
    """

    clause: tuple[str, ...]
    schedule: tuple[str, ...]
    definition: tuple[str, ...]
    schedule_heading: str
    part_heading: str
    recital: str
    party: str


@dataclass(frozen=True, slots=True)
class House:
    """How it all looks (house.yaml, house.css, house.docx, fonts/). Pages are in millimetres, type in points.

    `fonts` maps a file name to the bytes of the font; `css` and `docx` are the contents of house.css and
    house.docx; `logo` the bytes of the user's own picture, if any. `digest` is over all of them.
    `unapproved` is what the cover says until an `adopter` is named. The words that begin with `example` take the
    place of the draft's in an agreement of an invented footprint. `paper` is the same house as a board pack has it,
    `issued` what stands on a copy that is issued, `redline` on a marked copy and on a board's page of changes.
    `consolidated` is said of a text that holds `{variations}`; `variation`
    is how amendments are drafted: `wording`, `schedules` and `numbering`, each as house.yaml chooses it.
    """

    levels: Levels
    page_width: float
    page_height: float
    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    font_family: str
    font_size: float
    line_pitch: float
    fonts: Mapping[str, bytes]
    draft_mark: str
    draft_statement: str
    unapproved: str
    draft_note: str
    example_mark: str
    example_statement: str
    example_note: str
    to_be_confirmed: str
    page_words: str
    contents_heading: str
    logo: bytes | None
    logo_alternative: str
    adopter: str | None
    css: str
    docx: bytes
    digest: str
    span: Span
    not_used: str = "Not used"
    part_of: str = "{part} of the {title}"
    stand_ins: str = ""
    paper: House | None = None
    issued: IssuedWords = field(default_factory=IssuedWords)
    redline: RedlineWords = field(default_factory=RedlineWords)
    consolidated: str = ""
    variation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace as read. `sources` maps each file read to its text; `digests` to the SHA-256 of its bytes.

    `papers` are the instructions of what boards read, by path (`committee/papers/name`). `as_read` are the instructions
    as their files have them, overlays among them, where `instructions` are the texts of one day; else it is empty.
    """

    library: Library
    parties: Mapping[str, Datum]
    committees: Mapping[str, Committee]
    instructions: Mapping[str, Instructions]
    house: House | None
    sources: Mapping[str, str]
    digests: Mapping[str, str]
    papers: Mapping[str, Instructions] = field(default_factory=dict)
    as_read: Mapping[str, Instructions] = field(default_factory=dict)
