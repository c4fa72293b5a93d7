"""Tables as HTML: those of schedules, and the answers of the Particulars."""

from __future__ import annotations

from collections.abc import Iterable

from concordat.language.layout import stands_whole, stay_together
from concordat.model.tree import Align, Cell, Paragraph, Particular, Row, Table, TableColumn
from concordat.render.html.inlines import mark_class, render_inlines
from concordat.render.html.markup import element, escape, void
from concordat.render.html.medium import Addresses, Medium


def render_table(table: Table, addresses: Addresses, edge: int) -> str:
    """A table with its caption, headings, rows and notes; one without rows prints its caption and notes alone.

    `edge` is how far, in millimetres, the block that holds the table is indented: in print it stands out by as much.
    """
    notes = "".join(_note(note, addresses) for note in table.notes)
    names = [
        "table",
        *(["landscape"] if table.landscape and table.rows else []),
        *(["together"] if stands_whole(table) else []),
        *([f"out-{edge}"] if edge else []),
    ]
    class_ = mark_class(table.mark, *names)
    if not table.rows:
        caption = element("p", escape(table.caption), class_="caption", id=addresses.anchor(table.identity))
        return element("div", caption + notes, class_=class_)
    grid = _grid(table, addresses)
    if addresses.medium is Medium.SCREEN:
        # A wide table scrolls by itself on a narrow screen; a keyboard must be able to reach it.
        grid = element(
            "div",
            grid,
            class_="scroll",
            role="region",
            aria_labelledby=f"{table.identity}~caption",
            tabindex="0",
        )
    return element("div", grid + notes, class_=class_)


def _grid(table: Table, addresses: Addresses) -> str:
    caption, described = element("caption", escape(table.caption)), None
    summary = table.summary
    if addresses.medium is Medium.SCREEN:
        caption = element("caption", escape(table.caption), id=f"{table.identity}~caption")
        described = f"{table.identity}~summary" if summary else None
    columns = "".join(_column(column, table.columns) for column in table.columns)
    heads = "".join(element("th", escape(c.heading), scope="col", class_=_align(c)) for c in table.columns)
    body = "".join(_row(row, table, addresses) for row in table.rows)
    grid = element(
        "table",
        caption
        + element("colgroup", columns)
        + element("thead", element("tr", heads))
        + element("tbody", body),
        id=addresses.anchor(table.identity),
        aria_describedby=described,
        data_summary=summary if summary and addresses.medium is Medium.PRINT else None,
    )
    if described is None:
        return grid
    return element("p", escape(summary), class_="apparatus unseen", id=described) + grid


def _column(column: TableColumn, columns: tuple[TableColumn, ...]) -> str:
    share = 100 * max(column.width, 1) / sum(max(one.width, 1) for one in columns)
    return void("col", style=f"width:{share:.4g}%")


def _align(column: TableColumn) -> str | None:
    return "figure" if column.align is Align.RIGHT else None


def _row(row: Row, table: Table, addresses: Addresses) -> str:
    first, *others = zip(row.cells, table.columns, strict=True)
    empty = not any(cell.inlines for cell in row.cells)
    # A row that is still to be filled in has no heading: an empty one would be read out as one.
    cells = _cell("td" if empty else "th", *first, addresses)
    cells += "".join(_cell("td", *other, addresses) for other in others)
    class_ = mark_class(row.mark, *(["total"] if row.total else []), *(["frame"] if empty else []))
    return element("tr", cells, id=addresses.anchor(row.identity), class_=class_)


def _cell(tag: str, cell: Cell, column: TableColumn, addresses: Addresses) -> str:
    align = _align(column)
    return element(
        tag,
        render_inlines(cell.inlines, addresses),
        id=addresses.anchor(cell.identity),
        scope="row" if tag == "th" else None,
        class_=mark_class(cell.mark, *([align] if align else [])),
    )


def _note(note: Paragraph, addresses: Addresses) -> str:
    words = render_inlines(note.inlines, addresses)
    return element("p", words, class_=mark_class(note.mark, "note"), id=addresses.anchor(note.identity))


def render_particulars(particulars: Iterable[Particular], named_by: str, addresses: Addresses) -> str:
    """Answers as a table of two columns whose first is the heading of its row; `named_by` is the `id` of its heading."""
    answers = tuple(particulars)
    rows = "".join(
        element(
            "tr",
            element("th", escape(one.label), scope="row")
            + element("td", render_inlines(one.inlines, addresses)),
            id=addresses.anchor(one.identity),
            class_=mark_class(one.mark),
        )
        for one in answers
    )
    kind = "particulars together" if stay_together(answers) else "particulars"
    named = named_by if addresses.medium is Medium.SCREEN else None
    return element("table", element("tbody", rows), class_=kind, aria_labelledby=named)
