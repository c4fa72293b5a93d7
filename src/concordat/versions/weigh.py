"""From what changed to how much it matters and who may agree it: the comparison that every view shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concordat.language.walk import blocks
from concordat.model.changes import Change
from concordat.model.comparison import Compared, Comparison, Weighed
from concordat.model.data import Datum
from concordat.model.library import Dataset
from concordat.model.register import Approval, Authority, State
from concordat.model.tree import Party
from concordat.versions.consequences import Consequences
from concordat.versions.figures import moved
from concordat.versions.first_screen import first_screen
from concordat.versions.grades import MONEY, NAMES, Grade, Grades
from concordat.versions.guidance import of_edition
from concordat.versions.lines import TABLE, Lines, lines_of
from concordat.versions.matching import Match
from concordat.versions.renumbered import renumbered
from concordat.versions.routes import Recorded, routes
from concordat.versions.subject import Subject, Subjects
from concordat.versions.successions import with_successions
from concordat.versions.sums import tells_money

LINES = TABLE
"""The dataset that names the lines of the first screen and says what belongs to each."""

NOT_ISSUED = "not issued"
"""The state of a text that no version keeps."""


@dataclass(frozen=True)
class _Found:
    """A change while it is weighed."""

    subject: Subject
    grade: Grade
    money: Decimal | None
    lines: tuple[str, ...]


def weigh(
    old: Compared,
    new: Compared,
    matched: Match,
    changes: Iterable[Change],
    *,
    on: date,
    lines: Dataset | None = None,
    significance: Mapping[str, int] | None = None,
    authorities: Iterable[Authority] = (),
    approvals: Mapping[str, Approval] | None = None,
    parties: Mapping[str, Datum] | None = None,
    one_text: bool = True,
) -> Comparison:
    """What changed from `old` to `new`, weighed: lines, classes, reasons, routes, consequences, renumbering.

    `matched` are the two trees matched, and `changes` what `compare` found between them. `on` is the day on which an
    authority must hold. `lines` is the dataset LINES of the workspace; without it each class is a line. `significance`
    is as for `compare`. `authorities` are the authority records of the footprint, whatever they give; `approvals` those
    that the older version has, by the slug of the party; `parties` those of the workspace by slug, which tell a
    succession by law. `one_text` is false where the newer text is no later text of the older: between two agreements
    nothing is to be agreed, and no route is indicated.
    """
    told, successions = with_successions(changes, parties or {})
    made = lines_of(lines, NAMES)
    grades = Grades(matched, made, significance or {}, successions)
    recorded = Recorded(old.state, _parties(matched), on, tuple(authorities), approvals or {})
    subjects = Subjects(matched)
    found = sorted(
        (_found(made, grades, subjects.of(change)) for change in told), key=lambda one: -one.grade.number
    )
    consequences = Consequences(matched)
    weighed = tuple(
        Weighed(
            number,
            one.subject.change,
            one.grade.number,
            one.grade.name,
            _reason(matched, made, one),
            one.lines,
            routes(recorded, one.grade, one.money) if one_text else (),
            consequences.of(one.subject.change),
        )
        for number, one in enumerate(found, start=1)
    )
    pairs = zip(weighed, (one.subject for one in found), strict=True)
    whole = routes(recorded, *_whole(found)) if found and one_text else ()
    return Comparison(
        old,
        new,
        first_screen(matched, made, pairs),
        weighed,
        whole,
        renumbered(matched, told),
        tuple(_statements(recorded, bool(found), one_text)),
    )


def _found(lines: Lines, grades: Grades, subject: Subject) -> _Found:
    grade, money = grades.of(subject), moved(subject)
    named = lines.of(subject, grade.number, grade.subject, money=money != 0)
    if money == 0 and (grade.subject == MONEY or _percentages(subject)):
        money = None
    return _Found(subject, grade, money, named)


def _percentages(subject: Subject) -> bool:
    return any(tells_money(f"{edit.before} {edit.after}") for edit in subject.change.edits if not edit.same)


def _reason(matched: Match, lines: Lines, found: _Found) -> str:
    edition = of_edition(matched, lines, found.subject)
    return f"{found.grade.reason}; {edition}" if edition else found.grade.reason


def _whole(found: list[_Found]) -> tuple[Grade, Decimal | None]:
    """The class of the whole, which is its highest, and the money that all its changes move at most.

    What is refused comes first: the rest cannot be agreed with it.
    """
    first = max((one.grade for one in found), key=lambda grade: (grade.number, _refused(grade)))
    subject = max(one.grade.subject for one in found)
    sums = [one.money for one in found]
    known = sum((one for one in sums if one is not None), Decimal(0)) if None not in sums else None
    return Grade(first.number, first.reason, subject, first.national), known


def _refused(grade: Grade) -> bool:
    return grade.national is not None and grade.national.refused


def _parties(matched: Match) -> dict[str, str]:
    """The parties of the older text by slug with their short names, then those that the newer has besides."""
    named = {
        block.identity.removeprefix("party/"): block.short_name
        for side in (matched.new, matched.old)
        for block in blocks(side.agreement)
        if isinstance(block, Party)
    }
    order = [
        block.identity.removeprefix("party/")
        for side in (matched.old, matched.new)
        for block in blocks(side.agreement)
        if isinstance(block, Party)
    ]
    return {slug: named[slug] for slug in dict.fromkeys(order)}


def _statements(recorded: Recorded, changed: bool, one_text: bool) -> list[str]:
    """What else must be said of the two texts."""
    if not one_text:
        return ["These are two agreements. Nothing here is a change to either, so no route is indicated."]
    if not changed:
        return []
    state = recorded.state
    if state == NOT_ISSUED:
        return ["The older text is not issued."]
    if recorded.signed:
        said = [
            "The older version is signed: every change of words is a variation or an agreed correction, whatever its class."
        ]
        return [*said, "The older version has ended."] if state == State.ENDED.value else said
    if state == State.FOR_APPROVAL.value:
        return ["The older version is with the bodies that approve it: a changed text goes to them again."]
    return []
