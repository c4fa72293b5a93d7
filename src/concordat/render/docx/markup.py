"""WordprocessingML as text: escaping, measures, and the one builder of runs, fields and paragraphs (ECMA-376 Part 1, 17)."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of WordprocessingML."""

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace of relationship ids inside parts."""

NAMESPACES = {
    "w": W,
    "r": R,
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
"""The prefixes that our markup uses; each part that holds it declares them all."""

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""The first line of each part."""

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def tag(name: str) -> str:
    """The name of an element of WordprocessingML as lxml writes it: `w:p` without its prefix gives `{…}p`."""
    return f"{{{W}}}{name}"


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def escape(text: str) -> str:
    """Text for an element's content or an attribute in double quotes, each run of white space made one space."""
    text = _SPACE.sub(" ", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is what stands in its `w:rPr`. Empty text gives nothing."""
    if not text:
        return ""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab(properties: str = "") -> str:
    """A run that holds one tab."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{shown}<w:tab/></w:r>"


def field_start(instruction: str, properties: str = "") -> str:
    """The beginning of a field, up to where its result begins. The field is not dirty: nothing is asked on opening."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{shown}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{shown}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{shown}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    """The end of a field."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, properties: str = "") -> str:
    """A field with its cached result."""
    return field_start(instruction, properties) + run(result, properties) + field_end(properties)


def paragraph(
    style: str,
    content: str,
    *,
    keep: bool = False,
    new_page: bool = False,
    numbering: tuple[int, int] | None = None,
    before: int | None = None,
    after: int | None = None,
    indent: str = "",
    right: bool = False,
    outline: int | None = None,
    mark: str = "",
    section: str = "",
) -> str:
    """A paragraph in the style with this id.

    `keep` keeps it with the next, `numbering` is a level and a `w:num`, `before` and `after` are space in twips in
    place of the style's own, `indent` a `w:ind` in place of its own, `right`
    sets it to the right, `outline` its level as a heading from 0 where the style
    gives it none, `mark` the tracked change of its end, `section` the properties of the section that it ends.
    """
    found = [f'<w:p><w:pPr><w:pStyle w:val="{style}"/>']
    if keep:
        found.append("<w:keepNext/>")
    if new_page:
        found.append("<w:pageBreakBefore/>")
    if numbering is not None:
        found.append(f'<w:numPr><w:ilvl w:val="{numbering[0]}"/><w:numId w:val="{numbering[1]}"/></w:numPr>')
    if before is not None or after is not None:
        spaces = "".join(f' w:{n}="{v}"' for n, v in (("before", before), ("after", after)) if v is not None)
        found.append(f"<w:spacing{spaces}/>")
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    set_right = '<w:jc w:val="right"/>' if right else ""
    found.append(f"{indent}{set_right}{level}{mark}{section}</w:pPr>{content}</w:p>")
    return "".join(found)


def character_style(style: str) -> str:
    """The run property that names a character style by its id."""
    return f'<w:rStyle w:val="{style}"/>'
