"""deviation-anchor: local text without an anchor of the text that it replaces, to which something refers."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.deviations import replaced
from concordat.checks.index import AgreementIndex
from concordat.checks.source_text import anchors, holders, pointers
from concordat.diagnostics import Diagnostic, Related, Span
from concordat.model.library import Entry


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such anchor, at the deviation, with the reference that needs it."""
    for found in replaced(index):
        entry, text = found.library, found.deviation.text
        if not isinstance(entry, Entry) or not isinstance(text, Entry):
            continue
        for anchor in sorted(anchors(entry.blocks) - anchors(text.blocks)):
            needed = _needed(index, entry.id, anchor)
            if needed is not None:
                yield Diagnostic(
                    "deviation-anchor",
                    found.deviation.span,
                    f"the local text of “{entry.title}” has no {{#{anchor}}}, to which other provisions refer",
                    f"give {{#{anchor}}} to the provision that takes its place",
                    (Related("referred to here", needed),),
                )


def _needed(index: AgreementIndex, entry: str, anchor: str) -> Span | None:
    """The first reference of this agreement's own clauses, schedules, definitions and recitals to an
    anchor."""
    here = {place.block.identity for place in index.places}
    for holder in holders(index.workspace):
        if holder.identity in here and holder.identity != entry:
            for pointer in pointers(holder.blocks):
                if pointer.target == f"{entry}/{anchor}":
                    return pointer.span
    return None
