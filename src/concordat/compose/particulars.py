"""The Particulars: the answers, the nearest first, and the part that prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from concordat.compose.draft import Draft
from concordat.compose.evaluate import Names
from concordat.compose.inlines import entry_of, text_of
from concordat.language.answers import given
from concordat.language.values import show
from concordat.model.committee import Committee
from concordat.model.data import Blank, Datum, Status
from concordat.model.library import (
    House,
    Instructions,
    Precedent,
    Question,
    QuestionType,
)
from concordat.model.tree import (
    Condition,
    Group,
    GroupKind,
    Heading,
    Inline,
    Omitted,
    Origin,
    Particular,
    Read,
    Text,
)

Answer = Callable[[Datum, Read], tuple[Inline, ...]]


def answers(
    precedent: Precedent, instructions: Instructions, committee: Committee, member: Datum | None
) -> dict[str, Datum]:
    """Each question's answer: the nearest wins and replaces whole (format.md, "Expressions and names").

    A question without any answer gets a blank, so that composition goes on; a check names it.
    """
    slug = member.key if member is not None else None
    return {
        name: given(name, instructions, committee, slug) or question.default or _unanswered(question)
        for name, question in precedent.questions.items()
    }


def _unanswered(question: Question) -> Datum:
    return Datum(Blank(question.label, ""), question.span, status=Status.UNCONFIRMED)


def party_answers(
    party: Datum, precedent: Precedent, instructions: Instructions, committee: Committee, member: Datum | None
) -> Datum:
    """A party with the answers to what is asked of each party; a blank is wanted of the party itself.

    The nearest wins and replaces whole: what a member says under `each` of itself, the instructions, the
    footprint, the precedent's default.
    """
    slug = party.key or ""
    given = {
        **committee.party_answers.get(slug, {}),
        **instructions.party_answers.get(slug, {}),
        **own_answers(precedent, instructions, party, member),
    }
    assert isinstance(party.value, Mapping)
    fields: dict[str, Datum] = dict(party.value)
    for name, question in precedent.party_questions.items():
        datum = given.get(name) or question.default or _unanswered(question)
        if isinstance(datum.value, Blank) and not datum.value.of:
            datum = replace(datum, value=replace(datum.value, of=text_of(party, "legal_name")))
        fields[name] = datum
    return replace(party, value=fields)


def own_answers(
    precedent: Precedent, instructions: Instructions, party: Datum, member: Datum | None
) -> dict[str, Datum]:
    """What `each` says of a party in its own agreement; a name that the precedent asks once is no party's."""
    own = instructions.each.get(party.key or "", {}) if member is not None and member.key == party.key else {}
    return {name: datum for name, datum in own.items() if name not in precedent.questions}


def with_parties(datum: Datum, question: Question, parties: tuple[Datum, ...]) -> Datum:
    """The answer with the slugs of parties replaced by the parties, each with the place of the answer."""
    if question.type is QuestionType.PARTY:
        return _party(datum, parties)
    if question.of is QuestionType.PARTY and isinstance(datum.value, tuple):
        return replace(datum, value=tuple(_party(member, parties) for member in datum.value))
    return datum


def _party(datum: Datum, parties: tuple[Datum, ...]) -> Datum:
    for party in parties:
        if party.key == datum.value:
            return replace(party, span=datum.span, source=datum.source, status=datum.status)
    return datum


def fill_particulars(draft: Draft, answer: Answer) -> Group:
    """The Particulars part: every question that is asked here, then what was asked of each party.

    An answer of rows that a table shows prints there, and not here; so does one whose question says `printed: no`.
    """
    blocks = tuple(_general(draft, answer)) + tuple(_of_parties(draft, answer))
    words = draft.precedent.headings.get("particulars", "")
    heading = Heading("particulars~heading", 1, (Text(words),))
    return Group("particulars", GroupKind.PARTICULARS, "", 0, heading, blocks)


def _general(draft: Draft, answer: Answer) -> Iterator[Particular]:
    for name, question in draft.precedent.questions.items():
        conditions = _asked(question, draft, draft.names)
        datum = entry_of(draft.names["particulars"], name)
        if conditions is None or datum is None or question.rows is not None or not question.printed:
            continue
        yield _particular(f"particular/{name}", question, datum, answer, f"particulars.{name}", conditions)


def not_asked(draft: Draft) -> Iterator[Omitted]:
    """The questions that are not asked here, each with the condition that is not met."""
    asked = [(f"particular/{name}", q, draft.names) for name, q in draft.precedent.questions.items()]
    for party in draft.parties:
        names = draft.names.bind("party", party)
        of_party = draft.precedent.party_questions.items()
        asked += [(f"particular/{name}@{party.key}", question, names) for name, question in of_party]
    for identity, question, names in asked:
        if question.when is not None:
            condition = draft.evaluator.condition(question.when, names)
            if not condition.met:
                yield Omitted(identity, question.label, (condition,), question.span)


def _asked(question: Question, draft: Draft, names: Names) -> tuple[Condition, ...] | None:
    """The conditions on which a question is asked, all met; None where it is not asked."""
    if question.when is None:
        return ()
    condition = draft.evaluator.condition(question.when, names)
    return (condition,) if condition.met else None


def _of_parties(draft: Draft, answer: Answer) -> Iterator[Group]:
    for party in draft.parties:
        rows = []
        for name, question in draft.precedent.party_questions.items():
            conditions = _asked(question, draft, draft.names.bind("party", party))
            datum = entry_of(party, name)
            if conditions is None or datum is None or not question.printed:
                continue
            identity = f"particular/{name}@{party.key}"
            rows.append(_particular(identity, question, datum, answer, f"party.{name}", conditions))
        if rows:
            identity = f"particulars/{party.key}"
            heading = Heading(f"{identity}~heading", 2, (Text(text_of(party, "legal_name")),))
            yield Group(identity, GroupKind.PARTY_PARTICULARS, "", 0, heading, tuple(rows))


def _particular(
    identity: str,
    question: Question,
    datum: Datum,
    answer: Answer,
    name: str,
    conditions: tuple[Condition, ...],
) -> Particular:
    read = Read(name, show(datum), datum.span, datum.source, datum.status.value)
    origin = Origin(question.span, conditions)
    return Particular(
        identity,
        question.label,
        answer(datum, read),
        datum.status.value,
        origin,
        disclosure=question.disclosure,
        personal=question.personal or None,
    )


def to_be_confirmed(datum: Datum, house: House) -> tuple[Inline, ...]:
    """What follows an answer that is not sure: "(to be confirmed)", "(example)"; nothing after a blank."""
    if isinstance(datum.value, Blank):
        return ()
    if datum.status is Status.UNCONFIRMED:
        return (Text(f" ({house.to_be_confirmed})"),)
    if datum.status is Status.EXAMPLE:
        return (Text(f" ({Status.EXAMPLE.value})"),)
    return ()
