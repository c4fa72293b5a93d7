"""Timing, and the lines that a benchmark prints. Seconds are of the processor, user and system, unless named wall."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One figure: what was measured, its unit, the aim (None where it only stands beside), and which way is better."""

    what: str
    value: float
    unit: str
    aim: float | None = None
    more_is_better: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as good as the aim: above 1 the aim is met."""
        if self.aim is None or not self.value:
            return None
        return self.value / self.aim if self.more_is_better else self.aim / self.value

    def shown(self) -> str:
        """The line as it prints."""
        aim = f"{self.aim:g}" if self.aim is not None else ""
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        verdict = "" if self.ratio is None else "met" if self.ratio >= 1 else "missed"
        note = f"  {self.note}" if self.note else ""
        return f"{self.what:<52}{aim:>8}{self.value:>10.3g} {self.unit:<14}{ratio:>6} {verdict:<7}{note}".rstrip()


HEADING = f"{'':<52}{'aim':>8}{'measured':>10} {'':<14}{'ratio':>6}"


def own(action: Callable[[], T]) -> tuple[float, T]:
    """The processor seconds that this process spends on an action, and its result."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def best(action: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """The least of several runs: what the machine's other work adds is noise."""
    runs = [own(action) for _ in range(times)]
    return min(seconds for seconds, _ in runs), runs[-1][1]


def child(command: list[str], **options: str) -> tuple[float, float]:
    """The processor and wall seconds of a program and of what it starts. Raises CalledProcessError where it fails."""
    before, start = children_seconds(), time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **options},
    )
    return children_seconds() - before, time.perf_counter() - start


def children_seconds() -> float:
    """The processor seconds of all processes that were started so far and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children_memory() -> float:
    """The most memory that any process started so far, and ended, has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
