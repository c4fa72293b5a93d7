"""deviation-expired, and dates-out-of-order: a deviation past its expiry, or approved after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concordat.checks.deviations import replaced, title_of
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.language.values import format_scalar
from concordat.model.data import Datum


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such deviation, at its expiry. Whether one has expired is judged only where a day is given."""
    for found in replaced(index):
        deviation, title = found.deviation, title_of(found.library, found.deviation)
        expires, approved = _day(deviation.expires), _day(deviation.approved_on)
        if expires is None or deviation.expires is None:
            continue
        if index.today is not None and expires < index.today:
            yield Diagnostic(
                "deviation-expired",
                deviation.expires.span,
                f"the deviation from “{title}” expired on {format_scalar(expires)}",
                "take it out, so that the library text returns, or have it approved again with a later date",
            )
        if approved is not None and approved > expires:
            yield Diagnostic(
                "dates-out-of-order",
                deviation.expires.span,
                f"the deviation from “{title}” was approved on {format_scalar(approved)}, after it expires",
                "correct one of the two dates",
            )


def _day(datum: Datum | None) -> date | None:
    return datum.value if datum is not None and isinstance(datum.value, date) else None
