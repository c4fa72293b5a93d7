"""Laws of the redline: accepted it is the newer text, rejected the older, on any two trees; and the changes lead from one to the other."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import HealthCheck, Phase, given, settings

from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.walk import blocks
from concordat.model.changes import Change, Kind
from concordat.model.tree import Agreement, Definition, MarkKind, Table
from concordat.versions.compare import compare
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.printed import printed
from concordat.versions.redline import redline
from pairs import Pair, pairs
from versions.resolving import Told, nested, told, with_older_names

QUICK = settings(
    max_examples=60, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def marked(old: Agreement, new: Agreement, moves: bool = True) -> Agreement:
    numbered = [(str(number), change) for number, change in enumerate(compare(old, new), start=1)]
    return redline(match(side(old, NOBODY), side(new, NOBODY)), numbered, moves=moves)


def rejected(made: Agreement, old: Agreement, new: Agreement) -> list[Told]:
    found = match(side(old, NOBODY), side(new, NOBODY)).backward
    lineage = {after: before for after, before in found.items() if after != before}
    return with_older_names(told(made, accept=False), lineage)


@QUICK
@given(pairs())
def test_accepted_it_is_the_newer_text_and_rejected_the_older(pair: Pair) -> None:
    old, new = pair.old, pair.new
    for before, after in ((old, new), (new, old)):
        made = marked(before, after)
        assert told(made) == told(after)
        assert rejected(made, before, after) == told(before)
        assert nested(made) == []
        assert from_canonical(to_canonical(made)) == made


@QUICK
@given(pairs())
def test_without_moves_it_says_the_same(pair: Pair) -> None:
    old, new = pair.old, pair.new
    made = marked(old, new, moves=False)
    assert (told(made), rejected(made, old, new)) == (told(new), told(old))
    assert not any(block.mark and block.mark.kind is MarkKind.MOVED for block in blocks(made))


@QUICK
@given(pairs())
def test_a_text_against_itself_has_no_mark(pair: Pair) -> None:
    for one in (pair.old, pair.new):
        made = marked(one, one)
        assert (made.groups, made.running, made.redlined) == (one.groups, one.running, ())
        assert compare(one, one) == ()


def applied(old: Agreement, changes: tuple[Change, ...], named: Mapping[str, str]) -> list[str]:
    """The identities of the older texts in order, with every change made: what is gone left out, what came or moved set in
    behind what it says that it stands behind. `named` are the newer identities."""
    order = [text.identity for text in printed(old)]
    placed: dict[str, str] = {}
    for change in changes:
        for place in change.places:
            before, after = place.identity_before, place.identity_after
            goes = after is None or change.kind is Kind.MOVED
            if goes and before in order:
                order.remove(before)
            if place.behind is not None and after is not None:
                placed[after] = place.behind
    order = [named.get(one, one) for one in order]
    while placed:
        ready = [one for one, behind in placed.items() if behind == "" or behind in order]
        assert ready, placed
        for one in ready:
            behind = placed.pop(one)
            order.insert(order.index(behind) + 1 if behind else 0, one)
    return order


def unsorted(agreement: Agreement, order: list[str]) -> list[str]:
    """An order without what stands in an order of its own: definitions, rows."""
    aside = {block.identity for block in blocks(agreement) if isinstance(block, Definition)}
    tables = tuple(f"{block.identity}#" for block in blocks(agreement) if isinstance(block, Table))
    return [
        one
        for one in order
        if not one.startswith((*tables, *(f"{term}/" for term in aside))) and one.split("~")[0] not in aside
    ]


@QUICK
@given(pairs())
def test_the_changes_put_the_texts_in_the_newer_order(pair: Pair) -> None:
    old, new = pair.old, pair.new
    order = applied(old, compare(old, new), match(side(old, NOBODY), side(new, NOBODY)).forward)
    wanted = [text.identity for text in printed(new)]
    assert sorted(order) == sorted(wanted)
    assert unsorted(new, order) == unsorted(new, wanted)
