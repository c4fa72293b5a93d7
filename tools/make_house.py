"""Makes a first agreements/house/house.docx, to be edited in Word from then on: `python tools/make_house.py [FILE]`.

With `--paper` it makes agreements/house/paper.docx, the look of a board pack: smaller, with its title at the head of the
first page.

It was run once. Run it again only to begin anew: it overwrites what was edited since. It takes the labels, page,
font, size and pitch from house.yaml; everything else about the look is below.
"""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from concordat.model.library import Levels
from concordat.render.docx.markup import NAMESPACES, XML_HEAD, escape, twips
from concordat.render.docx.numbering import LevelLook, Numbers, lists
from concordat.render.docx.styles import REQUIRED

ROOT = Path(__file__).resolve().parents[1]
INK, ACCENT, QUIET, RULE, WASH, WARN, BLANK = (
    "1D2730",
    "23415C",
    "55636F",
    "C3CCD4",
    "F3F6F8",
    "8A3A12",
    "FBE8A6",
)
BUILT_IN = {"TOC Heading": "TOC Heading", **{f"TOC {n}": f"toc {n}" for n in range(1, 5)}}
BUILT_IN |= {
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Header": "header",
    "Footer": "footer",
    "Caption": "caption",
}


def identity(name: str) -> str:
    """The id of a style: its name without spaces."""
    return name.replace(" ", "")


def spacing(before: float = 0, after: float = 0, line: float | None = None) -> str:
    """Space and exact pitch in points."""
    pitch = f' w:line="{round(line * 20)}" w:lineRule="exact"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{pitch}/>'


def indent(left: float, hanging: float = 0, right: float = 0) -> str:
    """Indents in millimetres: where the text stands, how far the number hangs out, and from the right."""
    far = f' w:right="{twips(right)}"' if right else ""
    hung = f' w:hanging="{twips(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{twips(left)}"{far}{hung}/>'


def tabs(*stops: tuple[str, float, str]) -> str:
    """Tab stops: kind, place in millimetres, leader."""
    return (
        "<w:tabs>"
        + "".join(
            f'<w:tab w:val="{kind}"{" w:leader=" + chr(34) + leader + chr(34) if leader else ""} w:pos="{twips(place)}"/>'
            for kind, place, leader in stops
        )
        + "</w:tabs>"
    )


def edge(side: str, width: float, colour: str, space: int = 0) -> str:
    """A border: width in points, space in points."""
    return f'<w:{side} w:val="single" w:sz="{round(width * 8)}" w:space="{space}" w:color="{colour}"/>'


def font(size: float | None = None, bold: bool | None = None, colour: str = "", wide: float = 0) -> str:
    """Run properties: size in points, weight, colour, letters set wider by points."""
    found = "" if bold is None else ("<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>')
    found += f'<w:color w:val="{colour}"/>' if colour else ""
    found += f'<w:spacing w:val="{round(wide * 20)}"/>' if wide else ""
    return found + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")


def style(
    name: str,
    paragraph: str = "",
    run: str = "",
    based: str = "Normal",
    following: str = "",
    outline: int | None = None,
) -> str:
    """A paragraph style. `paragraph` is its properties in the order of the schema."""
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    shown = f"<w:pPr>{paragraph}{level}</w:pPr>" if paragraph or level else ""
    custom = "" if name in BUILT_IN or name in ("Title", "Subtitle", "Body Text") else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identity(name)}"><w:name w:val="{BUILT_IN.get(name, name)}"/>'
        f'<w:basedOn w:val="{identity(based)}"/>{f"<w:next w:val={chr(34)}{identity(following)}{chr(34)}/>" if following else ""}'
        f'<w:uiPriority w:val="{9 if outline is not None else 10}"/><w:qFormat/>{shown}{f"<w:rPr>{run}</w:rPr>" if run else ""}</w:style>'
    )


def character(name: str, run: str) -> str:
    """A character style."""
    custom = "" if name == "Hyperlink" else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{identity(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>'
    )


def table(name: str, heads: str, last: str, padding: int) -> str:
    """A table style: hairlines between rows, cells padded above and below by this (in points), beside by 4 points."""
    borders = edge("bottom", 0.5, RULE) + edge("insideH", 0.5, RULE)
    cells = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 20 * padding), ("left", 80), ("bottom", 20 * padding), ("right", 80))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identity(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>{heads}{last}</w:style>"
    )


