"""term-unused: a definition that nothing in the library uses."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic
from concordat.language.values import format_scalar
from concordat.model.data import Period, PeriodUnit


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each definition whose term stands in no clause, schedule, recital, other definition or execution."""
    used: set[str] = set()
    for text, uses in index.uses:
        used.update(use.identity for use in uses if use.identity != text.holder)
    for words in _elsewhere(index):
        used.update(use.identity for use in index.forms.uses(words))
    for anchor, definition in sorted(index.workspace.library.definitions.items()):
        if f"term/{anchor}" not in used:
            yield Diagnostic(
                "term-unused",
                definition.span,
                f"nothing in the library uses “{definition.term}”",
                "take the definition out, or use the term",
            )


def _elsewhere(index: LibraryIndex) -> Iterator[str]:
    for _, precedent in sorted(index.workspace.library.precedents.items()):
        for execution in precedent.execution:
            inlines = execution.opening.inlines if execution.opening is not None else ()
            yield "".join(getattr(inline, "text", "") for inline in inlines)
        for question in (*precedent.questions.values(), *precedent.party_questions.values()):
            yield question.label
            yield " ".join(question.choices.values())
            if question.unit is not None:
                # A period prints its unit in words ("10 Working Days").
                yield format_scalar(Period(2, PeriodUnit(question.unit)))
