"""A deed is varied by a deed: the way of signing of a text beside those of the texts before its overlays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from concordat.compose.family import Families
from concordat.compose.signing import way_of_signing
from concordat.diagnostics import Diagnostic
from concordat.language.overlays import day_of, workspace_from
from concordat.language.values import format_scalar
from concordat.model.library import Workspace
from concordat.model.tree import Agreement, GroupKind
from concordat.project.selection import Selected

DEED = "deed"


def check_deeds(workspace: Workspace, selected: Selected, agreement: Agreement) -> Iterator[Diagnostic]:
    """Each overlay that makes a deed an agreement under hand, at its day.

    The earlier texts are begun, which answers the conditions on their ways of signing, and not composed; and only where
    an agreement has overlays and its precedent several ways.
    """
    overlays = selected.instructions.overlays
    precedent = workspace.library.precedents[agreement.precedent]
    if not overlays or len({way.mode for way in precedent.execution}) < 2:
        return
    modes = [*(_mode_before(workspace, selected, place) for place in range(len(overlays))), _mode(agreement)]
    for place, overlay in enumerate(overlays):
        day = day_of(overlay.effective)
        if day is not None and modes[place] == DEED and modes[place + 1] not in (DEED, None):
            yield Diagnostic(
                "deed-under-hand",
                overlay.effective.span,
                f"“{agreement.title}” is a deed, and from {format_scalar(day)} this overlay has it signed under hand",
                "a deed is varied by a deed: keep the answer that makes it one",
            )


def _mode_before(workspace: Workspace, selected: Selected, place: int) -> str | None:
    """How the text that an overlay varies is signed; None where that cannot be told."""
    day = day_of(selected.instructions.overlays[place].effective)
    assert day is not None  # an overlay without a day is in no text
    before = workspace_from(workspace, day - timedelta(days=1))
    base = before.instructions[selected.instructions.path]
    draft, _ = Families(before).begin(base, selected.member)
    way = way_of_signing(draft) if draft is not None else None
    return way.mode if way is not None else None


def _mode(agreement: Agreement) -> str | None:
    """How an agreement is signed; None where no way of signing could be chosen."""
    groups = [group for group in agreement.groups if group.kind is GroupKind.EXECUTION and group.blocks]
    return groups[0].execution or "hand" if groups else None
