"""`concordat pack`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from concordat.cli.place import workspace
from concordat.cli.progress import with_progress
from concordat.cli.run import report, say
from concordat.project.pack import Packs, pack
from concordat.project.sources import source_texts


def run(given: Path | None, names: list[str], jobs: int, warnings: bool, as_json: bool) -> int:
    """Make the packs and print where they are; the exit code."""
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, as_json)
    made = with_progress(lambda progress: pack(root, names, progress, jobs))
    texts = source_texts(root, made.faults)
    if as_json:
        say(json.dumps({"packs": [asdict(row) for row in made.rows]}, indent=1))
        return report(made.faults.found, texts, all_warnings=warnings)
    code = report(made.faults.found, texts, all_warnings=warnings)
    _closing(made)
    return code


def _closing(made: Packs) -> None:
    if not made.rows:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Paper", overflow="fold")
    for heading in ("Pages", "Blanks"):
        table.add_column(heading, justify="right")
    for row in made.rows:
        table.add_row(row.path, str(row.pages) if row.files else "not written", str(row.blanks))
    console = Console()
    console = console if console.is_terminal else Console(width=max(len(row.path) for row in made.rows) + 30)
    with console.capture() as printed:
        console.print(table)
    say(printed.get().rstrip("\n"))
    for row in made.rows:
        for file in row.files:
            say(file)
