"""`concordat check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import UNREADABLE, report, say
from concordat.project.check import check


def run(given: Path | None, names: list[str], on: date, output: str) -> int:
    """Print what was found in the agreements named; the exit code."""
    if output not in ("text", "json"):
        say(f"--format {output}: write text or json", error=True)
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, output == "json")
    reading = check(root, names, on)
    code = report(reading.faults.found, reading.workspace.sources, output == "json")
    if output == "text" and not reading.faults.found:
        say(f"{len(reading.agreements)} agreements: nothing to say")
    return code
