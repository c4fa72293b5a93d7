"""drafting-long-sentence: a sentence of more than sixty words is hard to hold in mind."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic

LONGEST = 60
"""The most words of a sentence; a value and a reference count as one."""


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each sentence that is too long, at its beginning."""
    for text in index.texts:
        for offset, sentence in text.sentences():
            count = len(sentence.split())
            if count > LONGEST:
                yield Diagnostic(
                    "drafting-long-sentence",
                    text.place(offset, 1),
                    f"this sentence has {count} words",
                    "make two of it, or a list",
                )