def part_of_table(kind: str, cell: str) -> str:
    """How a part of a table looks."""
    return f'<w:tblStylePr w:type="{kind}"><w:tcPr>{cell}</w:tcPr></w:tblStylePr>'


@dataclass(frozen=True)
class Look:
    """What differs between an agreement and a board pack: space before, pitch and size of each kind of text, in points."""

    title: tuple[float, float, float] = (24, 24, 18)
    head: tuple[float, float, float] = (24, 18, 14)
    small: tuple[float, float] = (13, 9.5)
    body: float = 6
    caption: tuple[float, float] = (18, 11)
    number: float = 18  # millimetres from a number of figures to its text
    cells: int = 3
    contents: float = 28  # and from the label of a schedule to its name in the contents


AGREEMENT, PAPER = Look(), Look((9, 18, 14), (7, 13, 11), (11.5, 9), 2, (7, 10), 12, 2, 34)


def cover_styles(pitch: float, look: Look) -> list[str]:
    """The styles of the cover; those of a pack stand at the head of its first page."""
    if look is PAPER:
        return [
            style("Title", spacing(2, 0, 22), font(17, True, ACCENT), following="Subtitle"),
            style("Subtitle", spacing(0, 0, 15), font(11, None, INK)),
            style("Cover mark", "<w:pBdr>" + edge("top", 3, ACCENT, 4) + "</w:pBdr>" + spacing(0, 0, 13), font(9, True, WARN, 1.5)),
            style("Cover statement", spacing(2, 0, 11.5), font(8.5, None, QUIET)),
            style("Cover version", spacing(0, 0, 11.5), font(8.5, None, QUIET)),
        ]  # fmt: skip
    return [
        style("Title", spacing(0, 9, 36), font(30, True, ACCENT), following="Subtitle"),
        style("Subtitle", spacing(0, 0, 21), font(15, None, INK)),
        style("Cover mark", "<w:pBdr>" + edge("top", 3, ACCENT, 15) + "</w:pBdr>" + spacing(164, 12, 15), font(11, True, WARN, 1.5)),
        style("Cover statement", "<w:pBdr>" + edge("left", 2, RULE, 10) + "</w:pBdr>" + spacing(60, 12, pitch) + indent(4.2, 0, 30)),
        style("Cover version", spacing(0, 6, pitch), font(None, None, QUIET)),
    ]  # fmt: skip


