"""The five views of one agreement, each read back and compared with the tree before it counts as written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from concordat.diagnostics import Diagnostic, Faults
from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.words import contents, labels, words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.text import read_text
from concordat.load.view import ViewReading
from concordat.load.word import read_word
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.docx import render_docx
from concordat.render.html import CONTENTS, render_html
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text


@dataclass(frozen=True)
class Views:
    """The files of one agreement by their ending, the number of pages of the PDF, and what was found.

    `wording` are those of its page of locked wording, where it has one; `contents_on` is the page of the contents.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: int = 0
    found: tuple[Diagnostic, ...] = ()
    wording: Mapping[str, bytes] = field(default_factory=dict)
    contents_on: int = 0


@dataclass(frozen=True)
class Marking:
    """How a redline is written: who marked it, on which day (ISO 8601; empty for none), and whether moves are moves.

    `older` is the older agreement, whose labels stand in what is gone, and `leads` the newer identity of each of its places.
    """

    author: str
    date: str = ""
    moves: bool = True
    older: Agreement | None = None
    leads: Mapping[str, str] = field(default_factory=dict)


def _read_json(data: bytes) -> ViewReading:
    agreement = from_canonical(data)
    return ViewReading(
        tuple(piece.text for piece in words(agreement)),
        tuple(piece.text for piece in labels(agreement)),
        tuple(entry.text for entry in contents(agreement)),
    )


Reader = Callable[[bytes], ViewReading]
"""Reads a view back from its bytes."""

READERS: Mapping[str, Reader] = {
    "json": _read_json,
    "md": lambda data: read_text(data.decode()),
    "html": lambda data: read_html(data.decode()),
    "docx": read_word,
    "pdf": read_pdf,
}
"""How each view is read back, by its ending."""


def render_views(
    agreement: Agreement, house: House, attachment: bytes, wording: Agreement | None = None
) -> Views:
    """All five views, and the page of locked wording in two, where there is one.

    Where one does not print what its tree holds (words-differ), none of them counts.
    """
    faults = Faults()
    pdf = render_pdf(agreement, house, attachment)
    word, found = render_docx(agreement, house, pdf.page_of)
    faults.extend(found.found)
    if faults.errors:
        return Views({}, pdf.pages, tuple(faults.found))
    files = {
        "json": to_canonical(agreement),
        "md": render_text(agreement, house).encode(),
        "html": render_html(agreement, house).encode(),
        "docx": word,
        "pdf": pdf.data,
    }
    compare_views(agreement, files, faults)
    page: dict[str, bytes] = {}
    if wording is not None:
        page["html"] = render_html(wording, house).encode()
        page["pdf"] = render_pdf(wording, house, attachment).data
        compare_views(wording, page, faults)
    if faults.errors:
        return Views({}, pdf.pages, tuple(faults.found))
    return Views(files, pdf.pages, tuple(faults.found), page, pdf.page_of.get(CONTENTS, 0))


def compare_views(
    agreement: Agreement,
    files: Mapping[str, bytes],
    faults: Faults,
    readers: Mapping[str, Reader] = READERS,
    *,
    words_alone: bool = False,
) -> None:
    """Read each file back: its words must be the agreement's, in order, and its labels and contents too where it has any.

    `words_alone` for the older side of a redline, whose labels no two views need give alike.
    """
    told = {
        "words": _split(piece.text for piece in words(agreement)),
        "labels": _split(piece.text for piece in labels(agreement)),
        "contents": _split(entry.text for entry in contents(agreement)),
    }
    for ending, data in files.items():
        reading = readers[ending](data)
        for detail in getattr(reading, "faults", ()):
            faults.add("words-differ", None, f"the {ending} view: {detail}", _HINT, agreement=agreement.path)
        for name, printed in (
            ("words", reading.words),
            ("labels", reading.labels),
            ("contents", reading.contents),
        ):
            found = _split(printed)
            if found != told[name] and (name == "words" or (found and not words_alone)):
                faults.add(
                    "words-differ",
                    None,
                    _difference(ending, name, told[name], found),
                    _HINT,
                    agreement=agreement.path,
                )


_HINT = "this is our fault, not yours: please report it with the agreement’s instructions"


def _split(texts: Iterable[str]) -> list[str]:
    return " ".join(texts).split()


def _difference(ending: str, name: str, expected: Sequence[str], printed: Sequence[str]) -> str:
    place = first_difference(expected, printed)
    before = max(0, place - 6)
    return (
        f"the {ending} view does not hold the {name} of the agreement: "
        f"“{' '.join(expected[before : place + 6])}” stands there as “{' '.join(printed[before : place + 6])}”"
    )


def first_difference(expected: Sequence[str], printed: Sequence[str]) -> int:
    """The place of the first word in which two sequences differ."""
    for place, (one, other) in enumerate(zip(expected, printed, strict=False)):
        if one != other:
            return place
    return min(len(expected), len(printed))
