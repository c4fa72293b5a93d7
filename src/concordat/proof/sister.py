"""Of which kind the sister agreements are that a key of a family names."""

from __future__ import annotations

from concordat.model.library import Precedent, Workspace


def sister_precedent(workspace: Workspace, key: str) -> Precedent | None:
    """The kind of the agreements that families have under a key: that of the instructions named there, or of its name."""
    for committee in workspace.committees.values():
        for keys in committee.family.values():
            named = keys.get(key)
            found = workspace.instructions.get(f"{committee.folder}/{named.value}") if named else None
            if found is not None:
                return workspace.library.precedents.get(found.precedent)
    return workspace.library.precedents.get(key)
