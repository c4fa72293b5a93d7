"""access-link-text: a link whose words do not say where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from concordat.checks.index import LibraryIndex
from concordat.checks.source_text import web_links
from concordat.diagnostics import Diagnostic, Span
from concordat.model.data import Datum, Link

_SAYS_NOTHING = re.compile(
    r"(?:(?:click |see |read )?(?:here|this|more)|(?:this |the )?(?:link|page|site|website)|https?://\S*|www\.\S*)\W*",
    re.IGNORECASE,
)


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each such link, in prose and in data, at its place."""
    for holder in index.holders:
        for link in web_links(holder.blocks):
            if says_nothing(link.words):
                yield _fault(link.words, link.address, link.span)
    for _, dataset in sorted(index.workspace.library.datasets.items()):
        for row in dataset.rows:
            for found, span in _links(row):
                if says_nothing(found.words):
                    yield _fault(found.words, found.address, span)


def says_nothing(words: str) -> bool:
    """Whether words, read alone, leave it open where a link leads."""
    return not words.strip() or _SAYS_NOTHING.fullmatch(words.strip()) is not None


def _links(row: Datum) -> Iterator[tuple[Link, Span | None]]:
    if isinstance(row.value, Mapping):
        for _, cell in sorted(row.value.items()):
            if isinstance(cell.value, Link):
                yield cell.value, cell.span


def _fault(words: str, address: str, span: Span | None) -> Diagnostic:
    shown = f"“{words}”" if words.strip() else "a link without words"
    return Diagnostic(
        "access-link-text",
        span,
        f"{shown} does not say where the link leads ({address})",
        "let the words name what is found there",
    )
