"""What Concordat takes: reading, composing and checking; Word; PDF; memory; the start of the command."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from measure import Line, best, child, children_memory, children_seconds, own

from concordat.checks import check_library
from concordat.load.workspace import read_workspace
from concordat.model.library import House, Workspace
from concordat.model.tree import Agreement
from concordat.project.inputs import sources
from concordat.project.pool import Job, run
from concordat.project.read import Composed, compose_and_check
from concordat.project.selection import all_agreements
from concordat.render.docx import render_docx
from concordat.render.pdf import render_pdf

CORES = os.cpu_count() or 1


class Bench:
    """The workspace and its agreements, composed once for all measures."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loading, (self.workspace, _) = own(lambda: read_workspace(root))
        self.composing, self.composed = best(lambda: compose_all(self.workspace))
        house = self.workspace.house
        assert house is not None, "the house cannot be read"
        self.house: House = house
        self.jobs = [Job(c.path, c.agreement, house, sources(self.workspace, c.selected, c.agreement))
                     for c in self.composed if c.agreement is not None]  # fmt: skip

    @property
    def sample(self) -> Agreement:
        """The agreement that the peers are measured on: the longest."""
        return max((job.agreement for job in self.jobs), key=lambda agreement: len(repr(agreement)))


def compose_all(workspace: Workspace) -> list[Composed]:
    """Compose and check every agreement, and check the library once."""
    check_library(workspace)
    return [compose_and_check(workspace, selected, None) for selected in all_agreements(workspace)]


def reading(bench: Bench) -> Iterator[Line]:
    """Reading, and composing and checking, of all agreements."""
    yield Line("read the workspace", bench.loading, "s")
    yield Line(f"compose and check {len(bench.jobs)} agreements", bench.composing, "s", aim=1.5)


def pool_of_workers(bench: Bench) -> Iterator[Line]:
    """All five views of the longest agreements, as `concordat build` makes them, and the memory of a worker."""
    longest = sorted(bench.jobs, key=lambda job: len(repr(job.agreement)))[-2 * CORES :]
    begun, start = children_seconds(), time.perf_counter()
    pages = sum(views.pages for _, views in run(longest, CORES))
    wall, seconds = time.perf_counter() - start, children_seconds() - begun
    yield Line("peak memory of a worker", children_memory(), "MB", aim=250)
    yield Line(f"all five views, {len(longest)} agreements, {pages} pages", pages / wall, "pages/wall s")
    yield Line("  by the processor time of the workers", pages * CORES / seconds, "pages/wall s")


def pdf(bench: Bench) -> Iterator[Line]:
    """Pages per processor second in one process; per wall second over the cores, with a process for each."""
    job = next(job for job in bench.jobs if job.agreement is bench.sample)
    seconds, made = best(lambda: render_pdf(job.agreement, job.house, job.attachment), 2)
    yield Line(f"PDF, one agreement of {made.pages} pages", made.pages / seconds, "pages/CPU s", 12, True)
    begun, start = children_seconds(), time.perf_counter()
    with ProcessPoolExecutor(CORES) as workers:
        pages = sum(workers.map(_pages, bench.jobs))
    wall, seconds = time.perf_counter() - start, children_seconds() - begun
    yield Line(f"PDF, {len(bench.jobs)} agreements, {CORES} cores", pages / wall, "pages/wall s", 24, True)
    yield Line("  by the processor time of the workers", pages * CORES / seconds, "pages/wall s")


def _pages(job: Job) -> int:
    return int(render_pdf(job.agreement, job.house, job.attachment).pages)


def word(bench: Bench) -> Iterator[Line]:
    """The Word copy of each agreement, without the layout that gives its contents pages."""
    seconds, _ = best(lambda: [render_docx(job.agreement, job.house, {}) for job in bench.jobs])
    yield Line("Word, one agreement", seconds / len(bench.jobs), "CPU s", aim=0.15)


def start() -> Iterator[Line]:
    """`concordat --help` in a new process, the least of five."""
    command = [sys.executable, "-m", "concordat.cli.main", "--help"]
    yield Line("concordat --help", min(child(command)[1] for _ in range(5)), "wall s", aim=0.2)
