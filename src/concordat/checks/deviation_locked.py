"""deviation-locked: local text in place of mandated or stand-in wording, which is never changed locally."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.deviations import replaced, title_of
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such deviation, at its place, with the place that locks the wording."""
    for found in replaced(index):
        if found.wording is not None and found.wording.locked:
            yield Diagnostic(
                "deviation-locked",
                found.deviation.span,
                f"“{title_of(found.library, found.deviation)}” is {found.wording.value} wording, and may not be changed locally",
                "take the deviation out; what a footprint needs besides goes into its local terms",
                (Related(f"{found.wording.value} here", found.slot),) if found.slot is not None else (),
            )
