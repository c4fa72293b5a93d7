"""The prose of the library as the checks read it: each paragraph as one text in which every offset has its
place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concordat.diagnostics import Span
from concordat.model.library import Entry, SourceDefinition, SourceRecital, Wording, Workspace
from concordat.model.prose import (
    Aside,
    Expression,
    ForBlock,
    Hole,
    Pointer,
    SourceBlock,
    SourceInline,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    TableHere,
    WebLink,
    WhenBlock,
    Words,
)

HOLE = "\ue000"
"""Stands in a text for a value, a reference or a link."""

EDGE = "\ue001"
"""Stands in a text where words under a condition begin or end."""

QUOTED = "\ue002"
"""Stands, as often as it had characters, for what is in quotation marks."""

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
_SENTENCE = re.compile(r"[^.?!]*(?:[.?!](?!\s|$)[^.?!]*)*[.?!]?")


@dataclass(frozen=True, slots=True)
class SourceText:
    """One paragraph: who holds it, what it is there, its text, and where its words stand in the file.

    `kind` is clause, schedule, definition or recital; `holder` the identity of the entry, definition or
    recital; `runs` the offset and place of each run of words. `list_member` says that its list punctuates it.
    """

    holder: str
    kind: str
    wording: Wording
    text: str
    runs: tuple[tuple[int, Span], ...]
    span: Span
    list_member: bool = False

    def place(self, offset: int, length: int) -> Span:
        """The place of some characters of the text; they are taken to stand in one run of words."""
        found = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if found < 0:
            return self.span
        start, span = self.runs[found]
        inside = min(offset - start, max(span.length - 1, 0))
        return Span(span.file, span.line, span.column + inside, max(1, length))

    @property
    def unquoted(self) -> str:
        """The text with what is in quotation marks made unreadable, at the same offsets."""
        return _QUOTES.sub(lambda match: QUOTED * len(match.group()), self.text)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its offset."""
        for match in _SENTENCE.finditer(self.text):
            sentence = match.group()
            if sentence.strip():
                yield match.start() + len(sentence) - len(sentence.lstrip()), sentence.strip()


@dataclass(frozen=True, slots=True)
class Holder:
    """Something of the library that holds prose."""

    identity: str
    kind: str
    wording: Wording
    blocks: tuple[SourceBlock, ...]
    span: Span


def holders(workspace: Workspace) -> Iterator[Holder]:
    """Everything that holds prose: clauses, schedules, definitions, national text, recitals, and local text; each
    sorted by identity."""
    library = workspace.library
    for _, entry in sorted(library.entries.items()):
        yield _of_entry(entry)
    for _, definition in sorted(library.definitions.items()):
        yield _of_definition(definition, Wording.MODEL)
    for _, edition in sorted(library.editions.items()):
        yield from (_of_entry(entry) for _, entry in sorted(edition.entries.items()))
        for _, definition in sorted(edition.definitions.items()):
            yield _of_definition(definition, Wording.MANDATED)
    for _, recital in sorted(library.recitals.items()):
        yield _of_recital(recital)
    for _, instructions in sorted(workspace.instructions.items()):
        for deviation in instructions.deviations:
            if isinstance(deviation.text, Entry):
                yield _of_entry(deviation.text)
            elif deviation.text is not None:
                yield _of_definition(deviation.text, Wording.LOCAL)


def _of_entry(entry: Entry) -> Holder:
    return Holder(entry.id, entry.kind.value, entry.wording, entry.blocks, entry.span)


def _of_definition(definition: SourceDefinition, wording: Wording) -> Holder:
    return Holder(f"term/{definition.anchor}", "definition", wording, definition.blocks, definition.span)


def _of_recital(recital: SourceRecital) -> Holder:
    return Holder(f"recital/{recital.anchor}", "recital", Wording.MODEL, recital.blocks, recital.span)


def texts(holder: Holder) -> Iterator[SourceText]:
    """Every paragraph of a holder in order."""
    yield from _texts(holder, holder.blocks, False)


def _texts(holder: Holder, blocks: Iterable[SourceBlock], member: bool) -> Iterator[SourceText]:
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield source_text(holder, block, False)
        elif isinstance(block, SourceProvision):
            yield source_text(holder, block.opening, member)
            yield from _texts(holder, block.children, block.connective is not None)
            if block.closing is not None:
                yield source_text(holder, block.closing, False)
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from _texts(holder, block.blocks, member)


def source_text(holder: Holder, paragraph: SourceParagraph, member: bool) -> SourceText:
    """One paragraph as a text with places."""
    text: list[str] = []
    runs: list[tuple[int, Span]] = []
    length = 0
    for part, span in _parts(paragraph.inlines):
        if span is not None:
            runs.append((length, span))
        text.append(part)
        length += len(part)
    return SourceText(
        holder.identity, holder.kind, holder.wording, "".join(text), tuple(runs), paragraph.span, member
    )


