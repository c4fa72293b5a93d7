"""The placeholders of house.docx: a closed list, each set in a run of its own so that nothing beside it is lost.

docxtpl reads them (`{{r name}}` gives way to runs, `{{p name}}` to paragraphs). A placeholder that Word has split
over several runs, or that shares a run with other words, would make docxtpl drop those words; so each paragraph
that holds one is put in order first. Whatever else looks like a placeholder is a fault and is never filled.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from docxtpl import DocxTemplate
from lxml import etree

from concordat.render.docx.cleaning import bare_xml
from concordat.render.docx.markup import tag

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RUNS = MappingProxyType(
    {
        "title": "the agreement's title",
        "committee": "the committee's name",
        "mark": "the draft mark",
        "statement": "the draft statement",
        "version": "the version",
        "header": "the running line at the head",
        "footer": "the running line at the foot",
        "note": "the draft note",
        "page": "the number of the page",
    }
)
"""What `{{r name}}` may name, and what it prints."""

PARAGRAPHS = MappingProxyType(
    {
        "logo": "the picture of house.yaml",
        "adopter": "the adopting organisation",
        "contents": "the contents",
        "body": "the agreement",
    }
)
"""What `{{p name}}` may name, alone in its paragraph, and what it prints."""

NEEDED_IN_BODY = ("title", "committee", "mark", "statement", "contents", "body")
"""The placeholders without which the page would be no agreement, or would not say that it is a draft."""

NEEDED_IN_RUNNING_LINES = ("header", "note", "page")

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
_OURS = re.compile(r"\{\{([rp])\s+([a-z]+)\s*\}\}")
_EMPTY_RUN = '<w:r><w:t xml:space="preserve"></w:t></w:r>'  # docxtpl leaves one on each side


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder in its place: the name in the compiled text, what it prints, and the properties it stands in.

    `properties` is what stands in the `w:rPr` of its run, or for a paragraph its whole `w:pPr`.
    """

    variable: str
    name: str
    properties: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A part whose placeholders are in order: its text for Jinja, its slots, and what was found that is none of ours."""

    text: str
    slots: tuple[Slot, ...]
    strange: tuple[str, ...]


def settle(root: etree._Element) -> Settled:
    """Put the placeholders of a part in order and let docxtpl turn them into names of ours."""
    slots: list[Slot] = []
    strange: list[str] = []
    for paragraph in list(root.iter(tag("p"))):
        _settle_paragraph(paragraph, slots, strange)
    text = etree.tostring(root, encoding="unicode")
    if strange:
        return Settled("", (), tuple(strange))
    text = DocxTemplate(io.BytesIO()).patch_xml(text).replace(_EMPTY_RUN, "")
    return Settled(text, tuple(slots), ())


def _texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The `w:t` of a paragraph, without those of paragraphs inside it (text boxes)."""
    for element in paragraph.iter(tag("t")):
        holder = next((up for up in element.iterancestors(tag("p"))), None)
        if holder is paragraph:
            yield element


def _settle_paragraph(paragraph: etree._Element, slots: list[Slot], strange: list[str]) -> None:
    whole = "".join(element.text or "" for element in _texts(paragraph))
    found = list(_TAG.finditer(whole))
    if not found:
        return
    for match in found:
        ours = _OURS.fullmatch(match.group())
        known = ours is not None and ours.group(2) in (RUNS if ours.group(1) == "r" else PARAGRAPHS)
        alone = ours is None or ours.group(1) == "r" or whole.strip() == match.group()
        if not known or not alone:
            strange.append(match.group())
    if strange:
        return
    _one_content_a_run(paragraph)
    for match in reversed(found):
        ours = _OURS.fullmatch(match.group())
        assert ours is not None
        run = _isolate(paragraph, match.start(), match.end())
        variable = f"{ours.group(2)}_{len(slots)}"
        text = run.find(tag("t"))
        assert text is not None
        text.text = f"{{{{{ours.group(1)} {variable}}}}}"
        holder = run if ours.group(1) == "r" else paragraph
        slots.append(Slot(variable, ours.group(2), _properties(holder, "rPr" if holder is run else "pPr")))


def _properties(holder: etree._Element, name: str) -> str:
    element = holder.find(tag(name))
    if element is None:
        return ""
    text = bare_xml(element)
    return (
        text
        if name == "pPr"
        else text.removeprefix("<w:rPr>").removesuffix("</w:rPr>").replace("<w:rPr/>", "")
    )


def _one_content_a_run(paragraph: etree._Element) -> None:
    """Split runs that hold several things (text, tab, text), so that each can be replaced alone."""
    for run in list(paragraph.iter(tag("r"))):
        contents = [child for child in run if child.tag != tag("rPr")]
        for child in reversed(contents[1:]):
            other = _bare(run)
            other.append(child)
            run.addnext(other)


def _bare(run: etree._Element) -> etree._Element:
    """A run with the same properties and nothing in it."""
    made = etree.Element(
        run.tag, nsmap={prefix: name for prefix, name in run.nsmap.items() if prefix is not None}
    )
    properties = run.find(tag("rPr"))
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _isolate(paragraph: etree._Element, start: int, end: int) -> etree._Element:
    """The run that holds the characters from start to end of the paragraph's text and nothing else, split off."""
    at = 0
    first: etree._Element | None = None
    for element in list(_texts(paragraph)):
        text = element.text or ""
        begin, stop = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if begin >= stop:
            continue
        run = element.getparent()
        assert run is not None
        after, rest = text[stop:], text[:begin]
        if first is None:
            first = _with_text(_bare(run), "")
            run.addnext(first)
            if after:
                first.addnext(_with_text(_bare(run), after))
        elif after:
            run.addnext(_with_text(_bare(run), after))
        element.text = rest
        element.set(XML_SPACE, "preserve")
        holder = run.getparent()
        if not rest and holder is not None:
            holder.remove(run)
    assert first is not None
    return first


def _with_text(run: etree._Element, text: str) -> etree._Element:
    element = etree.SubElement(run, tag("t"))
    element.text = text
    element.set(XML_SPACE, "preserve")
    return run
