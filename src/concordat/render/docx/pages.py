"""How the pages lie, upright or wide: on both sides of a redline, which are one where the agreement is none.

A turned page ends a section. Where only one side turns there, the end of the section is a tracked change itself, and goes
with what it was made for (docs/word/tracked-changes.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concordat.language.layout import begins_wide, wide_blocks
from concordat.language.sides import Side
from concordat.language.walk import blocks
from concordat.model.tree import Agreement, Group, Mark, MarkKind

_ALONE = {Side.ACCEPTED: Mark(MarkKind.INSERTED, ""), Side.REJECTED: Mark(MarkKind.DELETED, "")}


@dataclass(slots=True)
class Lie:
    """How the pages lie on one side: `wide` now; `upright_next` and `held` as the writer says."""

    wide: bool = False
    upright_next: bool = False
    held: bool = False

    def turns(self, wide: bool) -> bool:
        """Whether pages of this shape begin anew."""
        self.upright_next = False
        return wide != self.wide and not (self.held and not wide)


@dataclass(slots=True)
class Pages:
    """The groups that begin on wide pages and the blocks that lie there, by identity, and how the pages lie now, on each side."""

    begins: Mapping[Side, frozenset[str]]
    lying: Mapping[Side, frozenset[str]]
    now: Mapping[Side, Lie] = field(default_factory=lambda: {side: Lie() for side in Side})

    def turned(self, wide: bool, sides: Iterable[Side]) -> list[tuple[Mark | None, bool]]:
        """Turn to pages of a shape on some sides: each section that ends, with its mark and whether its pages were wide."""
        turning = [side for side in sides if self.now[side].turns(wide)]
        was = [self.now[side].wide for side in turning]
        for side in turning:
            self.now[side].wide = wide
        if len(turning) == len(Side) and len(set(was)) == 1:
            return [(None, was[0])]
        return [(_ALONE[side], before) for side, before in zip(turning, was, strict=True)]


def pages_of(sides: Mapping[Side, Agreement]) -> Pages:
    """How the pages of an agreement lie, before the first is written, by what it is on each side."""
    newer = _wide(sides[Side.ACCEPTED])
    one = sides[Side.ACCEPTED] is sides[Side.REJECTED]
    older = newer if one else _wide(sides[Side.REJECTED])
    found = {Side.ACCEPTED: newer, Side.REJECTED: older}
    return Pages({side: found[side][0] for side in Side}, {side: found[side][1] for side in Side})


def _wide(agreement: Agreement) -> tuple[frozenset[str], frozenset[str]]:
    groups = [block for block in blocks(agreement) if isinstance(block, Group)]
    begins = frozenset(group.identity for group in groups if begins_wide(group))
    return begins, frozenset(identity for group in groups for identity in wide_blocks(group))
