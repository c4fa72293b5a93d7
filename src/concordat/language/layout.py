"""Choices of layout that every paged view must make alike, so that their pages agree."""

from __future__ import annotations

from collections.abc import Sequence

MOST_TOGETHER = 12
"""The most rows of answers that stay on one page: what one party is asked. A longer list may run over pages."""


def stay_together(rows: Sequence[object]) -> bool:
    """Whether these rows stand on one page."""
    return len(rows) <= MOST_TOGETHER
