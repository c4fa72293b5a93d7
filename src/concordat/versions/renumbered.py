"""Which places have another number, for no change of their own: the table that ends a comparison.

A place is told where its own number is another: the last of its label, counted under the same holder. That clause 24
became 25 tells of all that it holds, so its provisions are not listed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.language.naming import name_of
from concordat.language.walk import Place, iterate
from concordat.model.changes import Change, Kind
from concordat.model.comparison import Renumbered
from concordat.model.tree import Agreement, Group, Party, Provision, Recital
from concordat.versions.matching import Match


def renumbered(matched: Match, changes: Iterable[Change]) -> tuple[Renumbered, ...]:
    """Each such place in the order of the newer text. What moved for its own sake is a change, and is left out."""
    moved = {
        identity
        for change in changes
        if change.kind is Kind.MOVED
        for identity in (change.identity, *(place.identity for place in change.places))
    }
    old = {place.block.identity: place for place in _labelled(matched.old.agreement)}
    found = []
    for place in _labelled(matched.new.agreement):
        identity = place.block.identity
        earlier = old.get(matched.backward.get(identity, ""))
        if earlier is not None and identity not in moved and _differs(matched, earlier, place):
            found.append(Renumbered(identity, name_of(earlier), name_of(place)))
    return tuple(found)


def _labelled(agreement: Agreement) -> Iterator[Place]:
    for place in iterate(agreement):
        label = getattr(place.block, "label", "")
        if label and isinstance(place.block, Group | Provision | Recital | Party):
            yield place


def _differs(matched: Match, old: Place, new: Place) -> bool:
    """Whether a place has another number of its own, or stands under another holder and is therefore named otherwise."""
    if _own(old) != _own(new):
        return True
    before = [matched.forward.get(parent.identity, "") for parent in old.parents]
    after = [parent.identity for parent in new.parents]
    return before != after and name_of(old) != name_of(new)


def _own(place: Place) -> str:
    """The number of a place under its holder: "24" of a clause, "(a)" of clause 24.1(a), "2" of clause 24.2."""
    label = str(getattr(place.block, "label", ""))
    return label.rpartition(".")[2] if isinstance(place.block, Provision) else label
