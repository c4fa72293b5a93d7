"""Ties: what must hold between the figures of a table, and between them and those of another (format.md, "Tables")."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.compose.draft import ChosenTable, Draft
from concordat.compose.evaluate import Names
from concordat.compose.table_rows import work_out
from concordat.language.expressions import Empty
from concordat.language.values import show
from concordat.model.data import Blank, Datum
from concordat.model.tables import TableSpec, Tie
from concordat.model.tree import Condition, Read


def judge_ties(draft: Draft, chosen: ChosenTable) -> Iterator[Condition]:
    """Each tie of a table that is shown and has rows, with its answer; one over a figure that is not known is left out.

    The first read of each is the row or the table that it is about, the others are the figures that it compares.
    """
    spec = draft.workspace.library.tables.get(chosen.table)
    if spec is None or not spec.ties:
        return
    table = work_out(spec, draft.workspace, draft.evaluator, chosen.names)
    for tie in spec.ties if table.rows else ():
        if not tie.each_row:
            whole = Read("rows", spec.title, table.rows[0].span, None, table.rows[0].status.value)
            yield from _judged(draft, tie, table.table_names, whole)
            continue
        for place, row in enumerate(table.rows):
            about = Read("row", _name(spec, row), row.span, row.source, row.status.value)
            yield from _judged(draft, tie, table.names(place), about)


def _judged(draft: Draft, tie: Tie, names: Names, about: Read) -> Iterator[Condition]:
    found = draft.evaluator.value(tie.require, names, empty=True, cells=Empty.COMPARED)
    if found is None or found.value.value is None or isinstance(found.value.value, Blank):
        return
    met = found.value.value
    if not isinstance(met, bool):
        met = draft.evaluator.condition(tie.require, names).met  # which names the fault
    figures = draft.evaluator.compared(tie.require, names)
    reads = (about, *(Read("figure", figure, None, None, about.status) for figure in figures))
    yield Condition(tie.require.text, tie.require.span, reads, met)


def _name(spec: TableSpec, row: Datum) -> str:
    """A row by what its first column shows, where that is words; else by its key."""
    cell = row.value.get(spec.columns[0].name) if isinstance(row.value, dict) and spec.columns else None
    return show(cell) if cell is not None and cell.value is not None else row.key or ""
