"""family-shares: the shares of the members of a family do not make exactly 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from concordat.checks.family import FamilyFault, FamilyIndex, Kin
from concordat.diagnostics import Diagnostic, Related
from concordat.language.rows import names_in, text_of
from concordat.language.values import format_number, show
from concordat.model.data import Datum, Percentage

_LISTED = 4
"""How many shares a message lists; each has its place after the message."""

Share = tuple[Kin, str, Datum]
"""A share: the agreement that states it, whose it is, and the answer."""


def check(family: FamilyIndex) -> Iterator[FamilyFault]:
    """Each set of shares that is known in full and does not make 100: of the parties of one agreement, or of several."""
    for row in family.rows("hundred"):
        kin = family.under(row)
        names = names_in(row, "party_particular")
        for one in kin if names else ():
            answered = [(one, slug, datum) for slug, datum in one.asked_of_parties(names)]
            yield from _sum(family, row, answered)
        names = names_in(row, "particular")
        given = [(one, one.path.rpartition("/")[2], one.asked(names)) for one in kin] if names else []
        asking = [one for one in kin if any(one.index.place(f"particular/{name}") for name in names)]
        known = [(one, slug, datum) for one, slug, datum in given if datum is not None]
        if len(known) == len(asking):
            yield from _sum(family, row, known)


def _sum(family: FamilyIndex, row: Datum, shares: list[Share]) -> Iterator[FamilyFault]:
    figures = [datum.value.number for *_, datum in shares if isinstance(datum.value, Percentage)]
    total = sum(figures, Decimal(0))
    if not shares or len(figures) < len(shares) or total == 100:
        return
    listed = [f"{_name(family, slug)} {show(datum)}" for _, slug, datum in shares]
    agreements = tuple(dict.fromkeys(one.path for one, *_ in shares))
    where = " and ".join(agreements[:2]) + (f" and {len(agreements) - 2} more" if len(agreements) > 2 else "")
    related = [Related(words, d.span) for words, (*_, d) in zip(listed, shares, strict=True) if d.span]
    each = f": {', '.join(listed)}" if len(listed) <= _LISTED else ""
    yield FamilyFault(
        frozenset(agreements),
        Diagnostic(
            "family-shares",
            shares[-1][2].span,
            f"{text_of(row, 'what')} make {format_number(total)}%, not 100%, in {where}{each}",
            text_of(row, "say")
            or "correct a share; shares that are rounded are rounded so that they make 100",
            tuple(related),
            agreements[0],
        ),
    )


def _name(family: FamilyIndex, slug: str) -> str:
    party = family.workspace.parties.get(slug)
    return (text_of(party, "short_name") if party is not None else "") or slug
