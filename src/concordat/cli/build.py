"""`concordat build`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from concordat.cli.messages import MessageForm
from concordat.cli.place import workspace
from concordat.cli.progress import with_progress
from concordat.cli.rendered import closing_table, tell
from concordat.cli.run import report, say
from concordat.project.build import Built, Outcome
from concordat.project.build import build as build_agreements


def run(
    given: Path | None,
    names: list[str],
    jobs: int,
    warnings: bool,
    as_json: bool,
    only: str | None = None,
    form: MessageForm = MessageForm.TEXT,
    text_from: date | None = None,
) -> int:
    """Build the agreements named and print the closing table, or in a `form` for programs the messages alone; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, form if form is not MessageForm.TEXT else as_json)
    outcome = with_progress(lambda progress: build_agreements(root, names, progress, jobs, only, text_from))
    return tell(
        root,
        outcome.faults,
        {"agreements": [asdict(row) for row in outcome.rows]},
        lambda: _closing(outcome),
        warnings=warnings,
        as_json=as_json,
        form=form,
    )


def _closing(outcome: Outcome) -> None:
    headings = ("Agreement", "Provisions", "Pages", "Blanks", "Unconfirmed", "Warnings")
    closing_table(headings, [_cells(row) for row in outcome.rows], 70)
    held: dict[str, list[str]] = {}
    for row in outcome.rows:
        if row.consolidates and row.written:
            held.setdefault(row.consolidates, []).append(row.path)
    for variations, paths in held.items():
        named = paths[0] if len(paths) == 1 else f"{len(paths)} agreements"
        say(f"Consolidated text, unofficial ({named}): holds {variations}.")


def _cells(row: Built) -> tuple[str, ...]:
    pages = str(row.pages) if row.written else "not written"
    return (row.path, str(row.provisions), pages, str(row.blanks), str(row.unconfirmed), str(row.warnings))
