"""Missing anchors, written from the first words of what lacks one (`concordat anchor`). Nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.diagnostics import Faults, Span
from concordat.language.identity import to_slug
from concordat.load.front_matter import read_front_matter
from concordat.load.prose import ProseKind, anchored, parse_definitions, parse_prose
from concordat.load.prose_shape import STEP
from concordat.model.prose import (
    Aside,
    ForBlock,
    SourceBlock,
    SourceInline,
    SourcePart,
    SourceProvision,
    WhenBlock,
    Words,
)

_WORDS = 4
_LONGEST = 40
_SMALL = frozenset("a an the of to in on at by for and or".split())


def kind_of(file: str) -> ProseKind:
    """What a prose file of the workspace holds, by the folder that it stands in."""
    if file.startswith("clauses/definitions/"):
        return ProseKind.DEFINITIONS
    if file.startswith("clauses/recitals/"):
        return ProseKind.RECITALS
    return ProseKind.SCHEDULE if file.startswith("schedules/") else ProseKind.CLAUSE


def write_anchors(text: str, file: str) -> str:
    """The text with an anchor for every provision, Part and term that has none; line ends and all else as they were.

    An anchor is made of the first words and is unique in the file. A line that cannot be read is left alone.
    Raises nothing; what is wrong with the file is for `check` to say.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).split("\n")
    faults = Faults()
    parts = read_front_matter("\n".join(line.removesuffix("\r") for line in lines), file, faults)
    kind = kind_of(file)
    taken: set[str] = set()
    missing: list[tuple[Span, int, str]] = []
    if kind is ProseKind.DEFINITIONS:
        for definition in parse_definitions(parts.body, file, parts.first_line, faults):
            taken.add(definition.anchor)
            taken.update(anchor for anchor, _ in anchored(definition.blocks) if anchor)
            if not definition.anchor:
                missing.append((definition.span, 0, definition.term))
            missing.extend(_without(definition.blocks))
    else:
        blocks = parse_prose(parts.body, file, parts.first_line, faults, kind=kind)
        taken.update(anchor for anchor, _ in anchored(blocks) if anchor)
        missing.extend(_without(blocks))
    wrong = {fault.span.line for fault in faults.found if fault.span and fault.code != "anchor-missing"}
    for span, after, words in missing:
        if span.line not in wrong:
            anchor = _unique(words, taken)
            lines[span.line - 1] = _insert(lines[span.line - 1], span.column - 1 + after, anchor)
    return mark + "\n".join(lines)


def _without(blocks: tuple[SourceBlock, ...]) -> Iterator[tuple[Span, int, str]]:
    """What has no anchor: its place, how far behind it the anchor goes, and its words."""
    for block in blocks:
        if isinstance(block, SourceProvision):
            if block.anchor is None:
                yield block.span, STEP, _words(block.opening.inlines)
            yield from _without(block.children)
        elif isinstance(block, SourcePart):
            if block.anchor is None:
                yield block.span, STEP, f"part {block.title}"
            yield from _without(block.blocks)
        elif isinstance(block, WhenBlock | ForBlock):
            yield from _without(block.blocks)


def _words(inlines: tuple[SourceInline, ...]) -> str:
    found: list[str] = []
    for inline in inlines:
        if isinstance(inline, Words):
            found.append(inline.text)
        elif isinstance(inline, Aside):
            found.append(_words(inline.inlines))
    return " ".join(found)


def _unique(words: str, taken: set[str]) -> str:
    parts = to_slug(words[:400]).split("-")
    telling = [part for part in parts if part not in _SMALL] or parts
    base = to_slug("-".join(telling[:_WORDS])[:_LONGEST]) or "provision"
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor


def _insert(line: str, at: int, anchor: str) -> str:
    """The line with the anchor at an offset: within the attributes that stand there, or before the words."""
    rest = line[at:]
    if rest.startswith("{") and not rest.startswith("{{"):
        inner = rest[1:]
        space = "" if inner.startswith((" ", "}")) else " "
        return f"{line[:at]}{{#{anchor}{space}{inner}"
    return f"{line[:at]}{{#{anchor}}} {rest}"
