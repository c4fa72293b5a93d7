"""term-sentence-start: a common word that begins a sentence has a capital anyway, so it may not be the
term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.sentence import begins_sentence
from concordat.diagnostics import Diagnostic
from concordat.model.library import SourceDefinition


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each sentence that begins with such a term: one word, used in small letters elsewhere in the
    library."""
    common = _common(index)
    for text, uses in index.uses:
        for use in uses:
            definition = common.get(use.identity)
            if definition is None or text.list_member or text.kind == "definition":
                continue
            if begins_sentence(text.text, use.start):
                yield Diagnostic(
                    "term-sentence-start",
                    text.place(use.start, len(use.words)),
                    f"“{use.words}” begins a sentence: is it the defined term, or the common word?",
                    f"put “A” or “The” before it if “{definition.term}” is meant, or begin with another word",
                )


def _common(index: LibraryIndex) -> dict[str, SourceDefinition]:
    """The definitions of one common word: the library also writes it in small letters."""
    small = {
        match.group() for text in index.texts for match in re.finditer(r"(?<!\w)[a-z]+(?!\w)", text.text)
    }
    return {
        f"term/{anchor}": definition
        for anchor, definition in sorted(index.workspace.library.definitions.items())
        if " " not in definition.term and definition.term.lower() in small
    }
