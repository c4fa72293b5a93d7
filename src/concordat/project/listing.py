"""`concordat list`: the agreements of the workspace, or those that use a clause."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from concordat.compose.inlines import text_of
from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.language.overlays import day_of
from concordat.language.walk import blocks
from concordat.model.library import Workspace
from concordat.model.tree import Agreement, Table
from concordat.project.read import read
from concordat.project.selection import Selected, all_agreements
from concordat.project.texts import read_texts

_NAME_IT = "name a clause or schedule by its identity, a definition as term/<anchor>, a table by its name"


@dataclass(frozen=True)
class Listed:
    """An agreement as listed: its path, its kind, the committee or member that it is for, and from when overlays vary it.

    `varied_from` are days in their order, as ISO 8601 writes them.
    """

    path: str
    title: str
    of: str
    varied_from: tuple[str, ...] = ()


def list_agreements(root: Path, uses: str | None) -> tuple[tuple[Listed, ...], Faults]:
    """The agreements, or those that hold the clause, schedule, definition (`term/…`) or table named; and the errors met.

    All of them are listed from the instructions alone, without composing one, so that a fault hides none of them. Which
    of them hold something is known only once they are composed: where the workspace cannot be read, none is named.
    """
    if uses is None:
        return _all(root)
    reading = read(root, (), on=None, family=False)
    if reading.unreadable and not reading.agreements:
        return (), _errors(reading.faults)
    if uses not in names(reading.workspace):
        faults = Faults()
        faults.add(
            "agreement-unknown",
            None,
            f"the library holds nothing named “{uses}”",
            did_you_mean(uses, names(reading.workspace), _NAME_IT),
        )
        return (), faults
    found = tuple(
        Listed(
            composed.path,
            composed.agreement.title,
            composed.agreement.committee,
            varied_from(composed.selected),
        )
        for composed in reading.agreements
        if composed.agreement is not None and holds(composed.agreement, uses)
    )
    return found, _errors(reading.faults)


def _errors(faults: Faults) -> Faults:
    errors = Faults()
    errors.extend(faults.errors)
    return errors


def _all(root: Path) -> tuple[tuple[Listed, ...], Faults]:
    workspace, faults = read_texts(root)
    return tuple(listed(workspace, selected) for selected in all_agreements(workspace)), _errors(faults)


def listed(workspace: Workspace, selected: Selected) -> Listed:
    """An agreement as its cover will name it; by the names that its files use where what they name is not there."""
    precedent = workspace.library.precedents.get(selected.instructions.precedent)
    title = precedent.title if precedent is not None else selected.instructions.precedent
    folder = selected.path.split("/")[0]
    if selected.member is not None:
        return Listed(selected.path, title, text_of(selected.member, "legal_name"), varied_from(selected))
    committee = workspace.committees.get(folder)
    name = committee.name.value if committee is not None else None
    return Listed(selected.path, title, name if isinstance(name, str) else folder, varied_from(selected))


def varied_from(selected: Selected) -> tuple[str, ...]:
    """The days from which overlays vary an agreement, in their order, as ISO 8601 writes them."""
    days = (day_of(overlay.effective) for overlay in selected.instructions.overlays)
    return tuple(day.isoformat() for day in days if day is not None)


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
