"""Where house.docx departs from house.yaml in what the Word copy shares with the PDF: a warning each (house-departs)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from concordat.model.library import House, Levels
from concordat.render.docx.house_styles import HouseStyles, looks
from concordat.render.docx.markup import tag, twips
from concordat.render.docx.numbering import lists
from concordat.render.docx.sections import geometry
from concordat.render.docx.styles import BODY

TOLERANCE = 12
"""Twips by which a measure may differ, for Word rounds millimetres: a fifth of a millimetre."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What house.yaml says of what both share: millimetres, the font, points, and the labels."""

    page: tuple[tuple[str, float], ...]
    font: str
    size: float
    pitch: float
    levels: Levels


def wanted_of(house: House) -> Wanted:
    """What house.yaml wants."""
    page = {
        "width": house.page_width,
        "height": house.page_height,
        "top": house.margin_top,
        "bottom": house.margin_bottom,
        "left": house.margin_left,
        "right": house.margin_right,
    }
    return Wanted(tuple(page.items()), house.font_family, house.font_size, house.line_pitch, house.levels)


def departures(
    wanted: Wanted, document: etree._Element, styles: HouseStyles, numbering: etree._Element | None
) -> Iterator[str]:
    """Words for each departure: page and margins, the font, size and pitch of running text, and the labels."""
    yield from _pages(wanted, document)
    yield from _body(wanted, styles)
    yield from _labels(wanted.levels, styles, numbering)


def _pages(wanted: Wanted, document: etree._Element) -> Iterator[str]:
    for section in document.iter(tag("sectPr")):
        found = geometry(section)
        for name, millimetres in wanted.page:
            own = getattr(found, name)
            if abs(own - twips(millimetres)) > TOLERANCE:
                what = f"the page's {name}" if name in ("width", "height") else f"the {name} margin"
                yield f"{what} is {own / 1440 * 25.4:.1f} mm, and {millimetres:g} mm in house.yaml"


def _body(wanted: Wanted, styles: HouseStyles) -> Iterator[str]:
    ids = styles.ids()
    measures = (
        ("font", "rPr", "rFonts", "ascii", wanted.font),
        ("size in half-points", "rPr", "sz", "val", f"{wanted.size * 2:g}"),
        ("line pitch in twentieths of a point", "pPr", "spacing", "line", f"{wanted.pitch * 20:g}"),
        ("line rule", "pPr", "spacing", "lineRule", "exact"),
    )
    for words, group, element, attribute, value in measures:
        found: dict[str, list[str]] = {}
        for name in BODY:
            own = styles.attribute(ids[name], group, element, attribute) if name in ids else value
            if own != value:
                found.setdefault(own or "not set", []).append(name)
        for own, names in found.items():
            listed = ", ".join(f"“{name}”" for name in names[:3]) + (" and others" if len(names) > 3 else "")
            yield f"the {words} of the style {listed} is {own}, and {value} in house.yaml"


def _labels(levels: Levels, styles: HouseStyles, numbering: etree._Element | None) -> Iterator[str]:
    shown = looks(numbering, styles.ids())
    seen: set[str] = set()
    for own in lists(levels).values():
        for level in own:
            look = shown.get(level.style)
            if look is None or level.style in seen:
                continue
            seen.add(level.style)
            if (look.text, look.format) != (level.text, level.format):
                yield (
                    f"the number of the style “{level.style}” is “{look.text}” ({look.format}), "
                    f"and “{level.text}” ({level.format}) in house.yaml"
                )
