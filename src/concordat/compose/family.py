"""The family of an agreement: the others that its own family lists, chosen and filled before anything is referred to.

An agreement may read what its sisters answer (`sisters('delegation')`) and point into them (`[](~delegation/finance)`).
Choose and fill run once for each agreement of a run, whoever asks first (design section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concordat.compose.choose import choose
from concordat.compose.draft import Draft
from concordat.compose.fill import fill
from concordat.compose.members import agreements_of, path_of
from concordat.compose.world import start
from concordat.diagnostics import Faults
from concordat.language.editions import settled
from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace

Drafted = tuple[Draft | None, Faults]
"""A draft, or None where there is nothing to compose, and what was found so far."""


class Families:
    """The agreements of one workspace, each begun and filled when it is first wanted, and kept for the run."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is composed yet."""
        self.workspace = workspace
        self._begun: dict[str, Drafted] = {}
        self._filled: dict[str, Drafted] = {}

    def begin(self, instructions: Instructions, member: Datum | None) -> Drafted:
        """An agreement with its names and nothing chosen yet: enough to read its answers."""
        path = path_of(instructions, member)
        if path not in self._begun:
            faults = Faults()
            family = OwnFamily(self, instructions)
            workspace = settled(self.workspace, instructions.precedent)
            self._begun[path] = start(workspace, instructions, member, faults, family), faults
        return self._begun[path]

    def filled(self, instructions: Instructions, member: Datum | None) -> Drafted:
        """An agreement chosen and filled."""
        path = path_of(instructions, member)
        if path not in self._filled:
            draft, faults = self.begin(instructions, member)
            self._filled[path] = fill(choose(draft)) if draft is not None else None, faults
        return self._filled[path]


@dataclass(frozen=True)
class OwnFamily:
    """The family of the agreements of some instructions."""

    families: Families
    instructions: Instructions

    @property
    def keys(self) -> Mapping[str, Datum]:
        """The keys of the family, each with the name of its instructions; none where no family names these."""
        committee = self.families.workspace.committees.get(self.instructions.path.split("/")[0])
        return committee.family_of(self.instructions.path)[1] if committee is not None else {}

    def begun(self, key: str) -> tuple[Draft, ...]:
        """The agreements under a key, with their answers; none where the family has no such key."""
        found = (self.families.begin(*one)[0] for one in self._under(key))
        return tuple(draft for draft in found if draft is not None)

    def filled(self, key: str) -> tuple[Draft, ...]:
        """The agreements under a key, chosen and filled; none where the family has no such key."""
        found = (self.families.filled(*one)[0] for one in self._under(key))
        return tuple(draft for draft in found if draft is not None)

    def _under(self, key: str) -> tuple[tuple[Instructions, Datum | None], ...]:
        named = self.keys.get(key)
        folder = self.instructions.path.split("/")[0]
        workspace = self.families.workspace
        found = workspace.instructions.get(f"{folder}/{named.value}") if named is not None else None
        if found is None:
            return ()
        return tuple((found, member) for _, member in agreements_of(workspace, found))
