"""Choices of layout that every paged view must make alike, so that their pages agree."""

from __future__ import annotations

from collections.abc import Sequence

from concordat.model.tree import Group, GroupKind, Table

MOST_TOGETHER = 12
"""The most rows that stay on one page: what one party is asked, or a table on wide pages. A longer list may run over."""


def begins_wide(group: Group) -> bool:
    """Whether a schedule or Part begins with a table on wide pages: its heading then stands there too, and no upright page
    holds the heading alone."""
    first = group.blocks[0] if group.blocks else None
    wide = isinstance(first, Table) and first.landscape and bool(first.rows)
    return wide and group.kind in (GroupKind.SCHEDULE, GroupKind.PART)


def stay_together(rows: Sequence[object]) -> bool:
    """Whether these rows stand on one page."""
    return len(rows) <= MOST_TOGETHER
