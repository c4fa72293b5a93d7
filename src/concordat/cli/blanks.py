"""`concordat blanks`."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.project.blanks import blanks
from concordat.project.sources import source_texts


def run(given: Path | None, names: list[str], as_json: bool) -> int:
    """Print the blanks of the agreements named, by agreement and by whom they are wanted of; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    found, problems = blanks(root, names)
    if problems.errors:
        return report(problems.found, source_texts(root, problems), as_json)
    if as_json:
        say(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    for agreement, of_agreement in groupby(found, key=lambda one: one.agreement):
        say(agreement)
        for of, wanted in groupby(sorted(of_agreement, key=lambda one: one.of), key=lambda one: one.of):
            say(f"  from {of or 'the drafter'}")
            for one in wanted:
                say(f"    {one.wanted} (until {one.until}): {'; '.join(one.places)}")
    return 0
