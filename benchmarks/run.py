"""`make bench`: how fast Concordat is on the agreements of this workspace, and what others take beside it.

Prints a line for each figure as soon as it is known: the aim, what was measured, how many times as good as the aim
that is, and whether it is met. Nothing fails here: a figure that is missed is explained in benchmarks/README.md.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path

import ours
import peers
from measure import HEADING, Line

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run every measure. Those of memory come first: what ran before them would count."""
    load = f"load {os.getloadavg()[0]:.1f} before"
    print(
        f"Python {platform.python_version()}, {ours.CORES} cores, {load}; CPU seconds unless named wall\n\n{HEADING}",
        flush=True,
    )
    show(ours.start())
    bench = ours.Bench(ROOT)
    show(ours.reading(bench))
    show(ours.pool_of_workers(bench))
    show(ours.pdf(bench))
    show(ours.word(bench))
    job = next(job for job in bench.jobs if job.agreement is bench.sample)
    show(peers.loops(job.agreement, job.house))
    show(peers.conversion(job.agreement, job.house, job.attachment))


def show(lines: Iterable[Line]) -> None:
    """Print each line as it comes."""
    for line in lines:
        print(line.shown(), flush=True)


if __name__ == "__main__":
    main()
