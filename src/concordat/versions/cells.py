"""Cells of a report that show words that differ, with their marks."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.language.excerpts import nearest_words, shortened
from concordat.model.changes import Edit
from concordat.model.inlines import MarkKind
from concordat.model.report import ReportCell, Stretch


def plain(text: str) -> ReportCell:
    """A cell of words without marks."""
    return (Stretch(text),)


def marked(edits: tuple[Edit, ...], *, whole: bool = False) -> Iterator[Stretch]:
    """Words deleted and inserted, with the nearest of those that are the same; with `whole` no word that differs is cut."""
    for place, edit in enumerate(edits):
        if edit.same:
            yield Stretch(nearest_words(edit.before, place == 0, place == len(edits) - 1))
            continue
        lead = " " if (edit.before or edit.after).startswith(" ") else ""
        if lead:
            yield Stretch(lead)
        before, after = (
            one.strip() if whole else shortened(one.strip()) for one in (edit.before, edit.after)
        )
        if before:
            yield Stretch(before, MarkKind.DELETED)
        if before and after:
            yield Stretch(" ")
        if after:
            yield Stretch(after, MarkKind.INSERTED)
        if (edit.after or edit.before).endswith(" "):
            yield Stretch(" ")
