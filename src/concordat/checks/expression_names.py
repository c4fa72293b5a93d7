"""expression-name in the library: an expression of a clause that no agreement chose may be misspelt too.

A clause that several precedents use must have its names in each of them; a definition, in each of those whose text
can use its term. What no precedent uses yet must have its names in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.reference_sister import family_keys
from concordat.checks.source_text import Scoped, expressions
from concordat.checks.users import Users
from concordat.diagnostics import Diagnostic, Faults, Related, Span
from concordat.language.expressions import Parsed, parse
from concordat.language.nearest import nearest
from concordat.model.library import Entry, Precedent, SourceDefinition, SourceRecital, Wording
from concordat.model.prose import Expression

GIVEN = ("particulars", "parties", "committee", "this", "text_from", "tables")
"""The names that every agreement has, besides the facts of its precedent."""

OF_A_PAPER = ("agreements", "attachments")
"""The names that a paper has besides: those of the agreements of which it speaks."""

OF_A_VARIATION = ("agreement", "varied", "variation", "earlier")
"""The names that a variation agreement has besides: what it varies, before and after, and what was varied before."""


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each name that a precedent which uses the expression does not give, at its place, with that precedent."""
    users = Users(index)
    for holder in index.holders:
        using = users.of(holder)
        own = _condition_of(index, holder.identity) if holder.wording is not Wording.MANDATED else None
        scoped = list(expressions(holder.blocks))
        if own is not None:
            scoped = [Scoped(own), *(Scoped(s.expression, s.bound, (own, *s.under)) for s in scoped)]
        for found in scoped:
            yield from _unknown(index, found, using)
    # Names in these are found when they are evaluated; a call with a misspelt name would quietly give nothing.
    for expression in _outside_prose(index):
        parsed = parse(expression, Faults())
        if parsed is not None:
            yield from _called(index, expression, parsed)


def _condition_of(index: LibraryIndex, identity: str) -> Expression | None:
    """The condition that a clause, schedule, definition or recital bears itself."""
    library, (head, _, anchor) = index.workspace.library, identity.partition("/")
    found: Entry | SourceDefinition | SourceRecital | None
    if head == "term":
        found = library.definitions.get(anchor)
    else:
        found = library.recitals.get(anchor) if head == "recital" else library.entries.get(head)
    return found.when if found is not None else None


def _outside_prose(index: LibraryIndex) -> Iterator[Expression]:
    """The expressions of precedents and tables."""
    for precedent in index.workspace.library.precedents.values():
        yield from precedent.facts.values()
        yield from (rule.require for rule in precedent.rules)
        slots = (*precedent.parties, *precedent.recitals, *precedent.clauses, *precedent.schedules)
        yield from (slot.when for slot in slots if slot.when is not None)
        questions = (*precedent.questions.values(), *precedent.party_questions.values())
        yield from (question.when for question in questions if question.when is not None)
    for spec in index.workspace.library.tables.values():
        yield from (found for found in (spec.where, *(c.value for c in spec.columns)) if found is not None)


def _unknown(index: LibraryIndex, found: Scoped, using: tuple[Precedent, ...]) -> Iterator[Diagnostic]:
    faults = Faults()
    parsed = parse(found.expression, faults)
    yield from faults.found
    if parsed is None or not index.workspace.library.precedents:
        return
    yield from _of_the_library(index, found.expression, parsed)
    every = tuple(index.workspace.library.precedents.values())
    reached = tuple(precedent for precedent in using if not _never(found, precedent))
    for name in parsed.names:
        if not using:
            if all(_missing(name, found, precedent) for precedent in every):
                yield _fault(found.expression, name, found, every)
            continue
        lacking = [precedent for precedent in reached if _missing(name, found, precedent)]
        if not lacking:
            continue
        if len(lacking) == len(using):
            yield _fault(found.expression, name, found, using)
        else:
            yield from (_lacking(found, name, precedent) for precedent in lacking)


def _missing(name: str, found: Scoped, precedent: Precedent) -> bool:
    head, _, rest = name.partition(".")
    step = rest.split(".")[0]
    if head not in {*_given(precedent), *found.bound, *precedent.facts}:
        return True
    if head == "agreements" and precedent.pack is not None and step:
        return step not in precedent.pack.agreements
    return (
        head == "particulars"
        and bool(step)
        and "particulars" not in found.bound
        and step not in precedent.questions
    )


def _given(precedent: Precedent) -> tuple[str, ...]:
    of_its_kind = OF_A_PAPER if precedent.pack is not None else ()
    return (*GIVEN, *of_its_kind, *(OF_A_VARIATION if precedent.variation is not None else ()))


def _never(found: Scoped, precedent: Precedent) -> bool:
    """Whether the expression stands under a condition that this precedent never meets: a fact that is plainly `false`."""
    never = {name for name, fact in precedent.facts.items() if fact.text.strip().lower() == "false"}
    return any(part.strip() in never for over in found.under for part in over.text.split(" and "))


def _of_the_library(index: LibraryIndex, expression: Expression, parsed: Parsed) -> Iterator[Diagnostic]:
    for name in parsed.names:
        head, _, rest = name.partition(".")
        step = rest.split(".")[0]
        if head == "tables" and step and step not in index.workspace.library.tables:
            yield _named(expression, step, name, index.workspace.library.tables)
    yield from _called(index, expression, parsed)


def _called(index: LibraryIndex, expression: Expression, parsed: Parsed) -> Iterator[Diagnostic]:
    """Each call that names no clause, schedule or key of a family."""
    for function, argument in parsed.calls:
        if function == "has" and argument not in index.anchors:
            yield _named(expression, argument, argument, index.anchors)
        elif function == "sisters" and argument not in family_keys(index.workspace):
            yield _named(expression, argument, argument, family_keys(index.workspace))


def _fault(expression: Expression, name: str, found: Scoped, precedents: Iterable[Precedent]) -> Diagnostic:
    """A name that none of the precedents gives."""
    head, _, rest = name.partition(".")
    facts = {fact for precedent in precedents for fact in precedent.facts}
    asked = {question for precedent in precedents for question in precedent.questions}
    if head in {*GIVEN, *found.bound, *facts}:
        return _named(expression, rest.split(".")[0], name, asked)
    return _named(expression, head, name, {*GIVEN, *found.bound, *facts})


def _named(expression: Expression, step: str, name: str, known: Iterable[str]) -> Diagnostic:
    like = nearest(step, known)
    return Diagnostic(
        "expression-name",
        _at(expression, step),
        f"nothing is called “{name}”",
        f"did you mean “{like}”?" if like else "see the names that the precedent gives",
    )


def _lacking(found: Scoped, name: str, precedent: Precedent) -> Diagnostic:
    """A name that one of the precedents which share the text does not give."""
    head, _, rest = name.partition(".")
    asked = head == "particulars"
    step = rest.split(".")[0] if asked else head
    where = "ask it under `particulars:`" if asked else "give it under `facts:`"
    return Diagnostic(
        "expression-name",
        _at(found.expression, step),
        f"nothing is called “{name}” in the precedent “{precedent.id}”, which uses this text too",
        f"{where} there, or put these words under a condition that it has as a fact, `false`",
        (Related("the precedent", precedent.span),),
    )


def _at(expression: Expression, step: str) -> Span:
    start = expression.span
    return Span(start.file, start.line, start.column + max(expression.text.find(step), 0), len(step))
