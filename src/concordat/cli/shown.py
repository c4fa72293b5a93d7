"""A report on a terminal, or as plain lines elsewhere."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from concordat.cli.run import say
from concordat.model.inlines import MarkKind
from concordat.model.report import Report, ReportCell, ReportTable, plain_cell

_PLAIN_WIDTH = 160
"""Columns of a line where the output is no terminal."""

_READ_WIDTH = 100
"""The same of a text that is read, and not looked up."""

_STYLES = {MarkKind.INSERTED: "bold underline", MarkKind.DELETED: "strike"}


def show(report: Report, *, titled: bool = False) -> None:
    """Print a report: its title where `titled`, then each part with its statements and tables."""
    console = Console()
    terminal = console.is_terminal
    if titled:
        say(f"{report.title}\n")
    for part in report.parts:
        say("\n".join((part.heading, *part.statements)))
        for table in part.tables:
            say(f"\n{table.caption}" if table.rows else f"\n{table.caption}: {table.empty}")
            if table.rows:
                width = console.width if terminal else _READ_WIDTH if table.long else _PLAIN_WIDTH
                _print(
                    _records(table, terminal) if table.long else [_table(table, terminal)], width, terminal
                )
        say("")


def _print(made: list[Table | Text | Padding], width: int, terminal: bool) -> None:
    console = Console() if terminal else Console(width=width)
    with console.capture() as printed:
        for one in made:
            console.print(one)
    say("\n".join(line.rstrip() for line in printed.get().splitlines()))


def _table(table: ReportTable, terminal: bool) -> Table:
    made = Table(box=None, pad_edge=False)
    for heading in table.headings:
        made.add_column(heading, overflow="fold")
    for row in table.rows:
        made.add_row(*(_cell(cell, terminal) for cell in row))
    return made


def _records(table: ReportTable, terminal: bool) -> list[Table | Text | Padding]:
    """Long rows, each under its name: what stands in its columns, those that are empty left out."""
    made: list[Table | Text | Padding] = []
    for row in table.rows:
        made += [Text(""), _cell(row[0], terminal)]
        inner = Table(box=None, pad_edge=False, show_header=False)
        inner.add_column(no_wrap=True)
        inner.add_column(overflow="fold")
        for heading, cell in zip(table.headings[1:], row[1:], strict=True):
            if any(stretch.text for stretch in cell):
                inner.add_row(heading, _cell(cell, terminal))
        made.append(Padding(inner, (0, 0, 0, 3)))
    return made


def _cell(cell: ReportCell, terminal: bool) -> Text:
    """A cell; the marks are written too, for colour and type alone would say nothing to some."""
    if not terminal:
        return Text(plain_cell(cell))
    return Text.assemble(
        *((plain_cell((one,)), _STYLES.get(one.mark, "") if one.mark else "") for one in cell)
    )
