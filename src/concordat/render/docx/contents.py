"""The contents: a TOC field with the entries that Word would write, and the pages of the PDF's layout (docs/word/contents.md)."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.language.identity import bookmark_name
from concordat.language.walk import iterate
from concordat.language.words import ContentsEntry, contents
from concordat.model.tree import Agreement, Group, GroupKind
from concordat.render.docx.markup import field, field_end, field_start, paragraph, run, tab
from concordat.render.docx.runs import link_inside
from concordat.render.docx.writer import Writer

INSTRUCTION = 'TOC \\h \\z \\t "Heading 1,1,Heading 2,2,Schedule heading,3,Part heading,4"'
"""What Word gathers when a user updates the contents; each kind of heading has a TOC style of its own."""

_STYLES = {GroupKind.CLAUSE: "TOC 2", GroupKind.SCHEDULE: "TOC 3", GroupKind.PART: "TOC 4"}


def contents_xml(
    agreement: Agreement, page_of: Mapping[str, int], writer: Writer, new_page: bool = False
) -> str:
    """The contents with their heading, which begins a page where `new_page` says so.

    A place of which `page_of` knows no page is printed without a number.
    """
    kinds = {
        place.block.identity: place.block.kind
        for place in iterate(agreement)
        if isinstance(place.block, Group)
    }
    found = [
        paragraph(writer.ids["TOC Heading"], run(agreement.apparatus.contents_heading), new_page=new_page)
    ]
    start = field_start(INSTRUCTION)
    for entry in contents(agreement):
        style = writer.ids[_STYLES.get(kinds[entry.identity], "TOC 1")]
        found.append(paragraph(style, start + _entry(entry, page_of.get(entry.identity))))
        start = ""
    found.append(paragraph(writer.ids["Section break"], start + field_end()))
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{writer.next_control()}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(found)}</w:sdtContent></w:sdt>"
    )


def _entry(entry: ContentsEntry, page: int | None) -> str:
    bookmark = bookmark_name(entry.identity)
    label = run(entry.label) + tab() if entry.label else ""
    shown = field(f"PAGEREF {bookmark} \\h", str(page)) if page is not None else ""
    return link_inside(bookmark, label + run(entry.heading) + tab() + shown)
