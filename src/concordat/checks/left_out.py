"""Why a condition left a place out, in words."""

from __future__ import annotations

from concordat.diagnostics import Related
from concordat.model.tree import Condition, Omitted


def why_left_out(omitted: Omitted | None) -> tuple[str, tuple[Related, ...]]:
    """The conditions that left a place out, with what they read, in words; and their places."""
    unmet = tuple(c for c in omitted.conditions if not c.met) if omitted is not None else ()
    related = [Related("left out by this condition", condition.span) for condition in unmet]
    for condition in unmet:
        related += [
            Related(f"{read.name} is answered here", read.span) for read in condition.reads if read.span
        ]
    return " and ".join(_why(condition) for condition in unmet), tuple(dict.fromkeys(related))


def _why(condition: Condition) -> str:
    reads = ", ".join(f"{read.name} is {read.shown or 'empty'}" for read in condition.reads)
    return f"its condition `{condition.expression}` is not met{f' ({reads})' if reads else ''}"
