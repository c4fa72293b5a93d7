"""Writing the tree of tags into the file, with the map from each piece of marked content back to its tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from concordat.render.pdf.fields import PlacedField, write_fields
from concordat.render.pdf.structure import RARE_ROLES, ROLES, Annotation, Structure, Tag, tags_in_order


def add_tags(
    pdf: Any,
    document: Any,
    _version: Any,
    page_streams: list[Any],
    *,
    fields: Mapping[int, PlacedField],
) -> None:
    """Add the structure tree to a file whose pages are drawn (in place of the engine's own; ISO 32000-1, 14.7).

    `fields` are to be written first, by the identity in memory of the element that holds each.
    """
    written = write_fields(pdf, fields)
    structure = Structure({key: Annotation(fields[key].page, field) for key, field in written.items()})
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        structure.add_page(page._page_box, number, stream._tags)
    _Writer(pdf, len(document.pages)).write(structure.root)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Writer:
    """Turns tags into objects of the file."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._by_page: list[dict[int, Any]] = [{} for _ in range(pages)]
        self._annotated: list[tuple[Any, Any]] = []
        self._made: dict[Tag, Any] = {}

    def write(self, document: Tag) -> None:
        """Write the tree below a document's tag, and the root above it."""
        parents = pydyf.Dictionary({})
        self._pdf.add_object(parents)
        root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
        tags = list(tags_in_order(document))
        held = {tag.kind for tag in tags}
        roles = {**ROLES, **{name: kind for name, kind in RARE_ROLES.items() if name in held}}
        root["RoleMap"] = pydyf.Dictionary({name: f"/{kind}" for name, kind in roles.items()})
        self._pdf.add_object(root)
        for tag in tags:
            self._declare(tag, root)
        for tag, made in self._made.items():
            kids = pydyf.Array([self._kid(kid, made) for kid in tag.kids])
            # Alone and not in a list: so programs that check signatures find the field that a Form tag holds.
            made["K"] = kids[0] if tag.kind == "Form" else kids
        root["K"] = pydyf.Array([self._made[document].reference])
        parents["Nums"] = self._numbers()
        root["ParentTreeNextKey"] = len(self._pages) + len(self._annotated)
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _declare(self, tag: Tag, root: Any) -> None:
        above = root if tag.holder is None else self._made[tag.holder]
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{tag.kind}", "P": above.reference})
        if tag.attributes:
            made["A"] = pydyf.Dictionary(
                {k: pydyf.Array(v) if isinstance(v, tuple) else v for k, v in tag.attributes.items()}
            )
        if tag.alternative is not None:
            made["Alt"] = pydyf.String(tag.alternative)
        self._pdf.add_object(made)
        self._made[tag] = made

    def _kid(self, kid: Any, made: Any) -> Any:
        """A kid as it is written: a tag by reference, content by page and number, an annotation by object."""
        if isinstance(kid, Tag):
            return self._made[kid].reference
        if isinstance(kid, Annotation):
            self._annotated.append((made.reference, kid.dictionary))
            return pydyf.Dictionary(
                {"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": self._pages[kid.page]}
            )
        page, number = kid
        self._by_page[page][number] = made.reference
        if "Pg" not in made:
            made["Pg"] = self._pages[page]
        if made["Pg"] == self._pages[page]:
            return number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[page], "MCID": number})

    def _numbers(self) -> Any:
        """The parent tree: for each page its content's tags by number, then for each annotation its tag."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self._by_page):
            numbers.extend((page, pydyf.Array([owners[number] for number in sorted(owners)])))
        for key, (owner, annotation) in enumerate(self._annotated, start=len(self._by_page)):
            annotation["StructParent"] = key
            numbers.extend((key, owner))
        return numbers
