"""example-fact: what was invented as an example stands in an agreement of real bodies."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.facts import facts
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.model.data import Status

_HINT = "give the fact with its source, or a blank: {blank: what is wanted, from: whom}"


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each fact of status `example`, where the footprint does not say `example: yes`."""
    if index.committee is None or index.committee.example:
        return
    of = (Related("no `example: yes` for this footprint", index.committee.span),)
    for span, what in facts(index, Status.EXAMPLE):
        message = f"{what} is an example, and {index.committee.folder} is no invented footprint"
        yield Diagnostic("example-fact", span, message, _HINT, of)
