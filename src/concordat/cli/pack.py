"""`concordat pack`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from concordat.cli.messages import MessageForm
from concordat.cli.place import workspace
from concordat.cli.progress import with_progress
from concordat.cli.rendered import closing_table, tell
from concordat.cli.run import report, say
from concordat.project.pack import Packs, pack


def run(
    given: Path | None,
    names: list[str],
    jobs: int,
    warnings: bool,
    as_json: bool,
    form: MessageForm = MessageForm.TEXT,
) -> int:
    """Make the packs and print where they are, or in a `form` for programs the messages alone; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, form if form is not MessageForm.TEXT else as_json)
    made = with_progress(lambda progress: pack(root, names, progress, jobs))
    return tell(
        root,
        made.faults,
        {"packs": [asdict(row) for row in made.rows]},
        lambda: _closing(made),
        warnings=warnings,
        as_json=as_json,
        form=form,
    )


def _closing(made: Packs) -> None:
    rows = [(row.path, str(row.pages) if row.files else "not written", str(row.blanks)) for row in made.rows]
    closing_table(("Paper", "Pages", "Blanks"), rows, 30)
    for row in made.rows:
        for file in row.files:
            say(file)