def paragraph_styles(pitch: float, look: Look) -> list[str]:
    """Every paragraph style. Space stands before a paragraph, never after (docs/word/contents.md)."""
    keep = "<w:keepNext/><w:keepLines/>"
    title, head = spacing(look.title[0], 0, look.title[1]), spacing(look.head[0], 0, look.head[1])
    small, body = spacing(0, 0, look.small[0]), spacing(look.body, 0, pitch)
    largest, large, little = look.title[2], look.head[2], look.small[1]
    hung = indent(look.number, look.number)
    found = [
        *cover_styles(pitch, look),
        style("Cover logo", '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'),
        style("TOC Heading", keep + title.replace('after="0"', 'after="240"'), font(largest, True, ACCENT)),
    ]  # fmt: skip
    right = ("right", 160.0, "dot")
    entry = spacing(0, 2, pitch)
    found += [
        style("TOC 1", tabs(right) + entry),
        style("TOC 2", tabs(("left", 10, ""), right) + entry + indent(10, 10)),
        style("TOC 3", tabs(("left", look.contents, ""), right) + entry + indent(look.contents, look.contents)),
        style("TOC 4", tabs(("left", look.contents + 16, ""), right) + entry + indent(look.contents + 16, 16)),
        style("Heading 1", keep + title + indent(0), font(largest, True, ACCENT), following="Body Text", outline=0),
        style("Heading 2", keep + head + hung, font(large, True, ACCENT), following="Clause level 1", outline=1),
        style(
            "Schedule heading",
            keep + "<w:pageBreakBefore/>" + title + indent(38, 38),
            *(font(largest, True, ACCENT), "Heading 1", "Body Text", 0),
        ),
        style("Part heading", keep + head + indent(18, 18), font(large, True, ACCENT), "Normal", "Schedule level 1", 1),
        style("Party heading", keep + head + indent(0), font(large, True, ACCENT), "Normal", "Body Text", 1),
        style("Body Text", body + indent(0)),
    ]  # fmt: skip
    step = look.number
    places = {1: (step, step), 2: (2 * step, step), 3: (2 * step + 10, 10), 4: (2 * step + 20, 10)}
    for level, (left, hanging) in places.items():
        found.append(style(f"Clause level {level}", body + indent(left, hanging), based="Body Text"))
        found.append(style(f"Schedule level {level}", body + indent(left, hanging), based="Body Text"))
        found.append(style(f"Text level {level}", body + indent(left), based="Body Text"))
    found.append(style("Definition", body + indent(18), based="Body Text"))
    found.append(style("Recital", body + indent(18, 18), based="Body Text"))
    found.append(style("Party", body + indent(18, 18), based="Body Text"))
    for level in (1, 2):
        found.append(
            style(f"Definition level {level}", body + indent(18 + 10 * level, 10), based="Body Text")
        )
        found.append(style(f"Recital level {level}", body + indent(18 + 10 * level, 10), based="Body Text"))
    running = font(8.5, None, QUIET)
    found += [
        style("Caption", "<w:keepNext/>" + spacing(look.caption[0], 4, pitch), font(look.caption[1], True, ACCENT)),
        style("Table text", small, font(little)),
        style("Table heading", "<w:keepNext/>" + small, font(None, True, ACCENT), "Table text"),
        style("Table figures", small + '<w:jc w:val="right"/>', "", "Table text"),
        style("Table total", small, font(None, True), "Table text"),
        style("Table total figures", small + '<w:jc w:val="right"/>', font(None, True), "Table text"),
        style("Table note", spacing(4, 0, look.small[0]), font(little, None, QUIET)),
        style("Particular label", small, font(little, True, ACCENT)),
        style("Particular answer", small, font(little)),
        style("Signature heading", keep + spacing(24, 0, pitch), font(11, True, ACCENT)),
        style("Signature line", "<w:keepLines/>" + tabs(("left", 56, ""), ("right", 156, "underscore")) + spacing(12, 0, pitch)),
        style("Header", tabs(("right", 160, "")) + spacing(0, 0, 11), running),
        style("Footer", spacing(0, 0, 11), running),
        style("Footer note", tabs(("right", 160, "")) + spacing(0, 0, 11), running),
        style("Section break", spacing(0, 0, 1), font(1)),
    ]  # fmt: skip
    return found


def styles(house: dict, look: Look) -> str:
    """The style part."""
    name, size, pitch = house["body"]["font"], house["body"]["size"], house["body"]["pitch"]
    fonts = "".join(f' w:{kind}="{name}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    wash = f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
    heads = part_of_table(
        "firstRow",
        f'<w:tcBorders>{edge("bottom", 0.75, ACCENT)}</w:tcBorders>{wash}<w:vAlign w:val="bottom"/>',
    )
    last = part_of_table("lastRow", f"<w:tcBorders>{edge('top', 0.75, ACCENT)}</w:tcBorders>")
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:color w:val="{INK}"/><w:sz w:val="{round(size * 2)}"/>'
        f'<w:szCs w:val="{round(size * 2)}"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:line="{round(pitch * 20)}" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    others = [
        character("Defined term", font(None, True)),
        character("Blank", f'<w:color w:val="{INK}"/><w:shd w:val="clear" w:color="auto" w:fill="{BLANK}"/>'),
        character("Unresolved", '<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="F7D9D5"/>'),
        character("Hyperlink", '<w:color w:val="1C4F86"/><w:u w:val="single"/>'),
        table("House table", heads, last, look.cells),
        table("Particulars table", "", "", look.cells),
    ]
    listed = "".join([*paragraph_styles(pitch, look), *others])
    return f'{XML_HEAD}<w:styles xmlns:w="{NAMESPACES["w"]}">{defaults}{base}{listed}</w:styles>'


def numbering(house: dict, look: Look) -> str:
    """The numbering part, so that house.docx shows in Word how a number looks; the labels are those of house.yaml."""
    given = {
        name: tuple(value) if isinstance(value, list) else value for name, value in house["labels"].items()
    }
    levels = Levels(**given)
    looks = {level.style: LevelLook() for own in lists(levels).values() for level in own}
    looks["Schedule heading"] = LevelLook(properties=f'<w:b w:val="0"/><w:color w:val="{QUIET}"/>')
    looks["Part heading"] = looks["Schedule heading"]
    ids = {name: identity(name) for name in REQUIRED}
    text = styles(house, look)
    indents = {}
    for name in REQUIRED:
        own = text.partition(f'w:styleId="{identity(name)}"')[2].partition("</w:style>")[0]
        begin = own.find("<w:ind ")
        indents[name] = own[begin : own.index("/>", begin) + 2] if begin >= 0 else ""
    return Numbers(1).xml(levels, ids, indents, looks, ("", ""))


