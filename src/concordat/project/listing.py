"""`concordat list`: the agreements of the workspace, or those that use a clause."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.language.walk import blocks
from concordat.model.library import Workspace
from concordat.model.tree import Agreement, Table
from concordat.project.read import read

_NAME_IT = "name a clause or schedule by its identity, a definition as term/<anchor>, a table by its name"


@dataclass(frozen=True)
class Listed:
    """An agreement as listed: its path, its kind and the committee or member that it is for."""

    path: str
    title: str
    of: str


def list_agreements(root: Path, uses: str | None) -> tuple[tuple[Listed, ...], Faults]:
    """The agreements, or those that hold the clause, schedule, definition (`term/…`) or table named."""
    reading = read(root, (), on=None, family=False)
    faults = Faults()
    if reading.unreadable:
        return (), reading.faults
    if uses is not None and uses not in names(reading.workspace):
        faults.add(
            "agreement-unknown",
            None,
            f"the library holds nothing named “{uses}”",
            did_you_mean(uses, names(reading.workspace), _NAME_IT),
        )
        return (), faults
    found = tuple(
        Listed(composed.path, composed.agreement.title, composed.agreement.committee)
        for composed in reading.agreements
        if composed.agreement is not None and (uses is None or holds(composed.agreement, uses))
    )
    return found, faults


def names(workspace: Workspace) -> tuple[str, ...]:
    """What an agreement of the workspace may use: entries, tables, definitions (`term/…` and their anchor alone)."""
    library = workspace.library
    terms = (name for anchor in library.definitions for name in (f"term/{anchor}", anchor))
    national = (
        name
        for edition in library.editions.values()
        for name in (*edition.entries, *(f"term/{anchor}" for anchor in edition.definitions))
    )
    return tuple(dict.fromkeys((*library.entries, *library.tables, *terms, *national)))


def holds(agreement: Agreement, name: str) -> bool:
    """Whether an agreement holds an entry, definition or table of that name."""
    for block in blocks(agreement):
        identity = block.identity.split("@")[0]
        if identity in (name, f"term/{name}") or (isinstance(block, Table) and identity.endswith(f"/{name}")):
            return True
    return False
