"""Finding a workspace and reading it."""

from __future__ import annotations

from pathlib import Path

FOLDERS = ("agreements", "clauses", "schedules", "parties")


def find_workspace(start: Path) -> Path | None:
    """The nearest folder at or above `start` that has the four folders of a workspace; None where there is none."""
    for folder in (start, *start.parents):
        if all((folder / name).is_dir() for name in FOLDERS):
            return folder
    return None
