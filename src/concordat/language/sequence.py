"""One sequence of places under one heading: the ordinal of each, and the published places that are not used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.diagnostics import Faults
from concordat.language.frozen import Frozen, own_ordinal, sort_of
from concordat.language.ordinals import BEFORE_ALL, Mark, after, read, write


@dataclass(frozen=True)
class Ordinal:
    """The ordinal of a place within what holds it: as it prints, its whole number, and whether no list counts to it."""

    text: str
    number: int
    typed: bool = False


@dataclass(frozen=True)
class Level:
    """Where a sequence stands: the form of its labels, the ordinals above it, how what holds it is cited."""

    form: str
    above: tuple[Ordinal, ...] = ()
    cite: str = ""
    typed: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The ordinals above, as they print."""
        return tuple(ordinal.text for ordinal in self.above)


def live(count: int, level: Level) -> tuple[Ordinal, ...]:
    """The ordinals of so many places by their order."""
    sort = sort_of(level.form)
    return tuple(Ordinal(write(((0, n),), sort), n, level.typed) for n in range(1, count + 1))


def published(level: Level, identities: Sequence[str], numbers: Frozen, faults: Faults) -> dict[str, Mark]:
    """The published ordinals of one sequence in their order; one that has not the house's form or order is a fault."""
    found: dict[str, Mark] = {}
    last = BEFORE_ALL
    for identity in identities:
        number = numbers.numbers[identity]
        text = own_ordinal(level.form, level.texts, level.cite, number)
        mark = read(text, sort_of(level.form), last) if text is not None else None
        if mark is None:
            faults.add(
                "numbering-frozen",
                numbers.spans.get(identity),
                f"“{number}” cannot be the number of `{identity}`: it does not follow from what stands before and above it",
                "write the number as it was published, each after the one before it, in the form of house.yaml",
            )
            continue
        found[identity] = last = mark
    return found


def in_order(
    actual: Sequence[str],
    marks: Mapping[str, Mark],
    numbers: Frozen,
    elsewhere: frozenset[str],
    faults: Faults,
) -> list[str]:
    """The identities in the order in which they print: those that are there, and the published ones that are not used.

    What is not used stands where the library has it, else after the published place before it. `elsewhere` are those
    that print in another place, or in the words of the provision above.
    """
    ranks = {identity: rank for rank, identity in enumerate(marks)}
    missing = [identity for identity in marks if identity not in actual and identity not in elsewhere]
    found: list[str] = []
    last = -1
    for identity in actual:
        rank = ranks.get(identity)
        if rank is not None and rank < last:
            faults.add(
                "numbering-frozen",
                numbers.spans.get(identity),
                f"`{identity}` now stands after what was published after it, so it cannot keep its number",
                "put it back in its place; a published number may be left unused, and never stands out of order",
            )
        last = max(last, rank if rank is not None else last)
        while missing and _comes_before(missing[0], identity, ranks, numbers, found):
            found.append(missing.pop(0))
        found.append(identity)
    return [*found, *missing]


def _comes_before(
    absent: str, identity: str, ranks: Mapping[str, int], numbers: Frozen, before: Sequence[str]
) -> bool:
    """Whether a place that is not used stands before one that is there."""
    if identity in ranks:
        return ranks[absent] < ranks[identity]
    if any(ranks.get(other, -1) > ranks[absent] for other in before):
        return True
    own, other = numbers.order.get(absent), numbers.order.get(identity.split("@")[0])
    if any(rank < ranks[absent] and name not in before for name, rank in ranks.items()):
        return False
    return own is None or (other is not None and own < other)


def ordinals(order: Sequence[str], marks: Mapping[str, Mark], level: Level) -> list[Ordinal]:
    """The ordinal of each place in its order: the published one, or one that fits between its neighbours."""
    sort = sort_of(level.form)
    taken = {write(mark, sort) for mark in marks.values()}
    found: list[Ordinal] = []
    last, counted = BEFORE_ALL, 0
    for place, identity in enumerate(order):
        mark = marks.get(identity)
        if mark is None or mark <= last:
            right = next(
                (marks[other] for other in order[place:] if other in marks and marks[other] > last), None
            )
            mark = after(last, right)
            while write(mark, sort) in taken:
                mark = after(mark, right)
        last = mark
        text = write(mark, sort)
        taken.add(text)
        plain = not level.typed and len(mark) == 1 and mark[0][1] == counted + 1
        counted += plain
        found.append(Ordinal(text, mark[0][1], not plain))
    return found
