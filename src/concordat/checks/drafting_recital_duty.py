"""drafting-recital-duty: a recital states facts, and nothing that anyone must do (style, rule 7)."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.drafting_definition_duty import DUTY
from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each duty in a recital, at its place."""
    for text in index.texts:
        if text.kind == "recital":
            for match in DUTY.finditer(text.unquoted):
                yield Diagnostic(
                    "drafting-recital-duty",
                    text.place(match.start(), len(match.group())),
                    f"“{match.group()}” makes a duty in the background, which binds nobody",
                    "put the duty into a clause, and let the recital state the fact",
                )
