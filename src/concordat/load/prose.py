"""Prose to blocks: clauses, schedules, recitals and definitions, and single lines of prose that stand in YAML.

The text is parsed before anything is filled, so that data can never become structure. Its shape is checked line by
line, then it is parsed as Markdown, and the two readings are compared: where they differ, the file is at fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from concordat.diagnostics import Faults, Related, Span
from concordat.load import reported
from concordat.load.prose_blocks import BlockReading
from concordat.load.prose_inlines import read_inlines
from concordat.load.prose_lines import Outline, check_lines
from concordat.load.prose_places import places_at
from concordat.load.prose_rules import parser
from concordat.load.prose_shape import STEP, ProseKind
from concordat.model.library import SourceDefinition
from concordat.model.prose import (
    ForBlock,
    SourceBlock,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    WhenBlock,
)

__all__ = ["ProseKind", "anchored", "parse_definitions", "parse_line", "parse_prose"]


def parse_prose(
    text: str, file: str, first_line: int, faults: Faults, *, kind: ProseKind | str
) -> tuple[SourceBlock, ...]:
    """The blocks of a clause, a schedule or a file of recitals.

    `first_line` is the line of `file` on which `text` begins. Characters are checked by whoever read the file.
    Adjacent Words are one run of text: a line end inside a paragraph ends one and begins the next. Raises nothing.
    """
    kind = ProseKind(kind)
    lines = _without_tabs(text, file, first_line, faults)
    outline = check_lines(lines, file, first_line, faults, kind)
    if outline.lost:
        return ()
    reading = BlockReading(parser(False).parse("\n".join(lines)), lines, file, first_line, faults)
    blocks = reading.blocks()
    _compare(outline, reading, faults)
    _check_anchors([(anchor, span) for anchor, span in anchored(blocks)], faults)
    return blocks


def parse_definitions(text: str, file: str, first_line: int, faults: Faults) -> tuple[SourceDefinition, ...]:
    """The definitions of a file of clauses/definitions/, each with its meaning as blocks. Raises nothing."""
    lines = _without_tabs(text, file, first_line, faults)
    outline = check_lines(lines, file, first_line, faults, ProseKind.DEFINITIONS)
    if outline.lost:
        return ()
    reading = BlockReading(parser(True).parse("\n".join(lines)), lines, file, first_line, faults)
    definitions = reading.definitions()
    _compare(outline, reading, faults)
    places: list[tuple[str | None, Span]] = []
    for definition in definitions:
        places.append((definition.anchor or None, definition.span))
        places.extend(anchored(definition.blocks))
    _check_anchors(places, faults)
    return definitions


def parse_line(text: str, span: Span, faults: Faults) -> SourceParagraph:
    """One paragraph of prose that stands in YAML: its inlines, placed from the place of the text. Raises nothing."""
    _, inlines = read_inlines(text, places_at(text, span), faults)
    return SourceParagraph(inlines, span)


def anchored(blocks: tuple[SourceBlock, ...]) -> Iterator[tuple[str | None, Span]]:
    """Every provision and Part at every level, in order: its anchor or None, and its place."""
    for block in blocks:
        if isinstance(block, SourceProvision):
            yield block.anchor, block.span
            yield from anchored(block.children)
        elif isinstance(block, SourcePart):
            yield block.anchor, block.span
            yield from anchored(block.blocks)
        elif isinstance(block, WhenBlock | ForBlock):
            yield from anchored(block.blocks)


def _without_tabs(text: str, file: str, first_line: int, faults: Faults) -> list[str]:
    lines = text.split("\n")
    for row, line in enumerate(lines):
        if "\t" in line:
            at = line.index("\t")
            faults.add(
                "prose-tab",
                Span(file, first_line + row, at + 1),
                "a tab",
                "Use spaces: three for each level.",
            )
            words = line.lstrip(" \t")
            edge = line[: len(line) - len(words)].replace("\t", " " * STEP)
            lines[row] = edge + words.replace("\t", " ")
    return lines


def _compare(outline: Outline, reading: BlockReading, faults: Faults) -> None:
    """Report the first provision that the check of lines and the parser see in different places."""
    if not outline.sound or tuple(reading.provisions) == outline.provisions:
        return
    seen = set(reading.provisions) ^ set(outline.provisions)
    row, column = min(seen) if seen else outline.provisions[0]
    span = Span(reading.file, reading.first_line + row, column + 1)
    faults.add(
        "prose-indent", span, "it is not clear what this line belongs to",
        "Indent by exactly three spaces for each level, and leave an empty line before a closing paragraph.",
    )  # fmt: skip


def _check_anchors(places: list[tuple[str | None, Span]], faults: Faults) -> None:
    seen: dict[str, Span] = {}
    wrong = reported.lines(faults, places[0][1].file) if any(anchor is None for anchor, _ in places) else ()
    for anchor, span in places:
        if anchor is None and span.line in wrong:
            continue  # what is wrong on this line is reported
        if anchor is None:
            faults.add(
                "anchor-missing", span, "this has no anchor, and so nothing that could be referred to or compared",
                f"Run `concordat anchor {span.file}`: it writes the missing anchors.",
            )  # fmt: skip
        elif anchor in seen:
            faults.add(
                "anchor-duplicate", span, f"the anchor `{anchor}` is given twice in this file", "Give one of the two another name.",
                [Related("first given here", seen[anchor])],
            )  # fmt: skip
        else:
            seen[anchor] = span
