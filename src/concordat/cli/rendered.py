"""What the commands that render tell when they are done: their messages, and a closing table of what they made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from concordat.cli.messages import MessageForm
from concordat.cli.run import report, say
from concordat.diagnostics import Faults
from concordat.project.sources import source_texts


def tell(
    root: Path,
    faults: Faults,
    data: object,
    closing: Callable[[], None],
    *,
    warnings: bool,
    as_json: bool,
    form: MessageForm,
) -> int:
    """Print what was found, and what was made: its `data` as JSON, or the `closing`; the exit code.

    In a `form` for programs the messages stand alone.
    """
    texts = source_texts(root, faults)
    if form is not MessageForm.TEXT:
        return report(faults.found, texts, form)
    if as_json:
        say(json.dumps(data, indent=1))
    code = report(faults.found, texts, all_warnings=warnings)
    if not as_json:
        closing()
    return code


def closing_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], room: int, *, figures: bool = True
) -> None:
    """Print a row for each thing; the first column names it, and the others, `room` wide in all, are `figures` or words."""
    if not rows:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(headings[0], overflow="fold")
    for heading in headings[1:]:
        table.add_column(heading, justify="right" if figures else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console()
    console = console if console.is_terminal else Console(width=max(len(row[0]) for row in rows) + room)
    with console.capture() as printed:
        console.print(table)
    say(printed.get().rstrip("\n"))
