"""`concordat build`: read, compose, check, render, read back, write. The order of the stages is here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.walk import blocks
from concordat.model.library import House, Workspace
from concordat.model.tree import Provision
from concordat.project.blanks import blanks_of
from concordat.project.composed import Composed
from concordat.project.inputs import sources
from concordat.project.pool import Job, run
from concordat.project.read import read
from concordat.project.schemas import write_schemas
from concordat.project.views import Views
from concordat.store.outputs import write_outputs

Progress = Callable[[str, int, int], None]
"""Told the agreement just done, how many are done, and how many there are."""


@dataclass(frozen=True)
class Built:
    """One agreement of the closing table."""

    path: str
    provisions: int
    pages: int
    blanks: int
    unconfirmed: int
    warnings: int
    written: bool


@dataclass(frozen=True)
class Outcome:
    """What a build did: a row for each agreement, and all that was found."""

    rows: tuple[Built, ...]
    faults: Faults


def build(root: Path, names: Iterable[str], progress: Progress, workers: int = 2) -> Outcome:
    """Build the agreements named (all where none is) into `build/` of the workspace.

    Nothing is written where something could not be read. An agreement with an error is not written and the
    others are; what it had before stays as it was.
    """
    reading = read(root, names, on=None)
    if reading.unreadable or reading.workspace.house is None:
        return Outcome((), reading.faults)
    faults = reading.faults
    sound = {composed.path: composed for composed in reading.agreements if composed.sound}
    views: dict[str, Views] = {}
    jobs = _jobs(reading.workspace, reading.workspace.house, sound.values())
    for done, (path, made) in enumerate(run(jobs, workers), start=1):
        faults.extend(made.found)
        views[path] = made
        mark = "EXAMPLE-DRAFT" if _is_example(reading.workspace, path) else "DRAFT"
        if made.files and not write_views(root, path, made, faults, mark):
            views[path] = replace(made, files={})
        progress(path, done, len(sound))
    write_schemas(root, reading.workspace, faults)
    return Outcome(tuple(_row(composed, views) for composed in reading.agreements), faults)


def _jobs(workspace: Workspace, house: House, composed: Iterable[Composed]) -> Iterator[Job]:
    for one in composed:
        assert one.agreement is not None
        yield Job(one.path, one.agreement, house, sources(workspace, one.selected, one.agreement))


def _is_example(workspace: Workspace, path: str) -> bool:
    committee = workspace.committees.get(path.split("/")[0])
    return committee is not None and committee.example


def write_views(root: Path, path: str, views: Views, faults: Faults, mark: str = "DRAFT") -> bool:
    """Write the views of one agreement: `build/<agreement>/<agreement>-DRAFT.<ending>`, its path's parts joined by "-".

    `mark` says in the name what the file is, in the place of DRAFT. Gives whether all of them now stand there.
    """
    name = path.replace("/", "-")
    files = {f"{name}-{mark}.{ending}": data for ending, data in views.files.items()}
    return len(write_outputs(root / "build" / path, files, faults, f"build/{path}").files) == len(files)


def _row(composed: Composed, views: dict[str, Views]) -> Built:
    agreement = composed.agreement
    made = views.get(composed.path, Views())
    return Built(
        composed.path,
        sum(isinstance(block, Provision) for block in blocks(agreement)) if agreement else 0,
        made.pages,
        len(blanks_of(agreement)) if agreement else 0,
        sum(d.code == "fact-unconfirmed" for d in composed.found),
        len(composed.warnings),
        bool(made.files),
    )
