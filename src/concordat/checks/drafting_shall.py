"""drafting-shall: "shall" is never drafted (docs/style.md, rule 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic

_SHALL = re.compile(r"\bshall\b(?:\s+not\b)?", re.IGNORECASE)


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each "shall", at its place."""
    for text in index.texts:
        for match in _SHALL.finditer(text.unquoted):
            ban = match.group().lower().endswith("not")
            hint = "write “must not” for a ban" if ban else "write “must” for a duty, “is” for an effect"
            yield Diagnostic(
                "drafting-shall",
                text.place(match.start(), len(match.group())),
                f"“{match.group()}” leaves open whether this is a duty or an effect",
                hint,
            )
