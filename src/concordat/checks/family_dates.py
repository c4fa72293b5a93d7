"""family-dates: an agreement of a family begins before, or ends after, those that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concordat.checks.family import FamilyFault, FamilyIndex, Kin
from concordat.diagnostics import Diagnostic, Related, Span
from concordat.language.rows import names_in, text_of
from concordat.language.values import show
from concordat.model.data import Datum

Pair = tuple[tuple[Kin, Datum], tuple[Kin, Datum]]
"""An agreement with its date, and a sister with hers."""

_WORDS = {"not-before": "is before", "not-after": "is after"}


def check(family: FamilyIndex) -> Iterator[FamilyFault]:
    """Each date that is out of order with one of a sister: of the first key in `between` with those of the others."""
    for row in family.rows(*_WORDS):
        by_place: dict[tuple[Span | None, Span | None], list[Pair]] = {}
        for one, other in _pairs(family, row):
            if _out_of_order(text_of(row, "rule"), one[1], other[1]):
                by_place.setdefault((one[1].span, other[1].span), []).append((one, other))
        yield from (_fault(family, row, pairs) for pairs in by_place.values())


def _pairs(family: FamilyIndex, row: Datum) -> Iterator[Pair]:
    keys, names = names_in(row, "between"), names_in(row, "particular")
    for one in family.kin:
        found = one.asked(names) if one.key in keys[:1] else None
        for other in family.kin if found is not None else ():
            sister = other.asked(names_in(row, "other") or names) if other.key in keys[1:] else None
            if found is not None and sister is not None:
                yield (one, found), (other, sister)


def _out_of_order(rule: str, found: Datum, sister: Datum) -> bool:
    if not isinstance(found.value, date) or not isinstance(sister.value, date):
        return False
    return found.value < sister.value if rule == "not-before" else found.value > sister.value


def _fault(family: FamilyIndex, row: Datum, pairs: list[Pair]) -> FamilyFault:
    """The agreements whose two answers stand in the same two places are named together."""
    one, other = pairs[0]
    kin, sisters = (tuple(dict.fromkeys(pair[side][0].path for pair in pairs)) for side in (0, 1))
    what = text_of(row, "what")
    message = (
        f"{what} is out of order in the family “{family.label}”: {show(one[1])} in {one[0].name} "
        f"{_WORDS[text_of(row, 'rule')]} {show(other[1])} in {other[0].name}"
    )
    place = other[1].span
    related = (Related(f"{show(other[1])} is answered here", place),) if place is not None else ()
    hint = text_of(row, "say") or "change one of the two dates"
    found = Diagnostic("family-dates", one[1].span, message, hint, related, one[0].path)
    return FamilyFault(frozenset((*kin, *sisters)), found)
