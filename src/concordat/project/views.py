"""The five views of one agreement, each read back and its words compared with the tree's before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from concordat.diagnostics import Diagnostic, Faults
from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.words import words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.text import read_text
from concordat.load.word import read_word
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.docx import render_docx
from concordat.render.html import render_html
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text


@dataclass(frozen=True)
class Views:
    """The files of one agreement by their ending, the number of pages of the PDF, and what was found."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: int = 0
    found: tuple[Diagnostic, ...] = ()


def render_views(agreement: Agreement, house: House, attachment: bytes) -> Views:
    """All five views. A view whose words are not the tree's is a fault (words-differ), and none of them counts then."""
    faults = Faults()
    pdf = render_pdf(agreement, house, attachment)
    word, found = render_docx(agreement, house, pdf.page_of)
    faults.extend(found.found)
    files = {
        "json": to_canonical(agreement),
        "md": render_text(agreement, house).encode(),
        "html": render_html(agreement, house).encode(),
        "docx": word,
        "pdf": pdf.data,
    }
    compare_words(agreement, files, faults)
    return Views({} if faults.errors else files, pdf.pages, tuple(faults.found))


def compare_words(agreement: Agreement, files: Mapping[str, bytes], faults: Faults) -> None:
    """Read each file back and compare its words with the agreement's, in order; name the first place that differs."""
    expected = " ".join(piece.text for piece in words(agreement)).split()
    readers = {
        "json": lambda data: [piece.text for piece in words(from_canonical(data))],
        "md": lambda data: read_text(data.decode()).words,
        "html": lambda data: read_html(data.decode()).words,
        "docx": lambda data: read_word(data).words,
        "pdf": lambda data: read_pdf(data).words,
    }
    for ending, data in files.items():
        printed = " ".join(readers[ending](data)).split()
        if printed != expected:
            place = first_difference(expected, printed)
            faults.add(
                "words-differ",
                None,
                f"the {ending} view does not hold the words of the agreement: near "
                f"“{' '.join(expected[max(0, place - 6) : place + 6])}” it has "
                f"“{' '.join(printed[max(0, place - 6) : place + 6])}”",
                "this is our fault, not yours: please report it with the agreement's instructions",
                agreement=agreement.path,
            )


def first_difference(expected: list[str], printed: list[str]) -> int:
    """The place of the first word in which two sequences differ."""
    for place, (one, other) in enumerate(zip(expected, printed, strict=False)):
        if one != other:
            return place
    return min(len(expected), len(printed))
