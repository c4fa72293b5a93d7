"""`concordat list`: the agreements of the workspace, or those that use a clause."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.walk import blocks
from concordat.model.library import Workspace
from concordat.model.tree import Agreement
from concordat.project.read import read


@dataclass(frozen=True)
class Listed:
    """An agreement as listed: its path, its kind and the committee or member that it is for."""

    path: str
    title: str
    of: str


def list_agreements(root: Path, uses: str | None) -> tuple[tuple[Listed, ...], Faults]:
    """The agreements, or those that hold the clause, schedule, definition (`term/…`) or table named."""
    reading = read(root, (), on=None)
    faults = Faults()
    if reading.unreadable:
        return (), reading.faults
    if uses is not None and not known(reading.workspace, uses):
        faults.add(
            "agreement-unknown",
            None,
            f"the library holds nothing named “{uses}”",
            "name a clause or schedule by its identity, a definition as term/<anchor>, a table by its name",
        )
        return (), faults
    found = tuple(
        Listed(composed.path, composed.agreement.title, composed.agreement.committee)
        for composed in reading.agreements
        if composed.agreement is not None and (uses is None or holds(composed.agreement, uses))
    )
    return found, faults


def known(workspace: Workspace, name: str) -> bool:
    """Whether the library holds an entry, definition or table of that name."""
    library = workspace.library
    return (
        name in library.entries or name in library.tables or name.removeprefix("term/") in library.definitions
    )


def holds(agreement: Agreement, name: str) -> bool:
    """Whether an agreement holds an entry, definition or table of that name."""
    for block in blocks(agreement):
        identity = block.identity.split("@")[0]
        if identity in (name, f"term/{name}") or identity.endswith(f"/{name}"):
            return True
    return False
