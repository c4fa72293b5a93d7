"""function-excluded: a function of an agreement's lists that the law keeps from such arrangements."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.functions import falls_under, functions
from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.language.values import show


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each provision of a listed function that is excluded, at its place, with the row that excludes it."""
    for function in functions(index):
        for provision in function.provisions:
            for barred, what in function.excluded:
                if falls_under(show(provision), show(barred)):
                    source = f" ({barred.source})" if barred.source else ""
                    yield Diagnostic(
                        "function-excluded",
                        provision.span,
                        f"“{function.name}” rests on {show(provision)}, which is excluded{source}: {what or show(barred)}",
                        "take the function out of the list, or correct its statutory source",
                        (Related("excluded here", barred.span),) if barred.span is not None else (),
                    )
