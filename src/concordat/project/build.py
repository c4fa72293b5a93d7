"""`concordat build`: read, compose, check, render, read back, write. The order of the stages is here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.overlays import variations_held
from concordat.language.walk import blocks
from concordat.model.library import House, Workspace
from concordat.model.tree import Provision
from concordat.project.collector import resting
from concordat.project.composed import Composed
from concordat.project.frozen import issued_views
from concordat.project.inputs import sources
from concordat.project.part import part_name, part_of
from concordat.project.pool import Job, Progress, run
from concordat.project.read import read
from concordat.project.schemas import write_schemas
from concordat.project.selection import file_mark
from concordat.project.views import Views
from concordat.project.wanted import blanks_of
from concordat.project.wording import wording_page
from concordat.store.outputs import write_outputs


@dataclass(frozen=True)
class Built:
    """One agreement of the closing table. `consolidates` names the variations that its text holds, in words, or is empty."""

    path: str
    provisions: int
    pages: int
    blanks: int
    unconfirmed: int
    warnings: int
    written: bool
    consolidates: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a build did: a row for each agreement, and all that was found."""

    rows: tuple[Built, ...]
    faults: Faults


@resting()
def build(
    root: Path,
    names: Iterable[str],
    progress: Progress,
    workers: int = 2,
    only: str | None = None,
    text_from: date | None = None,
) -> Outcome:
    """Build the agreements named (all where none is) into `build/` of the workspace; of a version, write what was issued.

    Nothing is written where something could not be read. An agreement with an error is not written and the
    others are; what it had before stays as it was. With `only` one part of each is written instead, which is named by
    its identity or by its label as printed; the whole must be sound all the same. `text_from` is the day whose
    texts are built, as `read` says.
    """
    reading = read(root, names, on=None, text_from=text_from)
    if reading.unreadable or reading.workspace.house is None:
        return Outcome((), reading.faults)
    faults = reading.faults
    agreements = reading.agreements
    if only is not None:
        agreements = tuple(_only(one, only, reading.workspace.house, faults) for one in agreements)
        if any(
            one.agreement is None and whole.agreement is not None
            for one, whole in zip(agreements, reading.agreements, strict=True)
        ):
            return Outcome((), faults)  # as with any name that is not known, nothing is written
    sound = {one.path: one for one in agreements if one.sound and (only is not None or not one.version)}
    views: dict[str, Views] = {}
    for one in agreements:
        if one.version and only is None:
            mark, views[one.path] = issued_views(root, reading.workspace, one.path, faults)
            if views[one.path].files and not write_views(root, one.path, views[one.path], faults, mark):
                views[one.path] = replace(views[one.path], files={})
    pages = root if only is None else None
    jobs = _jobs(reading.workspace, reading.workspace.house, sound.values(), pages)
    for done, (path, made) in enumerate(run(jobs, workers), start=1):
        faults.extend(made.found)
        views[path] = made
        mark = file_mark(reading.workspace, path)
        tree = sound[path].agreement
        part = part_name(tree) if only is not None and tree is not None else ""
        if made.files and not write_views(root, path, made, faults, mark, part):
            views[path] = replace(made, files={})
        progress(path, done, len(sound))
    write_schemas(root, reading.workspace, faults)
    return Outcome(tuple(_row(composed, views) for composed in agreements), faults)


def _only(composed: Composed, wanted: str, house: House, faults: Faults) -> Composed:
    """An agreement with the part that is wanted in place of the whole, or nothing where it has none of that name."""
    if composed.agreement is None:
        return composed
    return replace(composed, agreement=part_of(composed.agreement, wanted, house, faults))


def _jobs(
    workspace: Workspace, house: House, composed: Iterable[Composed], root: Path | None
) -> Iterator[Job]:
    """The jobs, the longest first, so that no worker is left with one while the others have none.

    With `root` also the pages of locked wording of those whose precedent asks for one.
    """
    for one in sorted(composed, key=_length, reverse=True):
        assert one.agreement is not None
        page = workspace.library.precedents[one.agreement.precedent].wording_page
        wording = wording_page(root, one.agreement, page) if root is not None and page is not None else None
        attachment = sources(workspace, one.selected, one.agreement)
        yield Job(one.path, one.agreement, house, attachment, wording)


def _length(one: Composed) -> int:
    """How long an agreement is, by the number of its blocks."""
    return sum(1 for _ in blocks(one.agreement)) if one.agreement is not None else 0


def write_views(
    root: Path, path: str, views: Views, faults: Faults, mark: str = "DRAFT", part: str = ""
) -> bool:
    """Write the views of one agreement: `build/<agreement>/<agreement>-DRAFT.<ending>`, its path's parts joined by "-".

    `mark` says in the name what the file is, in the place of DRAFT. Files of a part are named
    `<agreement>-<part>-DRAFT.<ending>`, those of the page of locked wording `<agreement>-wording-DRAFT.<ending>`. Gives
    whether all of them now stand there.
    """
    name = "-".join(filter(None, (path.replace("/", "-"), part)))
    files = {f"{name}-{mark}.{ending}": data for ending, data in views.files.items()}
    files |= {f"{name}-wording-{mark}.{ending}": data for ending, data in views.wording.items()}
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
        variations_held(composed.selected.instructions) if not composed.version else "",
    )
