"""`concordat check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from concordat.cli.messages import MessageForm
from concordat.cli.place import workspace
from concordat.cli.run import CHECK_FAILED, UNREADABLE, report, say
from concordat.project.check import check
from concordat.project.pairs import pairs as try_pairs


def run(
    given: Path | None,
    names: list[str],
    on: date,
    form: MessageForm,
    proof: bool = False,
    pairs: bool = False,
    text_from: date | None = None,
) -> int:
    """Print what was found in the agreements named; the exit code. With `pairs` print what every pair of answers shows."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, form)
    if pairs and form is not MessageForm.TEXT:
        say("--pairs: its report is text; leave --format away", error=True)
        return UNREADABLE
    if pairs:
        return _pairs(root, names)
    reading = check(root, names, on, proof, text_from)
    code = report(reading.faults.found, reading.workspace.sources, form)
    if form is MessageForm.TEXT and not reading.faults.found:
        say(f"{len(reading.agreements)} agreements: nothing to say")
    return code


def _pairs(root: Path, names: list[str]) -> int:
    """Print the report on each precedent as it is made; what cannot be read is said instead."""
    tried = try_pairs(root, names, say)
    code = report(tried.faults.errors, tried.workspace.sources)
    return code if code or tried.sound else CHECK_FAILED
