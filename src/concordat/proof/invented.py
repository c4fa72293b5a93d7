"""An invented agreement: instructions and a footprint in which every factor of a precedent has the value of a mix.

The members are copies, under invented names, of a party that the workspace's own footprints have as a member; what no
factor settles takes the precedent's default, or any answer of its type. No fact about a real body is made: the
agreement is composed, judged and forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from concordat.compose.members import agreements_of
from concordat.model.committee import Committee
from concordat.model.data import Datum, Money, Percentage, Period, PeriodUnit, Scalar
from concordat.model.library import Instructions, Precedent, Question, QuestionType, Workspace
from concordat.model.tables import ColumnType
from concordat.proof.factors import EXAMPLE, MEMBERS, REGION, SAMPLE_DAY, Days, Level, Mix
from concordat.proof.sister import sister_precedent

FOLDER = "invented-footprint"
"""The folder of the invented footprint."""

Answers = dict[str, Datum]


@dataclass(frozen=True)
class Invented:
    """A workspace that holds the invented footprint alone, its instructions, and its first member if they are for each."""

    workspace: Workspace
    instructions: Instructions
    member: Datum | None


def invented(workspace: Workspace, precedent: Precedent, mix: Mix) -> Invented:
    """The invented agreement of a mix that has a value for every factor."""
    parties = dict(_members(workspace, mix))
    own = _key_of(workspace, precedent)
    before = _answers(precedent, "particulars.", mix, parties)
    family = {own: _instructions(own, precedent, before, mix, parties)}
    for name, level in mix.items():
        key, _, asked = name.removeprefix("sisters.").partition(".")
        sister = sister_precedent(workspace, key)
        if name.startswith("sisters.") and not asked and level.value is True and sister and key != own:
            answers = _answers(sister, f"sisters.{key}.", mix, parties, before)
            family[key] = _instructions(key, sister, answers, mix, {})
    committee = _committee(workspace, precedent, mix, parties, family)
    made = replace(
        workspace,
        parties={**workspace.parties, **parties},
        committees={FOLDER: committee},
        instructions={one.path: one for one in family.values()},
    )
    found = tuple(agreements_of(made, family[own]))
    return Invented(made, family[own], found[0][1] if found else None)


def _key_of(workspace: Workspace, precedent: Precedent) -> str:
    """The key under which a family has agreements of this precedent."""
    keys = {key for one in workspace.committees.values() for keys in one.family.values() for key in keys}
    return next((key for key in sorted(keys) if sister_precedent(workspace, key) == precedent), precedent.id)


def _members(workspace: Workspace, mix: Mix) -> Iterator[tuple[str, Datum]]:
    like = _like(workspace)
    level = mix.get(MEMBERS)
    count = level.value if level is not None and isinstance(level.value, int) else 0
    for number in range(1, count + 1):
        slug, name = f"invented-body-{number}", f"Invented Body {number}"
        fields: Mapping[str, Datum] = like.value if like and isinstance(like.value, Mapping) else {}
        own = {
            one: Datum(slug) for one, datum in fields.items() if like is not None and datum.value == like.key
        }
        own |= {"legal_name": Datum(f"The {name}"), "short_name": Datum(name)}
        yield slug, Datum({**fields, **own}, like.span if like else None, key=slug)


def _footprints(workspace: Workspace) -> list[Committee]:
    """The workspace's own footprints, the real ones first."""
    return sorted(workspace.committees.values(), key=lambda one: (one.example, one.folder))


def _like(workspace: Workspace) -> Datum | None:
    """A party that one of them has as a member."""
    slugs = (str(member.value) for one in _footprints(workspace) for member in one.members)
    return next((workspace.parties[slug] for slug in slugs if slug in workspace.parties), None)


def _committee(
    workspace: Workspace,
    precedent: Precedent,
    mix: Mix,
    parties: Mapping[str, Datum],
    family: Mapping[str, Instructions],
) -> Committee:
    """The invented footprint. What tables read of a footprint is there as one of the workspace's own has it."""
    region, example = mix.get(REGION), mix.get(EXAMPLE)
    shared = next((one.values for one in _footprints(workspace)), {})
    keys = {key: Datum(key, precedent.span) for key in family}
    return Committee(
        FOLDER,
        Datum("Invented Footprint", precedent.span),
        Datum(region.value if region is not None and isinstance(region.value, str) else "Invented Region"),
        tuple(Datum(slug, precedent.span) for slug in parties),
        {"invented": keys},
        (),
        shared,
        {},
        example is not None and example.value is True,
        precedent.span,
    )


