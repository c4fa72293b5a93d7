"""drafting-definition-duty: a definition says what words mean, and nothing that anyone must do (style, rule
6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic

DUTY = re.compile(r"\b(?:must|shall|is (?:required|obliged) to|are (?:required|obliged) to)\b", re.IGNORECASE)
"""The words that make a duty."""


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each duty in a definition, at its place."""
    for text in index.texts:
        if text.kind == "definition":
            for match in DUTY.finditer(text.unquoted):
                yield Diagnostic(
                    "drafting-definition-duty",
                    text.place(match.start(), len(match.group())),
                    f"“{match.group()}” makes a duty inside a definition, where nobody looks for one",
                    "put the duty into a clause, and let the definition say only what the term means",
                )
