"""What a board pack is made of: the papers' own precedent says it (`pack:`), and the agreements that a paper speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concordat.diagnostics import Span
from concordat.model.comparison import Comparison
from concordat.model.data import Datum


@dataclass(frozen=True, slots=True)
class PackAgreement:
    """An agreement that papers of a kind may speak of: its precedent, and its material schedules in order.

    `material` gives for each of these, by its identity, the schedule of the paper's precedent that is its guide: the
    page before it that says what it is for.
    """

    key: str
    precedent: str
    material: Mapping[str, str]
    span: Span


@dataclass(frozen=True, slots=True)
class PackPlan:
    """How a paper and its agreements become a board pack.

    `title_from` and `body_from` name the questions whose answers are the title of the pack and whose pack it is.
    `opening` is the schedule of the paper's precedent that opens the part with the material schedules, `attachments`
    the one that is the list, and `changed`, where there is one, the one that says what has changed since the board last
    saw it. `meeting_from` names the question whose answer is the day of the meeting; both are empty where not given.
    `guide_label` labels a guide from `{label}`, and `heading` heads it and the schedule after it from `{heading}` and
    `{title}`. A question of `main_classes` of significance is named where it is blank or unconfirmed. `sides` is how many
    pages the paper may have.
    `other_counts` are numbers that a paper may give before a counted noun though no table of its agreements has them.
    """

    agreements: Mapping[str, PackAgreement]
    title_from: str
    body_from: str
    opening: str
    attachments: str
    guide_label: str
    heading: str
    main_classes: tuple[int, ...]
    sides: int
    other_counts: tuple[int, ...]
    span: Span
    changed: str = ""
    meeting_from: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A question of an agreement whose answer is blank or unconfirmed: its label, and how much it matters."""

    label: str
    significance: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """An agreement of which a paper speaks, as its paper reads it.

    `names` are what its own expressions may read; `schedules` gives the label and title of each schedule by its
    identity. `blanks` and `unconfirmed` count what is still open; `points` are the questions among it. `seen` is the
    comparison of the text that the board last saw with this one, None where it has seen no earlier text.
    """

    key: str
    path: str
    title: str
    body: str
    version: str
    digest: str
    names: Mapping[str, Datum]
    schedules: Mapping[str, tuple[str, str]]
    blanks: int
    unconfirmed: int
    points: tuple[OpenPoint, ...]
    span: Span
    seen: Comparison | None = None
