"""Sharing a whole in parts that are rounded and yet make exactly the whole: the method of the largest remainder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Shared:
    """The parts in the order of their weights, and whether any is not the exact share."""

    parts: tuple[Decimal, ...]
    rounded: bool


def share_out(whole: Decimal, weights: Sequence[Decimal], unit: Decimal) -> Shared:
    """A whole shared in proportion to weights, in whole numbers of a unit; the parts make exactly the whole.

    Each part is first cut down to whole units; the units left over go one each to the parts that lost most, and of
    parts that lost alike to the earlier (Hamilton's method). A whole below nought is shared as its opposite. Raises
    ValueError where the whole is not a whole number of units, a weight is below nought, or no weight is above it.
    """
    if unit <= 0 or _EXACT.remainder(whole, unit) != 0:
        raise ValueError("the whole is not a whole number of units")
    if any(weight < 0 for weight in weights) or not any(weights):
        raise ValueError("there is nothing to share by")
    units = int(_EXACT.divide(abs(whole), unit))
    together = sum(map(Fraction, weights), Fraction(0))
    exact = [units * Fraction(weight) / together for weight in weights]
    counts = [share.numerator // share.denominator for share in exact]
    lost = sorted(range(len(exact)), key=lambda place: (counts[place] - exact[place], place))
    for place in lost[: units - sum(counts)]:
        counts[place] += 1
    step = -unit if whole < 0 else unit
    parts = tuple(_EXACT.add(_EXACT.multiply(step, Decimal(count)), Decimal(0)) for count in counts)
    return Shared(parts, any(count != share for count, share in zip(counts, exact, strict=True)))


def to_unit(number: Decimal, unit: Decimal) -> Decimal:
    """A number in whole numbers of a unit, the nearest; a half goes away from nought."""
    steps = _EXACT.divide(number, unit).quantize(Decimal(1), ROUND_HALF_UP, _EXACT)
    return _EXACT.multiply(steps, unit)
