"""seat-missing: a party without a seat that has a vote, and without a stated reason."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.checks.seats import all_seats
from concordat.diagnostics import Diagnostic


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such party, at its row where it has one, else at the table."""
    for body in all_seats(index):
        for party in index.parties():
            slug = party.identity.removeprefix("party/")
            seats = [seat for seat in body.seats if seat.party == slug]
            if any(seat.votes is None or seat.votes > 0 or seat.reason for seat in seats):
                continue
            lack = "has no vote" if seats else "has no seat"
            yield Diagnostic(
                "seat-missing",
                seats[0].span if seats else body.span,
                f"{party.short_name or party.legal_name} {lack} in the table “{body.table.caption}”",
                "give it one, or state in its row why it has none",
            )
