"""What must hold for a place to be reached: its path, and for a definition the paths of the uses that bring it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concordat.proof.standing import Each, Path, Source, Standing, When

MOST = 64
"""The most contexts of a definition that are kept apart; with more it is taken to stand wherever its own condition lets it."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A part of a path that holds or not by itself: one condition, or a repetition with all that stands in it."""

    path: Path

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two guards the same: the words of their conditions."""
        return tuple(
            (step.expression.text, step.met) if isinstance(step, When) else (step.name, step.members)
            for step in self.path
        )

    @property
    def repeats(self) -> bool:
        """Whether it is a repetition."""
        return isinstance(self.path[0], Each)


Context = Mapping[tuple[object, ...], Guard]
"""Guards that must all hold, each once."""


def guards(path: Path) -> tuple[Guard, ...]:
    """A path as guards: each condition outside of repetitions, then the first repetition with what follows."""
    for place, step in enumerate(path):
        if isinstance(step, Each):
            return (*guards(path[:place]), Guard(path[place:]))
    return tuple(Guard((step,)) for step in path)


def context(path: Path) -> dict[tuple[object, ...], Guard]:
    """The guards of a path by their keys."""
    return {guard.key: guard for guard in guards(path)}


def contexts(places: Standing) -> dict[str, tuple[Context, ...]]:
    """For each definition the ways in which it is reached: one of them holds wherever it stands.

    A definition is reached by a use in what stands, or in a definition that is reached; mandated ones always are.
    """
    uses: dict[str, list[Source]] = {}
    for source in places.sources:
        for need in source.needs:
            if need.startswith("term/"):
                uses.setdefault(need, []).append(source)
    found: dict[str, tuple[Context, ...]] = {
        term: (context(places.places.get(term, ())),) for term in places.mandated
    }
    changed = True
    while changed:
        changed = False
        for term, sources in uses.items():
            if term in places.mandated or term not in places.places:
                continue
            reached = _least(_reached(term, sources, places, found))
            if _keys(reached) != _keys(found.get(term, ())):
                found[term], changed = reached, True
    return found


def _reached(
    term: str, sources: Iterable[Source], places: Standing, found: Mapping[str, tuple[Context, ...]]
) -> Iterable[Context]:
    own = context(places.places[term])
    for source in sources:
        around = found.get(source.holder, ()) if source.holder.startswith("term/") else ({},)
        for outer in around:
            yield {**outer, **context(source.path), **own}


def _keys(contexts: Iterable[Context]) -> frozenset[frozenset[object]]:
    return frozenset(frozenset(one) for one in contexts)


def _least(contexts: Iterable[Context]) -> tuple[Context, ...]:
    """The contexts without those that ask for more than another does."""
    kept: list[Context] = []
    for one in sorted(contexts, key=len):
        if not any(set(other) <= set(one) for other in kept):
            kept.append(one)
    if len(kept) <= MOST:
        return tuple(kept)
    shared = set(kept[0]).intersection(*kept[1:])
    return ({key: guard for key, guard in kept[0].items() if key in shared},)
