"""Changing one part of a Word file, for faults of house.docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def with_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A Word file whose part has been changed as text. Raises AssertionError where the change changes nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                changed = change(content.decode()).encode()
                assert changed != content, f"{part} is as it was"
                content = changed
            new.writestr(name, content)
    return stream.getvalue()
