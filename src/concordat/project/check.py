"""`concordat check`: read, compose and check, and write nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from concordat.project.read import Reading, read


def check(root: Path, names: Iterable[str], on: date | None) -> Reading:
    """Everything found in the workspace and in the agreements named (all where none is), as of the day `on`.

    The papers that speak of these agreements are checked with them.
    """
    return read(root, names, on, papers=True)