def section(house: dict, references: str) -> str:
    """A section's properties."""
    page = {name: twips(value) for name, value in house["page"].items()}
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{page["width"]}" w:h="{page["height"]}"/>'
        f'<w:pgMar w:top="{page["top"]}" w:right="{page["right"]}" w:bottom="{page["bottom"]}" w:left="{page["left"]}" '
        f'w:header="{twips(12)}" w:footer="{twips(12)}" w:gutter="0"/></w:sectPr>'
    )


def line(name: str, text: str, more: str = "") -> str:
    """A paragraph in a style; a tab character becomes a tab."""
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r>{more}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in text.split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{identity(name)}"/></w:pPr>{runs}</w:p>'


def root(name: str, inner: str) -> str:
    """A part of the text, with its namespaces."""
    declared = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return f'{XML_HEAD}<w:{name}{declared} mc:Ignorable="w15">{inner}</w:{name}>'


def document(house: dict, look: Look) -> str:
    """The page: cover, contents, body; in a pack they are one section, and the contents stand in the body."""
    cover = (
        line("Cover logo", "{{p logo}}") + line("Cover mark", "{{r mark}}") + line("Title", "{{r title}}")
        + line("Subtitle", "{{r committee}}") + line("Cover statement", "{{r statement}}")
        + line("Cover version", "{{p adopter}}") + line("Cover version", "{{r version}}")
    )  # fmt: skip
    ending = f'<w:p><w:pPr><w:pStyle w:val="Sectionbreak"/>{section(house, "")}</w:pPr></w:p>'
    references = (
        '<w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    )
    text = line("Body Text", "{{p contents}}") + line("Body Text", "{{p body}}") + section(house, references)
    return root("document", f"<w:body>{cover}{'' if look is PAPER else ending}{text}</w:body>")


def write(path: Path, look: Look) -> None:
    """Write house.docx or paper.docx."""
    house = yaml.safe_load((ROOT / "agreements/house/house.yaml").read_text(encoding="utf-8"))
    if look is PAPER:
        own = house["paper"]
        house["body"] |= {"size": float(own["size"]), "pitch": float(own["pitch"])}
        house["labels"] |= own.get("labels", {})
        house["page"] |= {"top": own["top"], "bottom": own["bottom"]}
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = {"styles": 1, "numbering": 2, "fontTable": 3, "header": 4, "footer": 5}
    files = {name: f"word/{name}{1 if name in ('header', 'footer') else ''}.xml" for name in names}
    mark = f'<w:rPr><w:b/><w:bCs/><w:color w:val="{WARN}"/></w:rPr>'
    head = line("Header", "{{r header}}\t").replace(
        "</w:p>", f"<w:r>{mark}<w:t>{{{{r mark}}}}</w:t></w:r></w:p>"
    )
    parts = {
        "[Content_Types].xml": f'{XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        + "".join(f'<Override PartName="/{file}" ContentType="{kind}.{name}+xml"/>' for name, file in files.items()) + "</Types>",
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}, office),
        "word/_rels/document.xml.rels": relations(
            {f"rId{n}": (name, files[name].removeprefix("word/")) for name, n in names.items()}, office
        ),
        "word/document.xml": document(house, look),
        files["styles"]: styles(house, look),
        files["numbering"]: numbering(house, look),
        files["fontTable"]: f'{XML_HEAD}<w:fonts xmlns:w="{NAMESPACES["w"]}"><w:font w:name="{house["body"]["font"]}">'
        '<w:altName w:val="Arial"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>',
        files["header"]: root("hdr", head),
        files["footer"]: root("ftr", line("Footer", "{{r footer}}") + line("Footer note", "{{r note}}\t{{r page}}")),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def relations(found: dict[str, tuple[str, str]], office: str) -> str:
    """A relationship part."""
    inner = "".join(
        f'<Relationship Id="{i}" Type="{office}/{kind}" Target="{target}"/>'
        for i, (kind, target) in found.items()
    )
    return f'{XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--paper"]
    chosen = PAPER if "--paper" in sys.argv else AGREEMENT
    name = "paper.docx" if chosen is PAPER else "house.docx"
    write(Path(given[0]) if given else ROOT / "agreements/house" / name, chosen)
