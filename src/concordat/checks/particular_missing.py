"""particular-missing: a question of the precedent without an answer. A blank is an answer; silence is
none."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related

_PREFIX = "particular/"


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each question that is asked in this agreement and that nobody answered, at the head of the
    instructions."""
    precedent, instructions = index.precedent, index.instructions
    if precedent is None or instructions is None:
        return
    printed = [p.block.identity for p in index.places if p.block.identity.startswith(_PREFIX)]
    elsewhere = [
        f"{_PREFIX}{name}" for name, q in precedent.questions.items() if not q.printed and q.when is None
    ]
    for identity in (*printed, *elsewhere):
        name, _, party = identity.removeprefix(_PREFIX).partition("@")
        if party:
            question = precedent.party_questions.get(name)
            answered = index.given_of_party(name, party) is not None
            key = f"under `party_particulars: {party}:`"
        else:
            question = precedent.questions.get(name)
            answered = index.given(name) is not None
            key = "under `particulars:`"
        if question is not None and not answered and question.default is None:
            yield Diagnostic(
                "particular-missing",
                instructions.span,
                f"nobody answers “{question.ask}” ({name}{f', {party}' if party else ''})",
                f"answer it {key}, or write `{name}: {{blank: {question.label}, from: whom}}`",
                (Related("asked here", question.span),),
            )
