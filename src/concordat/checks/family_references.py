"""reference-sister in a family: an agreement that is pointed into is not whole where the reference leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.checks.family import FamilyFault, FamilyIndex
from concordat.checks.reference_sister import of_hole


def check(family: FamilyIndex) -> Iterator[FamilyFault]:
    """Each sister reference that leads nowhere, for the agreement that holds it and those that it points into."""
    for kin in family.kin:
        for place, hole in kin.index.holes("reference"):
            if hole.reason.startswith("sister"):
                key = hole.target.removeprefix("~").partition("/")[0]
                paths = {kin.path, *(one.path for one in family.kin if one.key == key)}
                for found in of_hole(kin.index, place, hole):
                    yield FamilyFault(frozenset(paths), replace(found, agreement=kin.path))
