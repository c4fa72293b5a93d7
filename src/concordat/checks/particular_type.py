"""particular-type: an answer of the wrong type, or a party that is none of this agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.language.operations import kind
from concordat.language.values import show
from concordat.model.data import Blank, Choice, Datum, Money, Percentage, Period
from concordat.model.library import Question, QuestionType

_TYPES: Mapping[QuestionType, tuple[type, ...]] = {
    QuestionType.DATE: (date,),
    QuestionType.PERIOD: (Period,),
    QuestionType.MONEY: (Money,),
    QuestionType.PERCENTAGE: (Percentage,),
    QuestionType.INTEGER: (int,),
    QuestionType.CHOICE: (Choice,),
    QuestionType.YES_NO: (bool,),
    QuestionType.TABLE: (tuple,),
    QuestionType.LIST: (tuple,),
}
_WORDS: Mapping[QuestionType, str] = {
    QuestionType.DATE: "a date, such as 2023-04-01",
    QuestionType.PERIOD: "a period, such as 10",
    QuestionType.MONEY: 'a sum of money, such as "£1,200,000"',
    QuestionType.PERCENTAGE: 'a percentage, such as "60%"',
    QuestionType.INTEGER: "a whole number",
    QuestionType.YES_NO: "yes or no",
    QuestionType.TABLE: "a list of rows",
    QuestionType.LIST: "a list",
}


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each answer in force that does not fit its question, at the answer."""
    if index.precedent is None:
        return
    slugs = {party.identity.removeprefix("party/") for party in index.parties()}
    for name, question in index.precedent.questions.items():
        datum = index.answer(name)
        if datum is None or isinstance(datum.value, Blank) or index.place(f"particular/{name}") is None:
            continue
        if not fits(question.type, datum):
            wanted = _wanted(question)
            yield Diagnostic(
                "particular-type",
                datum.span,
                f"the answer to “{question.ask}” is {kind(datum)}, where {wanted.split(',')[0]} is wanted",
                f"write {wanted}",
            )
            continue
        yield from _parties(question, datum, slugs)


def fits(wanted: QuestionType, datum: Datum) -> bool:
    """Whether an answer is of the type that its question asks for."""
    types = _TYPES.get(wanted)
    if types is None:
        return not isinstance(datum.value, tuple | bool)
    if wanted is QuestionType.INTEGER:
        return isinstance(datum.value, int | Decimal) and not isinstance(datum.value, bool)
    return isinstance(datum.value, types)


def _wanted(question: Question) -> str:
    if question.type is QuestionType.CHOICE:
        return f"one of the choices, {', '.join(question.choices)}"
    return _WORDS.get(question.type, "words")


def _parties(question: Question, datum: Datum, slugs: set[str]) -> Iterator[Diagnostic]:
    """Each party named that is none of this agreement."""
    if question.type is QuestionType.PARTY:
        members: tuple[Datum, ...] = (datum,)
    elif question.of is QuestionType.PARTY and isinstance(datum.value, tuple):
        members = datum.value
    else:
        return
    for member in members:
        slug = member.key or show(member)
        if not isinstance(member.value, Blank) and slug not in slugs:
            yield Diagnostic(
                "particular-type",
                member.span,
                f"“{slug}” is no party of this agreement",
                f"the parties are {', '.join(sorted(slugs))}",
            )
