"""Rows as people write them in YAML: settled, with their status, and typed by the tables that show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.load.fields import shown_kind
from concordat.load.typed import typed_cell
from concordat.load.values import by_form, settle
from concordat.load.yaml import Keyed
from concordat.model.data import Blank, Datum, Status, least_sure
from concordat.model.tables import ColumnType, RowShape, TableSpec

OF_PARTICULARS = "particulars."
"""How a table names the particular whose rows it shows: `dataset: particulars.allocations`."""

_OF_ROW = ("id", "status", "source")
_READ = re.compile(r"\brow(?:\.|\[['\"])([a-z][a-z0-9_]*)")


def column_types(tables: Iterable[TableSpec]) -> dict[str, ColumnType]:
    """The types that tables give to the cells of the rows that they show, by name."""
    return {
        column.name: column.type
        for table in tables
        for column in table.columns
        if column.value is None and column.share is None
    }


def row_shapes(tables: Iterable[TableSpec]) -> dict[str, RowShape]:
    """What a row of each particular may hold, by the particular's name, told by the tables that show it.

    It may hold what a column shows, what an expression reads of it, the table's key, `id`, `status` and `source`.
    """
    shown: dict[str, list[TableSpec]] = {}
    for table in tables:
        if table.dataset.startswith(OF_PARTICULARS):
            shown.setdefault(table.dataset.removeprefix(OF_PARTICULARS), []).append(table)
    found: dict[str, RowShape] = {}
    for name, showing in shown.items():
        read = {cell for table in showing for cell in _reads(table)}
        types: dict[str, ColumnType | None] = dict.fromkeys((*_OF_ROW, *sorted(read)))
        types.update({**_inputs(showing), **column_types(showing)})
        keys = sorted({table.key for table in showing})
        found[name] = RowShape(types, keys[0] if len(keys) == 1 else "id")
    return found


def _inputs(tables: Iterable[TableSpec]) -> dict[str, ColumnType]:
    """A worked-out column reads the cell of its own name where the row gives one, and that is of its type."""
    return {
        column.name: column.type
        for table in tables
        for column in table.columns
        if column.value is not None and column.name in _READ.findall(column.value.text)
    }


def _reads(table: TableSpec) -> Iterable[str]:
    """The names of cells that the expressions of a table read of a row, but for what the table itself works out."""
    made = {column.name for column in table.columns if column.value is not None or column.share is not None}
    read = {name for expression in table.expressions() for name in _READ.findall(expression.text)}
    return {table.key, *table.order, *read} - made


def read_row(datum: Datum, faults: Faults) -> Datum:
    """A row with every value in it settled; a row that is no set of keys is reported, and empty."""
    if not isinstance(datum.value, Mapping):
        faults.add(
            "table-malformed",
            datum.span,
            f"a row is {shown_kind(datum)}, not a set of keys",
            "Write `- id: …` and its columns.",
        )
        return replace(datum, value=Keyed())
    settled = Keyed(datum.value)
    for name, cell in datum.value.items():
        settled[name] = settle(cell, faults)
    return with_status(replace(datum, value=settled), faults)


def with_status(row: Datum, faults: Faults) -> Datum:
    """A settled row whose cells have its own `status` and `source` where they have none."""
    assert isinstance(row.value, Mapping)
    status, source = row.value.get("status"), row.value.get("source")
    known = Status.CONFIRMED
    if status is not None and status.value is not None:
        if isinstance(status.value, str) and status.value in tuple(Status):
            known = Status(status.value)
        else:
            faults.add("value-type", status.span, "`status` is none of confirmed, derived, unconfirmed, example",
                       "Write one of the four.")  # fmt: skip
    tag = source.value if source is not None and isinstance(source.value, str) else None
    cells = Keyed(row.value)
    for name, cell in row.value.items():
        plain = cell.source is None and cell.status is Status.CONFIRMED
        cells[name] = replace(cell, source=tag, status=known) if plain else cell
    return replace(row, value=cells, source=tag, status=known)


def typed_rows(datum: Datum, shape: RowShape | None, faults: Faults, what: str) -> Datum:
    """The answer to a question for rows, each typed by the tables that show it and keyed.

    A cell that the row does not give is an empty cell, and a row is as sure as its
    least sure cell but for blanks, which are named as such. A key that nothing shows or reads is reported with the nearest.
    Without a shape, or where the answer is no list of rows, the answer is given as it is.
    """
    if shape is None or not isinstance(datum.value, tuple):
        return datum
    return replace(datum, value=tuple(_typed(row, shape, faults, what) for row in datum.value))


def _typed(row: Datum, shape: RowShape, faults: Faults, what: str) -> Datum:
    if not isinstance(row.value, Mapping):
        return row  # reported when the answer was typed
    cells = Keyed(row.value)
    row = with_status(row, faults)
    assert isinstance(row.value, Mapping)
    for name, cell in row.value.items():
        if name in shape.types:
            what_cell, type_ = f"`{name}` of a row of {what}", shape.types[name]
            cells[name] = (
                by_form(cell) if type_ is None else typed_cell(cell, type_, faults, what_cell, from_csv=False)
            )
        else:
            faults.add("key-unknown", cells.places.get(name, cell.span), f"nothing reads `{name}` in a row of {what}",
                       did_you_mean(name, shape.types, "Delete it."))  # fmt: skip
    for name in shape.types:
        if name not in _OF_ROW:
            cells.setdefault(name, Datum(None, row.span))
    named = next((cells[name].value for name in ("id", shape.key) if name in cells), None)
    key = str(named) if isinstance(named, str | int) else row.key
    known = (cell.status for cell in cells.values() if not isinstance(cell.value, Blank))
    status = least_sure((row.status, *known))
    return replace(row, value=cells, key=key, status=status)
