"""Reading the PDF view back: what its pages print, in the order and with the meaning that its tags give.

Attachments and metadata are never looked at. Text that no tag holds counts as words all the same, so that nothing that
a reader of the page can see escapes the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from concordat.language.sides import Side
from concordat.load.pdf_text import PageText, TextReader
from concordat.load.view import ViewReading

_TEXTS = frozenset(
    ("P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "Caption", "LBody", "LI", "Sect", "Figure")
)
"""The kinds of tag at whose edges a text ends."""

_DROPPED = {Side.ACCEPTED: "Deleted", Side.REJECTED: "Inserted"}
"""The kinds of tag of a redline whose text is no part of the text of a side."""


def read_pdf(data: bytes, side: Side | None = None) -> ViewReading:
    """What the pages of a PDF print. A file that is no PDF, or has no tags, gives its loose text or nothing.

    `side` reads one of the two texts of a redline: what the other alone has is left out; without it both are read.
    """
    try:
        with pikepdf.open(BytesIO(data)) as file:
            return _Reading(file, side).read()
    except pikepdf.PdfError:
        return ViewReading(())


@dataclass(slots=True)
class _Entry:
    """An entry of the contents as it is read: its text, and its page number."""

    text: str = ""
    page: str = ""


@dataclass(slots=True)
class _Found:
    words: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)
    text: str = ""

    def end(self) -> None:
        """End the text that is being read, and keep it if it says anything."""
        shown = " ".join(self.text.split())
        self.text = ""
        if shown:
            self.words.append(shown)


_SILENT = ("Contents", "Apparatus", "Control")
"""The kinds of tag whose text is no word: `Control` is the control group of an issued version, with all that it holds."""

_UNHEARD = ("Said", "Dropped")
"""What stands within a text and is none of its words: what is said beside marked words, and what another side has."""


class _Reading:
    """The reading of one file."""

    def __init__(self, file: pikepdf.Pdf, side: Side | None) -> None:
        self._file = file
        self._dropped = _DROPPED[side] if side is not None else None
        texts = TextReader()
        self._pages = [texts.read(page) for page in file.pages]
        self._page_of = {page.obj.objgen: text for page, text in zip(file.pages, self._pages, strict=True)}
        self._found = _Found()

    def read(self) -> ViewReading:
        root = self._file.Root.get("/StructTreeRoot")
        if root is not None:
            self._kids(root, None, "")
        self._found.end()
        for page in self._pages:
            for text in (*page.marked.values(), page.loose):
                self._found.text += text
                self._found.end()
        entries = self._found.entries
        return ViewReading(
            tuple(self._found.words),
            tuple(self._found.labels),
            tuple(" ".join(entry.text.split()) for entry in entries),
            tuple(self._running()),
            tuple(entry.page for entry in entries),
        )

    def _running(self) -> list[str]:
        """The running lines, each once: those at the head of pages, then those at the foot, as they first occur."""
        lines: dict[tuple[bool, str], None] = {}
        for page in self._pages:
            for at_foot, text in self._lines_of(page):
                lines[at_foot, " ".join(text.split())] = None
        return [text for (_, text) in sorted(lines, key=lambda line: line[0]) if text]

    def _lines_of(self, page: PageText) -> Iterator[tuple[bool, str]]:
        """The running lines of a page, and whether each is at its foot; the parts of one with marks are one line."""
        for at_foot in (False, True):
            parts = [
                (properties.get("/CDTMark", ""), text)
                for properties, text in page.artifacts
                if "/CDTRunning" in properties and (properties.get("/Subtype") != "/Header") == at_foot
            ]
            if any(mark for mark, _ in parts):
                yield at_foot, "".join(self._heard(mark, text) for mark, text in parts)
            else:
                yield from ((at_foot, text) for _, text in parts)

    def _heard(self, mark: str, text: str) -> str:
        """What a part of a running line is on the side that is read: of what is said beside it, the space behind it."""
        if mark == "/Said":
            return " " if text.endswith(" ") else ""
        return "" if mark == f"/{self._dropped}" else text

    def _kids(self, tag: Any, page: PageText | None, within: str) -> None:
        """Read what a tag holds. `within` is the innermost kind that decides what its text is."""
        kids = tag.get("/K")
        if kids is None:
            return
        page = self._page_of.get(tag.Pg.objgen) if "/Pg" in tag else page
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self._content(page, kid, within)
            elif kid.get("/Type") == "/MCR":
                self._content(self._page_of.get(kid.Pg.objgen, page), int(kid.MCID), within)
            elif "/S" in kid:
                self._tag(kid, page, within)

    def _tag(self, tag: Any, page: PageText | None, within: str) -> None:
        kind = str(tag.S).removeprefix("/")
        found = self._found
        if within == "Control" or within in _UNHEARD:
            self._kids(tag, page, within)
        elif kind == "Said" or kind == self._dropped:
            self._kids(tag, page, within if within in _SILENT else "Said" if kind == "Said" else "Dropped")
        elif within in ("Contents", "TOCI"):
            if kind == "TOCI":
                found.entries.append(_Entry())
            inner = {"TOCI": "TOCI", "TOC": "Contents", "Span": "page"}.get(kind, within)
            self._kids(tag, page, inner)
        elif kind in ("Lbl", "Label"):
            found.labels.append("")
            self._kids(tag, page, "label")
            found.labels[-1] = " ".join(found.labels[-1].split())
            if not found.labels[-1]:
                found.labels.pop()
        elif kind in _TEXTS or kind in _SILENT:
            found.end()
            self._kids(tag, page, kind if kind in _SILENT else within)
            found.end()
        else:
            self._kids(tag, page, within)

    def _content(self, page: PageText | None, number: int, within: str) -> None:
        """Add a piece of marked content, once, to the text that it belongs to."""
        text = page.marked.pop(number, "") if page is not None else ""
        found = self._found
        if within == "label":
            found.labels[-1] += text
        elif within == "TOCI":
            found.entries[-1].text += text + ("" if text.endswith(" ") else " ")
        elif within == "page":
            found.entries[-1].page += text
        elif within == "Said":
            # A space that a line lost at its end is drawn with what stands last on it (render/pdf/paint.py).
            found.text += " " if text.endswith(" ") else ""
        elif within not in (*_SILENT, *_UNHEARD):
            found.text += text
