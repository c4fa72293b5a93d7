"""Names of one library that could be taken for one another."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.diagnostics import Faults, Related, Span
from concordat.load.prose import anchored
from concordat.model.library import Entry, Library
from concordat.model.prose import (
    Aside,
    ForBlock,
    Pointer,
    SourceBlock,
    SourceInline,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    TableHere,
    WhenBlock,
)


def check_library(library: Library, faults: Faults) -> None:
    """Report what could be taken for something else (format.md, "Identity").

    A reference `[](#x)` where `x` is both an anchor of its own file and a clause or schedule; and a table whose name
    is an anchor of the file that it is set in, or that is set there twice: their identities would be one.
    """
    for entry in library.entries.values():
        _check_tables(entry, faults)
        own = {anchor: span for anchor, span in anchored(entry.blocks) if anchor in library.entries}
        if not own:
            continue
        for pointer in pointers(entry.blocks):
            other = library.entries.get(pointer.target)
            if pointer.target in own and other is not None:
                _report(pointer, own[pointer.target], other.span, faults)


def _report(pointer: Pointer, anchor: Span, entry: Span, faults: Faults) -> None:
    faults.add(
        "identity-duplicate", pointer.span,
        f"`#{pointer.target}` is an anchor of this file and also a clause or schedule of its own",
        "Rename the anchor, so that it is clear which is meant.",
        [Related("the anchor", anchor), Related("the clause or schedule", entry)],
    )  # fmt: skip


def _check_tables(entry: Entry, faults: Faults) -> None:
    taken = {anchor: span for anchor, span in anchored(entry.blocks) if anchor}
    for table in _tables(entry.blocks):
        if table.table in taken:
            faults.add(
                "identity-duplicate", table.span,
                f"the table `{table.table}` has the name of another place of this file",
                "Rename the anchor, or the table in schedules/tables/; a table stands once in a file.",
                [Related("the other place", taken[table.table])],
            )  # fmt: skip
        taken.setdefault(table.table, table.span)


def _tables(blocks: tuple[SourceBlock, ...]) -> Iterator[TableHere]:
    for block in blocks:
        if isinstance(block, TableHere):
            yield block
        elif isinstance(block, SourceProvision):
            yield from _tables(block.children)
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from _tables(block.blocks)


def pointers(blocks: tuple[SourceBlock, ...]) -> Iterator[Pointer]:
    """Every reference in these blocks, in order."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield from _in(block.inlines)
        elif isinstance(block, SourceProvision):
            yield from _in(block.opening.inlines)
            yield from pointers(block.children)
            yield from _in(block.closing.inlines if block.closing else ())
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from pointers(block.blocks)


def _in(inlines: tuple[SourceInline, ...]) -> Iterator[Pointer]:
    for inline in inlines:
        if isinstance(inline, Pointer):
            yield inline
        elif isinstance(inline, Aside):
            yield from _in(inline.inlines)
