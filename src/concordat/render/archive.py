"""Packing the parts of an Office file so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 6


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The parts in the order given, by name, each dated 1 January 1980, without attributes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        for name, data in parts:
            _write(archive, name, data)
    return made.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0
    archive.writestr(member, data, compresslevel=_COMPRESSION)
    member.external_attr = 0  # it would say who may read the file; written when the archive is closed
