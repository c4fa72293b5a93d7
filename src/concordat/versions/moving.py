"""What moved, as a reader of a comparison is told it: not what only follows from an order that is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from concordat.language.walk import children, iterate
from concordat.language.words import plain
from concordat.model.tree import Agreement, Definition, Row, Signature, Table
from concordat.versions.arranging import Member, length, placed
from concordat.versions.copies import keyed
from concordat.versions.matching import Match
from concordat.versions.ordering import spine
from concordat.versions.printed import lines_of

Order = tuple[tuple[str, Member | None], ...]
"""What stands in an order, by identity; a column and a line of a signature weigh nothing."""


def moved(match: Match) -> tuple[tuple[str, str], ...]:
    """The identity before and after of each block, row, column and line that moved, in the order of the newer side.

    Where two changed places the lighter moved. Left out are definitions, which stand in the order of their terms, and
    rows of a table that is in the order of one of its columns before and after. What belongs to the member of either
    agreement has the place that its party has.
    """
    old, new = match.old.agreement, match.new.agreement
    held = dict(_orders(old))
    holder = {identity: name for name, order in held.items() for identity, _ in order}
    aside = {place.block.identity for place in iterate(new) if isinstance(place.block, Definition)}
    aside |= set(_rows_in_order(match))
    found = []
    for name, order in _orders(new):
        before = match.backward.get(name, name)
        for was, now in _moved(match, before, held.get(before, ()), order, holder):
            if now not in aside and not (was != now and keyed(now, match.new.member.slug)):
                found.append((was, now))
    return tuple(found)


def _moved(
    match: Match, name: str, old: Order, new: Order, holder: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """What of one order stood elsewhere, or in another place of the same order."""
    places = {identity: place for place, (identity, _) in enumerate(old)}
    pairs = [(match.backward[now], now, member) for now, member in new if now in match.backward]
    here = [(places[was], member) for was, _, member in pairs if was in places]
    stayed = {place for place, _ in here}
    if any(one[0] > other[0] for one, other in pairwise(here)):
        weights = [1 + (length(member) if member is not None else 0) for _, member in here]
        kept = spine([place for place, _ in here], weights)
        stayed = {here[index][0] for index in kept}
    for was, now, _ in pairs:
        if was in places:
            if places[was] not in stayed:
                yield was, now
        elif holder.get(was, name) != name:
            yield was, now


def _orders(agreement: Agreement) -> Iterator[tuple[str, Order]]:
    """Everything that stands in an order, by what holds it."""
    yield "", placed(agreement.groups)
    yield "running", placed(agreement.running)
    for place in iterate(agreement):
        block = place.block
        yield block.identity, placed(children(block))
        if isinstance(block, Table):
            yield f"{block.identity}#", placed(block.rows)
            yield f"{block.identity}/", tuple((f"{block.identity}/{one.name}", None) for one in block.columns)
        elif isinstance(block, Signature):
            yield f"{block.identity}~", tuple((identity, None) for identity, _ in lines_of(block))


def _rows_in_order(match: Match) -> Iterator[str]:
    """The rows of the newer side that stand in the order of a column, as they did on the older side."""
    sides = [
        {
            place.block.identity: place.block
            for place in iterate(one.agreement)
            if isinstance(place.block, Table)
        }
        for one in (match.old, match.new)
    ]
    for identity, table in sides[1].items():
        earlier = sides[0].get(match.backward.get(identity, ""))
        if earlier is not None and _sorted_by(earlier) & _sorted_by(table):
            yield from (row.identity for row in table.rows)


def _sorted_by(table: Table) -> frozenset[str]:
    """The columns whose cells stand in order from the first row to the last, totals aside."""
    rows: list[Row] = [row for row in table.rows if not row.total]
    found = set()
    for place, column in enumerate(table.columns):
        cells = [plain(row.cells[place].inlines).casefold() for row in rows if place < len(row.cells)]
        if cells == sorted(cells):
            found.add(column.name)
    return frozenset(found)
