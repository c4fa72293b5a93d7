"""fact-unconfirmed: a fact of this agreement without a confirmed source; one warning for each, at its
place."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.facts import facts
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.model.data import Status

_HINT = "find the source, name it, and write `status: confirmed`; until then it prints as to be confirmed"


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each answer, row and value that is unconfirmed, once for each place where it was written."""
    for span, what in facts(index, Status.UNCONFIRMED):
        yield Diagnostic("fact-unconfirmed", span, f"{what} has no confirmed source", _HINT)
