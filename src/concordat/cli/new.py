"""`concordat new`."""

from __future__ import annotations

from pathlib import Path

from concordat.cli.run import report, say
from concordat.project.new import new


def run(folder: Path) -> int:
    """Make a workspace and say what is in it; the exit code."""
    count, faults = new(folder)
    if count:
        say(f"{folder}: {count} files. Now: cd {folder} && concordat build")
    return report(faults.found, {})
