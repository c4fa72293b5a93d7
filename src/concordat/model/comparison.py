"""A comparison as governance officers and boards read it: two versions, what changed, how much it matters, who may agree it.

Made by `versions`, shown by every view of `diff` and at the head of a redline (docs/comparison.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from concordat.model.changes import Change


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two texts.

    `name` is as it was asked for (`south-east/collaboration-2025@1.0`), `title` and `of` the title and whose agreement it
    is. `number` is empty of a text that is not issued, `state` is then "not issued". `date` is the day of its state and
    `effective` the day from which the text has effect, as ISO 8601, or empty. `digest` is its text digest.
    """

    name: str
    path: str
    title: str
    of: str
    number: str
    state: str
    date: str
    effective: str
    digest: str


@dataclass(frozen=True, slots=True)
class Route:
    """Who may agree a change, as recorded: an indication and no decision.

    `said` is the whole of what prints, "Class 6 (money). Indicated route: …". `body` is who is indicated, "the drafting
    team", "Board of NHS Example North ICB"; `under` the resolution and minute, or empty; `held` whether an authority
    record covers it; `report_back` what that record asks to be reported, or empty. A change that several parties must
    agree has a route for each: `party` is the party's identity, or empty.
    """

    said: str
    body: str
    under: str = ""
    held: bool = False
    report_back: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that follows from a change: where (identity and name), and in what way ("uses the term", "prints the sum")."""

    identity: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A change with its weight: its number in the comparison (from 1), its class, why that class, and who may agree it.

    `grade` is the class, 0 to 9, and `grade_name` its name in words ("money"). `reason` says what gave it ("clause 24 is
    of class 8"). `lines` are the names of the lines of the first screen that it belongs to.
    """

    number: int
    change: Change
    grade: int
    grade_name: str
    reason: str
    lines: tuple[str, ...]
    routes: tuple[Route, ...]
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstLine:
    """A line of the first screen: its name and heading ("Services"), and what is said of it; "none" where nothing changed.

    `numbers` are the numbers of the changes that it tells of. Money in pounds: sums of what is known, None where none is.
    """

    name: str
    heading: str
    said: str
    numbers: tuple[int, ...] = ()
    money_before: Decimal | None = None
    money_after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A place whose number is another, for no change of its own: its identity, and its names before and after."""

    identity: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared. `changes` stand by class, highest first, then in the order of the newer text.

    `routes` is the indicated route of the whole: of the highest class. `statements` are what else must be said ("the
    version that is older was not issued"). `renumbered` stands in the order of the newer text.
    """

    old: Compared
    new: Compared
    first: tuple[FirstLine, ...]
    changes: tuple[Weighed, ...]
    routes: tuple[Route, ...]
    renumbered: tuple[Renumbered, ...]
    statements: tuple[str, ...] = ()
