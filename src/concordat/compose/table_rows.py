"""The rows of tables, with what their columns work out of them (format.md, "Tables")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from concordat.compose.evaluate import Evaluator, Names
from concordat.compose.inlines import entry_of
from concordat.compose.table_columns import Shown, WorkedTable
from concordat.language.natural import natural_order
from concordat.language.values import show
from concordat.model.data import Datum
from concordat.model.library import Workspace
from concordat.model.tables import ColumnType, TableSpec


def work_out(spec: TableSpec, workspace: Workspace, evaluator: Evaluator, names: Names) -> WorkedTable:
    """A table's rows in order, each with its key and with its columns worked out when they are first read."""
    return WorkedTable(spec, _rows(spec, workspace, evaluator, names), evaluator, names)


def _rows(spec: TableSpec, workspace: Workspace, evaluator: Evaluator, names: Names) -> tuple[Datum, ...]:
    """The rows of a table as given, in order: those of its dataset that its `where` lets in."""
    given = dataset_of(spec, workspace, names)
    if given is None:
        evaluator.faults.add(
            "table-unknown",
            spec.span,
            f"the table “{spec.id}” reads the dataset “{spec.dataset}”, which is not in schedules/data/",
            "add the dataset, or mend the name",
        )
        return ()
    found = []
    for row in given.value if isinstance(given.value, tuple) else ():
        row = _with_parties(row, spec, workspace, evaluator, names)
        if spec.where is None or evaluator.condition(spec.where, names.bind("row", row)).met:
            found.append(replace(row, key=_key(row, spec)))
    found.sort(key=lambda row: tuple(natural_order(_shown(row, name)) for name in spec.order))
    return tuple(found)


def dataset_of(spec: TableSpec, workspace: Workspace, names: Names) -> Datum | None:
    """What a table's dataset holds: a list of rows, or a blank in place of one; None where there is no such dataset."""
    head, _, tail = spec.dataset.partition(".")
    if head in workspace.library.datasets and not tail:
        return Datum(workspace.library.datasets[head].rows)
    if head not in names:
        return None
    datum: Datum | None = names[head]
    for part in tail.split(".") if tail else ():
        datum = entry_of(datum, part) if datum is not None else None
    return datum


def _with_parties(
    row: Datum, spec: TableSpec, workspace: Workspace, evaluator: Evaluator, names: Names
) -> Datum:
    """The row with each cell that holds a party's slug made that party: one of the agreement, else any of parties/."""
    named = [
        c.name for c in spec.columns if c.type is ColumnType.PARTY and c.value is None and c.repeat is None
    ]
    if not named or not isinstance(row.value, Mapping):
        return row
    own = names["parties"].value
    known: dict[str, Datum] = dict(workspace.parties)
    known.update({party.key or "": party for party in own} if isinstance(own, tuple) else {})
    cells = dict(row.value)
    for name in named:
        cell = cells.get(name)
        if cell is None or not isinstance(cell.value, str):
            continue
        party = known.get(cell.value)
        if party is not None:
            cells[name] = replace(party, span=cell.span, source=cell.source, status=cell.status)
        else:
            evaluator.faults.add(
                "party-unknown",
                cell.span,
                f"parties/ holds no party “{cell.value}”, which stands in the table “{spec.title}”",
                "add the party to parties/, or mend the name",
            )
    return replace(row, value=cells)


def _key(row: Datum, spec: TableSpec) -> str:
    cell = entry_of(row, spec.key)
    if cell is None or cell.value is None:
        return row.key or "?"
    if isinstance(cell.value, Mapping) and cell.key is not None:
        return cell.key
    return re.sub(r"[^a-z0-9]+", "-", show(cell).lower()).strip("-") or "?"


def _shown(row: Datum, name: str) -> str:
    cell = entry_of(row, name)
    return show(cell) if cell is not None and cell.value is not None else ""


def unplaced(table: WorkedTable, workspace: Workspace) -> Iterable[tuple[Shown, str, Datum]]:
    """What a row holds for a key that a repeated column has no copy for and that is no party: the column, key, cell."""
    for shown in table.columns:
        if shown.column.value is not None or shown.column.share is not None or shown.key is None:
            continue
        if shown is not next(one for one in table.columns if one.column is shown.column):
            continue
        known = {one.key for one in table.columns if one.column is shown.column} | set(workspace.parties)
        for row in table.given:
            cell = entry_of(row, shown.column.name)
            held = cell.value if cell is not None and isinstance(cell.value, Mapping) else {}
            yield from ((shown, key, found) for key, found in held.items() if key not in known)


class TableRows(dict[str, Datum]):
    """The rows of each table by its name, worked out when first read: what `tables['name']` gives."""

    def __init__(self, workspace: Workspace, evaluator: Evaluator, names: Names) -> None:
        """Every table of the workspace may be named; a row's own condition may read all names."""
        super().__init__()
        self._workspace, self._evaluator, self._names = workspace, evaluator, names

    def __missing__(self, name: str) -> Datum:
        spec = self._workspace.library.tables.get(name)
        if spec is None:
            raise KeyError(name)
        table = work_out(spec, self._workspace, self._evaluator, self._names)
        self[name] = Datum(table.rows, spec.span)
        return self[name]

    def __contains__(self, name: object) -> bool:
        return name in self._workspace.library.tables

    def get(self, name: str, default: Datum | None = None) -> Datum | None:  # type: ignore[override]
        """The rows of a table, or the default where there is no such table."""
        return self[name] if name in self else default  # noqa: SIM401  it is `get`
