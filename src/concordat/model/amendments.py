"""The amendments that vary an agreement: what each says, the text that it quotes, and what it does to the tree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concordat.model.library import Levels
from concordat.model.tree import Block, Inline, Row, RunningLine


class Wording(StrEnum):
    """How words are put in place of others; a variation has one way throughout."""

    FOR_SUBSTITUTE = "for-substitute"  # for “six” substitute “eight”
    DELETE_AND_REPLACE = "delete-and-replace"  # delete “six” and replace with “eight”


class Extent(StrEnum):
    """How a schedule is amended."""

    ROWS = "rows"  # by its rows and paragraphs
    WHOLE = "whole"  # a schedule that changes is replaced


class Numbers(StrEnum):
    """What becomes of the numbers of an agreement that is varied."""

    LIVE = "live"  # they follow order anew
    FROZEN = "frozen"  # they stay: “9A” comes after 9, and what is gone is “Not used”


@dataclass(frozen=True, slots=True)
class Manner:
    """How the house drafts a variation. `levels` are the labels of the house; `not_used` prints under a number left unused."""

    levels: Levels
    wording: Wording = Wording.FOR_SUBSTITUTE
    schedules: Extent = Extent.ROWS
    numbering: Numbers = Numbers.LIVE
    not_used: str = "Not used"


class AmendmentKind(StrEnum):
    """What an amendment does."""

    SUBSTITUTED = "substituted"
    INSERTED = "inserted"
    OMITTED = "omitted"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    CARRIED = "carried"  # says nothing: what the record needs and no reader does (number 0, no instruction)


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words of one text become others. `identity` is that of the text in the older tree, as a comparison has it: that
    of a heading, a cell or a paragraph, "title", "running/header", with `~term`, `~label`, `~caption` for a further text."""

    identity: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Substituted:
    """Another block takes the place of the block or, of a row, another row that of the row."""

    identity: str
    by: Block | Row


@dataclass(frozen=True, slots=True)
class Placed:
    """Blocks (of a table, rows) come into `holder` behind one of what it holds; behind nothing where `behind` is empty.

    `behind` may be something that another amendment of the same variation moves there.
    """

    holder: str
    behind: str
    blocks: tuple[Block, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Shifted:
    """Blocks or rows of `holder`, in this order, now stand behind another of what it holds, or at its beginning."""

    holder: str
    behind: str
    identities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A block or row, with all that it holds, is there no more."""

    identity: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """What had one identity has another from now on; nothing that prints is another."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Labels are given anew, and the references follow them."""


@dataclass(frozen=True, slots=True)
class RunningLines:
    """The lines at the head and foot of each page are these; they are no words of the agreement."""

    lines: tuple[RunningLine, ...]


Alteration = Reworded | Substituted | Placed | Shifted | Gone | Renamed | Renumbered | RunningLines


@dataclass(frozen=True, slots=True)
class Located:
    """A place that is amended: its identity before and after (None: not there), and its name in the text before."""

    identity_before: str | None
    identity_after: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment: what it says, the blocks of the newer text that it quotes, labels and all, and what it does.

    `number` counts from 1 in the order of the older text. Of what is inserted the place is its own, and its name that of
    what it follows. `quoted` are as they stand in the newer tree; `as_blocks` makes of them text that can be set anywhere.
    """

    number: int
    kind: AmendmentKind
    places: tuple[Located, ...]
    instruction: str
    quoted: tuple[Block, ...]
    alterations: tuple[Alteration, ...]
