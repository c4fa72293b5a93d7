"""Pairs of agreements, older and newer, made at random: what comparisons, redlines and variations are tested on.

`pairs()` is a strategy of hypothesis; `spread()` is a fixed list in which every kind of edit stands, for judges that
are slow. Nothing here knows of `versions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from hypothesis import strategies as st

from concordat.model.tree import Agreement
from pairs_edited import EDITS, Edit, editor
from pairs_grown import grown
from pairs_settled import settled


@dataclass(frozen=True)
class Pair:
    """Two agreements and the names of the edits between them; `another` where the newer was grown for itself."""

    old: Agreement
    new: Agreement
    script: tuple[str, ...]

    @property
    def name(self) -> str:
        """What was done, in short."""
        return ", ".join(self.script) or "nothing"


def edited(old: Agreement, chance: Random, script: tuple[Edit, ...]) -> Pair:
    """A pair whose newer agreement is the older one with these edits; those that find nothing to edit are left out."""
    one = editor(old, chance)
    new, done = old, []
    for edit in script:
        tries = (edit(one, new) for _ in range(3))  # a thing set back where it was is no edit
        made = next((made for made in tries if made is not None and made != new), None)
        if made is not None:
            new = made
            done.append(edit.__name__)
    return Pair(old, settled(new) if done else old, tuple(done))


def pair(chance: Random, size: int = 3) -> Pair:
    """A pair: mostly with a few edits, now and then with none, with very many, or with another agreement altogether."""
    old = grown(chance, size)
    match chance.choice(("few", "few", "few", "few", "one", "one", "none", "many", "another")):
        case "none":
            return Pair(old, old, ())
        case "another":
            return Pair(old, grown(chance, size), ("another",))
        case "one":
            count = 1
        case "many":
            count = 25
        case _:
            count = chance.randint(2, 5)
    return edited(old, chance, tuple(chance.choice(EDITS) for _ in range(count)))


def agreements(size: int = 3) -> st.SearchStrategy[Agreement]:
    """Agreements."""
    return st.randoms(use_true_random=False).map(lambda chance: grown(chance, size))


def pairs(size: int = 3) -> st.SearchStrategy[Pair]:
    """Pairs of agreements."""
    return st.randoms(use_true_random=False).map(lambda chance: pair(chance, size))


@cache
def spread(count: int = 26) -> tuple[Pair, ...]:
    """A fixed list of pairs, at least 24: nothing changed, another agreement, everything at once, and in the others
    every kind of edit at least once."""
    assert count >= 24, count
    same = grown(Random(1))
    found = [
        Pair(same, same, ()),
        Pair(grown(Random(2)), grown(Random(3)), ("another",)),
        edited(grown(Random(4), 4), Random(5), EDITS),
    ]
    waiting = list(EDITS)
    for place in range(200):
        if not waiting and len(found) >= count:
            return tuple(found)
        share = -(-len(waiting) // max(1, count - len(found))) or 3
        made = edited(grown(Random(100 + place), 4), Random(place), tuple((waiting or list(EDITS))[:share]))
        waiting = [edit for edit in waiting if edit.__name__ not in made.script]
        found.append(made)
    raise AssertionError(f"no pair has {waiting[0].__name__}: nothing grown gives it something to edit")
