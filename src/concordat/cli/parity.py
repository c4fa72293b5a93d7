"""`concordat parity`."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from concordat.cli.forms import form_asked, give
from concordat.cli.place import workspace
from concordat.cli.run import CHECK_FAILED, UNREADABLE, exit_code, report, say
from concordat.model.inlines import MarkKind
from concordat.model.parity import Parity
from concordat.model.report import ReportCell, ReportTable, plain_cell
from concordat.project.parity import Form, as_form, parities
from concordat.project.sources import source_texts
from concordat.versions.parity_report import parity_report

_PLAIN_WIDTH = 160
"""Columns of a line where the output is no terminal."""

_STYLES = {MarkKind.INSERTED: "bold underline", MarkKind.DELETED: "strike"}


def run(given: Path | None, names: list[str], precedent: bool, form: str, output: Path | None) -> int:
    """Compare the agreements named within each kind, and show or write what differs; the exit code (1 for a fault)."""
    wanted = form_asked(form, output, Form, (Form.XLSX,))
    if wanted is None:
        return UNREADABLE
    root, faults = workspace(given)
    if root is None:
        return report(faults.found, {}, wanted is Form.JSON)
    found, problems = parities(root, names, precedent)
    if problems.errors:
        code = report(problems.errors, source_texts(root, problems), wanted is Form.JSON and not found)
        if not found:
            return code
    if wanted is Form.TERMINAL:
        _show(found)
    elif code := give(as_form(found, wanted), output, _counted(found)):
        return code
    faulty = any(kind.faults for kind in found)
    return max(exit_code(problems.errors), CHECK_FAILED if faulty else 0)


def _show(found: tuple[Parity, ...]) -> None:
    console = Console()
    console = console if console.is_terminal else Console(width=_PLAIN_WIDTH)
    for part in parity_report(found, "").parts:
        say("\n".join((part.heading, *part.statements)))
        for table in part.tables:
            say(f"\n{table.caption}" if table.rows else f"\n{table.caption}: {table.empty}")
            if table.rows:
                with console.capture() as printed:
                    console.print(_table(table, console.is_terminal))
                say("\n".join(line.rstrip() for line in printed.get().splitlines()))
        say("")


def _table(table: ReportTable, terminal: bool) -> Table:
    made = Table(box=None, pad_edge=False)
    for heading in table.headings:
        made.add_column(heading, overflow="fold")
    for row in table.rows:
        made.add_row(*(_cell(cell, terminal) for cell in row))
    return made


def _cell(cell: ReportCell, terminal: bool) -> Text:
    """A cell; the marks are written too, for colour and type alone would say nothing to some."""
    if not terminal:
        return Text(plain_cell(cell))
    return Text.assemble(
        *((plain_cell((one,)), _STYLES.get(one.mark, "") if one.mark else "") for one in cell)
    )


def _counted(found: tuple[Parity, ...]) -> str:
    differences = sum(len(kind.differences) for kind in found)
    faults = sum(len(kind.faults) for kind in found)
    return f"{differences} differences, {faults} of them faults"
