"""The PDF view: laid out by WeasyPrint from the HTML view, PDF/UA-1 and PDF/A-3a in one file (design section 6)."""

from __future__ import annotations

from concordat.render.pdf.engine import EngineMissing, prepare_worker
from concordat.render.pdf.layout import Layout, PdfOutput, RenderFailed, lay_out, render_pdf

__all__ = ["EngineMissing", "Layout", "PdfOutput", "RenderFailed", "lay_out", "prepare_worker", "render_pdf"]
