"""The views of a redline, each read back on both sides before it counts as written."""

from __future__ import annotations

from concordat.diagnostics import Faults
from concordat.language.redlined import accepted, rejected
from concordat.language.sides import Side
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.word import read_word
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.project.views import Marking, Views, compare_views
from concordat.render.docx import render_docx
from concordat.render.docx.tracked import Tracking
from concordat.render.html import render_html
from concordat.render.pdf import render_pdf


def redline_views(tree: Agreement, house: House, attachment: bytes, marking: Marking) -> Views:
    """Word with tracked changes, PDF and web page of a redline.

    With every change accepted each must print the words of the newer text, its labels and its contents; with every
    change rejected the words of the older. Where one does not (words-differ), none of them counts.
    """
    faults = Faults()
    pdf = render_pdf(tree, house, attachment)
    tracking = Tracking(marking.author, marking.date, marking.moves, marking.older, marking.leads)
    word, found = render_docx(tree, house, pdf.page_of, tracking)
    faults.extend(found.found)
    files = {"html": render_html(tree, house).encode(), "pdf": pdf.data, "docx": word}
    if not faults.errors:
        for text, side in ((accepted(tree), Side.ACCEPTED), (rejected(tree), Side.REJECTED)):
            readers = {
                "html": lambda data, side=side: read_html(data.decode(), side),
                "pdf": lambda data, side=side: read_pdf(data, side),
                "docx": lambda data, side=side: read_word(data, side),
            }
            compare_views(text, files, faults, readers, words_alone=side is Side.REJECTED)
    return Views({} if faults.errors else files, pdf.pages, tuple(faults.found))
