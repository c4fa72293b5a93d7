"""The search and the cover against every mix there is."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.proof.cover import cover, held_by, pairs_of
from concordat.proof.factors import Factor, Level, Mix
from concordat.proof.search import Constraint, find, least

NAMES = ("first", "second", "third", "fourth")
sizes = st.lists(st.integers(1, 3), min_size=2, max_size=4)
barred = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2), min_size=1, max_size=3), max_size=6
)


def factors_of(counts: list[int]) -> dict[str, Factor]:
    return {
        name: Factor(name, tuple(Level(str(number), number) for number in range(count)))
        for name, count in zip(NAMES, counts, strict=False)
    }


def rules_of(factors: dict[str, Factor], given_: list[dict[str, int]]) -> tuple[Constraint, ...]:
    """Each rule bars the mixes that have all the values of one dictionary."""

    def rule(bar: dict[str, int]) -> Constraint:
        return Constraint(
            tuple(bar), lambda mix: any(mix[name].value != value for name, value in bar.items())
        )

    return tuple(rule(bar) for one in given_ if (bar := {n: v for n, v in one.items() if n in factors}))


def every_mix(factors: dict[str, Factor]) -> list[Mix]:
    return [dict(zip(factors, one, strict=True)) for one in product(*(f.levels for f in factors.values()))]


@settings(deadline=None)
@given(sizes, barred)
def test_the_cover_holds_just_the_pairs_that_some_mix_within_the_rules_holds(
    counts: list[int], bars: list[dict[str, int]]
) -> None:
    factors = factors_of(counts)
    rules = rules_of(factors, bars)
    lawful = [mix for mix in every_mix(factors) if all(rule.holds(mix) for rule in rules)]
    wanted = {pair for mix in lawful for pair in held_by(mix, factors)}
    made = cover(factors, rules) if lawful else None
    if made is None:
        return
    assert all(mix in lawful for mix in made.mixes)
    assert {pair for mix in made.mixes for pair in held_by(mix, factors)} == wanted
    assert made.pairs == set(pairs_of(factors.values()))
    assert set(made.excluded) == made.pairs - wanted
    for pair, blamed in made.excluded.items():
        holding = [mix for mix in every_mix(factors) if pair in set(held_by(mix, factors))]
        assert blamed and not any(all(rule.holds(mix) for rule in blamed) for mix in holding)
        for spared in blamed:
            rest = [rule for rule in blamed if rule is not spared]
            assert any(all(rule.holds(mix) for rule in rest) for mix in holding)


@settings(deadline=None)
@given(sizes, barred, barred)
def test_a_mix_is_found_just_where_there_is_one(
    counts: list[int], bars: list[dict[str, int]], goals: list[dict[str, int]]
) -> None:
    factors = factors_of(counts)
    rules, wanted = rules_of(factors, bars), rules_of(factors, goals)
    first = {"first": factors["first"].levels[0]}
    allowed = [mix for mix in every_mix(factors) if all(rule.holds(mix) for rule in rules)]
    if not allowed:
        return  # rules that leave nothing at all are never asked what they leave of a part
    there = [mix for mix in allowed if {**mix, **first} == mix and all(goal.holds(mix) for goal in wanted)]
    found = find(wanted, rules, factors, first)
    assert (found is None) == (not there)
    if found is not None:
        assert any(all(mix[name] == level for name, level in found.items()) for mix in there)
    else:
        blamed = least(wanted, rules, factors, first)
        assert find(wanted, blamed, factors, first) is None
