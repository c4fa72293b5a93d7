"""expression-name in the library: an expression of a clause that no agreement chose may be misspelt too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.source_text import Holder, Scoped, expressions
from concordat.diagnostics import Diagnostic, Faults, Span
from concordat.language.expressions import parse
from concordat.language.nearest import nearest
from concordat.model.library import Precedent, Wording
from concordat.model.prose import Expression

GIVEN = ("particulars", "parties", "committee", "this", "text_from", "tables")
"""The names that every agreement has, besides the facts of its precedent."""


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each name that no precedent which could hold the expression gives, at its place."""
    precedents = index.workspace.library.precedents
    for holder in index.holders:
        held_by = _held_by(holder, precedents.values())
        entry = (
            index.workspace.library.entries.get(holder.identity)
            if holder.wording is not Wording.MANDATED
            else None
        )
        scoped = list(expressions(holder.blocks))
        if entry is not None and entry.when is not None:
            scoped.append(Scoped(entry.when, frozenset()))
        for found in scoped:
            yield from _unknown(index, found, held_by)


def _held_by(holder: Holder, precedents: Iterable[Precedent]) -> tuple[Precedent, ...]:
    """The precedents that may use a holder: those that list it, or all where it is listed by none."""
    listed = tuple(precedents)
    name = holder.identity.removeprefix("recital/")
    using = tuple(
        precedent
        for precedent in listed
        if name in {slot.id for slot in (*precedent.clauses, *precedent.schedules, *precedent.recitals)}
    )
    return using or listed


def _unknown(index: LibraryIndex, found: Scoped, precedents: tuple[Precedent, ...]) -> Iterator[Diagnostic]:
    faults = Faults()
    parsed = parse(found.expression, faults)
    yield from faults.found
    if parsed is None or not precedents:
        return
    known = {*GIVEN, *found.bound, *(fact for precedent in precedents for fact in precedent.facts)}
    asked = {name for precedent in precedents for name in precedent.questions}
    for name in parsed.names:
        head, _, rest = name.partition(".")
        step = rest.split(".")[0]
        if head not in known:
            yield _fault(found.expression, head, name, known)
        elif head == "particulars" and step and step not in asked:
            yield _fault(found.expression, step, name, asked)
        elif head == "tables" and step and step not in index.workspace.library.tables:
            yield _fault(found.expression, step, name, index.workspace.library.tables)
    for function, argument in parsed.calls:
        if function == "has" and argument not in index.anchors:
            yield _fault(found.expression, argument, argument, index.anchors)


def _fault(expression: Expression, step: str, name: str, known: Iterable[str]) -> Diagnostic:
    offset = max(expression.text.find(step), 0)
    start = expression.span
    like = nearest(step, known)
    return Diagnostic(
        "expression-name",
        Span(start.file, start.line, start.column + offset, len(step)),
        f"nothing is called “{name}”",
        f"did you mean “{like}”?" if like else "see the names that the precedent gives",
    )
