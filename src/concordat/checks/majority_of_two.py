"""majority-of-two: a majority between two, which is the agreement of both."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.checks.seats import all_seats
from concordat.diagnostics import Diagnostic, Related

_TWO = 2


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each body of two (or one) that is to decide by a majority, at the answer."""
    for body in all_seats(index):
        if body.by_majority and body.voting is not None and body.voting_seats <= _TWO:
            yield Diagnostic(
                "majority-of-two",
                body.voting.span,
                f"the table “{body.table.caption}” has {body.voting_seats} seats with a vote, so a majority is both of them",
                "choose consensus, and a way to settle what is not agreed",
                (Related("the seats", body.span),) if body.span is not None else (),
            )
