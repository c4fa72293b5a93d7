"""`concordat diff`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from concordat.cli.forms import form_asked, give
from concordat.cli.place import workspace
from concordat.cli.run import UNREADABLE, report, say
from concordat.cli.shown import show
from concordat.diagnostics import Faults
from concordat.model.comparison import Comparison
from concordat.project.diff import Diff, Form, as_form, diff
from concordat.project.for_board import BoardForm, for_board
from concordat.project.sources import source_texts
from concordat.versions.comparison_report import comparison_report

BOARD = "board"
"""The one reader for whom a comparison is told otherwise."""


def run(
    given: Path | None, old: str, new: str, form: str, output: Path | None, on: date, reader: str = ""
) -> int:
    """Compare two texts, and show or write what changed; the exit code, 0 whether or not anything did.

    For a board it is one page in plain English.
    """
    if reader not in ("", BOARD):
        say(f"--for {reader}: write board", error=True)
        return UNREADABLE
    wanted: Form | BoardForm | None
    if reader:
        wanted = form_asked(form, output, BoardForm, (BoardForm.WORD, BoardForm.PDF))
    else:
        wanted = form_asked(form, output, Form, (Form.XLSX,))
    if wanted is None:
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, wanted is Form.JSON)
    made = diff(root, old, new, on)
    as_json = wanted is Form.JSON and made.comparison is None
    code = report(made.faults.found, source_texts(root, made.faults), as_json) if made.faults.found else 0
    if made.comparison is None:
        return code
    if isinstance(wanted, BoardForm):
        return _for_board(root, made, wanted, output)
    if wanted is Form.TERMINAL:
        show(comparison_report(made.comparison), titled=True)
        return 0
    return give(as_form(made.comparison, wanted), output, counted(made.comparison))


def _for_board(root: Path, made: Diff, form: BoardForm, output: Path | None) -> int:
    faults = Faults()
    data = for_board(root, made, form, faults)
    if faults.errors or made.comparison is None:
        return report(faults.errors, source_texts(root, faults))
    return give(data, output, counted(made.comparison))


def counted(comparison: Comparison) -> str:
    """How many changes there are, in words."""
    count = len(comparison.changes)
    return "no change" if not count else f"{count} change{'s' if count > 1 else ''}"
