"""The parts of a Word file put together: relationships, properties, the map of identities, one ZIP file (docs/word/properties.md)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concordat.render.archive import pack
from concordat.render.docx.markup import XML_HEAD, escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTY_SET = (
    "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # ECMA-376 Part 1, 22.3: the set of custom properties
)
_IDENTITIES = "{5A2D8B1E-7C43-4F0A-9E61-3B8F20C4D719}"  # the id of our custom XML, the same in each file
_PNG, _JPEG = "image/png", "image/jpeg"
_ENDINGS = {
    "png": _PNG,
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": "image/gif",
    "emf": "image/x-emf",
    "svg": "image/svg+xml",
}


@dataclass(slots=True)
class PartsOfFile:
    """Collects parts by name, with their content types and relationships."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    related: dict[str, list[tuple[str, str, str, bool]]] = field(default_factory=dict)

    def add(self, name: str, data: bytes | str, content_type: str = "") -> None:
        """Add a part; without a content type, that of its ending holds."""
        self.parts[name] = data.encode("utf-8") if isinstance(data, str) else data
        if content_type:
            self.types[name] = content_type

    def relate(self, source: str, identity: str, kind: str, target: str, external: bool = False) -> None:
        """Relate a part (the file itself: "") to another, or to an address outside."""
        self.related.setdefault(source, []).append((identity, kind, target, external))

    def data(self) -> bytes:
        """The file: [Content_Types].xml first, then the parts by name, each dated 1 January 1980, without attributes."""
        parts = dict(self.parts)
        for source, targets in self.related.items():
            folder, name = posixpath.split(source)
            parts[posixpath.join(folder, "_rels", f"{name}.rels")] = _relationships(folder, targets).encode()
        return pack([("[Content_Types].xml", self._content_types().encode()), *sorted(parts.items())])

    def _content_types(self) -> str:
        endings = sorted({name.rsplit(".", 1)[-1].lower() for name in self.parts} & set(_ENDINGS))
        defaults = "".join(f'<Default Extension="{e}" ContentType="{_ENDINGS[e]}"/>' for e in endings)
        overrides = "".join(
            f'<Override PartName="/{escape(name)}" ContentType="{kind}"/>'
            for name, kind in sorted(self.types.items())
        )
        return (
            f'{XML_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{defaults}{overrides}</Types>'
        )


def _relationships(folder: str, targets: Iterable[tuple[str, str, str, bool]]) -> str:
    found = []
    for identity, kind, target, external in sorted(targets):
        where = target if external else posixpath.relpath(target, folder or ".")
        mode = ' TargetMode="External"' if external else ""
        found.append(f'<Relationship Id="{identity}" Type="{kind}" Target="{escape(where)}"{mode}/>')
    return f'{XML_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def office(kind: str) -> str:
    """The type of a relationship of Office Open XML."""
    return f"{_OFFICE}/relationships/{kind}"


def word_type(kind: str) -> str:
    """The content type of a part of WordprocessingML."""
    return f"{_WORD_TYPE}.{kind}+xml"


def add_properties(file: PartsOfFile, title: str, language: str, custom: Mapping[str, str]) -> None:
    """The title and language, and properties of our own. No author, no dates."""
    file.add(
        "docProps/core.xml",
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language></cp:coreProperties>",
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    file.relate("", "core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    properties = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{pid}" name="{escape(name)}"><vt:lpwstr>{escape(value)}</vt:lpwstr>'
        "</property>"
        for pid, (name, value) in enumerate(custom.items(), start=2)
    )
    file.add(
        "docProps/custom.xml",
        f'{XML_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )
    file.relate("", "custom", office("custom-properties"), "docProps/custom.xml")


def add_identities(file: PartsOfFile, custom: Mapping[str, str], places: Mapping[str, str]) -> None:
    """The map of bookmarks to identities, as a custom XML part."""
    attributes = "".join(f' {name.replace(" ", "-")}="{escape(value)}"' for name, value in custom.items())
    found = "".join(
        f'<place bookmark="{name}" identity="{escape(identity)}"/>' for name, identity in places.items()
    )
    file.add(
        "customXml/item1.xml",
        f'{XML_HEAD}<identities xmlns="urn:concordat:identities:1"{attributes}>{found}</identities>',
    )
    file.add(
        "customXml/itemProps1.xml",
        f'{XML_HEAD}<ds:datastoreItem ds:itemID="{_IDENTITIES}" xmlns:ds="{_OFFICE}/customXml">'
        '<ds:schemaRefs><ds:schemaRef ds:uri="urn:concordat:identities:1"/></ds:schemaRefs></ds:datastoreItem>',
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    file.relate("word/document.xml", "identities", office("customXml"), "customXml/item1.xml")
    file.relate("customXml/item1.xml", "properties", office("customXmlProps"), "customXml/itemProps1.xml")
