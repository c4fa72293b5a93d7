"""Mixes of values that together hold every pair of values of every two factors which the rules of a precedent allow.

The library for this on the package index was looked at: it takes the rules as a filter of half-made rows, cannot go
back when a row cannot be finished, and so drops pairs without a word. Here every pair is either covered or told with
the rules that exclude it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from concordat.proof.factors import Factor, Level, Mix
from concordat.proof.search import Constraint, completed, find, least

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


def held_by(mix: Mix, factors: Iterable[str]) -> Iterable[Pair]:
    """The pairs that a mix holds; `factors` are the names of all, in their order."""
    return combinations(((name, mix[name]) for name in factors), 2)


def pairs_of(factors: Iterable[Factor]) -> Iterator[Pair]:
    """Every pair of values of every two factors."""
    for first, second in combinations(factors, 2):
        for one, other in product(first.levels, second.levels):
            yield (first.name, one), (second.name, other)


def _grown(
    seed: Pair, waiting: Mapping[Pair, None], factors: Mapping[str, Factor], rules: tuple[Constraint, ...]
) -> dict[str, Level]:
    """A whole mix that holds a pair, and of the pairs that are waiting as many more as each next value can add."""
    order = {name: place for place, name in enumerate(factors)}

    def gain(factor: Factor, level: Level, mix: Mix) -> int:
        own = (factor.name, level)
        pairs = ((own, one) if order[factor.name] < order[one[0]] else (one, own) for one in mix.items())
        return sum(pair in waiting for pair in pairs)

    def ranked(factor: Factor, mix: Mix) -> list[Level]:
        return sorted(factor.levels, key=lambda level: -gain(factor, level, mix))

    return completed(dict(seed), rules, factors, ranked)
