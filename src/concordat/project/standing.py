"""What the workspace says of an agreement that its tree does not hold: from when it has effect, and among which others."""

from __future__ import annotations

from datetime import date

from concordat.language.overlays import begins, chain_of, day_of
from concordat.model.library import Workspace
from concordat.project.composed import Composed
from concordat.project.listing import listed
from concordat.project.selection import all_agreements


def text_from(workspace: Workspace, composed: Composed) -> str:
    """The day from which its text has effect, as ISO 8601: its last overlay's, else what its precedent names; or empty."""
    selected = composed.selected
    instructions, committee = selected.instructions, workspace.committees[composed.path.split("/")[0]]
    precedent = workspace.library.precedents[instructions.precedent]
    member = selected.member.key if selected.member is not None else None
    day = day_of(instructions.effective or begins(instructions, precedent, committee, member))
    return day.isoformat() if day is not None else ""


def overlays_of(composed: Composed) -> tuple[tuple[str, date], ...]:
    """The overlays that its text holds: path, and the day from which each has effect."""
    found = ((one.path, day_of(one.effective)) for one in composed.selected.instructions.overlays)
    return tuple((path, day) for path, day in found if day is not None)


def restated_by(composed: Composed) -> str:
    """The path of the agreement whose text it restates; empty where it restates none."""
    selected = composed.selected
    if selected.instructions.restates is None:
        return ""
    folder, member = selected.path.split("/")[0], selected.member
    base = f"{folder}/{selected.instructions.restates}"
    return f"{base}/{member.key}" if member is not None else base


def signed_before(workspace: Workspace, path: str) -> dict[str, str]:
    """The agreements of its family that are signed before it or with it: path, and title with whose it is.

    The keys of a family stand in the order of signing. A restatement has the place of what it restates.
    """
    earlier = (_earlier_keys(workspace, one) for one in reversed((*chain_of(workspace, path).before, path)))
    wanted = next(filter(None, earlier), frozenset[str]())
    found = (one for one in all_agreements(workspace) if one.instructions.path in wanted)
    return {one.path: f"{shown.title}: {shown.of}" for one in found for shown in (listed(workspace, one),)}


def _earlier_keys(workspace: Workspace, path: str) -> frozenset[str]:
    """The instructions under the keys of a family that stand before an agreement's own."""
    folder, name = path.split("/")[:2]
    keys = workspace.committees[folder].family_of(f"{folder}/{name}")[1]
    names = [str(named.value) for named in keys.values()]
    return frozenset(f"{folder}/{one}" for one in names[: names.index(name) if name in names else 0])
