"""Where sentences begin."""

from __future__ import annotations

import re

from concordat.checks.source_text import EDGE

_BEFORE = re.compile(r"(?:^|[.?!][”’\")\]]*\s+)[“‘\"(\[]*$")


def begins_sentence(text: str, offset: int) -> bool:
    """Whether the word at an offset is the first of a sentence; words under a condition count as they
    stand."""
    return _BEFORE.search(text[:offset].replace(EDGE, "")) is not None
