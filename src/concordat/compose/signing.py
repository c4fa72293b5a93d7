"""Which of a precedent's ways of signing an agreement has."""

from __future__ import annotations

from concordat.compose.draft import Draft
from concordat.model.execution import Execution


def way_of_signing(draft: Draft) -> Execution | None:
    """The first way whose condition holds; None where none does. The draft need have no more than its names."""
    # Every condition is looked at, so that a fault in one is told though an earlier one holds.
    held = [
        way
        for way in draft.precedent.execution
        if way.when is None or draft.evaluator.condition(way.when, draft.names).met
    ]
    return held[0] if held else None
