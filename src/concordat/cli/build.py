"""`concordat build`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from concordat.cli.place import workspace
from concordat.cli.progress import with_progress
from concordat.cli.run import report, say
from concordat.project.build import Outcome
from concordat.project.build import build as build_agreements
from concordat.project.sources import source_texts


def run(
    given: Path | None, names: list[str], jobs: int, warnings: bool, as_json: bool, only: str | None = None
) -> int:
    """Build the agreements named and print the closing table; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    outcome = with_progress(lambda progress: build_agreements(root, names, progress, jobs, only))
    texts = source_texts(root, outcome.faults)
    if as_json:
        say(json.dumps({"agreements": [asdict(row) for row in outcome.rows]}, indent=1))
        return report(outcome.faults.found, texts, all_warnings=warnings)
    code = report(outcome.faults.found, texts, all_warnings=warnings)
    _closing(outcome)
    return code


def _closing(outcome: Outcome) -> None:
    if not outcome.rows:
        return
    paths = [row.path for row in outcome.rows]
    table = Table(box=None, pad_edge=False)
    table.add_column("Agreement", overflow="fold")
    for heading in ("Provisions", "Pages", "Blanks", "Unconfirmed", "Warnings"):
        table.add_column(heading, justify="right")
    for row in outcome.rows:
        pages = str(row.pages) if row.written else "not written"
        table.add_row(
            row.path, str(row.provisions), pages, str(row.blanks), str(row.unconfirmed), str(row.warnings)
        )
    console = Console()
    console = console if console.is_terminal else Console(width=max(map(len, paths)) + 70)
    with console.capture() as printed:
        console.print(table)
    say(printed.get().rstrip("\n"))
