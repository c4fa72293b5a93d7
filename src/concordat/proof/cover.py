"""Mixes of values that together hold every pair of values of every two factors which the rules of a precedent allow.

The library for this on the package index was looked at: it takes the rules as a filter of half-made rows, cannot go
back when a row cannot be finished, and so drops pairs without a word. Here every pair is either covered or told with
the rules that exclude it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concordat.proof.factors import Factor, Level, Mix
from concordat.proof.search import Constraint, find, least, pairs_of

Pair = tuple[tuple[str, Level], tuple[str, Level]]
"""Two factors, in the order of the factors, each with a value."""


@dataclass(frozen=True)
class Cover:
    """The mixes, the pairs that there are, and those that rules exclude, each with those rules."""

    mixes: tuple[dict[str, Level], ...]
    pairs: frozenset[Pair]
    excluded: Mapping[Pair, tuple[Constraint, ...]]


def cover(factors: Mapping[str, Factor], rules: tuple[Constraint, ...]) -> Cover:
    """Mixes that cover every pair that the rules allow; each has a value for every factor and keeps every rule."""
    every = tuple(pairs_of(factors.values()))
    excluded: dict[Pair, tuple[Constraint, ...]] = {}
    for pair in every:
        if find((), rules, factors, dict(pair)) is None:
            excluded[pair] = least((), rules, factors, dict(pair))
    waiting = {pair: None for pair in every if pair not in excluded}
    mixes: list[dict[str, Level]] = []
    while waiting:
        mix = _grown(next(iter(waiting)), waiting, factors, rules)
        for pair in held_by(mix, factors):
            waiting.pop(pair, None)
        mixes.append(mix)
    return Cover(tuple(mixes), frozenset(every), excluded)


def held_by(mix: Mix, factors: Mapping[str, Factor]) -> Iterable[Pair]:
    """The pairs that a mix holds."""
    names = tuple(factors)
    for place, name in enumerate(names):
        for other in names[place + 1 :]:
            yield (name, mix[name]), (other, mix[other])


def _grown(
    seed: Pair, waiting: Mapping[Pair, None], factors: Mapping[str, Factor], rules: tuple[Constraint, ...]
) -> dict[str, Level]:
    """A whole mix that holds a pair, and of the pairs that are waiting as many more as each next value can add."""
    mix = dict(seed)
    for name, factor in factors.items():
        if name in mix:
            continue
        ranked = sorted(factor.levels, key=lambda level: -_gain(name, level, mix, waiting, factors))
        mix[name] = next(
            level for level in ranked if find((), rules, factors, {**mix, name: level}) is not None
        )
    return {name: mix[name] for name in factors}


def _gain(
    name: str, level: Level, mix: Mix, waiting: Mapping[Pair, None], factors: Mapping[str, Factor]
) -> int:
    """How many waiting pairs a value would add to those of a mix."""
    order = {one: place for place, one in enumerate(factors)}
    return sum(
        (((name, level), (other, value)) if order[name] < order[other] else ((other, value), (name, level)))
        in waiting
        for other, value in mix.items()
    )
