"""The styles of house.docx: found by name, followed to what they are based on, and bound to our numbering."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from concordat.model.library import Levels
from concordat.render.docx.cleaning import bare_xml
from concordat.render.docx.markup import tag
from concordat.render.docx.numbering import LevelLook, ListKind, lists
from concordat.render.docx.styles import REQUIRED


class HouseStyles:
    """The style part of house.docx. Names are compared without regard to capitals, as Word does for its own."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._by_id = {style.get(tag("styleId"), ""): style for style in root.iter(tag("style"))}
        self._by_name: dict[tuple[str, str], str] = {}
        for identity, style in self._by_id.items():
            name = style.find(tag("name"))
            if name is not None:
                self._by_name[(style.get(tag("type"), ""), name.get(tag("val"), "").lower())] = identity

    def ids(self) -> Mapping[str, str]:
        """The id of each style that we use, by its name; those that house.docx lacks are left out."""
        found = {name: self._by_name.get((sort, name.lower())) for name, sort in REQUIRED.items()}
        return {name: identity for name, identity in found.items() if identity is not None}

    def missing(self) -> tuple[str, ...]:
        """The names of the styles that house.docx lacks."""
        present = self.ids()
        return tuple(name for name in REQUIRED if name not in present)

    def chain(self, identity: str) -> list[etree._Element]:
        """A style and what it is based on, nearest first, then the defaults of the file."""
        found: list[etree._Element] = []
        style = self._by_id.get(identity)
        while style is not None and style not in found:
            found.append(style)
            based = style.find(tag("basedOn"))
            style = self._by_id.get(based.get(tag("val"), "")) if based is not None else None
        return found

    def attribute(self, identity: str, group: str, element: str, attribute: str) -> str | None:
        """An attribute that a style gives or inherits: `group` is pPr or rPr; the file's defaults come last."""
        for style in self.chain(identity):
            found = style.find(f"{tag(group)}/{tag(element)}")
            if found is not None and found.get(tag(attribute)) is not None:
                return found.get(tag(attribute))
        default = self.root.find(f"{tag('docDefaults')}/{tag(group + 'Default')}/{tag(group)}/{tag(element)}")
        return default.get(tag(attribute)) if default is not None else None

    def indent(self, identity: str) -> str:
        """The `w:ind` that a style gives or inherits, as XML with the plain names of ECMA-376 (left, hanging)."""
        found = {}
        for name, older in (
            ("left", "start"),
            ("right", "end"),
            ("hanging", "hanging"),
            ("firstLine", "firstLine"),
        ):
            value = self.attribute(identity, "pPr", "ind", name) or self.attribute(
                identity, "pPr", "ind", older
            )
            if value is not None:
                found[name] = value
        if "hanging" in found:  # the standard lets it win over firstLine; LibreOffice does not
            found.pop("firstLine", None)
        pairs = [f' w:{name}="{value}"' for name, value in found.items()]
        return f"<w:ind{''.join(pairs)}/>" if pairs else ""

    def bind(self, levels: Levels, number: Mapping[ListKind, int], language: str) -> None:
        """Set our list and level in each numbered style, and the language of the file."""
        ids = self.ids()
        for kind, own in lists(levels).items():
            seen: set[str] = set()
            for place, level in enumerate(own):
                if level.style not in seen:
                    seen.add(level.style)
                    self._number(self._by_id[ids[level.style]], place, number[kind])
        self._language(language)

    def _number(self, style: etree._Element, place: int, number: int) -> None:
        properties = style.find(tag("pPr"))
        if properties is None:
            properties = etree.Element(tag("pPr"))
            anchor = style.find(tag("rPr"))
            if anchor is None:
                style.append(properties)
            else:
                anchor.addprevious(properties)
        for old in properties.findall(tag("numPr")):
            properties.remove(old)
        made = etree.Element(tag("numPr"))
        etree.SubElement(made, tag("ilvl")).set(tag("val"), str(place))
        etree.SubElement(made, tag("numId")).set(tag("val"), str(number))
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        index = sum(1 for child in properties if etree.QName(child).localname in before)
        properties.insert(index, made)

    def _language(self, language: str) -> None:
        for element in self.root.iter(tag("lang")):
            element.set(tag("val"), language)


def looks(root: etree._Element | None, ids: Mapping[str, str]) -> Mapping[str, LevelLook]:
    """How house.docx shows the number of each style of ours that it binds to a level."""
    names = {identity: name for name, identity in ids.items()}
    found: dict[str, LevelLook] = {}
    for level in root.iter(tag("lvl")) if root is not None else ():
        bound = level.find(tag("pStyle"))
        name = names.get(bound.get(tag("val"), "")) if bound is not None else None
        if name is not None and name not in found:
            found[name] = _look(level)
    return found


def _look(level: etree._Element) -> LevelLook:
    def value(name: str, default: str) -> str:
        element = level.find(tag(name))
        return element.get(tag("val"), default) if element is not None else default

    properties = level.find(tag("rPr"))
    shown = ""
    if properties is not None:
        shown = "".join(bare_xml(child) for child in properties)
    return LevelLook(
        value("suff", "tab"), value("lvlJc", "left"), shown, value("lvlText", ""), value("numFmt", "decimal")
    )


def own_lists(root: etree._Element | None, ids: Mapping[str, str]) -> tuple[str, str, int]:
    """The lists of house.docx that are none of ours: their definitions, their `w:num`, and the first free number."""
    ours = set(ids.values())
    kept: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for element in root if root is not None else ():
        if element.tag == tag("abstractNum"):
            if not any(style.get(tag("val")) in ours for style in element.iter(tag("pStyle"))):
                kept[element.get(tag("abstractNumId"), "0")] = bare_xml(element)
        elif element.tag == tag("num"):
            points = element.find(tag("abstractNumId"))
            if points is not None and points.get(tag("val")) in kept:
                numbers[element.get(tag("numId"), "0")] = bare_xml(element)
    highest = max((int(identity) for identity in (*kept, *numbers)), default=0)
    return "".join(kept.values()), "".join(numbers.values()), highest + 1
