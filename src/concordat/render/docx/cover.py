"""What stands in the placeholders of the cover and of the running lines."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import replace

from concordat.language.layout import stands_beside
from concordat.language.sides import Side, stands
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Agreement, RunningLine
from concordat.render.docx.house_file import Page
from concordat.render.docx.markup import escape, field, run, tab
from concordat.render.docx.placeholders import PARAGRAPHS, Slot
from concordat.render.docx.runs import Runs

LOGO_PART = "word/media/logo.png"
"""The part that holds the picture of house.yaml."""

LOGO_ID = "logo"
"""Its relationship id."""

_TALLEST, _WIDEST = (
    22 * 36_000,
    80 * 36_000,
)  # 22 by 80 millimetres in English Metric Units, of which a mm has 36,000
_PAGE = re.compile(r"\{(page|pages)\}")


def filled(
    page: Page, agreement: Agreement, house: House, runs: Runs, blocks: Mapping[str, str]
) -> Mapping[str, str]:
    """The XML for each slot of a part, by the name that its compiled text gives it. `blocks` are contents and body."""
    found = {}
    for slot in page.slots:
        if slot.name in PARAGRAPHS:
            found[slot.variable] = blocks.get(slot.name) or _paragraph(slot, house)
        else:
            begun = _own_line(agreement) if slot.name == "mark" and page.kind == "header" else ""
            found[slot.variable] = begun + _runs(slot, agreement, runs)
    return found


def _runs(slot: Slot, agreement: Agreement, runs: Runs) -> str:
    shown = agreement.apparatus
    if slot.name in ("header", "footer"):
        lines = [line for line in agreement.running if line.identity == f"running/{slot.name}"]
        return "".join(_line(line, runs, slot.properties) for line in lines)
    if slot.name == "page":
        return _page_words(shown.page_words, slot.properties)
    if slot.name == "title":
        return runs.words(agreement.title, agreement.redlined, slot.properties)
    if slot.name == "committee":
        return runs.words(agreement.committee, agreement.committee_redlined, slot.properties)
    words = {
        "mark": shown.mark,
        "statement": shown.statement,
        "version": shown.version,
        "note": shown.note,
    }
    return run(words[slot.name], slot.properties)


def _line(line: RunningLine, runs: Runs, properties: str) -> str:
    """A running line. One that came or went is words of a paragraph that stays."""
    marked = (replace(inline, mark=line.mark or inline.mark) for inline in line.inlines)
    return runs.of(marked, properties)


def _own_line(agreement: Agreement) -> str:
    """What puts the mark of a running line on a line of its own, at the same tab, where both would not stand on one."""
    lines = [line for line in agreement.running if line.identity == "running/header"]
    header = " ".join(plain(line.inlines) for line in lines if stands(line.mark, Side.ACCEPTED))
    return "" if stands_beside(header, agreement.apparatus.mark) else f"<w:r><w:br/></w:r>{tab()}"


def _page_words(form: str, properties: str) -> str:
    """“Page 3 of 60” with both numbers as fields; Word works them out whenever it lays out a page."""
    found = []
    for count, piece in enumerate(_PAGE.split(form)):
        if count % 2:
            found.append(field("PAGE" if piece == "page" else "NUMPAGES", "1", properties))
        else:
            found.append(run(piece, properties))
    return "".join(found)


def _paragraph(slot: Slot, house: House) -> str:
    """The adopter's or the picture's paragraph, in the properties of the one that held the placeholder; else nothing."""
    content = ""
    if slot.name == "adopter" and house.adopter:
        content = run(house.adopter)
    elif slot.name == "logo" and house.logo is not None:
        content = _picture(house.logo, house.logo_alternative)
    return f"<w:p>{slot.properties}{content}</w:p>" if content else ""


def _picture(data: bytes, alternative: str) -> str:
    """A picture set in the line, within its greatest height and width, with its alternative text."""
    width, height = picture_size(data)
    scale = min(_TALLEST / height, _WIDEST / width)
    across, down = round(width * scale), round(height * scale)
    graphic = NAMESPACE_PICTURE
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="1" name="Logo" descr="{escape(alternative)}"/>'
        f'<a:graphic><a:graphicData uri="{graphic}"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{LOGO_ID}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


NAMESPACE_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
"""The namespace of a picture in DrawingML."""


def picture_size(data: bytes) -> tuple[int, int]:
    """The width and height of a PNG in pixels, at least 1 each (W3C PNG, 11.2.2: the first chunk is the header)."""
    if len(data) < 24 or not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return 1, 1
    width, height = struct.unpack(">II", data[16:24])
    return max(width, 1), max(height, 1)
