"""Factors: what the conditions of a precedent read, and the values of each that can make a difference.

A choice has all its choices, yes/no both, a number or a date what is below, at and above each constant that it is
compared with, and a date that is compared with another only the day before it, that day and the day after. A footprint
has one, two or seven members. Whatever else a condition reads has one value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from concordat.language.values import format_scalar
from concordat.model.data import Choice, Datum, Money, Percentage, Period, PeriodUnit, Scalar
from concordat.model.library import Precedent, Question, QuestionType
from concordat.proof.comparisons import Comparisons, Constant

MEMBERS = "committee.members"
REGION = "committee.region"
EXAMPLE = "committee.example"
SAMPLE_DAY = date(2030, 1, 1)


@dataclass(frozen=True, slots=True)
class Days:
    """A date told by another: so many days after the answer to `other`."""

    other: str
    number: int


@dataclass(frozen=True, slots=True)
class Level:
    """A value of a factor, as it is shown in a message, and as it is answered.

    `value` is a scalar, a list of slugs of parties (`member` stands for the first of the footprint, `members` for all), a
    number of rows, or days after another date.
    """

    shown: str
    value: Scalar | tuple[str, ...] | Days


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that the conditions read, by its name, and its values; the first is the ordinary one."""

    name: str
    levels: tuple[Level, ...]


Mix = Mapping[str, Level]
"""A value for each of some factors."""

YES, NO = Level("yes", True), Level("no", False)


def factors_of(
    precedent: Precedent,
    read: frozenset[str],
    compared: Comparisons,
    sisters: Mapping[str, Precedent],
) -> dict[str, Factor]:
    """The factors of a precedent: every choice and yes/no, and of the rest what is in `read`.

    `sisters` are the kinds of the agreements of its families, by key.
    """
    found: dict[str, Factor] = {}
    named = precedent.named_parties
    if len(named) < len(precedent.parties) or MEMBERS in read:
        numbers = (2, 1, 7)
        found[MEMBERS] = Factor(MEMBERS, tuple(Level(str(number), number) for number in numbers))
    for name, question in precedent.questions.items():
        _add(found, f"particulars.{name}", question, read, compared, named)
    for name, question in precedent.party_questions.items():
        _add(found, f"party.{name}", question, read, compared, named)
    if REGION in read:
        found[REGION] = Factor(REGION, (Level("named", "Example Region"), Level("not named", "")))
    if EXAMPLE in read:
        found[EXAMPLE] = Factor(EXAMPLE, (NO, YES))
    for name in sorted(read):
        if name.startswith("sisters."):
            found[name] = Factor(name, _of_sister(name, precedent, sisters, compared))
    return found


def _of_sister(
    name: str, precedent: Precedent, sisters: Mapping[str, Precedent], compared: Comparisons
) -> tuple[Level, ...]:
    """Whether the family has an agreement under a key, or what that agreement answers; its dates are told by ours."""
    key, _, asked = name.removeprefix("sisters.").partition(".")
    if not asked:
        return (YES, NO)
    question = sisters[key].questions[asked]
    if question.type is QuestionType.DATE and precedent.text_from is not None:
        return tuple(_days_from(f"particulars.{precedent.text_from}"))
    return _ordinary_first(tuple(dict.fromkeys(levels_of(name, question, compared))), question.default)


def _add(
    found: dict[str, Factor],
    name: str,
    question: Question,
    read: frozenset[str],
    compared: Comparisons,
    named: tuple[str, ...],
) -> None:
    counted = question.type in (QuestionType.CHOICE, QuestionType.YES_NO) and name.startswith("particulars.")
    if counted or name in read:
        levels = tuple(dict.fromkeys(levels_of(name, question, compared, named)))
        found[name] = Factor(name, _ordinary_first(levels, question.default))


def _ordinary_first(levels: tuple[Level, ...], default: Datum | None) -> tuple[Level, ...]:
    """The levels with the precedent's default before the others."""
    if default is None:
        return levels
    value = default.value.slug if isinstance(default.value, Choice) else default.value
    first = tuple(one for one in levels if _slug(one) == value)[:1]
    return (*first, *(one for one in levels if one not in first))


def _slug(level: Level) -> object:
    return level.value.slug if isinstance(level.value, Choice) else level.value


def levels_of(
    name: str, question: Question, compared: Comparisons, named: tuple[str, ...] = ()
) -> Iterator[Level]:
    """The values of one question that can make a difference to a condition; `named` are the parties that are no members."""
    constants = compared.constants.get(name, set())
    match question.type:
        case QuestionType.CHOICE:
            yield from (Level(slug, Choice(slug, words)) for slug, words in question.choices.items())
        case QuestionType.YES_NO:
            yield from (YES, NO)
        case QuestionType.DATE:
            yield from _dates(name, constants, compared.related.get(name, set()))
        case QuestionType.INTEGER | QuestionType.PERCENTAGE | QuestionType.MONEY | QuestionType.PERIOD:
            yield from _figures(question, constants)
        case QuestionType.LIST:
            yield from _lists(question, compared.members.get(name, set()))
        case QuestionType.TABLE:
            yield Level("no row", ())
            if question.rows is not None or question.default is not None:
                yield Level("one row", ("row",))
        case QuestionType.PARTY:
            yield Level("the first member", ("member",))
            yield from (Level(slug, (slug,)) for slug in named)
        case _:
            texts = sorted(one for one in constants if isinstance(one, str))
            yield from (Level(f"“{text}”" if text else "empty", text) for text in texts)
            yield Level("another text" if texts else "a text", "As the parties have settled it")


def _dates(name: str, constants: Iterable[Constant], related: Iterable[str]) -> Iterator[Level]:
    days = sorted(
        {one + timedelta(step) for one in constants if isinstance(one, date) for step in (-1, 0, 1)}
    )
    others = sorted(other for other in related if other != name)
    if days or not others:
        yield from (Level(format_scalar(day), day) for day in days or [SAMPLE_DAY])
        return
    for other in others:
        yield from _days_from(other)


def _days_from(other: str) -> Iterator[Level]:
    yield Level(f"the day after {other}", Days(other, 1))
    yield Level(f"the day of {other}", Days(other, 0))
    yield Level(f"the day before {other}", Days(other, -1))


def _figures(question: Question, constants: Iterable[Constant]) -> Iterator[Level]:
    numbers = {
        Decimal(one) for one in constants if isinstance(one, int | Decimal) and not isinstance(one, bool)
    }
    for number in sorted({n + step for n in numbers or {Decimal(1)} for step in (-1, 0, 1) if n + step >= 0}):
        figure = _figure(question, number)
        yield Level(format_scalar(figure), figure)


def _figure(question: Question, number: Decimal) -> Scalar:
    if question.type is QuestionType.PERCENTAGE:
        return Percentage(number)
    if question.type is QuestionType.MONEY:
        return Money(number)
    if question.type is QuestionType.PERIOD:
        return Period(int(number), PeriodUnit(question.unit or "days"))
    return int(number)


def _lists(question: Question, members: Iterable[str]) -> Iterator[Level]:
    yield Level("none", ())
    if question.of is QuestionType.PARTY:
        yield Level("the first member", ("member",))
        yield Level("every member", ("members",))
        yield from (Level(slug, (slug,)) for slug in sorted(members))
    else:
        yield Level("one", ("one",))
