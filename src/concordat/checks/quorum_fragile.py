"""quorum-fragile: a quorum of all the seats, so that one absence stops every decision."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.checks.seats import all_seats
from concordat.diagnostics import Diagnostic, Related

_TWO = 2


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such quorum, at the answer. Between two it is no fault: each of them must be there anyway."""
    for body in all_seats(index):
        quorum = body.quorum_number
        if body.quorum is not None and quorum == body.voting_seats and body.voting_seats > _TWO:
            yield Diagnostic(
                "quorum-fragile",
                body.quorum.span,
                f"a quorum of {quorum} is every seat of the table “{body.table.caption}”: one absence stops every decision",
                f"choose {body.voting_seats - 1} or fewer, or see that deputies count",
                (Related("the seats", body.span),) if body.span is not None else (),
            )
