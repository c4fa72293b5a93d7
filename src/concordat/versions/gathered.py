"""Texts that changes have gathered, found again by what holds them or by the terms that they use.

Folding asks for them at each text that differs. A table is made once, so that two agreements with little alike take no
longer, for each of their differences, than two that are nearly the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from concordat.model.changes import Kind, Sort
from concordat.model.tree import Use
from concordat.versions.making import Making
from concordat.versions.printed import Printed

Pair = tuple[Printed | None, Printed | None]
_ALONE = (Kind.ADDED, Kind.REMOVED)


class Neighbours:
    """The provisions that came or went, with what else shows in their changes, by what holds each."""

    def __init__(self, made: Iterable[Making]) -> None:
        """`made` are the changes so far, in their order; those that brought or took nothing are passed over."""
        self._ranks = {making.identity: rank for rank, making in enumerate(made) if making.kind in _ALONE}
        self._held: dict[str, list[tuple[int, int, Making, Pair]]] = {}
        self._known: dict[str, int] = {}
        for making in made:
            self.learn(making)

    def learn(self, making: Making) -> None:
        """Take in what a change has gathered since."""
        rank = self._ranks.get(making.identity)
        if rank is None:
            return
        for place in range(self._known.get(making.identity, 0), len(making.texts)):
            old, new = making.texts[place]
            text = new or old
            if text is not None and text.holders and text.sort is Sort.PROVISION:
                self._held.setdefault(text.holders[-1], []).append((rank, place, making, (old, new)))
        self._known[making.identity] = len(making.texts)

    def under(self, holders: Iterable[str]) -> Iterator[tuple[Making, Pair]]:
        """Those that stand straight under any of some places, in the order of the changes and of their texts."""
        found = [one for holder in dict.fromkeys(holders) for one in self._held.get(holder, ())]
        for _, _, making, pair in sorted(found, key=lambda one: one[:2]):
            yield making, pair


class Users:
    """The changes by the terms that their texts use: on the newer side, and on the older."""

    def __init__(self, made: Mapping[str, Making]) -> None:
        """`made` are the changes; one that leaves it is found no more."""
        self._made = made
        self._ranks = {key: rank for rank, key in enumerate(made)}
        self._by: dict[tuple[Kind, str], dict[str, None]] = {}
        for key, making in made.items():
            self.learn(key, making.texts)

    def learn(self, key: str, texts: Iterable[Pair]) -> None:
        """Take in texts that the change under a key has gathered."""
        for old, new in texts:
            for kind, text in ((Kind.ADDED, new), (Kind.REMOVED, old)):
                for one in text.inlines if text is not None else ():
                    if isinstance(one, Use):
                        self._by.setdefault((kind, one.term), {})[key] = None

    def first(self, term: str, kind: Kind) -> str | None:
        """The key of the first change that brought a use of a term (`added`) or took one; those of definitions last."""
        found = [key for key in self._by.get((kind, term), ()) if key != term and key in self._made]
        return min(
            found, key=lambda key: (self._made[key].sort is Sort.DEFINITION, self._ranks[key]), default=None
        )
