"""What Concordat takes: reading, composing and checking; Word; PDF; memory; a whole build; the start of the command."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from measure import Line, best, child, children_memory, children_seconds, own
from pypdf import PdfReader

from concordat.load.workspace import read_workspace
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.project.composed import Composed
from concordat.project.inputs import sources
from concordat.project.pool import Job, run
from concordat.project.read import read
from concordat.render.docx import render_docx
from concordat.render.pdf import prepare_worker, render_pdf

CORES = os.cpu_count() or 1


class Bench:
    """The workspace and its agreements, composed once for all measures."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loading, _ = own(lambda: read_workspace(root))
        self.composing, reading = best(lambda: read(root, [], None), 2)
        self.workspace = reading.workspace
        house = self.workspace.house
        assert house is not None, "the house cannot be read"
        self.house: House = house
        self.composed = {c.path: c for c in reading.agreements if c.agreement is not None}
        self.sample = self._sample()

    def _sample(self) -> tuple[Job, ...]:
        """Of each kind of agreement the longest and the shortest: what is too slow to measure on all."""
        kinds: dict[str, list[Composed]] = {}
        for one in self.composed.values():
            kinds.setdefault(tree_of(one).precedent, []).append(one)
        found: dict[str, Composed] = {}
        for _, of_kind in sorted(kinds.items()):
            ordered = sorted(of_kind, key=lambda one: len(repr(one.agreement)))
            found |= {one.path: one for one in (ordered[-1], ordered[0])}
        return tuple(
            Job(path, tree_of(c), self.house, sources(self.workspace, c.selected, tree_of(c)))
            for path, c in found.items()
        )


def tree_of(composed: Composed) -> Agreement:
    """The tree of an agreement that has one."""
    assert composed.agreement is not None
    return composed.agreement


def reading(bench: Bench) -> Iterator[Line]:
    """Reading, and reading, composing and checking of all agreements with their families: what comes before rendering."""
    yield Line("read the workspace", bench.loading, "s")
    yield Line(f"read, compose and check {len(bench.composed)} agreements", bench.composing, "s", aim=8)


def pool_of_workers(bench: Bench) -> Iterator[Line]:
    """All five views of the sample, as `concordat build` makes them, and the memory of a worker."""
    begun, start = children_seconds(), time.perf_counter()
    pages = sum(views.pages for _, views in run(bench.sample, CORES))
    wall, seconds = time.perf_counter() - start, children_seconds() - begun
    yield Line("peak memory of a worker", children_memory(), "MB", aim=250)
    yield Line(f"all five views, {len(bench.sample)} agreements, {pages} pages", pages / wall, "pages/wall s")
    yield Line("  by the processor time of the workers", pages * CORES / seconds, "pages/wall s")


def pdf(bench: Bench) -> Iterator[Line]:
    """Pages per second of each agreement of the sample, one after another in one process, as a worker lays them out.

    Lines of an agreement that were in one before it are remembered, as they are in a build.
    """
    prepare_worker()
    for job in bench.sample:
        start = time.perf_counter()
        seconds, made = own(lambda job=job: render_pdf(job.agreement, job.house, job.attachment))  # type: ignore[misc]
        wall = time.perf_counter() - start
        note = f"{made.pages / wall:.1f} pages/wall s"
        yield Line(f"PDF, {job.path}, {made.pages} p", made.pages / seconds, "pages/CPU s", 12, True, note)


def word(bench: Bench) -> Iterator[Line]:
    """The Word copies of the sample, without the layout that gives their contents pages."""
    seconds, _ = best(lambda: [render_docx(job.agreement, job.house, {}) for job in bench.sample])
    yield Line("Word, one agreement", seconds / len(bench.sample), "CPU s", aim=0.15)


WRITTEN = ("parties", "clauses", "schedules", "agreements")
"""The folders of a workspace that a build reads."""


def cold_build(root: Path) -> Iterator[Line]:
    """`concordat build` of every agreement in a copy of the workspace that holds no build yet (minutes)."""
    with tempfile.TemporaryDirectory() as folder:
        for name in WRITTEN:
            shutil.copytree(root / name, Path(folder) / name)
        seconds, wall = child([sys.executable, "-m", "concordat.cli.main", "build", "-C", folder])
        files = list(Path(folder, "build").rglob("*-DRAFT.pdf"))
        pages = sum(len(PdfReader(file).pages) for file in files)
    yield Line(f"build {len(files)} PDFs and their other views", wall, "wall s", aim=360)
    yield Line("  processor time of all processes", seconds, "CPU s")
    yield Line(f"  {pages} pages", pages / wall, "pages/wall s")


def start() -> Iterator[Line]:
    """`concordat --help` in a new process, the least of five."""
    command = [sys.executable, "-m", "concordat.cli.main", "--help"]
    yield Line("concordat --help", min(child(command)[1] for _ in range(5)), "wall s", aim=0.2)
