"""`make bench`: how fast Concordat is on the agreements of this workspace, and what others take beside it.

`python benchmarks/run.py --build` measures a cold build of every agreement instead, in a copy of the workspace.
Prints a line for each figure as soon as it is known: the aim, what was measured, how many times as good as the aim
that is, and whether it is met. Nothing fails here: a figure that is missed is explained in benchmarks/README.md.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

import four_hundred
import history
import ours
import peers
from measure import HEADING, Line

import register

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run every measure. Those of memory come first: what ran before them would count."""
    load = f"load {os.getloadavg()[0]:.1f} before"
    print(
        f"Python {platform.python_version()}, {ours.CORES} cores, {load}; CPU seconds unless named wall\n\n{HEADING}",
        flush=True,
    )
    if "--build" in sys.argv[1:]:
        show(ours.cold_build(ROOT))
        return
    show(ours.start())
    bench = ours.Bench(ROOT)
    show(ours.reading(bench))
    show(ours.pool_of_workers(bench))
    show(ours.word(bench))
    show(peers.loops(bench.sample[0].agreement, bench.house))
    show(ours.pdf(bench))
    show(peers.conversion(bench.sample))
    show(register.growth())
    show(history.history())
    show(four_hundred.four_hundred())
    for line in four_hundred.beside():
        print(line, flush=True)


def show(lines: Iterable[Line]) -> None:
    """Print each line as it comes."""
    for line in lines:
        print(line.shown(), flush=True)


if __name__ == "__main__":
    main()
