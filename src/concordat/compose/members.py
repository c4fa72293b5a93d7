"""Which agreements instructions yield: one, or one for each of a list (format.md, "committee.yaml and instructions")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace


def path_of(instructions: Instructions, member: Datum | None) -> str:
    """The path of the agreement that instructions yield, for a member where they are `for_each`."""
    return f"{instructions.path}/{member.key}" if member is not None else instructions.path


def agreements_of(workspace: Workspace, instructions: Instructions) -> Iterator[tuple[str, Datum | None]]:
    """Each agreement's path and, where the instructions are `for_each`, its member (keyed by its slug); of an overlay, none."""
    if instructions.varies is not None:
        return
    if instructions.for_each is None:
        yield path_of(instructions, None), None
        return
    committee = workspace.committees.get(instructions.path.split("/")[0])
    for member in committee.members if committee is not None else ():
        slug = str(member.value)
        party = workspace.parties.get(slug)
        if party is not None:
            keyed = replace(party, key=slug, span=member.span)
            yield path_of(instructions, keyed), keyed
