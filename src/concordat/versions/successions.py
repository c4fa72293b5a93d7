"""A party in place of another by law, told as that: one change, apart from one party that leaves and another that joins.

Who succeeds whom is a fact of the party (`succeeds:` in parties/, with its source), and never guessed from two names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from concordat.language.english import join_names
from concordat.language.rows import names_in
from concordat.model.changes import Change, Edit, Kind, Nature, Sort
from concordat.model.data import Datum

FIELD = "succeeds"
_PARTY = "party/"


def with_successions(
    changes: Iterable[Change], parties: Mapping[str, Datum]
) -> tuple[tuple[Change, ...], dict[str, str]]:
    """The changes with each succession made one of its two or more, and what is said of it by its identity."""
    found = tuple(changes)
    of_party = [change for change in found if change.sort is Sort.PARTY]
    gone = {change.identity: change for change in of_party if change.kind is Kind.REMOVED}
    made: dict[str, Change] = {}
    said: dict[str, str] = {}
    taken: set[str] = set()
    for change in of_party:
        party = parties.get(change.identity.removeprefix(_PARTY))
        if change.kind is not Kind.ADDED or party is None:
            continue
        earlier = [gone[f"{_PARTY}{slug}"] for slug in names_in(party, FIELD) if f"{_PARTY}{slug}" in gone]
        if earlier:
            taken.update(one.identity for one in earlier)
            made[change.identity] = _joined(change, earlier)
            said[change.identity] = _said(change, earlier, party)
    kept = (made.get(change.identity, change) for change in found if change.identity not in taken)
    return tuple(kept), said


def _joined(change: Change, earlier: list[Change]) -> Change:
    before = join_names([one.before or "" for one in earlier])
    places = (*change.places, *(place for one in earlier for place in one.places))
    return replace(
        change,
        kind=Kind.CHANGED,
        nature=Nature.DATA,
        name_before=join_names([one.name_before for one in earlier]),
        places=places,
        edits=(Edit(before, change.after or "", False),),
    )


def _said(change: Change, earlier: list[Change], party: Datum) -> str:
    datum = party.value.get(FIELD) if isinstance(party.value, Mapping) else None
    source = f", as {datum.source} has it" if datum is not None and datum.source else ""
    before = join_names([one.name_before.removeprefix("party ") for one in earlier])
    after = change.name_after.removeprefix("party ")
    return (
        f"{after} stands in place of {before} by law{source}: a succession, and no change that parties make"
    )
