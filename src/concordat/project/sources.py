"""The texts of files that messages point to, for the line that each shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from concordat.diagnostics import Faults


def source_texts(root: Path, faults: Faults) -> Mapping[str, str]:
    """The text of each file that these diagnostics name; a file that cannot be read is left out."""
    found: dict[str, str] = {}
    for diagnostic in faults.found:
        if diagnostic.span is not None and diagnostic.span.file not in found:
            try:
                text = (root / diagnostic.span.file).read_bytes().decode("utf-8").removeprefix("\ufeff")
                # As the readers see it, or the places would be of another text.
                found[diagnostic.span.file] = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
            except (OSError, ValueError):
                found[diagnostic.span.file] = ""
    return found
