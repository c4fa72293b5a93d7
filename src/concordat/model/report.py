"""A report in tables: what a command found, before it is shown on a terminal, as a web page or as a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.model.inlines import MarkKind


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a cell, inserted or deleted where a mark says so."""

    text: str
    mark: MarkKind | None = None


ReportCell = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table: its caption, the heads of its columns and its rows; the first cell of a row names it.

    Without rows `empty` prints in its place: nothing is left unsaid. `free` says that the last column is left free for
    whoever answers to write in, `long` that a row holds too much for the width of a page: where people read, its cells
    stand one under the other, those that are empty left out.
    """

    name: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[ReportCell, ...], ...]
    empty: str
    free: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of a report under a heading: statements, then tables."""

    heading: str
    statements: tuple[str, ...]
    tables: tuple[ReportTable, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its title, its language, and its parts."""

    title: str
    language: str
    parts: tuple[ReportPart, ...]


def plain_cell(cell: ReportCell) -> str:
    """A cell without colour or type: inserted words in {+ +}, deleted in [- -]."""
    forms = {MarkKind.INSERTED: "{{+{}+}}", MarkKind.DELETED: "[-{}-]"}
    return "".join(forms[s.mark].format(s.text) if s.mark in forms else s.text for s in cell)
