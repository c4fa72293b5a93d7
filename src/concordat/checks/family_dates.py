"""family-dates: an agreement of a family begins before, or ends after, those that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concordat.checks.family import FamilyFault, FamilyIndex, Kin, names_in
from concordat.checks.forms import text_of
from concordat.diagnostics import Diagnostic, Related
from concordat.language.values import show
from concordat.model.data import Datum

_WORDS = {"not-before": "is before", "not-after": "is after"}


def check(family: FamilyIndex) -> Iterator[FamilyFault]:
    """Each date that is out of order with one of a sister: of the first key in `between` with those of the others."""
    for row in family.rows(*_WORDS):
        keys = names_in(row, "between")
        names, others = names_in(row, "particular"), names_in(row, "other")
        first = [one for one in family.kin if one.key == keys[0]] if keys else []
        rest = [one for one in family.kin if one.key in keys[1:]]
        seen: set[tuple[object, object]] = set()
        for one in first:
            for other in rest:
                found, sister = one.asked(names), other.asked(others or names)
                if found is None or sister is None or (found.span, sister.span) in seen:
                    continue
                seen.add((found.span, sister.span))
                if _out_of_order(text_of(row, "rule"), found, sister):
                    yield _fault(family, row, (one, found), (other, sister))


def _out_of_order(rule: str, found: Datum, sister: Datum) -> bool:
    if not isinstance(found.value, date) or not isinstance(sister.value, date):
        return False
    return found.value < sister.value if rule == "not-before" else found.value > sister.value


def _fault(family: FamilyIndex, row: Datum, one: tuple[Kin, Datum], other: tuple[Kin, Datum]) -> FamilyFault:
    what = text_of(row, "what")
    message = (
        f"{what} is out of order in the family “{family.label}”: {show(one[1])} in {one[0].name} "
        f"{_WORDS[text_of(row, 'rule')]} {show(other[1])} in {other[0].name}"
    )
    place = other[1].span
    related = (Related(f"{show(other[1])} is answered here", place),) if place is not None else ()
    hint = text_of(row, "say") or "change one of the two dates"
    found = Diagnostic("family-dates", one[1].span, message, hint, related, one[0].path)
    return FamilyFault(frozenset((one[0].path, other[0].path)), found)
