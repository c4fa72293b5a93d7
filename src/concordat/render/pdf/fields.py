"""The places of a PDF where the parties sign: one signature field for each block of a copy for signature.

ISO 32000-1, 12.7.4.5 (signature fields); ISO 14289-1, 7.18.1 and 7.18.4 (a name in words, a Form tag); ISO 19005-3, 6.3
and 6.4.1 (printed, with an appearance). Why each is as it is: docs/pdf/signing.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from concordat.diagnostics import Diagnostic
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Agreement, Party, Signature
from concordat.render.pdf.output import RenderFailed
from concordat.render.pdf.paint import inner

_SCALE = 0.75
"""Points in a pixel of the engine."""

_PRINTED = 4
"""The flag of an annotation that it is printed (ISO 32000-1, 12.5.3)."""

_HAS_FIELDS = 1
"""The flag of a form that it has a signature field; that the file is to be appended to alone comes with a signature."""


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A field to sign: its name as a path (`sign/north-library`), its name in words, and on which line of its block."""

    path: str
    words: str
    line: int

    @property
    def name(self) -> str:
        """The full name of the field in the file: `sign.north-library`."""
        return self.path.replace("/", ".")


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field on its page (from 0), with its corners there in points: left, bottom, right, top."""

    field: SignatureField
    page: int
    corners: tuple[float, float, float, float]


def signature_fields(agreement: Agreement) -> tuple[SignatureField | None, ...]:
    """The field of each signature block in order, None for a block without a line; none at all unless it is for signature."""
    if agreement.apparatus.signature_note is None:
        return ()
    parties = {b.identity.partition("/")[2]: b.legal_name for b in blocks(agreement) if isinstance(b, Party)}
    return tuple(_field_of(block, parties) for block in blocks(agreement) if isinstance(block, Signature))


def _field_of(block: Signature, parties: Mapping[str, str]) -> SignatureField | None:
    """The field of a block, on the line that is signed: a deed's first line is for the common seal."""
    if not block.lines:
        return None
    signed = (at for at, line in enumerate(block.lines) if "signature" in line.label.lower())
    signatory = parties.get(block.identity.partition("/")[2]) or plain(block.inlines)
    return SignatureField(block.identity, f"Signature of {signatory}", next(signed, 0))


def placed_fields(agreement: Agreement, house: House, pages: list[Any]) -> Mapping[int, PlacedField]:
    """Where the fields stand on laid-out pages, by the identity in memory of the element that they stand in.

    Raises RenderFailed where a block is not on the pages: a copy for signature without its place to sign is none.
    """
    wanted = signature_fields(agreement)
    if not wanted:
        return {}
    found = dict(_signed_lines(wanted, pages))
    placed = {one.field for one in found.values()}
    for field in wanted:
        if field is not None and field not in placed:
            message = f"“{field.words}” has no place on the pages: its line is not laid out"
            hint = "take out the rule of house.css that hides signature blocks or their lines"
            raise RenderFailed(Diagnostic("house-malformed", house.span, message, hint))
    return found


def _signed_lines(
    wanted: tuple[SignatureField | None, ...], pages: list[Any]
) -> Iterator[tuple[int, PlacedField]]:
    """The first box of each line that is signed. The blocks stand on the pages in the order of the agreement."""
    lines: dict[int, SignatureField] = {}
    blocks_seen: dict[int, None] = {}
    for number, page in enumerate(pages):
        for box in _boxes(page._page_box):
            if _is_block(box.element) and id(box.element) not in blocks_seen:
                field = wanted[len(blocks_seen)] if len(blocks_seen) < len(wanted) else None
                blocks_seen[id(box.element)] = None
                if field is not None:
                    lines[id([*box.element.iter("dd")][field.line])] = field
            signed = lines.pop(id(box.element), None)
            if signed is not None:
                yield id(box.element), PlacedField(signed, number, _corners(box, page.height))


def _is_block(element: Any) -> bool:
    return (
        element is not None and element.tag == "div" and "signature" in (element.get("class") or "").split()
    )


def _boxes(box: Any) -> Iterator[Any]:
    box = inner(box)
    if not isinstance(box, boxes.TextBox):
        yield box
        for child in getattr(box, "children", ()):
            yield from _boxes(child)


def _corners(box: Any, height: float) -> tuple[float, float, float, float]:
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    return tuple(round(_SCALE * at, 3) for at in (left, height - bottom, right, height - top))


def write_fields(pdf: Any, placed: Mapping[int, PlacedField]) -> Mapping[int, Any]:
    """Write the fields, their widgets and the form that lists them; the dictionary of each by the key it was given under.

    A field stands in the form below a field for what comes before the stroke in its path.
    """
    if not placed:
        return {}
    form = pydyf.Dictionary({"Fields": pydyf.Array(), "SigFlags": _HAS_FIELDS})
    above: dict[str, Any] = {}
    written: dict[int, Any] = {}
    for key, one in placed.items():
        holder, _, name = one.field.path.rpartition("/")
        if holder not in above:
            above[holder] = pydyf.Dictionary({"T": pydyf.String(holder), "Kids": pydyf.Array()})
            pdf.add_object(above[holder])
            form["Fields"].append(above[holder].reference)
        field = written[key] = _widget(pdf, one)
        field["T"] = pydyf.String(name)
        field["Parent"] = above[holder].reference
        above[holder]["Kids"].append(field.reference)
    pdf.add_object(form)
    pdf.catalog["AcroForm"] = form.reference
    return written


def _widget(pdf: Any, placed: PlacedField) -> Any:
    """A field that is its own widget, added to the file and to its page."""
    left, bottom, right, top = placed.corners
    box = pydyf.Array([0, 0, round(right - left, 3), round(top - bottom, 3)])
    shown = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form", "BBox": box})
    shown.extra["Resources"] = pydyf.Dictionary({})
    pdf.add_object(shown)
    page = pdf.objects[pdf.pages["Kids"][3 * placed.page]]
    field = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "F": _PRINTED})
    field["TU"] = pydyf.String(placed.field.words)
    field["Rect"] = pydyf.Array(placed.corners)
    field["P"] = page.reference
    field["AP"] = pydyf.Dictionary({"N": shown.reference})
    pdf.add_object(field)
    page.setdefault("Annots", pydyf.Array()).append(field.reference)
    return field
