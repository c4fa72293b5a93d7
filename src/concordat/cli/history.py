"""`concordat history`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.rendered import closing_table
from concordat.cli.run import report, say
from concordat.language.english import join_names
from concordat.project.history import History, history


def run(given: Path | None, names: list[str], as_json: bool) -> int:
    """Print the life of agreements; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    made = history(root, names)
    if as_json:
        found = {"registers": [asdict(one) for one in made.found], "meant": made.meant, "notes": made.notes}
        say(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for one in made.found:
            _print(one)
        for words in made.meant:
            say(words)
        for note in made.notes:
            say(note, error=True)
        if not made.found and not made.faults.found:
            say("nothing has been issued in this workspace")
    return report(made.faults.found, {})


def _print(found: History) -> None:
    rows = [(s.agreement, s.version, s.date, s.what, s.text_digest[:12]) for s in found.steps]
    closing_table(("Agreement", "Version", "Date", "What happened", "Text"), rows, 100, figures=False)
    for one in found.standing:
        waiting = f"; still to come: {join_names(one.lacking)}" if one.lacking else ""
        say(f"{one.agreement}: version {one.version} is {one.state}{waiting}")
    if found.steps:
        say(f"{found.footprint}: {found.lines} lines; head of the ledger {found.head}\n")
