"""What others take for the same agreement: docxtpl filled by loops, and LibreOffice's conversion of the Word copy."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from docxtpl import DocxTemplate
from measure import Line, best, child, own
from pypdf import PdfReader

import docx
from concordat.language.walk import blocks, passages
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Agreement, Table
from concordat.project.pool import Job
from concordat.render.docx import render_docx
from concordat.render.pdf import render_pdf


def loops_file(columns: dict[str, int]) -> bytes:
    """A Word file as docxtpl's users write one: a loop over paragraphs, and for each table a loop over its rows."""
    page = docx.Document()
    for line in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        page.add_paragraph(line)
    for name, count in columns.items():
        table = page.add_table(rows=3, cols=count)
        table.cell(0, 0).text = f"{{%tr for row in tables['{name}'] %}}"
        for place in range(count):
            table.cell(1, place).text = f"{{{{ row[{place}] }}}}"
        table.cell(2, 0).text = "{%tr endfor %}"
    stream = io.BytesIO()
    page.save(stream)
    return stream.getvalue()


def fill_by_loops(agreement: Agreement) -> bytes:
    """The words of an agreement set into such a file, without numbering, references, contents or bookmarks."""
    tables = {block.identity: block for block in blocks(agreement) if isinstance(block, Table)}
    rows = {
        name: [[plain(cell.inlines) for cell in row.cells] for row in table.rows]
        for name, table in tables.items()
    }
    texts = [
        plain(inlines)
        for block in blocks(agreement)
        if not isinstance(block, Table)
        for _, inlines in passages(block)
    ]
    made = DocxTemplate(io.BytesIO(loops_file({name: len(table.columns) for name, table in tables.items()})))
    made.render({"texts": texts, "tables": rows}, autoescape=True)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def loops(agreement: Agreement, house: House) -> Iterator[Line]:
    """docxtpl beside our Word copy of the same agreement."""
    theirs, _ = best(lambda: fill_by_loops(agreement))
    ours, _ = best(lambda: render_docx(agreement, house, {}))
    yield Line(
        "docxtpl filled by loops, the same words",
        theirs,
        "CPU s",
        note=f"ours takes {ours / theirs:.2f} times as long",
    )


def conversion(sample: Iterable[Job]) -> Iterator[Line]:
    """LibreOffice making PDFs of the Word copies of a sample, beside our own PDFs of the same agreements."""
    office = shutil.which("soffice")
    if office is None:
        yield Line("LibreOffice", 0, "not installed")
        return
    seconds = wall = ours = 0.0
    pages = our_pages = 0
    with tempfile.TemporaryDirectory() as folder:
        command = [
            office,
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
        ]
        for place, job in enumerate(sample):
            used, made = own(lambda job=job: render_pdf(job.agreement, job.house, job.attachment))  # type: ignore[misc]
            ours, our_pages = ours + used, our_pages + made.pages
            source = Path(folder) / f"{place}.docx"
            source.write_bytes(render_docx(job.agreement, job.house, made.page_of)[0])
            converting = [*command, "--outdir", folder, str(source)]
            if not place:
                child(converting)  # the first run makes its profile
            of_one = child(converting)
            seconds, wall = seconds + of_one[0], wall + of_one[1]
            pages += len(PdfReader(source.with_suffix(".pdf")).pages)
    yield Line(
        f"LibreOffice, {place + 1} Word copies to PDF (untagged)",
        pages / seconds,
        "pages/CPU s",
        note=f"ours makes {our_pages / ours * seconds / pages:.2f} times as many",
    )
    yield Line("LibreOffice, Word copies to PDF (untagged)", pages / wall, "pages/wall s")
