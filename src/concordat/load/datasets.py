"""Rows of data: schedules/data/<slug>.yaml, alone or beside a CSV that holds the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from concordat.diagnostics import Faults, Span
from concordat.language.identity import to_slug
from concordat.load.csv import read_csv
from concordat.load.fields import Fields
from concordat.load.names import check_named
from concordat.load.rows import column_types, read_row, with_status
from concordat.load.typed import typed_cell
from concordat.load.values import settle
from concordat.load.yaml import Keyed
from concordat.model.data import Datum
from concordat.model.library import Dataset
from concordat.model.tables import Column, ColumnType, TableSpec


@dataclass(frozen=True, slots=True)
class DatasetHead:
    """A dataset before its cells are typed: its rows, and the types that its own file gives to columns."""

    dataset: Dataset
    types: Mapping[str, ColumnType]
    from_csv: bool


def read_dataset(
    datum: Datum, file: str, csv_text: str | None, csv_file: str, faults: Faults
) -> DatasetHead | None:
    """A dataset from the tree of its YAML file and the text of the CSV beside it, where there is one.

    None where it has no usable identity. Each cell has its place; `status` and `source` of a row are its own.
    """
    fields = Fields(datum, faults, "a dataset")
    identity, title = fields.name("id"), fields.text("title", required=True)
    sources = {tag: settle(source, faults) for tag, source in fields.mapping("sources").items()}
    types = {name: _type(column, name, faults) for name, column in fields.mapping("columns").items()}
    rows: tuple[Datum, ...] = ()
    if csv_text is None:
        given = fields.datum("rows")
        if given is None:
            faults.add("file-missing", fields.span, f"the dataset has no `rows:`, and no {csv_file} stands beside it",
                       "Write `rows:`, or put the CSV there.")  # fmt: skip
        rows = tuple(read_row(member, faults) for member in fields.members("rows"))
    else:
        rows = tuple(with_status(row, faults) for row in read_csv(csv_text, csv_file, faults))
    fields.finish()
    if not check_named(identity, fields, file, faults):
        return None
    dataset = Dataset(identity, title, sources, rows, fields.key_span("id"))
    return DatasetHead(dataset, types, csv_text is not None)


def _type(column: Datum, name: str, faults: Faults) -> ColumnType:
    fields = Fields(column, faults, f"the column `{name}`")
    found = fields.one_of("type", ColumnType, ColumnType.TEXT)
    fields.text("note")
    fields.finish()
    return found


def finish_dataset(head: DatasetHead, tables: Iterable[TableSpec], faults: Faults) -> Dataset:
    """The dataset with its cells typed, by its own columns and by the tables that show it, and its rows keyed.

    A row takes its key where every table that shows the dataset names the same key, or where it has an `id`.
    """
    tables = tuple(tables)
    types = {**head.types, **column_types(tables)}
    keys = sorted({table.key for table in tables}) or ["id"]
    rows: list[Datum] = []
    for row in head.dataset.rows:
        assert isinstance(row.value, Mapping)
        cells = Keyed(row.value)
        for name, cell in row.value.items():
            cells[name] = typed_cell(
                cell, types.get(name, ColumnType.TEXT), faults, f"`{name}`", from_csv=head.from_csv
            )
        rows.append(
            replace(row, value=cells, key=_key(cells, keys) if len(keys) == 1 else _key(cells, ["id"]))
        )
    _check_names(head, tables, faults)
    return replace(head.dataset, rows=tuple(rows))


def _key(cells: Mapping[str, Datum], keys: list[str]) -> str | None:
    cell = cells.get(keys[0])
    if cell is None or not isinstance(cell.value, str | int):
        return None
    return to_slug(str(cell.value)) or None


def _check_names(head: DatasetHead, tables: tuple[TableSpec, ...], faults: Faults) -> None:
    """Report a table's key, order or column that no row and no description of the dataset has."""
    known = set(head.types)
    for row in head.dataset.rows:
        known |= set(row.value) if isinstance(row.value, Mapping) else set()
    if not known:
        return
    for table in tables:
        wanted = [("key", table.key, table.span), *(("order", name, table.span) for name in table.order)]
        wanted += [("column", c.name, c.span) for c in table.columns if _wanted(c)]
        for what, name, span in wanted:
            if name and name not in known and not any(c.name == name and c.value for c in table.columns):
                _unknown(what, name, span, head, known, faults)


def _wanted(column: Column) -> bool:
    """Whether a column shows nothing but what the dataset holds under its name."""
    return column.value is None and column.share is None and column.blank is None


def _unknown(what: str, name: str, span: Span, head: DatasetHead, known: set[str], faults: Faults) -> None:
    from_known = ", ".join(sorted(known))
    faults.add("table-malformed", span, f"the {what} `{name}` is no column of the dataset `{head.dataset.id}`",
               f"Its columns are {from_known}.")  # fmt: skip
