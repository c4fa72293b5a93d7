"""The PDF view: laid out by WeasyPrint from the HTML view, PDF/UA-1 and PDF/A-3a in one file (design section 6)."""

from __future__ import annotations

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.pdf.engine import EngineMissing, prepare_worker, start
from concordat.render.pdf.output import Layout, PdfOutput, RenderFailed


def render_pdf(agreement: Agreement, house: House, attachment: bytes) -> PdfOutput:
    """The PDF view, with `attachment` inside it as sources.json; the same inputs give the same bytes.

    Raises RenderFailed where the house's style sheet asks for something outside the house, a font is missing, or
    a letter is in none of the house's fonts; EngineMissing where the machine lacks what the engine needs.
    """
    start()
    # Heavy, and only where a page is laid out: the engine takes half a second, and loads system libraries.
    from concordat.render.pdf.layout import write_pdf  # noqa: PLC0415

    return write_pdf(agreement, house, attachment)


def lay_out(agreement: Agreement, house: House) -> Layout:
    """The agreement laid out on the house's pages, without a file: what the page numbers of Word's contents need.

    Raises as `render_pdf` does.
    """
    start()
    # Heavy, as above.
    from concordat.render.pdf.layout import lay_out_pages  # noqa: PLC0415

    return lay_out_pages(agreement, house)


__all__ = [
    "EngineMissing",
    "Layout",
    "PdfOutput",
    "RenderFailed",
    "lay_out",
    "prepare_worker",
    "render_pdf",
]
