"""Tables as HTML: those of schedules, and the answers of the Particulars."""

from __future__ import annotations

from collections.abc import Iterable

from concordat.language.layout import stands_whole, stay_together
from concordat.model.tree import Align, Cell, Mark, Paragraph, Particular, Row, Table, TableColumn
from concordat.render.html.inlines import render_inlines, render_text
from concordat.render.html.marks import changed, flag, flag_within, mark_class, marked_whole
from concordat.render.html.markup import element, escape, void
from concordat.render.html.medium import Addresses, Medium


def render_table(
    table: Table, addresses: Addresses, edge: int, mark: Mark | None = None, *, begins: bool = False
) -> str:
    """A table with its caption, headings, rows and notes; one without rows prints its caption and notes alone.

    `edge` is how far, in millimetres, the block that holds the table is indented: in print it stands out by as much.
    `mark` is the mark of a redline that the table bears, and `begins` whether no block that holds it bears the same.
    """
    notes = "".join(_note(note, addresses, mark) for note in table.notes)
    names = [
        "table",
        *(["landscape"] if table.landscape and table.rows else []),
        *(["together"] if stands_whole(table) else []),
        *([f"out-{edge}"] if edge else []),
    ]
    beginning = mark if begins else None
    class_ = mark_class(beginning, *names)
    flagged = flag(beginning, addresses)
    words = marked_whole(render_text(table.caption, table.redlined, addresses), mark)
    if not table.rows:
        differs = changed(table.redlined)
        caption = element(
            "p", words, class_=mark_class(None, "caption", *differs), id=addresses.anchor(table.identity)
        )
        return element("div", flagged + caption + notes, class_=class_)
    grid = _grid(table, words, addresses, mark)
    if addresses.medium is Medium.SCREEN:
        # A wide table scrolls by itself on a narrow screen; a keyboard must be able to reach it.
        grid = element(
            "div",
            grid,
            class_="scroll",
            role="region",
            aria_labelledby=f"{addresses.name(table.identity)}~caption",
            tabindex="0",
        )
    return element("div", flagged + grid + notes, class_=class_)


def _grid(table: Table, words: str, addresses: Addresses, mark: Mark | None) -> str:
    differs = mark_class(None, *changed(table.redlined))
    caption, described = element("caption", words, class_=differs), None
    summary = table.summary
    if addresses.medium is Medium.SCREEN:
        name = addresses.name(table.identity)
        caption = element("caption", words, class_=differs, id=f"{name}~caption")
        described = f"{name}~summary" if summary else None
    columns = "".join(_column(column, table.columns) for column in table.columns)
    heads = "".join(_head(column, addresses, mark) for column in table.columns)
    body = "".join(_row(row, table, addresses.within(row.mark), mark) for row in table.rows)
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


def _head(column: TableColumn, addresses: Addresses, mark: Mark | None) -> str:
    words = marked_whole(render_text(column.heading, column.redlined, addresses), mark, said=False)
    return element("th", words, scope="col", class_=mark_class(None, *_align(column)))


def _column(column: TableColumn, columns: tuple[TableColumn, ...]) -> str:
    share = 100 * max(column.width, 1) / sum(max(one.width, 1) for one in columns)
    return void("col", style=f"width:{share:.4g}%")


def _align(column: TableColumn) -> tuple[str, ...]:
    return ("figure",) if column.align is Align.RIGHT else ()


def _row(row: Row, table: Table, addresses: Addresses, held: Mark | None) -> str:
    """A row; `held` is the mark that its table bears. The flag of a row that bears a mark of its own is in its first cell."""
    begins = row.mark if held is None else None
    mark = held or row.mark
    first, *others = zip(row.cells, table.columns, strict=True)
    empty = not any(cell.inlines for cell in row.cells)
    # A row that is still to be filled in has no heading: an empty one would be read out as one.
    flagged = flag_within(begins, addresses)
    cells = _cell("td" if empty else "th", *first, addresses, mark, flagged)
    cells += "".join(_cell("td", *other, addresses, mark) for other in others)
    differs = mark is None and any(cell.mark is not None or changed(cell.inlines) for cell in row.cells)
    names = [
        *(["total"] if row.total else []),
        *(["frame"] if empty else []),
        *(["changed"] if differs else []),
    ]
    return element("tr", cells, id=addresses.anchor(row.identity), class_=mark_class(begins, *names))


def _cell(
    tag: str, cell: Cell, column: TableColumn, addresses: Addresses, held: Mark | None, flagged: str = ""
) -> str:
    """A cell; `held` is the mark that its row or table bears, and `flagged` the flag of the row that it begins."""
    words = marked_whole(render_inlines(cell.inlines, addresses), held or cell.mark, said=not flagged)
    return element(
        tag,
        flagged + words,
        id=addresses.anchor(cell.identity),
        scope="row" if tag == "th" else None,
        class_=mark_class(None, *_align(column)),
    )


def _note(note: Paragraph, addresses: Addresses, held: Mark | None) -> str:
    """A line under a table, which bears a mark of its own or that of its table."""
    begins = note.mark if held is None else None
    placed = addresses.within(note.mark)
    words = marked_whole(render_inlines(note.inlines, placed), held or note.mark)
    class_ = mark_class(begins, "note", *changed(note.inlines))
    return flag(begins, placed, "note") + element("p", words, class_=class_, id=placed.anchor(note.identity))


def render_particulars(
    particulars: Iterable[Particular], named_by: str, addresses: Addresses, held: Mark | None = None
) -> str:
    """Answers as a table of two columns whose first is the heading of its row; `named_by` is the identity of its heading.

    `held` is the mark that the group bears which holds them.
    """
    answers = tuple(particulars)
    rows = "".join(_answer(one, addresses.within(one.mark), held) for one in answers)
    kind = "particulars together" if stay_together(answers) else "particulars"
    named = addresses.name(named_by) if addresses.medium is Medium.SCREEN else None
    return element("table", element("tbody", rows), class_=kind, aria_labelledby=named)


def _answer(one: Particular, addresses: Addresses, held: Mark | None) -> str:
    begins = one.mark if held is None else None
    mark = held or one.mark
    label = marked_whole(render_text(one.label, one.redlined, addresses), mark, said=begins is None)
    answer = marked_whole(render_inlines(one.inlines, addresses), mark)
    return element(
        "tr",
        element("th", flag_within(begins, addresses) + label, scope="row") + element("td", answer),
        id=addresses.anchor(one.identity),
        class_=mark_class(begins, *changed(one.inlines, one.redlined)),
    )
