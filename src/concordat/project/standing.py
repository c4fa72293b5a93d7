"""What the workspace says of an agreement that its tree does not hold: from when it has effect, and among which others."""

from __future__ import annotations

from datetime import date

from concordat.compose.particulars import answers
from concordat.model.data import Datum
from concordat.model.library import Workspace
from concordat.project.composed import Composed
from concordat.project.listing import listed
from concordat.project.selection import all_agreements


def text_from(workspace: Workspace, composed: Composed) -> str:
    """The day from which its text has effect, as ISO 8601: its last overlay's, else what its precedent names; or empty."""
    instructions = composed.selected.instructions
    found: Datum | None = instructions.effective
    precedent = workspace.library.precedents[instructions.precedent]
    if found is None and precedent.text_from is not None:
        committee = workspace.committees[composed.path.split("/")[0]]
        found = answers(precedent, instructions, committee, composed.selected.member)[precedent.text_from]
    return found.value.isoformat() if found is not None and isinstance(found.value, date) else ""


def restated_by(composed: Composed) -> str:
    """The path of the agreement whose text it restates; empty where it restates none."""
    selected = composed.selected
    if selected.instructions.restates is None:
        return ""
    folder, member = selected.path.split("/")[0], selected.member
    base = f"{folder}/{selected.instructions.restates}"
    return f"{base}/{member.key}" if member is not None else base


def family_of(workspace: Workspace, path: str) -> dict[str, str]:
    """The other agreements of its family: path, and title with whose it is."""
    folder, name = path.split("/")[:2]
    committee = workspace.committees[folder]
    keys = committee.family_of(f"{folder}/{name}")[1]
    wanted = {f"{folder}/{named.value}" for named in keys.values()}
    found = (one for one in all_agreements(workspace) if one.instructions.path in wanted and one.path != path)
    return {one.path: f"{shown.title}: {shown.of}" for one in found for shown in (listed(workspace, one),)}
