"""reference-unknown in the library: a reference whose target no file of the library holds."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.source_text import Holder, anchors, pointers
from concordat.diagnostics import Diagnostic
from concordat.language.nearest import nearest


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each such reference, at its place; those into sister agreements are judged by reference_sister."""
    for holder in index.holders:
        for pointer in pointers(holder.blocks):
            if not pointer.target.startswith("~") and not known_target(index, holder, pointer.target):
                yield Diagnostic(
                    "reference-unknown",
                    pointer.span,
                    f"this reference points to “{pointer.target}”, and there is no such place",
                    _hint(index, holder, pointer.target),
                )


def known_target(index: LibraryIndex, holder: Holder, target: str) -> bool:
    """Whether the library holds a target: an anchor of the holder's own file, an entry, or an anchor of an
    entry."""
    library = index.workspace.library
    head, _, anchor = target.partition("/")
    if head in ("term", "recital") and anchor:
        defined = (library.definitions, *(edition.definitions for edition in library.editions.values()))
        return any(anchor in found for found in (defined if head == "term" else (library.recitals,)))
    if anchor:
        return anchor in index.anchors.get(head, ())
    if head in index.anchors or head in _own(index, holder):
        return True
    return holder.kind == "recital" and head in library.recitals


def _own(index: LibraryIndex, holder: Holder) -> frozenset[str]:
    """The anchors of a holder's own file: a local text's, and those of the entry that it replaces."""
    return index.anchors.get(holder.identity, frozenset()) | anchors(holder.blocks)


def _hint(index: LibraryIndex, holder: Holder, target: str) -> str:
    head, _, anchor = target.partition("/")
    if anchor and head in index.anchors:
        like = nearest(anchor, index.anchors[head])
        return f"did you mean “{head}/{like}”?" if like else f"the anchors of “{head}” are in its file"
    like = nearest(head, (*index.anchors, *_own(index, holder)))
    return f"did you mean “{like}”?" if like else "point to a clause, a schedule, or an anchor of this file"
