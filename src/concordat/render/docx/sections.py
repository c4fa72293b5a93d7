"""Sections: the shape of pages, from house.docx, upright and wide (ECMA-376 Part 1, 17.6)."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from concordat.render.docx.cleaning import bare_xml
from concordat.render.docx.house_styles import HouseStyles
from concordat.render.docx.markup import R, tag

_ID = f"{{{R}}}id"
_BEFORE_TABS = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
    *("numPr", "suppressLineNumbers", "pBdr", "shd"),
)


@dataclass(frozen=True, slots=True)
class Geometry:
    """A section's page and margins in twips."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right


def geometry(section: etree._Element) -> Geometry:
    """The page and margins that a `w:sectPr` gives; nought where it gives none."""

    def measure(element: str, attribute: str) -> int:
        found = section.find(tag(element))
        text = found.get(tag(attribute), "0") if found is not None else "0"
        return int(text) if text.lstrip("-").isdigit() else 0

    margins = (measure("pgMar", side) for side in ("top", "bottom", "left", "right"))
    return Geometry(measure("pgSz", "w"), measure("pgSz", "h"), *margins)


@dataclass(frozen=True, slots=True)
class Sections:
    """The properties of the upright pages and of the wide ones, as XML, and the width of their text in twips."""

    upright: str
    wide: str
    upright_width: int
    wide_width: int


def make_sections(section: etree._Element, wide_ids: Mapping[str, str]) -> Sections:
    """The two shapes, made from the last section of house.docx.

    `wide_ids` maps the relationship id of each running line to that of its copy for wide pages.
    """
    wide = copy.deepcopy(section)
    size = wide.find(tag("pgSz"))
    margins = wide.find(tag("pgMar"))
    if size is not None:
        width, height = size.get(tag("w"), "0"), size.get(tag("h"), "0")
        size.set(tag("w"), height)
        size.set(tag("h"), width)
        size.set(tag("orient"), "landscape")
    if margins is not None:
        turned = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
        old = {side: margins.get(tag(side), "0") for side in turned}
        for side, source in turned.items():
            margins.set(tag(side), old[source])
    for reference in wide.iter(tag("headerReference"), tag("footerReference")):
        reference.set(_ID, wide_ids.get(reference.get(_ID, ""), reference.get(_ID, "")))
    return Sections(
        bare_xml(section), bare_xml(wide), geometry(section).text_width, geometry(wide).text_width
    )


def widen(root: etree._Element, styles: HouseStyles, difference: int) -> None:
    """Move the right-hand tabs of a running line, its paragraphs' own and those of their styles, by a difference."""
    for paragraph in root.iter(tag("p")):
        properties = paragraph.find(tag("pPr"))
        if properties is None:
            continue
        named = properties.find(tag("pStyle"))
        own = properties.find(tag("tabs"))
        stops = dict(_right_tabs(styles, named.get(tag("val"), "") if named is not None else ""))
        for stop in own if own is not None else ():
            if stop.get(tag("val")) in ("right", "end"):
                stops[stop.get(tag("pos"), "")] = stop
        if not stops:
            continue
        if own is None:
            own = etree.Element(tag("tabs"))
            before = sum(1 for child in properties if etree.QName(child).localname in _BEFORE_TABS)
            properties.insert(before, own)
        for position, stop in stops.items():
            moved = copy.deepcopy(stop)
            moved.set(tag("pos"), str(int(position) + difference))
            for old in [old for old in own if old.get(tag("pos")) == position]:
                own.remove(old)
            etree.SubElement(own, tag("tab"), {tag("val"): "clear", tag("pos"): position})
            own.append(moved)


def _right_tabs(styles: HouseStyles, identity: str) -> Iterator[tuple[str, etree._Element]]:
    for style in reversed(styles.chain(identity)):
        for stop in style.iterfind(f"{tag('pPr')}/{tag('tabs')}/{tag('tab')}"):
            if stop.get(tag("val")) in ("right", "end"):
                yield stop.get(tag("pos"), ""), stop
