"""The logical structure of the pages: one tag for each element of the page, however many pages it runs over.

ISO 32000-1, 14.7 and 14.8, as ISO 14289-1 (PDF/UA-1) asks. WeasyPrint's own tree has a table for each page that a
table crosses, no scope on heads, no contents list and no labels; so the tree is built here from the boxes instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from concordat.render.pdf.paint import inner

ROLES = {"Contents": "Sect", "Apparatus": "P", "Label": "Span"}
"""Our own kinds of tag, and the standard kind that each is mapped to: what a reader must know apart."""

CONTROL = "Control"
"""The kind of the control group of an issued version and of the key of a redline; a file that has none does not name it."""

INSERTED, DELETED, SAID = "Inserted", "Deleted", "Said"
"""The kinds of a redline: words that came, words that went, and what is said of them beside them."""

RARE_ROLES = {CONTROL: "Sect", INSERTED: "Span", DELETED: "Span", SAID: "Span"}
"""Our kinds that a file names only where it has them."""

_BY_TAG = {
    "header": "Sect",
    "section": "Sect",
    "nav": "Contents",
    "p": "P",
    "dt": "P",
    "dd": "P",
    "li": "LI",
    "ol": "L",
    "a": "Link",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "ins": INSERTED,
    "del": DELETED,
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}

_DECORATED = {INSERTED: "/Underline", DELETED: "/LineThrough"}
"""How marked words are drawn, as their tag says it (ISO 32000-1, 14.8.5.4.5)."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation on a page: a link's, or a field's."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Tag:
    """One tag: its kind, what holds it, and its kids: tags, marked content as (page, number), and annotations."""

    kind: str
    holder: Tag | None
    kids: list[Tag | tuple[int, int] | Annotation] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    alternative: str | None = None

    def within(self, kind: str) -> bool:
        """Whether this tag or one that holds it is of a kind."""
        tag: Tag | None = self
        while tag is not None:
            if tag.kind == kind:
                return True
            tag = tag.holder
        return False


class Structure:
    """The tree of tags of a whole file, filled page by page in reading order.

    `fields` are the widgets to be tagged, by the identity in memory of the element that each stands in.
    """

    def __init__(self, fields: Mapping[int, Annotation]) -> None:
        self.root = Tag("Document", None)
        self._fields = dict(fields)
        self._by_element: dict[int, Tag] = {}
        self._bodies: dict[Tag, Tag] = {}

    def add_page(self, page_box: Any, page: int, marked: dict[Any, dict[str, Any]]) -> None:
        """Add what one page shows. `marked` maps each box that was drawn as content to its number on the page."""
        self._add(page_box, self.root, page, marked)
        assert not marked, "content was drawn that no element of the page holds"

    def _add(self, box: Any, holder: Tag, page: int, marked: dict[Any, dict[str, Any]]) -> None:
        box = inner(box)
        if isinstance(box, boxes.TextBox):
            if box in marked:
                holder.kids.append((page, marked.pop(box)["mcid"]))
            return
        tag = holder if box.element is None else self._tag(box, holder)
        if box.link_annotation:
            box.link_annotation["Contents"] = pydyf.String("".join(box.element.itertext()))
            tag.kids.append(Annotation(page, box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            tag.kids.append((page, marked.pop(box)["mcid"]))
            return
        for child in box.children:
            self._add(child, tag, page, marked)
        if id(box.element) in self._fields:
            self._new("Form", tag).kids.append(self._fields.pop(id(box.element)))

    def _tag(self, box: Any, holder: Tag) -> Tag:
        """The tag of a box's element: made at its first box, found again at the others, the holder's where it has none."""
        element = box.element
        if id(element) in self._by_element:
            return self._by_element[id(element)]
        tag = self._make(element, box, holder)
        self._by_element[id(element)] = tag
        return tag

    def _make(self, element: Any, box: Any, holder: Tag) -> Tag:
        names = (element.get("class") or "").split()
        kind = _BY_TAG.get(element.tag)
        if "label" in names:
            return self._label(holder)
        if element.tag == "span" and "apparatus" in names:
            kind = SAID
        if kind == "Link" and not box.link_annotation:
            return holder
        if kind == "P" and "apparatus" in names:
            kind = "Apparatus"
        if kind == "Sect" and ("control" in names or "key" in names):
            kind = CONTROL
        if holder.within("Contents"):
            kind, holder = _in_contents(kind, names, holder)
        if kind is None:
            return holder
        tag = self._new(kind, holder)
        _describe(tag, element, box)
        if kind == "LI":
            return self._new("LBody", tag)
        if kind == "TOCI":
            self._bodies[tag] = self._new("Reference", tag)
        return tag

    def _label(self, holder: Tag) -> Tag:
        """The label of a place: that of its list entry where it opens one, else a label within its heading."""
        body = holder.holder
        if holder.kind == "P" and body is not None and body.kind == "LBody" and body.holder is not None:
            label = Tag("Lbl", body.holder)
            body.holder.kids.insert(0, label)
            return label
        return self._new("Label", holder)

    def _new(self, kind: str, holder: Tag) -> Tag:
        if holder.kind == "TOCI" and kind == "Link":
            holder = self._bodies[holder]
        tag = Tag(kind, holder)
        holder.kids.append(tag)
        return tag


def _in_contents(kind: str | None, names: list[str], holder: Tag) -> tuple[str | None, Tag]:
    """Within the contents a list is a TOC and its entries are TOCI; what is no part of either stands with its entry."""
    if "page-number" in names:
        return "Span", holder
    if "entry-label" in names:
        return "Label", holder
    return {"L": "TOC", "LI": "TOCI"}.get(kind or "", kind), holder


def _describe(tag: Tag, element: Any, box: Any) -> None:
    """Give a tag what its kind needs to be understood: scope of heads, summary of tables, words for pictures."""
    if tag.kind == "TH":
        scope = "/Row" if element.get("scope") == "row" else "/Column"
        tag.attributes = {"O": "/Table", "Scope": scope}
    elif tag.kind in _DECORATED:
        tag.attributes = {"O": "/Layout", "TextDecorationType": _DECORATED[tag.kind]}
    elif tag.kind == "Table" and element.get("data-summary"):
        tag.attributes = {"O": "/Table", "Summary": pydyf.String(element.get("data-summary"))}
    elif tag.kind == "Figure":
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, top, left + box.width, top + box.height)
        tag.attributes = {"O": "/Layout", "Placement": "/Block", "BBox": corners}
        tag.alternative = element.get("alt") or ""


def tags_in_order(root: Tag) -> Iterator[Tag]:
    """A tag and all below it, each before what it holds; a tag that holds nothing at all is left out."""
    root.kids = [kid for kid in root.kids if not isinstance(kid, Tag) or not _hollow(kid)]
    yield root
    for kid in root.kids:
        if isinstance(kid, Tag):
            yield from tags_in_order(kid)


def _hollow(tag: Tag) -> bool:
    if tag.kind in ("TD", "TH"):
        return False  # an empty cell keeps its place in the row
    return all(isinstance(kid, Tag) and _hollow(kid) for kid in tag.kids)
