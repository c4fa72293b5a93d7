"""function-without-source: a function that does not say which law gives it."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.functions import functions
from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each function without a statutory source, at its row."""
    for function in functions(index):
        if not function.provisions:
            span = function.cell.span if function.cell is not None else function.row.span
            yield Diagnostic(
                "function-without-source",
                span or function.row.span,
                f"“{function.name}” has no statutory source",
                "give the Act and section that confer it, so that it can be compared with what is excluded",
            )