def _instructions(
    key: str, precedent: Precedent, answers: Answers, mix: Mix, parties: Mapping[str, Datum]
) -> Instructions:
    of_party = {
        name: _datum(question, mix[f"party.{name}"], parties)
        for name, question in precedent.party_questions.items()
        if f"party.{name}" in mix
    }
    slugs = [*parties, *precedent.named_parties]
    each = "members" if any(slot.id == "this" for slot in precedent.parties) else None
    given = dict.fromkeys(slugs, of_party) if parties else {}
    return Instructions(
        f"{FOLDER}/{key}", precedent.id, each, answers, given, {}, (), None, None, None, precedent.span
    )


def _answers(
    precedent: Precedent, prefix: str, mix: Mix, parties: Mapping[str, Datum], before: Answers | None = None
) -> Answers:
    """The answers to a precedent's questions: those of the factors, and any answer where there is no default.

    A date that is told by another is so many days after that one, which is of this agreement or among those `before`.
    """
    found: Answers = {}
    told: dict[str, Days] = {}
    for name, question in precedent.questions.items():
        level = mix.get(prefix + name)
        if level is None:
            found |= {name: _any(question, parties)} if question.default is None else {}
        elif isinstance(level.value, Days):
            told[name] = level.value
        else:
            found[name] = _datum(question, level, parties)
    for name, days in told.items():
        known = (before or found).get(days.other.partition(".")[2])
        start = known.value if known is not None and isinstance(known.value, date) else SAMPLE_DAY
        found[name] = Datum(start + timedelta(days.number), precedent.questions[name].span)
    return found


def _datum(question: Question, level: Level, parties: Mapping[str, Datum]) -> Datum:
    """The answer to a question at a level."""
    value, span = level.value, question.span
    assert not isinstance(value, Days)
    if not isinstance(value, tuple):
        return Datum(value, span)
    if question.type is QuestionType.TABLE:
        return Datum(tuple(_row(question) for _ in value), span)
    slugs = _slugs(value, tuple(parties))
    if question.type is QuestionType.PARTY:
        return Datum(slugs[0], span, key=slugs[0])
    return Datum(tuple(Datum(slug, span, key=slug) for slug in slugs), span)


def _slugs(value: tuple[str, ...], members: tuple[str, ...]) -> tuple[str, ...]:
    if value == ("members",):
        return members
    return tuple((*members, "")[0] if one == "member" else one for one in value)


def _row(question: Question) -> Datum:
    """A row of a table's answer, every cell of its type."""
    span, shape = question.span, question.rows
    cells = {"id": Datum("one", span)}
    if shape is not None:
        for name, type_ in shape.types.items():
            cells[name] = Datum(_CELLS.get(type_ or ColumnType.TEXT, "As settled"), span)
        if isinstance(cells.get(shape.key, Datum("")).value, str):
            cells[shape.key] = Datum("one", span)
    return Datum(cells, span, key="one")


_CELLS: Mapping[ColumnType, Scalar] = {
    ColumnType.INTEGER: 1,
    ColumnType.MONEY: Money(Decimal(1)),
    ColumnType.PERCENTAGE: Percentage(Decimal(1)),
    ColumnType.DATE: SAMPLE_DAY,
    ColumnType.YES_NO: True,
    ColumnType.STATUS: "confirmed",
}


def _any(question: Question, parties: Mapping[str, Datum]) -> Datum:
    """Any answer to a question that has no default."""
    values: Mapping[QuestionType, Scalar | tuple[Datum, ...]] = {
        QuestionType.DATE: SAMPLE_DAY,
        QuestionType.INTEGER: 1,
        QuestionType.MONEY: Money(Decimal(1)),
        QuestionType.PERCENTAGE: Percentage(Decimal(1)),
        QuestionType.PERIOD: Period(1, PeriodUnit(question.unit or "days")),
        QuestionType.PARTY: next(iter(parties), ""),
        QuestionType.LIST: (),
        QuestionType.TABLE: (),
        QuestionType.YES_NO: False,
    }
    return Datum(values.get(question.type, "As settled"), question.span)
