"""`concordat redline`."""

from __future__ import annotations

import json
from pathlib import Path

from concordat.cli.diff import counted
from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.project.redline import AskedRedline, write_redline
from concordat.project.sources import source_texts


def run(given: Path | None, asked: AskedRedline, as_json: bool) -> int:
    """Write the redline of two texts, and say where; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    made = write_redline(root, asked)
    if as_json:
        comparison = made.made.comparison
        changes = len(comparison.changes) if comparison is not None else None
        say(json.dumps({"files": made.files, "changes": changes}, ensure_ascii=False, indent=1))
    else:
        for name in made.files:
            say(name)
    code = report(made.faults.found, source_texts(root, made.faults)) if made.faults.found else 0
    if made.files and made.made.comparison is not None and not as_json:
        say(f"{counted(made.made.comparison)}", error=True)
    return code
