"""`concordat vary`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from concordat.cli.messages import MessageForm
from concordat.cli.place import workspace
from concordat.cli.progress import with_progress
from concordat.cli.rendered import closing_table, tell
from concordat.cli.run import report, say
from concordat.project.vary import Outcome, Written, vary


def run(
    given: Path | None,
    agreement: str,
    old: str,
    new: str,
    jobs: int,
    warnings: bool,
    as_json: bool,
    form: MessageForm = MessageForm.TEXT,
) -> int:
    """Write the variation agreements and print where they are, or in a `form` for programs the messages alone; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, form if form is not MessageForm.TEXT else as_json)
    made = with_progress(lambda progress: vary(root, (agreement,), progress, jobs, old, new))
    return tell(
        root,
        made.faults,
        {"variations": [asdict(row) for row in made.rows], "said": list(made.said)},
        lambda: _closing(made),
        warnings=warnings,
        as_json=as_json,
        form=form,
    )


def _closing(made: Outcome) -> None:
    headings = ("Variation agreement", "Amendments", "Pages", "Blanks", "Warnings")
    closing_table(headings, [_cells(row) for row in made.rows], 50)
    for words in made.said:
        say(words)


def _cells(row: Written) -> tuple[str, ...]:
    pages = str(row.pages) if row.folder else "not written"
    return (row.path, str(row.amendments), pages, str(row.blanks), str(row.warnings))
