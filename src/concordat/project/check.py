"""`concordat check`: read, compose and check, and write nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from concordat.project.read import Reading, read
from concordat.proof.prove import prove


def check(
    root: Path, names: Iterable[str], on: date | None, proof: bool = False, text_from: date | None = None
) -> Reading:
    """Everything found in the workspace and in the agreements named (all where none is), as of the day `on`.

    The papers that speak of these agreements are checked with them. With `proof` also what some answers, given or not,
    would leave without its place or its definition. `text_from` is the day whose texts are checked, as `read` says.
    """
    reading = read(root, names, on, papers=True, text_from=text_from)
    if proof and not reading.unreadable:
        reading.faults.extend(prove(reading.workspace).found)
    return reading
