"""Laying out an agreement on pages, and writing them as a PDF."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from concordat.diagnostics import Diagnostic
from concordat.language.walk import blocks
from concordat.language.words import contents
from concordat.model.library import House
from concordat.model.tree import Agreement, Group, GroupKind
from concordat.render.html.medium import Medium
from concordat.render.html.page import render_page
from concordat.render.html.style import style_sheet
from concordat.render.pdf.assets import assets_of, font_faces
from concordat.render.pdf.engine import start

_DAY = datetime(1980, 1, 1)
"""The date of the attachment: the same inputs give the same bytes, so it can have no other."""


class RenderFailed(Exception):
    """The PDF cannot be made; `diagnostic` says why, in the drafter's words."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Layout:
    """An agreement on its pages: how many there are, and on which page (from 1) each place of the contents begins."""

    pages: int
    page_of: Mapping[str, int]
    document: Any


@dataclass(frozen=True, slots=True)
class PdfOutput:
    """A PDF: its bytes, how many pages it has, and on which page (from 1) each place of the contents begins."""

    data: bytes
    pages: int
    page_of: Mapping[str, int]


def lay_out(agreement: Agreement, house: House) -> Layout:
    """Lay an agreement out on the house's pages without writing a file.

    Raises RenderFailed where the house's style sheet asks for something outside the house, a font is missing, or
    a letter is in none of the house's fonts; EngineMissing where the machine lacks what the engine needs.
    """
    start()
    # Heavy, and only where a page is laid out: half a second, and system libraries.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from concordat.render.pdf.fetcher import fetcher_of
    from concordat.render.pdf.paint import keeping_spaces
    from concordat.render.pdf.variant import VARIANT

    try:
        faces = font_faces(house)
    except ValueError as fault:
        raise RenderFailed(Diagnostic("house-malformed", house.span, str(fault), _FONT_HINT)) from None
    fetcher, fonts = fetcher_of(assets_of(house)), FontConfiguration()
    with _refusals(house), _complaints(house), keeping_spaces():
        sheet = CSS(
            string=faces + style_sheet(agreement, house, Medium.PRINT), font_config=fonts, url_fetcher=fetcher
        )
        page = HTML(string=render_page(agreement, house, Medium.PRINT), url_fetcher=fetcher)
        document = page.render(font_config=fonts, stylesheets=[sheet], pdf_variant=VARIANT)
    for laid in document.pages:
        # The engine makes a link of each box within a link too; one annotation for each line of a link is enough.
        laid.links = [link for link in laid.links if link[3].element is not None and link[3].element.tag == "a"]
    return Layout(len(document.pages), _pages_of(agreement, document), document)


_FONT_HINT = "put the font's files into agreements/house/fonts and name them in house.yaml"


def render_pdf(agreement: Agreement, house: House, attachment: bytes) -> PdfOutput:
    """The PDF view, with `attachment` inside it as sources.json. Raises as `lay_out` does."""
    layout = lay_out(agreement, house)
    from weasyprint import Attachment

    from concordat.render.pdf.paint import furniture_of, painting
    from concordat.render.pdf.tags import add_tags
    from concordat.render.pdf.variant import VARIANT

    inputs = Attachment(
        string=attachment,
        name="sources.json",
        description="What this agreement was made from, and by what",
        created=_DAY,
        modified=_DAY,
        relationship="Source",
    )
    document = layout.document
    with _refusals(house), _complaints(house), painting(furniture_of(document.pages), add_tags):
        data = document.write_pdf(pdf_variant=VARIANT, attachments=[inputs])
    return PdfOutput(data, layout.pages, layout.page_of)


def _pages_of(agreement: Agreement, document: Any) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    wanted = [entry.identity for entry in contents(agreement)]
    wanted += [b.identity for b in blocks(agreement) if isinstance(b, Group) and b.kind is not GroupKind.SCHEDULES]
    return {identity: first[identity] for identity in wanted if identity in first}


@contextmanager
def _refusals(house: House) -> Iterator[None]:
    """Turn a refused address into a message that names it."""
    from concordat.render.pdf.fetcher import Refused, refusing  # heavy: it loads the engine

    try:
        with refusing():
            yield
    except Refused as refused:
        message = f"the house's pages ask for {refused.address}, which is not in agreements/house"
        hint = "a picture or font comes from agreements/house alone: name it in house.yaml, and take the address out"
        raise RenderFailed(Diagnostic("asset-missing", house.span, message, hint)) from None


class _Complaints(logging.Handler):
    """Collects what the engine says of letters that no font has, and of style rules that it cannot follow."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: dict[str, None] = {}
        self.others: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        message = record.getMessage()
        if ".notdef" in message:
            self.letters[str(record.args[0]) if isinstance(record.args, tuple) else message] = None
        else:
            self.others[message] = None


@contextmanager
def _complaints(house: House) -> Iterator[None]:
    """Raise RenderFailed after a stage of which the engine complained: a page with a gap in it is no agreement."""
    heard = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        yield
    finally:
        logger.removeHandler(heard)
    if heard.letters:
        shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in heard.letters)
        message = f"the house's fonts have no letter for {shown}"
        raise RenderFailed(
            Diagnostic("render-failed", house.span, message, "use another letter, or a font that has it")
        )
    if heard.others:
        message = f"the pages cannot be laid out as house.css asks: {'; '.join(heard.others)}"
        raise RenderFailed(Diagnostic("house-malformed", house.span, message, "mend that rule of house.css"))
