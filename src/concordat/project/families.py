"""The families of the agreements of a run: each is checked whole, whichever of its agreements were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.checks import check_family
from concordat.checks.family import FamilyFault
from concordat.compose.compose import compose
from concordat.compose.family import Families
from concordat.model.library import Workspace
from concordat.model.tree import Agreement
from concordat.project.composed import Composed
from concordat.project.selection import Selected, all_agreements


def with_families(workspace: Workspace, found: list[Composed], families: Families) -> list[Composed]:
    """The agreements with the faults of their families added; those that were not asked for are composed for it."""
    wanted = dict.fromkeys(label for one in found if (label := _family(workspace, one.path)) is not None)
    members: dict[tuple[str, str] | None, list[Selected]] = {}
    for one in all_agreements(workspace):
        members.setdefault(_family(workspace, one.path), []).append(one)
    known = {one.path: one.agreement for one in found}
    faults = [
        fault for family in wanted for fault in _check(workspace, family, members[family], known, families)
    ]
    return [
        replace(one, found=(*one.found, *(f.diagnostic for f in faults if one.path in f.paths)))
        for one in found
    ]


def _check(
    workspace: Workspace,
    family: tuple[str, str],
    of_family: list[Selected],
    known: dict[str, Agreement | None],
    families: Families,
) -> Iterator[FamilyFault]:
    if len(of_family) < 2:
        return
    trees = []
    for one in of_family:
        # What was found in an agreement that was not asked for is told when it is.
        tree = (
            known[one.path]
            if one.path in known
            else compose(workspace, one.instructions, one.member, families)[0]
        )
        if tree is not None:
            trees.append(tree)
    yield from check_family(workspace, *family, trees)


def _family(workspace: Workspace, path: str) -> tuple[str, str] | None:
    """The footprint and the label of the family of an agreement; None where it is of none."""
    folder, name = path.split("/")[:2]
    committee = workspace.committees.get(folder)
    label = committee.family_of(f"{folder}/{name}")[0] if committee is not None else ""
    return (folder, label) if label else None
