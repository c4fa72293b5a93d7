"""`concordat check --pairs`: agreements of every pair of answers, composed and checked; nothing is rendered or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from concordat.diagnostics import Faults, Severity, Stage
from concordat.model.library import Workspace
from concordat.project.selection import select
from concordat.project.texts import read_texts
from concordat.proof.mixes import Outcome, try_mixes
from concordat.proof.prove import kind_of
from concordat.proof.report import lines

Told = Callable[[str], None]
"""Told each line of the report as soon as it is known."""


@dataclass(frozen=True)
class Tried:
    """The workspace, what was found in reading it, and what the mixes of each precedent showed."""

    workspace: Workspace
    faults: Faults
    outcomes: tuple[Outcome, ...]

    @property
    def sound(self) -> bool:
        """Whether every pair that no rule excludes was covered, and no mix failed."""
        return not any(outcome.failures or outcome.missing for outcome in self.outcomes)


def pairs(root: Path, names: Iterable[str], tell: Told) -> Tried:
    """Every pair of answers of the precedents of the agreements named (of all precedents where none is)."""
    workspace, faults = read_texts(root)
    names = tuple(names)
    chosen = {one.instructions.precedent for one in select(workspace, names, faults)} if names else None
    if any(one.stage is Stage.READ and one.severity is Severity.ERROR for one in faults.found):
        return Tried(workspace, faults, ())
    outcomes = []
    for name, precedent in sorted(workspace.library.precedents.items()):
        if (name in chosen) if chosen is not None else precedent.stands_alone:
            outcome = try_mixes(workspace, kind_of(workspace, precedent))
            outcomes.append(outcome)
            for line in lines(outcome):
                tell(line)
    return Tried(workspace, faults, tuple(outcomes))
