"""A report as a workbook: one sheet for what is said, if anything is, and one for each table; the same report gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from concordat.model.report import Report, ReportPart, ReportTable, plain_cell
from concordat.render.archive import pack

_MOMENT = b"1980-01-01T00:00:00Z"
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_SHEET_NAME = 31
"""The most characters that the name of a sheet may have."""

_LONGEST = 32_767
"""The most characters that a cell may hold."""

_WIDEST, _NARROWEST = 60, 10


def workbook(report: Report) -> bytes:
    """The report as a workbook: heads repeat on each printed page, stay in view and filter; texts are texts, never formulas.

    Inserted words stand in {+ +} and deleted ones in [- -], so that nothing rests on colour.
    """
    book = Workbook()
    book.properties.creator, book.properties.title, book.properties.language = (
        None,
        report.title,
        report.language,
    )
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "Summary"
    _fill(first, [[report.title], *([line] for part in report.parts for line in part.statements)], heads=1)
    for part, number in zip(report.parts, range(1, len(report.parts) + 1), strict=True):
        for table in part.tables:
            sheet = book.create_sheet(_name(table, part, number if len(report.parts) > 1 else 0))
            _fill(sheet, list(_lines(table)), heads=2, free=table.free)
    if len(book.worksheets) > 1 and not any(part.statements for part in report.parts):
        book.remove(first)
    return _same_bytes(book)


def _name(table: ReportTable, part: ReportPart, number: int) -> str:
    name = f"{table.name} {number} {part.heading}" if number else table.name
    return _NO_SHEET_NAME.sub(" ", name)[:_SHEET_NAME].strip()


def _lines(table: ReportTable) -> Iterator[list[str]]:
    yield [table.caption]
    if not table.rows:
        yield [table.empty]
        return
    yield list(table.headings)
    for row in table.rows:
        yield [plain_cell(cell) for cell in row]


def _fill(sheet: Worksheet, lines: list[list[str]], heads: int, free: bool = False) -> None:
    widths: dict[int, int] = {}
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            cell = sheet.cell(row, column)
            cell.value = text[:_LONGEST]
            cell.data_type = "s"  # a text that begins with `=` is no formula
            cell.alignment = Alignment(wrap_text=row > 1, vertical="top")
            if row <= heads:
                cell.font = Font(bold=True)
            if row > 1:
                widths[column] = max(widths.get(column, _NARROWEST), min(len(text) + 2, _WIDEST))
    if free and len(lines) > heads:
        widths[len(lines[-1])] = _WIDEST
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    if heads > 1 and len(lines) > heads:
        sheet.freeze_panes = sheet.cell(heads + 1, 2)
        sheet.print_title_rows = f"{heads}:{heads}"
        sheet.auto_filter.ref = f"A{heads}:{get_column_letter(len(lines[-1]))}{len(lines)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _same_bytes(book: Workbook) -> bytes:
    """The file without the moment at which it was made."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return pack((name, _MOMENTS.sub(rb"\g<1>" + _MOMENT + rb"\g<2>", data)) for name, data in parts)
