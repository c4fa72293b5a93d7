"""What is needed of a workspace by those who compare versions whose trees are kept: no clause, and no house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.load.authority import read_authority
from concordat.load.datasets import finish_dataset, read_dataset
from concordat.load.fields import Fields
from concordat.load.files import LARGEST_TABLE, WorkspaceFiles
from concordat.load.library import read_tree
from concordat.load.parties import Parties, read_parties
from concordat.load.precedents import read_precedent
from concordat.load.rows import row_shapes
from concordat.load.tables import read_table
from concordat.model.data import Datum
from concordat.model.library import Dataset, Precedent, Workspace
from concordat.model.register import Authority
from concordat.model.tables import TableSpec


@dataclass(frozen=True)
class Frame:
    """Precedents and tables by their identities, datasets by name, parties by slug, the authority records of each
    footprint, and which footprints are invented (`example: yes`)."""

    precedents: Mapping[str, Precedent] = field(default_factory=dict)
    tables: Mapping[str, TableSpec] = field(default_factory=dict)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)
    parties: Mapping[str, Datum] = field(default_factory=dict)
    authorities: Mapping[str, tuple[Authority, ...]] = field(default_factory=dict)
    examples: frozenset[str] = frozenset()


def frame_of(workspace: Workspace) -> Frame:
    """The same of a workspace that is read whole."""
    library = workspace.library
    records = {
        folder: tuple(one.authority for one in committee.authority)
        for folder, committee in workspace.committees.items()
    }
    invented = frozenset(folder for folder, committee in workspace.committees.items() if committee.example)
    return Frame(library.precedents, library.tables, library.datasets, workspace.parties, records, invented)


def read_frame(
    root: Path,
    precedents: Iterable[str],
    tables: Iterable[str],
    datasets: Iterable[str],
    footprints: Iterable[str],
) -> tuple[Frame, Faults]:
    """These precedents, tables and datasets, every party, and the authority records of these footprints.

    What is no longer there is left out, and is no fault: a version outlives what it was made from. What is there and
    cannot be read is one.
    """
    faults = Faults()
    files = WorkspaceFiles(root, faults)
    parties = Parties()
    for path in files.files("parties", ".yaml"):
        datum = read_tree(files, path, faults)
        if datum is not None:
            read_parties(datum, faults, parties)
    read = {}
    for path, datum in _trees(files, "schedules/tables/{}.yaml", tables, faults):
        table = read_table(datum, path, faults)
        if table is not None:
            read[table.id] = table
    shapes = row_shapes(read.values())
    kinds = {}
    for path, datum in _trees(files, "agreements/precedents/{}.yaml", precedents, faults):
        precedent = read_precedent(datum, path, faults, shapes)
        if precedent is not None:
            kinds[precedent.id] = precedent
    held, invented = {}, set()
    for path, datum in _trees(files, "agreements/{}/committee.yaml", footprints, faults):
        footprint, fields = path.split("/")[1], Fields(datum, faults, "committee.yaml")
        records = read_authority(fields, parties.parties, None, faults)
        held[footprint] = tuple(one.authority for one in records)
        if fields.yes_no("example"):
            invented.add(footprint)
    found = _datasets(files, datasets, faults)
    return Frame(kinds, read, found, parties.parties, held, frozenset(invented)), faults


def _trees(
    files: WorkspaceFiles, form: str, names: Iterable[str], faults: Faults
) -> Iterable[tuple[str, Datum]]:
    for name in dict.fromkeys(names):
        path = form.format(name)
        datum = read_tree(files, path, faults) if files.exists(path) else None
        if datum is not None:
            yield path, datum


def _datasets(files: WorkspaceFiles, names: Iterable[str], faults: Faults) -> dict[str, Dataset]:
    found = {}
    for path, datum in _trees(files, "schedules/data/{}.yaml", names, faults):
        beside = f"{path.removesuffix('.yaml')}.csv"
        text = files.read_text(beside, largest=LARGEST_TABLE) if files.exists(beside) else None
        head = read_dataset(datum, path, text, beside, faults)
        if head is not None:
            found[head.dataset.id] = finish_dataset(head, (), faults)
    return found
