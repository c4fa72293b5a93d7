"""A report as one web page: tables with heads and captions, marks that do not rest on colour, nothing from outside."""

from __future__ import annotations

from concordat.model.inlines import MarkKind
from concordat.model.report import Report, ReportCell, ReportPart, ReportTable
from concordat.render.html.markup import element, escape, void

_STYLE = """
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; margin: 1.5rem; color: #111; background: #fff; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0 2rem; }
th, td { border: 1px solid #555; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; white-space: pre-line; }
thead th { background: #eee; }
ins { text-decoration: underline; text-decoration-thickness: 2px; font-weight: bold; }
del { text-decoration: line-through; }
dl { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: 0.2rem 1rem; margin: 0 0 2rem; }
dt { font-weight: bold; }
dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { display: block; } }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print {
  thead { display: table-header-group; } tr, article { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; } .scroll { overflow: visible; }
}
"""
_MARKS = {MarkKind.INSERTED: ("ins", "inserted: "), MarkKind.DELETED: ("del", "deleted: ")}


def render_report(report: Report) -> str:
    """The report as one HTML page. Inserted and deleted words are said as well as shown."""
    head = "".join(
        (
            void("meta", charset="utf-8"),
            element("title", escape(report.title)),
            void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            f"<style>{_STYLE}</style>",
        )
    )
    parts = "\n".join(_part(part, number) for number, part in enumerate(report.parts, start=1))
    body = element("main", element("h1", escape(report.title)) + f"\n{parts}\n")
    page = element("html", f"\n{element('head', head)}\n{element('body', body)}\n", lang=report.language)
    return f"<!DOCTYPE html>\n{page}\n"


def _part(part: ReportPart, number: int) -> str:
    heading = element("h2", escape(part.heading), id=f"part-{number}")
    said = "".join(element("p", escape(line)) for line in part.statements)
    tables = "\n".join(_table(table, f"part-{number}-{table.name}") for table in part.tables)
    return element("section", f"{heading}\n{said}\n{tables}", aria_labelledby=f"part-{number}")


def _table(table: ReportTable, name: str) -> str:
    heading = element("h3", escape(table.caption), id=name)
    if not table.rows:
        return heading + element("p", escape(table.empty))
    if table.long:
        return heading + "\n".join(_record(table, row, f"{name}-{n}") for n, row in enumerate(table.rows, 1))
    heads = element("tr", "".join(element("th", escape(one), scope="col") for one in table.headings))
    rows = "\n".join(
        element(
            "tr",
            element("th", _cell(row[0]), scope="row") + "".join(element("td", _cell(c)) for c in row[1:]),
        )
        for row in table.rows
    )
    # The heading names the table for those who listen and those who look; a caption would say it twice.
    made = element("table", f"{element('thead', heads)}\n{element('tbody', rows)}", aria_labelledby=name)
    return heading + element("div", made, class_="scroll", tabindex="0", role="region", aria_labelledby=name)


def _record(table: ReportTable, row: tuple[ReportCell, ...], name: str) -> str:
    """A long row under a heading of its own: each head of a column with what stands in it."""
    said = "".join(
        element("dt", escape(head)) + element("dd", _cell(cell))
        for head, cell in zip(table.headings[1:], row[1:], strict=True)
        if any(stretch.text for stretch in cell)
    )
    heading = element("h4", _cell(row[0]), id=name)
    return element("article", heading + element("dl", said), aria_labelledby=name)


def _cell(cell: ReportCell) -> str:
    html = ""
    for stretch in cell:
        if stretch.mark in _MARKS:
            tag, said = _MARKS[stretch.mark]
            html += element(tag, element("span", said, class_="unseen") + escape(stretch.text))
        else:
            html += escape(stretch.text)
    return html
