"""The questions of a precedent, and the typing of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.fields import Fields
from concordat.load.names import is_name
from concordat.load.rows import typed_rows
from concordat.load.typed import Place, typed
from concordat.load.values import settle
from concordat.load.yaml import places_of
from concordat.model.data import Blank, Datum, PeriodUnit
from concordat.model.library import Question, QuestionType
from concordat.model.tables import RowShape


class _Unit(StrEnum):
    NONE = ""
    WORKING_DAYS = PeriodUnit.WORKING_DAYS.value
    DAYS = PeriodUnit.DAYS.value
    WEEKS = PeriodUnit.WEEKS.value
    MONTHS = PeriodUnit.MONTHS.value
    YEARS = PeriodUnit.YEARS.value


def read_questions(
    fields: Fields, name: str, faults: Faults, shapes: Mapping[str, RowShape]
) -> dict[str, Question]:
    """The questions under a key of a precedent, by name, in order; `shapes` are those of the rows that tables show."""
    found: dict[str, Question] = {}
    for question, datum in fields.mapping(name).items():
        if not is_name(question):
            faults.add("identity-invalid", datum.span, f"`{question}` is no name of a particular",
                       "Use small letters, figures and _, a letter first.")  # fmt: skip
            continue
        found[question] = _question(question, datum, faults, shapes)
    return found


def _question(name: str, datum: Datum, faults: Faults, shapes: Mapping[str, RowShape]) -> Question:
    fields = Fields(datum, faults, f"the question `{name}`")
    ask = fields.text("ask", required=True)
    label = fields.text("label") or ask.rstrip("?")
    type_ = fields.one_of("type", QuestionType, QuestionType.TEXT, required=True)
    choices = _choices(fields, type_)
    of = fields.one_of("of", QuestionType, QuestionType.TEXT) if "of" in fields.given else None
    unit = fields.one_of("unit", _Unit, _Unit.NONE).value or None
    significance, when = fields.integer("significance", 0, 9), fields.expression("when")
    disclosure, personal = fields.disclosure(), fields.yes_no("personal")
    local = fields.yes_no("local") if "local" in fields.given else None
    printed = fields.yes_no("printed") if "printed" in fields.given else True
    given = fields.datum("default")
    fields.finish()
    question = Question(
        name,
        ask,
        label,
        type_,
        significance,
        choices,
        of,
        unit,
        when,
        None,
        disclosure,
        personal,
        fields.span,
        shapes.get(name) if type_ is QuestionType.TABLE else None,
        local,
        printed,
    )
    if given is None or given.value is None:
        return question
    return replace(question, default=_typed(given, question, faults, f"the default of `{name}`"))


def _choices(fields: Fields, type_: QuestionType) -> Mapping[str, str]:
    given = fields.given.get("choices")
    if given is not None and isinstance(given.value, tuple):
        choices: Mapping[str, str] = {text: text.replace("-", " ") for text in fields.texts("choices")}
    else:
        choices = fields.labels("choices")
    if type_ is QuestionType.CHOICE and not choices:
        fields.faults.add(
            "key-missing",
            fields.span,
            f"{fields.what} is a choice and needs `choices:`",
            "Write {slug: words that print}.",
        )
    return choices


def read_answers(
    given: Mapping[str, Datum],
    questions: Mapping[str, Question],
    faults: Faults,
    what: str,
) -> dict[str, Datum]:
    """Answers typed by their questions; an answer that nobody asked for is reported with the nearest question.

    `what` names what may be answered here ("a particular of this precedent").
    """
    found: dict[str, Datum] = {}
    places = places_of(given)
    for name, datum in given.items():
        question = questions.get(name)
        if question is None:
            faults.add("key-unknown", places.get(name, datum.span), f"`{name}` is not {what}",
                       did_you_mean(name, questions, "Look at the questions of the precedent."))  # fmt: skip
        elif datum.value is None:
            faults.add("value-type", places.get(name, datum.span), f"the answer to `{name}` is nothing",
                       "Answer it, or write {blank: what is wanted, from: whom}.")  # fmt: skip
        elif _empty(datum) and not reported.at(faults, datum.span):
            faults.add("answer-empty", places.get(name, datum.span), f"the answer to “{question.ask}” is empty",
                       "Answer it, or write {blank: what is wanted, from: whom}.")  # fmt: skip
            found[name] = replace(datum, value=Blank(question.label, ""))
        else:
            found[name] = answer(datum, question, faults)
    return found


def _empty(datum: Datum) -> bool:
    return isinstance(datum.value, str) and not datum.value.strip()


def answer(datum: Datum, question: Question, faults: Faults) -> Datum:
    """One answer, settled and typed by its question."""
    return _typed(datum, question, faults, f"the answer to `{question.name}`")


def _typed(datum: Datum, question: Question, faults: Faults, what: str) -> Datum:
    wanted = Place(question.type, question.choices, question.of, question.unit)
    return typed_rows(typed(settle(datum, faults), wanted, faults, what), question.rows, faults, what)


__all__ = ["answer", "read_answers", "read_questions"]
