"""One agreement as a Word file: the pages of house.docx filled, and the parts that go with them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest
from concordat.language.parts import PartsError, safe_xml
from concordat.language.sides import Side, both_sides
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.docx.blocks import write_body
from concordat.render.docx.contents import contents_xml
from concordat.render.docx.cover import LOGO_ID, LOGO_PART, filled
from concordat.render.docx.house_file import HouseFile, Page
from concordat.render.docx.issued import write_control
from concordat.render.docx.markup import NAMESPACES, XML_HEAD, escape
from concordat.render.docx.numbering import Numbers
from concordat.render.docx.package import PartsOfFile, add_identities, add_properties, office, word_type
from concordat.render.docx.pages import pages_of
from concordat.render.docx.runs import Links
from concordat.render.docx.targets import runs_of
from concordat.render.docx.tracked import Tracking
from concordat.render.docx.writer import Writer
from concordat.render.html.page import draft_title

_DOCUMENT = "word/document.xml"
_CARRIED_TYPES = {
    "fontTable": word_type("fontTable"),
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}


def word_file(
    agreement: Agreement,
    house: House,
    prepared: HouseFile,
    page_of: Mapping[str, int],
    tracking: Tracking,
    faults: Faults,
) -> bytes:
    """The Word file, or nothing where what was made cannot be read strictly, which is then a fault."""
    links = Links()
    sides = both_sides(agreement)
    runs = runs_of(agreement, sides, prepared.ids, links, tracking)
    numbers = Numbers(prepared.lists[2])
    writer = Writer(prepared, runs, numbers, pages_of(sides), agreement.redline is not None)
    headed = agreement.cover is not None
    write_control(writer, agreement)
    control = "".join(writer.found)
    writer.found.clear()
    contents = (
        contents_xml(sides[Side.ACCEPTED], page_of, writer, new_page=headed or bool(control))
        if agreement.cover != "form"
        else ""
    )
    write_body(writer, agreement, contents if headed else "")
    made = {"contents": control + ("" if headed else contents), "body": "".join(writer.found)}
    file = PartsOfFile()
    for page in (prepared.document, *prepared.running):
        text = page.template.render(
            {name: Markup(xml) for name, xml in filled(page, agreement, house, runs, made).items()}
        )
        if writer.pages.now[Side.ACCEPTED].wide and page is prepared.document:
            text = _ending_wide(text, prepared.sections.wide)
        if not _sound(text, page, agreement, faults):
            return b""
        _add_page(file, page, text)
    for address, identity in links.ids.items():
        file.relate(_DOCUMENT, identity, office("hyperlink"), address, external=True)
    _add_parts(file, agreement, house, prepared, writer)
    return file.data()


def _ending_wide(text: str, wide: str) -> str:
    """The text part with wide pages at its end: a part that stands alone may end on them, and no empty page follows."""
    before, _, last = text.rpartition("<w:sectPr")
    return before + wide + last.partition("</w:sectPr>")[2]


def _sound(text: str, page: Page, agreement: Agreement, faults: Faults) -> bool:
    """Whether a part is well-formed XML; nothing that is not is ever repaired, for a repair would drop words."""
    try:
        safe_xml(text.encode("utf-8"), page.part)
    except (PartsError, UnicodeEncodeError) as fault:
        faults.add(
            "render-failed",
            None,
            f"the Word copy cannot be made: {fault}",
            "look for an unusual character in the names and answers of this agreement",
            agreement=agreement.path,
        )
        return False
    return True


def _add_page(file: PartsOfFile, page: Page, text: str) -> None:
    kind = "document.main" if page.kind == "document" else page.kind
    file.add(page.part, text, word_type(kind))
    if page.kind == "document":
        file.relate("", "document", office("officeDocument"), page.part)
    else:
        file.relate(_DOCUMENT, page.identity, office(page.kind), page.part)
    for identity, target in page.pictures.items():
        file.relate(page.part, identity, office("image"), target)


def _add_parts(
    file: PartsOfFile, agreement: Agreement, house: House, prepared: HouseFile, writer: Writer
) -> None:
    numbering = writer.numbers.xml(
        house.levels, prepared.ids, prepared.indents, prepared.looks, (prepared.lists[0], prepared.lists[1])
    )
    _relate(file, "word/numbering.xml", numbering, "numbering", word_type("numbering"))
    _relate(file, "word/styles.xml", prepared.styles, "styles", word_type("styles"))
    _relate(file, "word/settings.xml", _settings(agreement, prepared), "settings", word_type("settings"))
    for part, (kind, data) in sorted(prepared.carried.items()):
        _relate(file, part, data, kind, _CARRIED_TYPES[kind])
    for part, data in sorted(prepared.media.items()):
        file.add(part, data)
    if house.logo is not None:
        file.add(LOGO_PART, house.logo)
        file.relate(_DOCUMENT, LOGO_ID, office("image"), LOGO_PART)
    custom = {
        "agreement": agreement.path,
        "version": agreement.apparatus.version,
    }
    if agreement.redline is None:
        custom["text digest"] = text_digest(agreement)
    else:  # its words are those of two texts, and no digest is theirs
        custom["redline"] = agreement.redline
    add_properties(file, draft_title(agreement), agreement.language, custom)
    add_identities(file, custom, writer.places)


def _relate(file: PartsOfFile, part: str, data: bytes | str, kind: str, content_type: str) -> None:
    file.add(part, data, content_type)
    file.relate(_DOCUMENT, f"{kind}Part", office(kind), part)


def _settings(agreement: Agreement, prepared: HouseFile) -> str:
    """Our own settings (ECMA-376 Part 1, 17.15): nothing in them makes Word ask or reach for another file."""
    return (
        f'{XML_HEAD}<w:settings xmlns:w="{NAMESPACES["w"]}">{prepared.settings}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{escape(agreement.language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
