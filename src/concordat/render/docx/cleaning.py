"""What a part of house.docx may hold: revision ids and leftovers go, anything with words or links of its own is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from lxml import etree

from concordat.language.parts import PartsError
from concordat.render.docx.markup import NAMESPACES, W, tag

_DROPPED = frozenset(
    tag(name)
    for name in (
        *(
            "proofErr",
            "lastRenderedPageBreak",
            "bookmarkStart",
            "bookmarkEnd",
            "permStart",
            "permEnd",
            "noProof",
        ),
        *("rsid", "rsids", "dirty"),
    )
)
_REFUSED = MappingProxyType(
    {
        **dict.fromkeys(
            ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange"), "a tracked change"
        ),
        **dict.fromkeys(("commentRangeStart", "commentReference"), "a comment"),
        **dict.fromkeys(("footnoteReference", "endnoteReference"), "a note"),
        **dict.fromkeys(("object", "altChunk", "subDoc", "control"), "an embedded file"),
        **dict.fromkeys(("vanish", "specVanish"), "hidden text"),
        "attachedTemplate": "an attached template",
    }
)
_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_DECLARED = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_MC = NAMESPACES["mc"]


def with_prefixes(root: etree._Element) -> etree._Element:
    """The part with our prefixes declared at its root. Raises PartsError where one of them means something else there."""
    known = {prefix: name for prefix, name in root.nsmap.items() if prefix is not None}
    for prefix, name in NAMESPACES.items():
        if known.get(prefix, name) != name:
            raise PartsError(f"it uses the prefix {prefix} for {known[prefix]}")
    if root.tag.startswith("{") and W not in root.nsmap.values() and "drawingml" not in root.tag:
        raise PartsError("it is in the strict form of Office Open XML; save it as an ordinary Word document")
    made = etree.Element(root.tag, nsmap={**{p: n for p, n in root.nsmap.items() if p}, **NAMESPACES})
    for attribute, value in root.attrib.items():
        made.set(attribute, value)
    ignorable = str(made.get(f"{{{_MC}}}Ignorable", "")).split()
    made.set(f"{{{_MC}}}Ignorable", " ".join(dict.fromkeys((*ignorable, "w15"))))
    made.text = root.text
    made.extend(list(root))
    return made


def clean(root: etree._Element) -> Iterator[str]:
    """Drop revision ids and leftovers from a part, and give words for each thing that may not stand in it."""
    styles = root.tag == tag("styles")
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name in [name for name in element.attrib if _is_revision(str(name))]:
            del element.attrib[name]
        if element.tag in _DROPPED or (element.tag == tag("id") and element.getparent() is not None):
            parent = element.getparent()
            if parent is not None and (element.tag in _DROPPED or parent.tag == tag("sdtPr")):
                parent.remove(element)
            continue
        local = etree.QName(element).localname
        if element.tag == tag(local) and local in _REFUSED and not styles:
            yield _REFUSED[local]
        if element.tag == tag("instrText") and (element.text or "").split()[:1] not in [[f] for f in _FIELDS]:
            yield f"a field other than the page numbers: {(element.text or '').strip()}"
        if element.tag == tag("fldSimple") and element.get(tag("instr"), "").split()[:1] not in [
            [f] for f in _FIELDS
        ]:
            yield f"a field other than the page numbers: {element.get(tag('instr'), '').strip()}"


def _is_revision(name: str) -> bool:
    local = name.rsplit("}", 1)[-1]
    return local.startswith("rsid") or local in ("paraId", "textId") or name == tag("dirty")


def bare_xml(element: etree._Element) -> str:
    """An element as text without namespace declarations, to stand in a part whose root declares them all."""
    return _DECLARED.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
