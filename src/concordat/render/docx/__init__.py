"""The Word view: what lawyers edit (design section 6; ECMA-376; docs/word/)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from concordat.diagnostics import Faults, Span
from concordat.language.parts import open_parts, relationships, safe_xml
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.docx.agreement import word_file
from concordat.render.docx.departures import Wanted, departures, wanted_of
from concordat.render.docx.house_file import prepare
from concordat.render.docx.house_styles import HouseStyles
from concordat.render.docx.tracked import Tracking


def render_docx(
    agreement: Agreement, house: House, page_of: Mapping[str, int], tracking: Tracking | None = None
) -> tuple[bytes, Faults]:
    """The Word copy of an agreement, and what is wrong with house.docx or with what was made.

    `page_of` gives the page of each place, counted from the cover, as the PDF's layout has it; the contents print
    it. The marks of a redline are tracked changes, written as `tracking` says. Where a fault is an error the file is
    empty. The same arguments give the same bytes.
    """
    faults = Faults()
    prepared, found = prepare(house.docx, house.levels, agreement.language, house_span(house))
    faults.extend(found)
    if prepared is None:
        return b"", faults
    faults.extend(_departing(house).found)
    return word_file(agreement, house, prepared, page_of, tracking or Tracking(), faults), faults


def check_house(house: House) -> Faults:
    """What is wrong with house.docx: placeholders, styles, links; and where it departs from house.yaml, as warnings."""
    faults = Faults()
    prepared, found = prepare(house.docx, house.levels, "en-GB", house_span(house))
    faults.extend(found)
    if prepared is not None:
        faults.extend(_departing(house).found)
    return faults


def _departing(house: House) -> Faults:
    faults = Faults()
    for words in _departures(house.docx, wanted_of(house)):
        faults.add(
            "house-departs",
            house_span(house),
            f"house.docx departs from house.yaml: {words}",
            "change one of them so that they agree; until then the pages of the Word copy may differ from the PDF's",
        )
    return faults


@lru_cache(maxsize=4)
def _departures(docx: bytes, wanted: Wanted) -> tuple[str, ...]:
    parts = open_parts(docx)
    document = safe_xml(parts["word/document.xml"], "word/document.xml")
    found = {sort: target for sort, target, _ in relationships(parts, "word/document.xml").values()}
    styles = HouseStyles(safe_xml(parts[found["styles"]], found["styles"]))
    numbering = found.get("numbering")
    lists = safe_xml(parts[numbering], numbering) if numbering in parts and numbering is not None else None
    return tuple(sorted(set(departures(wanted, document, styles, lists))))


def house_span(house: House) -> Span:
    """The place at which faults of house.docx are said to be: beside house.yaml."""
    folder = house.span.file.rpartition("/")[0]
    return Span(f"{folder}/house.docx" if folder else "house.docx", 1, 1)


__all__ = ["Tracking", "check_house", "render_docx"]
