"""Tables and particulars (ECMA-376 Part 1, 17.4; docs/word/tables.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from concordat.language.layout import stands_whole, stay_together
from concordat.language.sides import Side, stands
from concordat.model.tree import Align, Mark, Particular, Row, Table
from concordat.render.docx.markup import escape, paragraph
from concordat.render.docx.writer import Writer

AFTER_TABLE = 240
"""Twips between a table and what follows it."""

CAPTION_TO_NOTE = 200
"""Twips between a caption and the line that stands in place of a table."""

FRAME_ROW = 400
"""Twips that an empty row of a form is high at least: there is room to write in it."""

APART = 240
"""Twips before the words of a cell that follows one of figures: the two are kept apart."""

LABEL_SHARE = 0.36
"""How much of the width of the particulars their labels have."""


def write_table(writer: Writer, table: Table) -> None:
    """A table under its caption, with its notes; on pages of its own shape where it is wide."""
    writer.turn(table.landscape and bool(table.rows))
    after = None if table.rows else 0
    caption = writer.runs.words(table.caption, table.redlined)
    writer.text("Caption", caption, table.identity, keep=True, after=after)
    if not table.rows:
        writer.gap = CAPTION_TO_NOTE
    else:
        widths = shares([column.width for column in table.columns], writer.text_width)
        apart = _apart(table)
        found = [
            _start(writer.ids["House table"], table.caption, table.summary, widths, table.rows[-1].total)
        ]
        with writer.row(_mark_of_head(table)) as mark:
            found.append(_head(writer, table, widths, apart, mark))
        whole = stands_whole(table)
        for row in table.rows:
            with writer.row(row.mark) as mark:
                found.append(_row(writer, table, row, widths, apart, whole, mark))
        writer.add("".join((*found, "</w:tbl>")))
    for note in table.notes:
        with writer.marked(note, note.mark):
            writer.text("Table note", writer.runs.of(note.inlines), note.identity)
    writer.gap = AFTER_TABLE
    for side in writer.sides:
        writer.pages.now[side].upright_next = True


def _mark_of_head(table: Table) -> Mark | None:
    """The mark of the row of headings: a table that has rows on one side alone has headings there alone."""
    on = [side for side in Side if any(stands(row.mark, side) for row in table.rows)]
    return table.rows[0].mark if len(on) == 1 else None


def _head(writer: Writer, table: Table, widths: Sequence[int], apart: Sequence[bool], mark: str) -> str:
    cells = []
    for width, column, parted in zip(widths, table.columns, apart, strict=True):
        words = writer.runs.words(column.heading, column.redlined)
        right, end = column.align is Align.RIGHT, writer.runs.marker.end()
        made = paragraph(writer.ids["Table heading"], words, right=right, mark=end)
        cells.append(_cell(width, made, parted))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/>{mark}</w:trPr>{''.join(cells)}</w:tr>"


def _row(
    writer: Writer,
    table: Table,
    row: Row,
    widths: Sequence[int],
    apart: Sequence[bool],
    whole: bool,
    mark: str,
) -> str:
    cells = []
    keep = whole and row is not table.rows[-1]
    for cell, column, width, parted in zip(row.cells, table.columns, widths, apart, strict=True):
        kind = (
            "total figures" if row.total and column.align is Align.RIGHT else "total" if row.total else None
        )
        style = f"Table {kind or ('figures' if column.align is Align.RIGHT else 'text')}"
        words, end = writer.runs.of(cell.inlines), writer.runs.marker.end()
        made = paragraph(writer.ids[style], words, keep=keep, mark=end)
        cells.append(_cell(width, made, parted))
    free = "" if any(cell.inlines for cell in row.cells) else f'<w:trHeight w:val="{FRAME_ROW}"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{free}{mark}</w:trPr>{''.join(cells)}</w:tr>"


def _apart(table: Table) -> list[bool]:
    """Which columns hold words and follow one of figures."""
    aligned = [Align.LEFT, *(column.align for column in table.columns)]
    return [(one, other) == (Align.RIGHT, Align.LEFT) for one, other in pairwise(aligned)]


def _cell(width: int, content: str, apart: bool = False) -> str:
    margin = f'<w:tcMar><w:left w:w="{APART}" w:type="dxa"/></w:tcMar>' if apart else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}</w:tcPr>{content}</w:tc>'


def shares(parts: Sequence[int], width: int) -> list[int]:
    """The width shared out in these proportions, in whole twips that add up to it."""
    whole = sum(parts)
    edges = [round(width * sum(parts[:count]) / whole) for count in range(len(parts) + 1)]
    return [after - before for before, after in pairwise(edges)]


def _start(
    style: str, caption: str, summary: str, widths: Sequence[int], total: bool, head: bool = True
) -> str:
    """The beginning of a table, up to its first row. `total` and `head`: whether its last and first rows are such."""
    flags = 0x0080 | 0x0400 | (0x0020 if head else 0x0200) | (0x0040 if total else 0)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{flags:04X}" w:firstRow="{int(head)}" w:lastRow="{int(total)}" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="{int(not head)}" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/><w:tblDescription w:val="{escape(summary or caption)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def write_particulars(writer: Writer, particulars: Iterable[Particular], caption: str) -> None:
    """Answers as a table of two columns; the first is the heading of its row. `caption` names it to a screen reader."""
    writer.turn(False)
    width = writer.text_width
    widths = [round(width * LABEL_SHARE), width - round(width * LABEL_SHARE)]
    found = [_start(writer.ids["Particulars table"], caption, caption, widths, False, head=False)]
    answers = tuple(particulars)
    for count, particular in enumerate(answers, 1):
        keep = stay_together(answers) and count < len(answers)
        with writer.row(particular.mark) as mark:
            found.append(_particular(writer, particular, widths, keep, mark))
    writer.add("".join((*found, "</w:tbl>")))
    writer.gap = AFTER_TABLE


def _particular(writer: Writer, particular: Particular, widths: Sequence[int], keep: bool, mark: str) -> str:
    label = writer.runs.words(particular.label, particular.redlined)
    held = writer.bookmarked(particular.identity, label)
    answer, end = writer.runs.of(particular.inlines), writer.runs.marker.end
    cells = (
        _cell(widths[0], paragraph(writer.ids["Particular label"], held, keep=keep, mark=end())),
        _cell(widths[1], paragraph(writer.ids["Particular answer"], answer, keep=keep, mark=end())),
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(cells)}</w:tr>"
