"""`concordat anchor`."""

from __future__ import annotations

from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.project.anchor import anchor


def run(given: Path | None, files: list[Path]) -> int:
    """Write missing anchors and name the files that changed; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {})
    changed, problems = anchor(root, tuple(files))
    for path in changed:
        say(path)
    if not changed and not problems.errors:
        say("every provision has an anchor")
    return report(problems.found, {})
