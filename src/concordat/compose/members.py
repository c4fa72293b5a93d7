"""Which agreements instructions yield: one, or one for each of a list (format.md, "committee.yaml and instructions")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace


def for_member(instructions: Instructions, member: Datum | None) -> Instructions:
    """The instructions as they are for one member: without the deviations that stand in other members' agreements alone."""
    slug = member.key if member is not None else None
    kept = tuple(one for one in instructions.deviations if not one.only_for or slug in one.only_for)
    return replace(instructions, deviations=kept)


def agreements_of(workspace: Workspace, instructions: Instructions) -> Iterator[tuple[str, Datum | None]]:
    """Each agreement's path and, where the instructions are `for_each`, its member (keyed by its slug)."""
    if instructions.for_each is None:
        yield instructions.path, None
        return
    committee = workspace.committees.get(instructions.path.split("/")[0])
    for member in committee.members if committee is not None else ():
        slug = str(member.value)
        party = workspace.parties.get(slug)
        if party is not None:
            yield f"{instructions.path}/{slug}", replace(party, key=slug, span=member.span)
