"""Laying out an agreement on pages, and writing them. To be imported after `engine.start`, since it loads the engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from concordat.diagnostics import Diagnostic, Span
from concordat.language.walk import blocks
from concordat.model.library import House
from concordat.model.tree import Agreement, Group
from concordat.render.html.medium import Medium
from concordat.render.html.page import CONTENTS, render_page
from concordat.render.html.style import style_sheet
from concordat.render.pdf.assets import assets_of, font_faces
from concordat.render.pdf.complaints import complaining
from concordat.render.pdf.engine import clear_away, no_fonts_of_the_machine
from concordat.render.pdf.fetcher import Refused, fetcher_of, refusing
from concordat.render.pdf.fields import placed_fields
from concordat.render.pdf.lines import hanging_spaces
from concordat.render.pdf.output import Layout, PdfOutput, RenderFailed
from concordat.render.pdf.paint import furniture_of, painting
from concordat.render.pdf.remembered import remembered_fonts, remembered_lines
from concordat.render.pdf.tags import add_tags
from concordat.render.pdf.variant import VARIANT

_DAY = datetime(1980, 1, 1)
"""The date of the attachment: the same inputs give the same bytes, so it can have no other."""


def lay_out_pages(agreement: Agreement, house: House) -> Layout:
    """An agreement on the house's pages. Raises RenderFailed as `render_pdf` says."""
    try:
        faces = font_faces(house)
    except ValueError as fault:
        hint = "put the font's files into agreements/house/fonts and name them in house.yaml"
        raise RenderFailed(Diagnostic("house-malformed", house.span, str(fault), hint)) from None
    fetcher = fetcher_of(assets_of(house))
    with no_fonts_of_the_machine():
        fonts = FontConfiguration()
    with (
        _refusals(house),
        complaining(house),
        remembered_fonts(),
        remembered_lines(house.fonts) as split,
        hanging_spaces(split),
    ):
        style = faces + style_sheet(agreement, house, Medium.PRINT)
        sheet = CSS(string=style, font_config=fonts, url_fetcher=fetcher)
        page = HTML(string=render_page(agreement, house, Medium.PRINT), url_fetcher=fetcher)
        document = page.render(font_config=fonts, stylesheets=[sheet], pdf_variant=VARIANT)
    for laid in document.pages:
        # The engine makes a link of each box within a link too; one annotation for each line of a link is enough.
        laid.links = [
            link for link in laid.links if link[3].element is not None and link[3].element.tag == "a"
        ]
    return Layout(len(document.pages), _pages_of(agreement, document), document)


def write_pdf(agreement: Agreement, house: House, attachment: bytes) -> PdfOutput:
    """The agreement as a PDF with its attachment. Raises RenderFailed as `render_pdf` says."""
    layout = lay_out_pages(agreement, house)
    inputs = Attachment(
        string=attachment,
        name="sources.json",
        description="What this agreement was made from, and by what",
        created=_DAY,
        modified=_DAY,
        relationship="Source",
    )
    document = layout.document
    furniture = furniture_of(document.pages)
    tagging = partial(add_tags, fields=placed_fields(agreement, house, document.pages))
    with _refusals(house), complaining(house), remembered_fonts(), painting(furniture, tagging):
        data = document.write_pdf(pdf_variant=VARIANT, attachments=[inputs])
    made = PdfOutput(data, layout.pages, layout.page_of)
    del layout, document, furniture, tagging
    clear_away()
    return made


def _pages_of(agreement: Agreement, document: Any) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    groups = (block.identity for block in blocks(agreement) if isinstance(block, Group))
    wanted = (*groups, CONTENTS)
    return {identity: first[identity] for identity in wanted if identity in first}


@contextmanager
def _refusals(house: House) -> Iterator[None]:
    """Turn a refused address into a message that names it."""
    try:
        with refusing():
            yield
    except Refused as refused:
        message = f"the house's pages ask for {refused.address}, which is not in agreements/house"
        hint = "a picture or font comes from agreements/house alone: name it in house.yaml, and take the address out"
        raise RenderFailed(
            Diagnostic("asset-missing", _place(house, refused.address), message, hint)
        ) from None


def _place(house: House, address: str) -> Span:
    """Where house.css asks for an address; the house itself where it does not."""
    written = house.css.find(address)
    if written < 0:
        written = house.css.find(address.rsplit("/", 1)[-1])
    if written < 0:
        return house.span
    before = house.css[:written]
    file = house.span.file.rsplit("/", 1)[0] + "/house.css"
    return Span(file, before.count("\n") + 1, written - before.rfind("\n"), len(address))
