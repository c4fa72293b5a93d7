"""`concordat textconv`."""

from __future__ import annotations

from pathlib import Path

from concordat.cli.run import report, say
from concordat.diagnostics import Faults
from concordat.project.textconv import text_of


def run(file: Path) -> int:
    """Print the words of a Word copy, a sentence a line; the exit code. No workspace is needed."""
    faults = Faults()
    text = text_of(file, faults)
    if text is None:
        return report(faults.found, {})
    if text:
        say(text.rstrip("\n"))
    return 0
