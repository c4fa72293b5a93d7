"""Money and percentages, read exactly."""

from __future__ import annotations

import re
from decimal import Context, Decimal

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


def amount_of(figure: Money | Percentage | int | Decimal) -> Decimal:
    """A figure as a bare number: of pounds, of per cent, or plain."""
    if isinstance(figure, Money):
        return figure.pounds
    return figure.number if isinstance(figure, Percentage) else Decimal(figure)


def _number(match: re.Match[str]) -> Decimal:
    number = Decimal(match["whole"].replace(",", "") + (f".{match['part']}" if match["part"] else ""))
    return -number if match["sign"] else number
