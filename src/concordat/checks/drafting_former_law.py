"""drafting-old-law: law or a body that no longer exists.

Which these are is data: the dataset `former-law`, a row for each, with its `words` and what stands `instead`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex, data_table
from concordat.diagnostics import Diagnostic
from concordat.language.rows import text_of

TABLE = "former-law"
"""The dataset that lists what no longer exists."""


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each mention of what no longer exists, at its place; in quotation marks too, for a name is a name."""
    table = data_table(index.workspace, TABLE)
    for row in table.rows if table is not None else ():
        words, instead = text_of(row, "words"), text_of(row, "instead")
        if not words:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        for text in index.texts:
            for match in pattern.finditer(text.text):
                yield Diagnostic(
                    "drafting-old-law",
                    text.place(match.start(), len(words)),
                    f"“{words}” no longer exists",
                    instead and f"write {instead}",
                )
