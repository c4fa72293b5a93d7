"""house.docx made ready: checked, cleaned, its placeholders compiled. Done once for a house, used for each agreement."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from concordat.diagnostics import Diagnostic, Faults, Span
from concordat.language.parts import PartsError, open_parts, relationships, safe_xml
from concordat.model.library import Levels
from concordat.render.docx.cleaning import clean, with_prefixes
from concordat.render.docx.house_styles import HouseStyles, looks, own_lists
from concordat.render.docx.markup import XML_HEAD, tag
from concordat.render.docx.numbering import LevelLook, ListKind, Numbers
from concordat.render.docx.placeholders import (
    NEEDED_IN_BODY,
    NEEDED_IN_RUNNING_LINES,
    Settled,
    Slot,
    settle,
)
from concordat.render.docx.sections import Sections, make_sections, widen
from concordat.render.docx.styles import REQUIRED

_CARRIED = ("theme", "fontTable")
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Page:
    """A part with placeholders, compiled: its name in the file, its slots, and its relationships to pictures."""

    part: str
    template: Template
    slots: tuple[Slot, ...]
    pictures: Mapping[str, str]  # relationship id → part
    kind: str  # document, header, footer
    identity: str = ""  # the relationship id by which the document names it


@dataclass(frozen=True, slots=True)
class HouseFile:
    """All that house.docx gives to an agreement. `ids`, `befores`, `indents` and `looks` are by style name."""

    document: Page
    running: tuple[Page, ...]
    ids: Mapping[str, str]
    befores: Mapping[str, int]
    indents: Mapping[str, str]
    looks: Mapping[str, LevelLook]
    lists: tuple[str, str, int]
    styles: bytes
    sections: Sections
    carried: Mapping[str, tuple[str, bytes]]  # part → kind of relationship, bytes: theme and font table
    media: Mapping[str, bytes]
    settings: str  # what house.docx asks of odd and even pages


def environment() -> ImmutableSandboxedEnvironment:
    """The Jinja environment: nothing but names, each one present; text is escaped unless our run builder made it."""
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True
    )
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


@lru_cache(maxsize=4)
def prepare(
    docx: bytes, levels: Levels, language: str, span: Span
) -> tuple[HouseFile | None, tuple[Diagnostic, ...]]:
    """house.docx made ready, or None and what is wrong with it. `span` is where its faults are said to be."""
    faults = Faults()
    try:
        made = _Preparation(docx, levels, language, span, faults).house_file()
    except PartsError as fault:
        faults.add(
            "house-malformed", span, f"house.docx cannot be used: {fault}", "save it from Word as .docx again"
        )
        made = None
    return (None if faults.errors else made), tuple(faults.found)


class _Preparation:
    """The steps of prepare, with what they share."""

    def __init__(self, docx: bytes, levels: Levels, language: str, span: Span, faults: Faults) -> None:
        self.parts = open_parts(docx)
        self.levels, self.language, self.span, self.faults = levels, language, span, faults
        self.related = relationships(self.parts, _DOCUMENT)
        self.environment = environment()

    def house_file(self) -> HouseFile | None:
        """All steps in order."""
        self.refuse_outside(_DOCUMENT)
        styles = HouseStyles(self.cleaned(self.part_of("styles")))
        for name in styles.missing():
            self.faults.add(
                "house-style-missing",
                self.span,
                f"house.docx has no {REQUIRED[name]} style “{name}”",
                "open house.docx in Word and make a style of that name, or copy it from the shipped house.docx",
            )
        root = self.cleaned(_DOCUMENT)
        body = root.find(tag("body"))
        section = body.find(tag("sectPr")) if body is not None else None
        if section is None:
            raise PartsError("it has no page set-up")
        if self.faults.errors:
            return None
        ids = styles.ids()
        numbering = self.numbering()
        lists = own_lists(numbering, ids)
        numbers = Numbers(lists[2])
        styles.bind(self.levels, {kind: numbers.of(kind) for kind in ListKind}, self.language)
        shapes, running = self.running(section, styles)
        document = self.page(_DOCUMENT, root, "document")
        self.needed((document,), NEEDED_IN_BODY, "the page")
        self.needed(running, NEEDED_IN_RUNNING_LINES, "its header or footer")
        return HouseFile(
            document,
            running,
            ids,
            {name: _before(styles, identity) for name, identity in ids.items()},
            {name: styles.indent(identity) for name, identity in ids.items()},
            looks(numbering, ids),
            lists,
            etree.tostring(styles.root, xml_declaration=True, encoding="UTF-8", standalone=True),
            shapes,
            self.carried(),
            self.media((document, *running)),
            self.settings(),
        )

    def part_of(self, kind: str) -> str:
        """The part to which the document has a relationship of a kind. Raises PartsError where there is none."""
        for sort, target, external in self.related.values():
            if sort == kind and not external and target in self.parts:
                return target
        raise PartsError(f"the part for its {kind} is missing")

    def cleaned(self, part: str) -> etree._Element:
        """A part, parsed strictly and cleaned, with faults for what may not stand in it."""
        if part not in self.parts:
            raise PartsError(f"the part {part} is missing")
        root = with_prefixes(safe_xml(self.parts[part], part))
        for words in clean(root):
            self.faults.add(
                "house-malformed", self.span, f"house.docx holds {words}", "remove it in Word and save again"
            )
        return root

    def refuse_outside(self, part: str) -> None:
        """A fault for each relationship that leads out of the file."""
        for _, target, external in relationships(self.parts, part).values():
            if external:
                self.faults.add(
                    "house-malformed",
                    self.span,
                    f"house.docx is linked to something outside itself: {target}",
                    "break the link in Word, or set the picture into the file",
                )

    def numbering(self) -> etree._Element | None:
        """The numbering part, where house.docx has one."""
        try:
            return self.cleaned(self.part_of("numbering"))
        except PartsError:
            return None

    def page(self, part: str, root: etree._Element, kind: str, source: str = "", identity: str = "") -> Page:
        """A part with its placeholders settled and compiled. `source` is the part whose pictures it uses, if another."""
        settled: Settled = settle(root)
        for words in settled.strange:
            self.faults.add(
                "house-placeholder",
                self.span,
                f"house.docx holds “{words}”, which is none of our placeholders, or not alone in its paragraph",
                "`concordat explain house-placeholder` lists them; `{{p …}}` stands alone in its paragraph",
            )
        related = relationships(self.parts, source or part)
        pictures = {key: target for key, (sort, target, _) in related.items() if sort == "image"}
        self.refuse_outside(source or part)
        template = self.environment.from_string(XML_HEAD + settled.text)
        return Page(part, template, settled.slots, pictures, kind, identity)

    def needed(self, pages: tuple[Page, ...], names: tuple[str, ...], place: str) -> None:
        """A fault for each placeholder that is needed and stands nowhere."""
        present = {slot.name for page in pages for slot in page.slots}
        for name in names:
            if name not in present and not self.faults.errors:
                kind = "p" if name in ("contents", "body") else "r"
                self.faults.add(
                    "house-placeholder",
                    self.span,
                    f"house.docx lacks the placeholder “{{{{{kind} {name}}}}}” in {place}",
                    "put it back where it is to print",
                )

    def running(self, section: etree._Element, styles: HouseStyles) -> tuple[Sections, tuple[Page, ...]]:
        """The running lines, upright and wide, and the two shapes of page."""
        pages: list[Page] = []
        wide_ids: dict[str, str] = {}
        shapes = make_sections(section, {})
        difference = shapes.wide_width - shapes.upright_width
        for identity, (kind, target, external) in sorted(self.related.items()):
            if kind not in ("header", "footer") or external:
                continue
            pages.append(self.page(target, self.cleaned(target), kind, identity=identity))
            wide = self.cleaned(target)
            widen(wide, styles, difference)
            wide_ids[identity] = f"{identity}wide"
            name = posixpath.join("word", f"wide-{posixpath.basename(target)}")
            pages.append(self.page(name, wide, kind, target, wide_ids[identity]))
        return make_sections(section, wide_ids), tuple(pages)

    def carried(self) -> Mapping[str, tuple[str, bytes]]:
        """The theme and the font table."""
        found: dict[str, tuple[str, bytes]] = {}
        for kind, target, external in self.related.values():
            if kind in _CARRIED and not external and target in self.parts:
                root = self.cleaned(target) if kind == "fontTable" else safe_xml(self.parts[target], target)
                for embedded in [e for e in root.iter() if str(e.tag).startswith(tag("embed"))]:
                    parent = embedded.getparent()
                    if parent is not None:
                        parent.remove(embedded)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                found[target] = (kind, data)
        return found

    def media(self, pages: tuple[Page, ...]) -> Mapping[str, bytes]:
        """The pictures that the pages show."""
        names = sorted({target for page in pages for target in page.pictures.values()})
        return {name: self.parts[name] for name in names if name in self.parts}

    def settings(self) -> str:
        """Whether odd and even pages have their own running lines: the one thing that its settings decide."""
        try:
            root = self.cleaned(self.part_of("settings"))
        except PartsError:
            return ""
        return "<w:evenAndOddHeaders/>" if root.find(tag("evenAndOddHeaders")) is not None else ""


def _before(styles: HouseStyles, identity: str) -> int:
    value = styles.attribute(identity, "pPr", "spacing", "before") or "0"
    return int(value) if value.isdigit() else 0
