"""drafting-old-law in what the author of a paper wrote: an Act by a wrong name, or a body that no longer exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.drafting_former_law import TABLE
from concordat.checks.index import data_table
from concordat.checks.papers import PaperIndex
from concordat.diagnostics import Diagnostic
from concordat.language.rows import text_of


def check(index: PaperIndex) -> Iterator[Diagnostic]:
    """Each mention, at its answer; the dataset is the one that the library's own words are held against."""
    table = data_table(index.of.workspace, TABLE)
    for row in table.rows if table is not None else ():
        words, instead = text_of(row, "words"), text_of(row, "instead")
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") if words else None
        for text in index.texts:
            for match in pattern.finditer(text.text) if pattern is not None else ():
                yield Diagnostic(
                    "drafting-old-law",
                    text.at(match.start(), len(words)),
                    f"“{words}” no longer exists (under “{text.label}”)",
                    f"write {instead}" if instead else "name what is in its place",
                )
