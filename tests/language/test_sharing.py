"""Sharing a whole: the parts make it exactly, each is within a unit of its exact share, and ties go to the earlier."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.language.sharing import share_out, to_unit

UNITS = st.sampled_from([Decimal("0.01"), Decimal("0.1"), Decimal(1), Decimal(1000)])
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=10**10, places=2), min_size=1, max_size=12).filter(any)
COUNTS = st.integers(min_value=-(10**12), max_value=10**12)


@given(COUNTS, WEIGHTS, UNITS)
def test_the_parts_make_the_whole_and_none_is_a_unit_away_from_its_share(
    count: int, weights: list[Decimal], unit: Decimal
) -> None:
    whole = count * unit
    shared = share_out(whole, weights, unit)
    assert sum(shared.parts) == whole
    together = sum(map(Fraction, weights))
    exact = [Fraction(whole) * Fraction(weight) / together for weight in weights]
    assert all(abs(Fraction(part) - share) < unit for part, share in zip(shared.parts, exact, strict=True))
    assert all(part % unit == 0 for part in shared.parts)
    assert shared.rounded == any(
        Fraction(part) != share for part, share in zip(shared.parts, exact, strict=True)
    )


@given(COUNTS, WEIGHTS, UNITS, st.randoms(use_true_random=False))
def test_the_order_of_the_weights_decides_nothing_but_between_equals(
    count: int, weights: list[Decimal], unit: Decimal, shuffled: Random
) -> None:
    """In another order each weight has the same part, but where two lost alike: then the parts are the same as a set."""
    order = list(range(len(weights)))
    shuffled.shuffle(order)
    parts = share_out(count * unit, weights, unit).parts
    others = share_out(count * unit, [weights[place] for place in order], unit).parts
    assert sorted(parts) == sorted(others)
    back = dict(zip(order, others, strict=True))
    for place, part in enumerate(parts):
        alike = [n for n, _ in enumerate(weights) if _lost(count, weights, n) == _lost(count, weights, place)]
        assert len(alike) > 1 or back[place] == part


def _lost(count: int, weights: list[Decimal], place: int) -> Fraction:
    share = abs(count) * Fraction(weights[place]) / sum(map(Fraction, weights))
    return share - share.numerator // share.denominator


def test_of_equals_the_earlier_has_the_unit_that_is_left_over() -> None:
    assert share_out(Decimal(100), [Decimal(1)] * 3, Decimal("0.1")).parts == (
        Decimal("33.4"), Decimal("33.3"), Decimal("33.3"),
    )  # fmt: skip
    assert share_out(Decimal(-2), [Decimal(1)] * 3, Decimal(1)).parts == (
        Decimal(-1),
        Decimal(-1),
        Decimal(0),
    )


def test_the_alabama_case_of_the_largest_remainder() -> None:
    """21 seats by 60, 10 and 25: cut down 13, 2 and 5, and the one left over goes where most was lost."""
    assert share_out(Decimal(21), [Decimal(60), Decimal(10), Decimal(25)], Decimal(1)).parts == (13, 2, 6)


@pytest.mark.parametrize(
    ("whole", "weights", "unit"),
    [
        ("1.5", ["1", "1"], "1"),
        ("1", ["0", "0"], "1"),
        ("1", [], "1"),
        ("1", ["2", "-1"], "1"),
        ("1", ["1"], "0"),
    ],
)
def test_what_cannot_be_shared_is_refused(whole: str, weights: list[str], unit: str) -> None:
    with pytest.raises(ValueError):
        share_out(Decimal(whole), [Decimal(weight) for weight in weights], Decimal(unit))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), UNITS)
def test_rounding_gives_the_nearest_whole_number_of_units(number: Decimal, unit: Decimal) -> None:
    made = to_unit(number, unit)
    assert made % unit == 0 and abs(made - number) <= unit / 2
    assert to_unit(-number, unit) == -made
