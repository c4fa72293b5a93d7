"""The parts of an Office file, opened from bytes without trusting them.

Reads ECMA-376 Part 2 packages: a ZIP file whose members are parts. Whoever gives one may be careless or
hostile, so sizes, names and XML are bounded before anything is read, and a DOCTYPE is refused (Part 2 forbids
DTDs).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from lxml import etree

LARGEST_FILE = 25_000_000
"""Bytes of a file that is opened at all."""

LARGEST_CONTENT = 200_000_000
"""Bytes of all its parts, unpacked."""

MOST_PARTS = 2_000
"""Parts of one file."""

_LARGEST_RATIO = 200  # unpacked to packed, for a part of more than a megabyte
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKS = ((b"%PDF", "a PDF"), (b"{\\rtf", "an RTF file"), (b"<", "a web page"))
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class PartsError(ValueError):
    """The file is no sound Office file; the message says why in words that a drafter can act on."""


def open_parts(data: bytes) -> Mapping[str, bytes]:
    """The parts of an Office file by name, without a leading slash. Raises PartsError for what is not
    sound."""
    _recognise(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check(members)
            parts = {}
            for member in members:
                if not member.is_dir():
                    with archive.open(member) as stream:
                        parts[member.filename] = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as fault:
        raise PartsError(f"the file is damaged: {fault}") from fault
    for needed in ("[Content_Types].xml", "word/document.xml"):
        if needed not in parts:
            raise PartsError(f"the file is damaged: the part {needed} is missing")
    return parts


def _recognise(data: bytes) -> None:
    if not data:
        raise PartsError("the file is empty")
    if len(data) > LARGEST_FILE:
        raise PartsError(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    if data.startswith(_OLE):
        raise PartsError(
            "the file is password-protected or in the old .doc format; save an open copy as .docx"
        )
    if not data.startswith(b"PK"):
        seems = next((words for start, words in _LOOKS if data.lstrip().startswith(start)), "something else")
        raise PartsError(f"this is not a Word document (it looks like {seems})")


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS:
        raise PartsError(f"the file has more than {MOST_PARTS} parts")
    if sum(member.file_size for member in members) > LARGEST_CONTENT:
        raise PartsError(f"the file unpacks to more than {LARGEST_CONTENT // 1_000_000} MB")
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if name.lower() in seen:
            raise PartsError(f"the file holds the part {name} twice")
        seen.add(name.lower())
        if name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/"):
            raise PartsError(f"the file holds a part whose name leaves it: {name!r}")
        if member.flag_bits & 1:
            raise PartsError("the file is password-protected; save an open copy")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PartsError(f"the part {name} is packed in a way that is not allowed")
        if member.file_size > 1_000_000 and member.file_size > _LARGEST_RATIO * max(member.compress_size, 1):
            raise PartsError(f"the part {name} unpacks to {_LARGEST_RATIO} times its size or more")


def safe_xml(data: bytes, part: str) -> etree._Element:
    """The root element of a part, parsed strictly. Raises PartsError for a DOCTYPE and for what is not well
    formed."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise PartsError(f"the part {part} cannot be read: {fault}") from fault
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise PartsError(f"the part {part} holds a DOCTYPE, which no Word document may")
    return root


def relationships(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str, bool]]:
    """The relationships of a part by id: the type's last word, the target, and whether it leads out of the
    file.

    A target inside the file is the name of a part; one outside is the address as it stands.
    """
    folder, name = posixpath.split(part)
    data = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str, bool]] = {}
    if data is None:
        return found
    for element in safe_xml(data, f"{part}.rels").iter(_RELATIONSHIP):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], target, external)
    return found
