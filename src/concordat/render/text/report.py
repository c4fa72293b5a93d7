"""A report as Markdown: tables as tables, and long rows one after the other under a heading each."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.model.report import Report, ReportCell, ReportPart, ReportTable, plain_cell
from concordat.render.text.markdown import bold, escape, heading, paragraph


def render_report_text(report: Report) -> str:
    """The report as Markdown. Inserted words stand in {+ +} and deleted ones in [- -]: nothing rests on type."""
    parts = [[heading(1, escape(report.title), "")]]
    for part in report.parts:
        parts += _part(part)
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _part(part: ReportPart) -> Iterator[list[str]]:
    yield [heading(2, escape(part.heading), "")]
    for line in part.statements:
        yield paragraph(escape(line), "")
    for table in part.tables:
        yield [heading(3, escape(table.caption), "")]
        if not table.rows:
            yield paragraph(escape(table.empty), "")
        elif table.long:
            yield from _records(table)
        else:
            yield _table(table)


def _table(table: ReportTable) -> list[str]:
    rules = " | ".join("---" for _ in table.headings)
    heads = " | ".join(map(escape, table.headings))
    rows = [" | ".join(_lines(cell, "<br>") for cell in row) for row in table.rows]
    return [f"| {row} |" for row in (heads, rules, *rows)]


def _records(table: ReportTable) -> Iterator[list[str]]:
    for row in table.rows:
        yield [heading(4, _lines(row[0], " "), "")]
        yield [
            f"- {bold(escape(name))}: {_lines(cell, '<br>')}"
            for name, cell in zip(table.headings[1:], row[1:], strict=True)
            if any(stretch.text for stretch in cell)
        ]


def _lines(cell: ReportCell, between: str) -> str:
    return between.join(escape(line).strip() for line in plain_cell(cell).split("\n"))
