"""`concordat repair`."""

from __future__ import annotations

import json
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.project.repair import repair


def run(given: Path | None, names: list[str], as_json: bool) -> int:
    """Set aside what stopped runs left, and print each thing that was done; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    done, faults = repair(root, names)
    if as_json:
        say(json.dumps({"done": done}, ensure_ascii=False, indent=1))
    else:
        for one in done:
            say(one)
        if not done and not faults.errors:
            say("there was nothing to set aside")
    return report(faults.found, {})
