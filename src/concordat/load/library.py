"""The library of a workspace: clauses/, schedules/ and agreements/precedents/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, TypeVar

from concordat.diagnostics import Faults, Related, Span
from concordat.language.nearest import did_you_mean
from concordat.load.datasets import DatasetHead, finish_dataset, read_dataset
from concordat.load.editions import read_editions
from concordat.load.entries import read_definitions, read_entry, read_recitals
from concordat.load.files import LARGEST_TABLE, WorkspaceFiles
from concordat.load.numbering import FOLDER as NUMBERS
from concordat.load.numbering import read_numbering
from concordat.load.precedents import read_precedent
from concordat.load.rows import OF_PARTICULARS, row_shapes
from concordat.load.tables import read_table
from concordat.load.yaml import read_yaml
from concordat.model.data import Datum
from concordat.model.library import (
    Dataset,
    Edition,
    Entry,
    EntryKind,
    Library,
    Precedent,
    SourceDefinition,
    SourceRecital,
)
from concordat.model.numbering import Numbering
from concordat.model.tables import RowShape, TableSpec


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


_Kind = TypeVar("_Kind", bound=_Placed)

OF_THE_AGREEMENT = ("parties", "attachments")
"""What a table may show besides data and answers: the parties, and the agreements of which a paper speaks."""

OF_AN_ATTACHMENT = "attachment."
"""How the dataset of a table begins that stands in a repetition over `attachments`, once for each of these."""


def read_library(files: WorkspaceFiles, faults: Faults) -> Library:
    """Everything that is law, each identity once. Files are read in sorted order; one that fails stops no other."""
    entries = _read_entries(files, faults)
    definitions: dict[str, SourceDefinition] = {}
    for path in files.files("clauses/definitions", ".md", deep=True):
        text = files.read_text(path)
        for definition in read_definitions(text, path, faults) if text is not None else ():
            _keep(definitions, definition.anchor, definition, "the definition", faults)
    recitals: dict[str, SourceRecital] = {}
    for path in files.files("clauses/recitals", ".md", deep=True):
        text = files.read_text(path)
        for recital in read_recitals(text, path, faults) if text is not None else ():
            _keep(recitals, recital.anchor, recital, "the recital", faults)
    tables = _read_tables(files, faults)
    datasets = _read_datasets(files, tables, faults)
    precedents: dict[str, Precedent] = {}
    shapes: Mapping[str, RowShape] = row_shapes(tables.values())
    for path in files.files("agreements/precedents", ".yaml"):
        precedent = _each(files, path, faults, partial(read_precedent, shapes=shapes))
        if precedent is not None:
            _keep(precedents, precedent.id, precedent, "the precedent", faults)
    editions = read_editions(files, entries, faults)
    numberings = _read_numberings(files, precedents, editions, faults)
    return Library(entries, definitions, recitals, tables, datasets, precedents, editions, numberings)


def read_tree(files: WorkspaceFiles, path: str, faults: Faults) -> Datum | None:
    """The tree of a YAML file, or None after a fault."""
    text = files.read_text(path, checked=False)
    return read_yaml(text, path, faults) if text is not None else None


def _keep(into: dict[str, _Kind], identity: str, found: _Kind, what: str, faults: Faults) -> None:
    if identity in into:
        faults.add("identity-duplicate", found.span, f"{what} `{identity}` is given twice", "Give one of the two another name.",
                   [Related("first given here", into[identity].span)])  # fmt: skip
    else:
        into[identity] = found


def _read_entries(files: WorkspaceFiles, faults: Faults) -> dict[str, Entry]:
    clauses = files.files("clauses", ".md", deep=True, leave=("definitions", "recitals", "national"))
    schedules = files.files("schedules", ".md")
    entries: dict[str, Entry] = {}
    for kind, paths in ((EntryKind.CLAUSE, clauses), (EntryKind.SCHEDULE, schedules)):
        for path in paths:
            text = files.read_text(path)
            entry = read_entry(text, path, kind, faults) if text is not None else None
            if entry is not None:
                _keep(entries, entry.id, entry, "the clause or schedule", faults)
    return entries


def _read_numberings(
    files: WorkspaceFiles,
    precedents: Mapping[str, Precedent],
    editions: Mapping[str, Edition],
    faults: Faults,
) -> dict[str, Numbering]:
    """The published numbers of the precedents whose numbering is frozen, but for those that have an edition's."""
    found: dict[str, Numbering] = {}
    for path in files.files(NUMBERS, ".yaml"):
        name = path.rsplit("/", 1)[1].removesuffix(".yaml")
        if name not in precedents:
            faults.add("precedent-unknown", Span(path, 1, 1), f"there is no precedent `{name}` whose numbers these could be",
                       did_you_mean(name, precedents, "Name the file for its precedent."))  # fmt: skip
        tree = read_tree(files, path, faults)
        if tree is not None:
            found[name] = read_numbering(tree, path, faults)
    for precedent in precedents.values():
        edition = editions.get(precedent.edition or "")
        held = precedent.id in found or (edition is not None and edition.numbering is not None)
        if precedent.numbering == "frozen" and not held:
            faults.add(
                "file-missing", precedent.numbering_span or precedent.span,
                f"the numbering is frozen, and {NUMBERS}/{precedent.id}.yaml, which holds the published numbers, is not there",
                "Write it: each identity with its number; or write `numbering: live`.",
            )  # fmt: skip
    return found


