"""How much a redline marks: characters counted in a tree with marks, and in a Word file with tracked changes.

It owes nothing to what makes either: it knows the types of the tree and the elements of ECMA-376 Part 1, 17.13.5.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from concordat.language.walk import children
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    GroupKind,
    Inline,
    Mark,
    MarkKind,
    Particular,
    RunningLine,
    Signature,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {"ins": "inserted", "del": "deleted", "moveFrom": "moved away", "moveTo": "moved here"}


@dataclass(frozen=True)
class Marked:
    """Characters marked, by what they are marked as, and the identities or names of what moved, each once."""

    characters: Counter[str]
    moves: tuple[str, ...]

    @property
    def total(self) -> int:
        """Every character marked, both halves of what moved among them."""
        return sum(self.characters.values())


def in_tree(agreement: Agreement) -> Marked:
    """What the marks of a tree cover. A mark on a block covers all that it holds, and counts once."""
    found: Counter[str] = Counter()
    moves: list[str] = []
    for mark, identity, text in _all_texts(agreement):
        found[_named(mark)] += len(text)
        if mark.kind is MarkKind.MOVED and not mark.away and identity:
            moves.append(identity)
    return Marked(found, tuple(dict.fromkeys(moves)))


def _named(mark: Mark) -> str:
    if mark.kind is MarkKind.MOVED:
        return "moved away" if mark.away else "moved here"
    return mark.kind.value


Found = tuple[Mark, str, str]
"""A mark, the identity of the outermost block that bears it (empty for one of words), and a text that it covers."""


def _all_texts(agreement: Agreement) -> Iterator[Found]:
    yield from _inlines(agreement.redlined or (), None, "")
    yield from _inlines(agreement.committee_redlined or (), None, "")
    for block in (*agreement.groups, *agreement.running):
        yield from _block(block, None, "")


def _block(block: Block | RunningLine, above: Mark | None, holder: str) -> Iterator[Found]:
    mark = above or block.mark
    holder = holder or (block.identity if mark is not None else "")
    for text, inlines in _texts(block):
        if mark is not None and text is not None:
            yield mark, holder, text
        yield from _inlines(inlines, mark, holder)
    if isinstance(block, Table):
        for row in block.rows:
            of_row = mark or row.mark
            for cell in row.cells:
                yield from _inlines(cell.inlines, of_row or cell.mark, holder or row.identity)
    if not isinstance(block, RunningLine):
        for child in children(block):
            yield from _block(child, mark, holder)


def _inlines(inlines: Iterable[Inline], mark: Mark | None, holder: str) -> Iterator[Found]:
    for inline in inlines:
        own = mark or inline.mark
        if own is not None:
            yield own, holder if mark is not None else "", inline.text


def _texts(block: Block | RunningLine) -> Iterator[tuple[str | None, tuple[Inline, ...]]]:
    """Each text that stands in a block: as it prints where the whole block is marked, or with marks of its own."""
    if isinstance(block, Group):
        if block.heading is not None and block.kind is not GroupKind.SCHEDULES:
            mark = block.mark or block.heading.mark
            shown = (
                "".join(inline.text for inline in block.heading.inlines) if mark and not block.mark else None
            )
            yield (None, block.heading.inlines) if shown is None else (shown, ())
    elif isinstance(block, Table):
        yield (block.caption, ()) if block.mark else (None, block.redlined or ())
        for column in block.columns:
            yield (column.heading, ()) if block.mark else (None, column.redlined or ())
    elif isinstance(block, Signature):
        yield None, block.inlines
        for line in block.lines:
            yield (line.label, ()) if block.mark or line.mark else (None, line.redlined or ())
            yield None, line.inlines
    else:
        if isinstance(block, Particular):
            yield (block.label, ()) if block.mark else (None, block.redlined or ())
        elif isinstance(block, Definition):
            yield (block.term, ()) if block.mark else (None, block.redlined or ())
        yield None, block.inlines


def in_word(data: bytes) -> Marked:
    """What the tracked changes of a Word file cover, in its text, headers and footers, the contents left out.

    Moves are the names of the ranges of what moved; a file without ranges, or with ranges whose names are not paired,
    has none.
    """
    found: Counter[str] = Counter()
    names: dict[str, list[str]] = {"moveFrom": [], "moveTo": []}
    for root in _stories(data):
        for text in root.iter(f"{W}t", f"{W}delText"):
            marks = [
                up.tag.removeprefix(W) for up in text.iterancestors() if up.tag.removeprefix(W) in _KINDS
            ]
            if marks and not _in_contents(text):
                found[_KINDS[marks[0]]] += len(text.text or "")
        for way, listed in names.items():
            listed.extend(start.get(f"{W}name", "") for start in root.iter(f"{W}{way}RangeStart"))
    return Marked(found, tuple(name for name in dict.fromkeys(names["moveTo"]) if name in names["moveFrom"]))


def moved_in_word(data: bytes) -> tuple[Counter[str], Counter[str]]:
    """The texts of the paragraphs that are marked as moved, in whole: away, and here. White space is made single spaces."""
    found: dict[str, Counter[str]] = {"moveFrom": Counter(), "moveTo": Counter()}
    for root in _stories(data):
        for paragraph in root.iter(f"{W}p"):
            for way, texts in found.items():
                moved = (
                    text.text or ""
                    for one in paragraph.iter(f"{W}{way}")
                    for text in one.iter(f"{W}t", f"{W}delText")
                )
                texts[" ".join("".join(moved).split())] += 1
    return found["moveFrom"], found["moveTo"]


def numbering_marks(data: bytes) -> int:
    """How many marks of a Word file say that a number or the look of a paragraph changed."""
    marks = [f"{W}{name}" for name in ("numberingChange", "pPrChange")]
    return sum(1 for root in _stories(data) for _ in root.iter(*marks))


def _stories(data: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                if root.tag in (f"{W}document", f"{W}hdr", f"{W}ftr"):
                    yield root


def _in_contents(text: etree._Element) -> bool:
    """Whether a text stands in an entry of the contents: they are worked out, and Word works them out anew."""
    paragraph = next((up for up in text.iterancestors() if up.tag == f"{W}p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return style is not None and style.get(f"{W}val", "").upper().startswith("TOC")
