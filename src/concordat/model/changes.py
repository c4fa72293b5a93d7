"""What a comparison of agreements finds: a closed list of frozen types (docs/comparison.md)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from concordat.diagnostics import Span


class Sort(StrEnum):
    """What sort of place a text stands in."""

    TITLE = "title"
    HEADING = "heading"
    CLAUSE = "clause"
    SCHEDULE = "schedule"
    PART = "part"
    PROVISION = "provision"
    PARAGRAPH = "paragraph"
    PARTICULAR = "particular"
    PARTY = "party"
    RECITAL = "recital"
    DEFINITION = "definition"
    TABLE = "table"
    COLUMN = "column"
    ROW = "row"
    CELL = "cell"
    SIGNATURE = "signature"
    RUNNING_LINE = "running line"
    VALUE = "value"  # a datum that is no answer of the Particulars and prints in sentences


class Kind(StrEnum):
    """What happened: `changed` is said of data, `reworded` of words; what moved may be reworded too, and has edits then."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    CHANGED = "changed"
    MOVED = "moved"


class Nature(StrEnum):
    """Whether an answer or other datum made the change, or a hand that wrote words."""

    DATA = "data"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of two texts: `same` where they agree (but for what is never reported), else one in place of the other."""

    before: str
    after: str
    same: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """A datum that is not the same on both sides: its name (`particulars.voting`), what it was and is, and where it is written."""

    name: str
    before: str
    after: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A place where a change shows. An identity or a text that is None: on that side the place is not there.

    `before` and `after` are the whole text of the place, white space made single spaces. Of a text that came or moved,
    `behind` is the identity of the text behind which it prints on the newer side, empty at the beginning.
    """

    identity_before: str | None
    identity_after: str | None
    name_before: str
    name_after: str
    before: str | None
    after: str | None
    behind: str | None = None

    @property
    def identity(self) -> str:
        """The identity of the place: that of the newer side where it is there."""
        return self.identity_after or self.identity_before or ""

    @property
    def name(self) -> str:
        """How the place is named in print: as on the newer side where it is there."""
        return self.name_after or self.name_before


@dataclass(frozen=True, slots=True)
class Change:
    """One change, for one cause, with every place where it shows; the place of the change itself comes first.

    `identity` and the names are those of what changed: a provision, a whole clause, a row, an answer. `entry` is the
    clause, schedule, definition or recital that holds it, or empty. `significance` is the class of its provision,
    particular or column where one is known. `edits` are the word differences of the first place. `causes` are the
    data that differ and brought it about. Money is in pounds, where the first place holds one sum on that side.
    """

    kind: Kind
    sort: Sort
    nature: Nature
    identity: str
    name_before: str
    name_after: str
    entry: str
    significance: int | None
    places: tuple[Shown, ...]
    edits: tuple[Edit, ...] = ()
    causes: tuple[Cause, ...] = ()
    money_before: Decimal | None = None
    money_after: Decimal | None = None

    @property
    def name(self) -> str:
        """How what changed is named in print: as on the newer side where it is there."""
        return self.name_after or self.name_before

    @property
    def before(self) -> str | None:
        """The text of the first place before, or None where there was none."""
        return self.places[0].before

    @property
    def after(self) -> str | None:
        """The text of the first place after, or None where there is none."""
        return self.places[0].after
