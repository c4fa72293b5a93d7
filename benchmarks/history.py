"""Any two versions of the example's history compared, as `concordat diff` does it: read, matched and weighed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median

from measure import Line, best

from concordat.project.diff import diff

ROOT = Path(__file__).resolve().parents[1]
FOOTPRINT = ROOT / "agreements" / "example-footprint"
ON = date(2026, 11, 26)


def history() -> Iterator[Line]:
    """The slowest and the middle of all pairs of one agreement, and of pairs of two agreements: another's is compared too."""
    kept = versions()
    pairs = list(combinations(kept, 2))
    compared(pairs[0])
    for what, alike in (("versions of one agreement", True), ("versions of two agreements", False)):
        chosen = [pair for pair in pairs if (pair[0].split("@")[0] == pair[1].split("@")[0]) is alike]
        taken = [(best(lambda pair=pair: compared(pair), 2)[0], pair) for pair in chosen]  # type: ignore[misc]
        seconds, slowest = max(taken)
        yield Line(
            f"diff of two {what}, slowest of {len(taken)}", seconds, "CPU s", aim=0.5, note=" ".join(slowest)
        )
        yield Line("  the middle one", median(seconds for seconds, _ in taken), "CPU s", aim=0.5)


def versions() -> list[str]:
    """Every version of the history by its name: `example-footprint/collaboration-2024@1.0`."""
    register = FOOTPRINT / "register"
    folders = dict.fromkeys(file.parents[1] for file in sorted(register.rglob("agreement.json")))
    return [f"{FOOTPRINT.name}/{one.parent.relative_to(register)}@{one.name}" for one in folders]


def compared(pair: tuple[str, str]) -> None:
    """One comparison, told."""
    found = diff(ROOT, *pair, ON)
    assert found.comparison is not None, found.faults.errors


if __name__ == "__main__":
    for line in history():
        print(line.shown(), flush=True)
