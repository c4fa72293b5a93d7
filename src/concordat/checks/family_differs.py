"""family-differs: answers, tables or names of parties that agreements of one family must share, and do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.checks.facts import row_name
from concordat.checks.family import FamilyFault, FamilyIndex, Kin, comparable, fault
from concordat.checks.index import table_name
from concordat.diagnostics import Span
from concordat.language.rows import names_in, text_of
from concordat.language.values import show
from concordat.model.data import Blank, Datum
from concordat.model.tree import Row

Held = tuple[Kin, str, Span | None, str]
"""What one agreement has: what is compared, its place, and how a message shows it."""


def check(family: FamilyIndex) -> Iterator[FamilyFault]:
    """Each answer, set of rows or name that departs from what most of the family has, with both places."""
    for row in family.rows("same"):
        kin = family.under(row)
        what, say = text_of(row, "what"), text_of(row, "say")
        yield from _against(family, _answers(kin, names_in(row, "particular")), what, say)
        by_party: dict[str, list[Held]] = {}
        for one in kin:
            for slug, datum in one.asked_of_parties(names_in(row, "party_particular")):
                if not isinstance(datum.value, Blank):
                    by_party.setdefault(slug, []).append(_held(one, datum))
        for slug, held in by_party.items():
            yield from _against(family, held, f"{what} of {_short_name(family, slug)}", say)
    for row in family.rows("same-rows"):
        yield from _rows(family, row)
    yield from _parties(family)


def _answers(kin: Iterable[Kin], names: tuple[str, ...]) -> list[Held]:
    found = ((one, one.asked(names)) for one in kin)
    return [_held(one, datum) for one, datum in found if datum is not None]


def _held(kin: Kin, datum: Datum) -> Held:
    return kin, comparable(datum), datum.span, f"“{show(datum)}”"


def _against(family: FamilyIndex, held: list[Held], what: str, say: str) -> Iterator[FamilyFault]:
    """What departs from the answer that stands in the most places; of equals, the first of the family is the measure."""
    by_answer: dict[str, list[Held]] = {}
    for one in held:
        by_answer.setdefault(one[1], []).append(one)
    if len(by_answer) < 2:
        return
    measure = max(by_answer.values(), key=lambda group: len({one[2] for one in group}))
    for group in by_answer.values():
        if group is not measure:
            yield fault("family-differs", family, _side(group), _side(measure), what, say)


def _side(group: list[Held]) -> tuple[tuple[Kin, ...], Span | None, str]:
    return tuple(one[0] for one in group), group[0][2], group[0][3]


def _rows(family: FamilyIndex, rule: Datum) -> Iterator[FamilyFault]:
    names = names_in(rule, "tables")
    shown: dict[frozenset[str], list[tuple[Kin, dict[str, Row], Span | None]]] = {}
    for kin in family.under(rule):
        for table, spec in kin.index.tables():
            rows = {row.identity.rpartition("#")[2]: row for row in table.rows if not row.total}
            if rows and table_name(table.identity) in names:
                place = spec.span if spec is not None else None
                shown.setdefault(frozenset(rows), []).append((kin, rows, place))
    if len(shown) < 2:
        return
    measure = max(shown.values(), key=len)
    for group in shown.values():
        if group is not measure:
            (_, rows, place), (_, other, other_place) = group[0], measure[0]
            more = [row for key, row in rows.items() if key not in other]
            fewer = [row for key, row in other.items() if key not in rows]
            span = more[0].span if more else place
            other_span = fewer[0].span if fewer else other_place
            yield fault(
                "family-differs",
                family,
                (tuple(one[0] for one in group), span, _listed(rows, more)),
                (tuple(one[0] for one in measure), other_span, _listed(other, fewer)),
                text_of(rule, "what"),
                text_of(rule, "say"),
            )


def _listed(rows: dict[str, Row], only: list[Row]) -> str:
    """How many rows a table has, and those that the other lacks, by their first two cells."""
    names = [row_name(row) for row in only]
    shown = "; ".join(f"“{name}”" for name in names[:3]) + (
        f" and {len(names) - 3} more" if len(names) > 3 else ""
    )
    return f"{len(rows)} row{'s' if len(rows) != 1 else ''}" + (
        f", with {shown} that the other lacks" if names else ""
    )


def _parties(family: FamilyIndex) -> Iterator[FamilyFault]:
    """One body under two names, or one name for two bodies."""
    names: dict[tuple[str, str], list[Held]] = {}
    bodies: dict[tuple[str, str], list[Held]] = {}
    for kin in family.kin:
        for party in kin.index.parties():
            slug = party.identity.removeprefix("party/")
            for kind, name in (("legal name", party.legal_name), ("short name", party.short_name)):
                if name:
                    place = _name_place(family, kin, slug, kind.replace(" ", "_"))
                    names.setdefault((slug, kind), []).append((kin, name, place, f"“{name}”"))
                    bodies.setdefault((name, kind), []).append((kin, slug, place, f"it for “{slug}”"))
    say = "a body has one name throughout a family: give it in parties/ alone"
    for (slug, kind), held in names.items():
        yield from _against(family, held, f"the {kind} of “{slug}”", say)
    for (name, kind), held in bodies.items():
        yield from _against(
            family, held, f"whose {kind} is “{name}”", "give each body a name of its own in parties/"
        )


def _name_place(family: FamilyIndex, kin: Kin, slug: str, name: str) -> Span | None:
    given = kin.index.given_of_party(name, slug)
    if given is not None:
        return given.span
    party = family.workspace.parties.get(slug)
    return party.span if party is not None else None


def _short_name(family: FamilyIndex, slug: str) -> str:
    party = family.workspace.parties.get(slug)
    return text_of(party, "short_name") if party is not None else slug
