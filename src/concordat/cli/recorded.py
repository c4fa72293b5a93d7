"""`concordat approve`, `sign` and `end`: each records one step of a version and prints its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from concordat.cli.place import workspace
from concordat.cli.run import report, say
from concordat.language.english import join_names
from concordat.model.register import Line
from concordat.project.approve import AskedApproval
from concordat.project.approve import approve as record_approval
from concordat.project.end import AskedEnding
from concordat.project.end import end as record_ending
from concordat.project.recording import Recorded
from concordat.project.sign import AskedSigning
from concordat.project.sign import sign as record_signature
from concordat.project.sources import source_texts


def approve(given: Path | None, asked: AskedApproval, as_json: bool) -> int:
    """Record an approval; the exit code."""
    return _record(given, lambda root: record_approval(root, asked), f"approved by {asked.party}", as_json)


def sign(given: Path | None, asked: AskedSigning, as_json: bool) -> int:
    """Record a signature; the exit code."""
    return _record(given, lambda root: record_signature(root, asked), f"signed by {asked.party}", as_json)


def end(given: Path | None, asked: AskedEnding, as_json: bool) -> int:
    """Record an ending; the exit code."""
    return _record(given, lambda root: record_ending(root, asked), "ended", as_json)


def _record(given: Path | None, work: Callable[[Path], Recorded], told: str, as_json: bool) -> int:
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    made = work(root)
    if as_json:
        line = asdict(made.line) if made.line is not None else None
        say(json.dumps({"line": line, "lacking": made.lacking}, indent=1))
    code = report(made.faults.found, source_texts(root, made.faults))
    if made.line is not None and not as_json:
        say(shown_line(made.line, told))
        if made.lacking:
            say(f"  still to come: {join_names(made.lacking)}")
    return code


def shown_line(line: Line, told: str) -> str:
    """What a new line of the ledger is told as: what happened, the state of the version now, and the head."""
    return (
        f"{line.agreement}, version {line.version}: {told} ({line.state.value}), line {line.sequence} of the ledger\n"
        f"  head of the ledger: {line.digest}"
    )