def _parts(inlines: Iterable[SourceInline]) -> Iterator[tuple[str, Span | None]]:
    for inline in inlines:
        if isinstance(inline, Words):
            yield inline.text, inline.span
        elif isinstance(inline, Aside):
            yield EDGE, None
            yield from _parts(inline.inlines)
            yield EDGE, None
        else:
            yield HOLE, inline.span


def provisions(blocks: Iterable[SourceBlock]) -> Iterator[SourceProvision]:
    """Every provision at every level, in order."""
    for block in blocks:
        if isinstance(block, SourceProvision):
            yield block
            yield from provisions(block.children)
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from provisions(block.blocks)


def inlines_of(blocks: Iterable[SourceBlock]) -> Iterator[SourceInline]:
    """Every inline, those under conditions too, in order."""
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield from _flat(block.inlines)
        elif isinstance(block, SourceProvision):
            yield from _flat(block.opening.inlines)
            yield from inlines_of(block.children)
            if block.closing is not None:
                yield from _flat(block.closing.inlines)
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from inlines_of(block.blocks)


def _flat(inlines: Iterable[SourceInline]) -> Iterator[SourceInline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Aside):
            yield from _flat(inline.inlines)


@dataclass(frozen=True, slots=True)
class Scoped:
    """An expression of the prose with the names that the repetitions around it bind and the conditions it is under."""

    expression: Expression
    bound: frozenset[str] = frozenset()
    under: tuple[Expression, ...] = ()


def expressions(blocks: Iterable[SourceBlock]) -> Iterator[Scoped]:
    """Every expression of some blocks, conditions and repetitions too."""
    return _expressions(blocks, frozenset(), ())


def _expressions(
    blocks: Iterable[SourceBlock], bound: frozenset[str], under: tuple[Expression, ...]
) -> Iterator[Scoped]:
    for block in blocks:
        if isinstance(block, SourceParagraph):
            yield from _in_line(block.inlines, bound, under)
        elif isinstance(block, SourceProvision | SourcePart):
            inner = under if block.when is None else (*under, block.when)
            if block.when is not None:
                yield Scoped(block.when, bound, under)
            if isinstance(block, SourcePart):
                yield from _expressions(block.blocks, bound, inner)
                continue
            yield from _in_line(block.opening.inlines, bound, inner)
            yield from _expressions(block.children, bound, inner)
            if block.closing is not None:
                yield from _in_line(block.closing.inlines, bound, inner)
        elif isinstance(block, WhenBlock):
            yield Scoped(block.expression, bound, under)
            yield from _expressions(block.blocks, bound, (*under, block.expression))
        elif isinstance(block, ForBlock):
            yield Scoped(block.expression, bound, under)
            yield from _expressions(block.blocks, bound | {block.name}, under)


def _in_line(
    inlines: Iterable[SourceInline], bound: frozenset[str], under: tuple[Expression, ...]
) -> Iterator[Scoped]:
    for inline in inlines:
        if isinstance(inline, Hole):
            yield Scoped(inline.expression, bound, under)
        elif isinstance(inline, Aside):
            yield Scoped(inline.when, bound, under)
            yield from _in_line(inline.inlines, bound, (*under, inline.when))


def pointers(blocks: Iterable[SourceBlock]) -> Iterator[Pointer]:
    """Every reference of some blocks, in order."""
    return (inline for inline in inlines_of(blocks) if isinstance(inline, Pointer))


def web_links(blocks: Iterable[SourceBlock]) -> Iterator[WebLink]:
    """Every link out of the agreement, in order."""
    return (inline for inline in inlines_of(blocks) if isinstance(inline, WebLink))


def tables_set_in(blocks: Iterable[SourceBlock]) -> Iterator[TableHere]:
    """Every place where a table is set."""
    for block in blocks:
        if isinstance(block, TableHere):
            yield block
        elif isinstance(block, SourceProvision):
            yield from tables_set_in(block.children)
        elif isinstance(block, WhenBlock | ForBlock | SourcePart):
            yield from tables_set_in(block.blocks)


def anchors(blocks: Iterable[SourceBlock]) -> frozenset[str]:
    """The anchors of some blocks: of provisions at every level, and of Parts."""
    found = {provision.anchor for provision in provisions(blocks) if provision.anchor}
    return frozenset(found | {part.anchor for part in parts(blocks) if part.anchor})


def parts(blocks: Iterable[SourceBlock]) -> Iterator[SourcePart]:
    """Every Part, in order."""
    for block in blocks:
        if isinstance(block, SourcePart):
            yield block
            yield from parts(block.blocks)
        elif isinstance(block, WhenBlock | ForBlock):
            yield from parts(block.blocks)
