"""The natural order of labels and codes: 2 before 2A before 10."""

from __future__ import annotations

import re


def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts texts as people count: figures by their value, letters without regard to case."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts)
