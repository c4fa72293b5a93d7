"""quorum-unreachable: a quorum that the seats cannot reach, even if everybody comes."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.checks.seats import all_seats
from concordat.diagnostics import Diagnostic, Related


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each quorum above the number of seats with a vote, or of nobody, at the answer."""
    for body in all_seats(index):
        quorum = body.quorum_number
        if quorum is None or body.quorum is None or 1 <= quorum <= body.voting_seats:
            continue
        yield Diagnostic(
            "quorum-unreachable",
            body.quorum.span,
            f"a quorum of {quorum} cannot be met: the table “{body.table.caption}” has {body.voting_seats} seats with a vote",
            f"choose a quorum between 1 and {body.voting_seats}, or add seats",
            (Related("the seats", body.span),) if body.span is not None else (),
        )
