"""Money and percentages: read exactly, rounded so that the parts make the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Context, Decimal

from concordat.model.data import Money, Percentage, Scale

FACTORS = {
    Scale.POUNDS: Decimal(1),
    Scale.THOUSANDS: Decimal(1000),
    Scale.MILLIONS: Decimal(1_000_000),
    Scale.BILLIONS: Decimal(1_000_000_000),
}
"""How many pounds one unit of each scale is."""

_MONEY = re.compile(
    r"(?P<sign>[-−])?£(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(?P<part>\d{1,9}))?(?P<scale>k|m|bn)?",
    re.ASCII,
)
_PERCENTAGE = re.compile(r"(?P<sign>[-−])?(?P<whole>\d{1,6})(?:\.(?P<part>\d{1,9}))?\s?%", re.ASCII)
_PENNY = Decimal("0.01")
_EXACT = Context(prec=60)


def parse_money(text: str) -> Money | None:
    """A sum of money as people write it ("£1,600m", "£1,200,000", "£250.50"), or None.

    The pound sign is needed, commas stand in threes or nowhere, and nothing smaller than a penny is accepted.
    """
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    scale = Scale(match["scale"] or "")
    number = _EXACT.multiply(_number(match), FACTORS[scale])
    if _EXACT.remainder(number, _PENNY) != 0:
        return None
    return Money(Decimal(f"{number:f}"), scale)


def parse_percentage(text: str) -> Percentage | None:
    """A percentage as people write it ("12.5%", "60 %"), or None."""
    match = _PERCENTAGE.fullmatch(text.strip())
    return None if match is None else Percentage(_number(match))


def _number(match: re.Match[str]) -> Decimal:
    number = Decimal(match["whole"].replace(",", "") + (f".{match['part']}" if match["part"] else ""))
    return -number if match["sign"] else number


def apportion(total: Decimal, weights: Sequence[Decimal], step: Decimal = _PENNY) -> tuple[Decimal, ...]:
    """A total shared in proportion to weights, in whole steps, by largest remainder: the shares make the
    total.

    Each share is rounded down to a step, and what is over goes, a step at a time, to the largest remainders;
    of equal ones to the first. ValueError where the weights are negative or sum to nothing, or the total is
    no whole number of steps.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative, and must sum to more than nothing")
    steps = _EXACT.divide(total, step)
    if steps != steps.to_integral_value():
        raise ValueError("the total is not a whole number of steps")
    exact = [_EXACT.divide(_EXACT.multiply(steps, weight), whole) for weight in weights]
    floors = [share.to_integral_value(rounding=ROUND_FLOOR) for share in exact]
    over = int(steps - sum(floors, Decimal(0)))
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in order[:over]:
        floors[place] += 1
    return tuple(_EXACT.multiply(floor, step) for floor in floors)


def round_percentages(numbers: Sequence[Decimal], places: int = 1) -> tuple[Decimal, ...]:
    """Shares of any whole as percentages with that many decimal places that make exactly 100 (largest
    remainder)."""
    return apportion(Decimal(100), numbers, Decimal(1).scaleb(-places))
