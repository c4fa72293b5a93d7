"""Which of some matched places stayed where they were: the heaviest sequence that has one order on both sides."""

from __future__ import annotations

from collections.abc import Sequence


def spine(places: Sequence[int], weights: Sequence[int]) -> frozenset[int]:
    """The indexes of the increasing subsequence of `places` with the greatest sum of weights; the others have moved.

    `places` are where the members of the newer order stood in the older one, each once; a weight is at least 1. Where
    two sequences weigh the same, that which ends earlier in the older order is taken.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(places), start=1)}
    best = _Highest(len(places))
    before: list[int] = []
    sums: list[int] = []
    for index, (place, weight) in enumerate(zip(places, weights, strict=True)):
        total, last = best.up_to(ranks[place] - 1)
        before.append(last)
        sums.append(total + weight)
        best.put(ranks[place], total + weight, index)
    found = []
    at = best.up_to(len(places))[1]
    while at >= 0:
        found.append(at)
        at = before[at]
    return frozenset(found)


class _Highest:
    """The greatest sum among the first so many ranks, with the index that it belongs to (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self._held = [(0, -1)] * (size + 1)

    def up_to(self, rank: int) -> tuple[int, int]:
        best = (0, -1)
        while rank > 0:
            if self._held[rank][0] > best[0]:
                best = self._held[rank]
            rank -= rank & -rank
        return best

    def put(self, rank: int, total: int, index: int) -> None:
        while rank < len(self._held):
            if total > self._held[rank][0]:
                self._held[rank] = (total, index)
            rank += rank & -rank