_Reader = Callable[[Datum, str, Faults], _Kind | None]


def _each(files: WorkspaceFiles, path: str, faults: Faults, read: _Reader[_Kind]) -> _Kind | None:
    datum = read_tree(files, path, faults)
    return read(datum, path, faults) if datum is not None else None


def _read_tables(files: WorkspaceFiles, faults: Faults) -> dict[str, TableSpec]:
    tables: dict[str, TableSpec] = {}
    for path in files.files("schedules/tables", ".yaml"):
        table = _each(files, path, faults, read_table)
        if table is not None:
            _keep(tables, table.id, table, "the table", faults)
    return tables


def _read_datasets(
    files: WorkspaceFiles, tables: Mapping[str, TableSpec], faults: Faults
) -> dict[str, Dataset]:
    folder = "schedules/data"
    found = files.files(folder, ".yaml", ".csv")
    heads: dict[str, DatasetHead] = {}
    for path in found:
        beside = (
            path.removesuffix(".csv") + ".yaml"
            if path.endswith(".csv")
            else path.removesuffix(".yaml") + ".csv"
        )
        if path.endswith(".csv"):
            if beside not in found:
                faults.add("file-missing", Span(path, 1, 1), f"no {beside} stands beside this file",
                           "Write it: id, title, sources and columns.")  # fmt: skip
            continue
        datum = read_tree(files, path, faults)
        text = files.read_text(beside, largest=LARGEST_TABLE) if beside in found else None
        if datum is None or (beside in found and text is None):
            continue
        head = read_dataset(datum, path, text, beside, faults)
        if head is not None:
            heads.setdefault(head.dataset.id, head)
    by_dataset: dict[str, list[TableSpec]] = {}
    for table in tables.values():
        by_dataset.setdefault(table.dataset, []).append(table)
        if (
            table.dataset not in heads
            and table.dataset not in OF_THE_AGREEMENT
            and not table.dataset.startswith((OF_PARTICULARS, OF_AN_ATTACHMENT))
        ):
            faults.add("table-unknown", table.span, f"schedules/data has no dataset `{table.dataset}`",
                       did_you_mean(table.dataset, heads, "Write it in schedules/data/."))  # fmt: skip
    return {name: finish_dataset(head, by_dataset.get(name, ()), faults) for name, head in heads.items()}
