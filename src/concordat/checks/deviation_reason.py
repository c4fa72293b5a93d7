"""deviation-reason: a deviation without its reason, or without who approved it and when."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.deviations import replaced, title_of
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each deviation that lacks one of the three, at its place."""
    for found in replaced(index):
        deviation = found.deviation
        lacking = [
            words
            for words, given in (
                ("a reason (`reason:`)", deviation.reason.strip()),
                ("who approved it (`approved_by:`)", (deviation.approved_by or "").strip()),
                ("when it was approved (`approved_on:`)", deviation.approved_on),
            )
            if not given
        ]
        if lacking:
            yield Diagnostic(
                "deviation-reason",
                deviation.span,
                f"the deviation from “{title_of(found.library, deviation)}” lacks {' and '.join(lacking)}",
                "add what is lacking; local text that nobody approved is not printed",
            )
