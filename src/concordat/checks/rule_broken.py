"""rule-broken, rule-doubtful and dates-out-of-order: a rule of the precedent that this agreement does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related, Severity, Span
from concordat.model.data import Datum
from concordat.model.library import Question, QuestionType, Rule
from concordat.model.tree import Condition

_TWO_NAMES = re.compile(r"\s*particulars\.(\w+)\s*(?:<|<=|>|>=)\s*particulars\.(\w+)\s*")


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each broken rule, at the answer that breaks it where one can be told, with its authority as the hint.

    A rule that does nothing but put two dates in order is named as dates out of order. One that warns is a doubt. One
    that reads a question which nobody answered is passed over: particular-missing tells of that.
    """
    if index.precedent is None:
        return
    rules = {(rule.require.text, rule.require.span): rule for rule in index.precedent.rules}
    for condition in index.agreement.rules:
        rule = rules.get((condition.expression, condition.span))
        if condition.met or rule is None or any(_unanswered(index, read.name) for read in condition.reads):
            continue
        reads = "; ".join(f"{read.name} is {read.shown or 'empty'}" for read in condition.reads)
        related = [
            Related(f"{read.name} is answered here", read.span) for read in condition.reads if read.span
        ]
        yield Diagnostic(
            _code(index, rule),
            _place(index, condition) or rule.span,
            f"{rule.say.rstrip('.')} ({reads})" if reads else rule.say.rstrip("."),
            _hint(rule),
            (*related, Related("the rule", rule.span)),
        )


def _unanswered(index: AgreementIndex, name: str) -> bool:
    head, _, rest = name.partition(".")
    question = rest.split(".")[0]
    asked = index.precedent is not None and question in index.precedent.questions
    return head == "particulars" and asked and index.answer(question) is None


def _hint(rule: Rule) -> str:
    if rule.source:
        return f"the authority for the rule is {rule.source}"
    return (
        "change the answer, or make sure that it is meant"
        if rule.severity is Severity.WARNING
        else "change the answer"
    )


def _code(index: AgreementIndex, rule: Rule) -> str:
    if rule.severity is Severity.WARNING:
        return "rule-doubtful"
    return "dates-out-of-order" if _orders_dates(index, rule.require.text) else "rule-broken"


def _orders_dates(index: AgreementIndex, expression: str) -> bool:
    match = _TWO_NAMES.fullmatch(expression)
    if match is None or index.precedent is None:
        return False
    asked: list[Question | None] = [index.precedent.questions.get(name) for name in match.groups()]
    return all(question is not None and question.type is QuestionType.DATE for question in asked)


def _place(index: AgreementIndex, condition: Condition) -> Span | None:
    """The last answer of the instructions themselves among what the rule read; else the instructions."""
    instructions = index.instructions
    if instructions is None:
        return None
    own: set[Span | None] = {datum.span for datum in _given(index)}
    return next((read.span for read in reversed(condition.reads) if read.span in own), instructions.span)


def _given(index: AgreementIndex) -> Iterator[Datum]:
    if index.instructions is not None:
        yield from index.instructions.answers.values()
        yield from index.instructions.each.get(index.member or "", {}).values()
