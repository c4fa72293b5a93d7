"""From the parser's tokens to the blocks of the model: provisions, directives, Parts, paragraphs, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from concordat.diagnostics import Faults, Span
from concordat.load import reported
from concordat.load.prose_attributes import Attributes
from concordat.load.prose_inlines import read_inlines
from concordat.load.prose_places import places_of
from concordat.model.library import SourceDefinition
from concordat.model.prose import (
    DefinitionsHere,
    Expression,
    ForBlock,
    Note,
    SourceBlock,
    SourceInline,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    TableHere,
    WhenBlock,
    Words,
)

_PROVISION = ("#", "when", "list", "was")
_PART = ("#", "when")
_TERM = ("#", "plural", "except", "when")


class BlockReading:
    """The reading of one text's tokens; `provisions` collects where each provision begins (row, column, from 0)."""

    def __init__(
        self, tokens: Sequence[Token], lines: list[str], file: str, first_line: int, faults: Faults
    ) -> None:
        self.tokens, self.lines, self.file, self.first_line, self.faults = (
            tokens,
            lines,
            file,
            first_line,
            faults,
        )
        self.at = 0
        self.reported = reported.lines(faults, file)
        self.provisions: list[tuple[int, int]] = []

    def blocks(self) -> tuple[SourceBlock, ...]:
        """Every block of a clause, a schedule or a file of recitals, Parts with what they hold."""
        found: list[SourceBlock] = []
        part: tuple[Attributes | None, str, Span] | None = None
        inside: list[SourceBlock] = []
        while self.at < len(self.tokens):
            if self.tokens[self.at].type == "heading_open":
                self._end_part(part, inside, found)
                part, inside = self._heading(), []
            else:
                (inside if part else found).extend(self._block())
        self._end_part(part, inside, found)
        return tuple(found)

    def definitions(self) -> tuple[SourceDefinition, ...]:
        """Every definition of a file of definitions."""
        found: list[SourceDefinition] = []
        while self.at < len(self.tokens):
            if self.tokens[self.at].type == "dt_open":
                found.append(self._definition())
            else:
                self.at += 1
        return tuple(found)

    # Blocks --------------------------------------------------------------------------------------------------

    def _until(self, closing: str) -> tuple[SourceBlock, ...]:
        found: list[SourceBlock] = []
        while self.at < len(self.tokens) and self.tokens[self.at].type != closing:
            found.extend(self._block())
        self.at += 1
        return tuple(found)

    def _block(self) -> Iterable[SourceBlock]:
        token = self.tokens[self.at]
        self.at += 1
        if token.type == "inline":
            return (self._paragraph(token)[1],)
        if token.type == "list_item_open":
            return (self._provision(token),)
        if token.type == "container_directive_open":
            return self._directive(token)
        return ()

    def _span(self, row: int, column: int, length: int) -> Span:
        return Span(self.file, self.first_line + row, column + 1, max(1, length))

    def _start(self, row: int) -> Span:
        line = self.lines[row] if row < len(self.lines) else ""
        column = len(line) - len(line.lstrip(" "))
        return self._span(row, column, len(line.rstrip()) - column)

    def _paragraph(
        self, token: Token, allowed: tuple[str, ...] = ()
    ) -> tuple[Attributes | None, SourceParagraph]:
        row = token.map[0] if token.map else 0
        places = places_of(token.content, self.lines, row, self.file, self.first_line)
        attributes, inlines = read_inlines(token.content, places, self.faults, allowed, self.reported)
        return attributes, SourceParagraph(inlines, places.span(0, len(token.content)))

    def _provision(self, token: Token) -> SourceProvision:
        row = token.map[0] if token.map else 0
        span = self._start(row)
        if token.info:  # an ordered list; bullets are faults that the check of lines reports
            self.provisions.append((row, span.column - 1))
        attributes: Attributes | None = None
        opening = SourceParagraph((), span)
        if self.tokens[self.at].type == "paragraph_open":
            attributes, opening = self._paragraph(self.tokens[self.at + 1], _PROVISION)
            self.at += 3
            if not opening.inlines:
                self.faults.add(
                    "prose-shape", span, "a provision without words", "Write its words after the attributes."
                )
        children = self._until("list_item_close")
        closing: SourceParagraph | None = None
        if children and isinstance(children[-1], SourceParagraph):
            closing, children = children[-1], children[:-1]
        return SourceProvision(
            attributes.anchor if attributes else None,
            attributes.expression() if attributes else None,
            attributes.names("was") if attributes else (),
            attributes.connective(self.faults) if attributes else None,
            opening,
            tuple(child for child in children if not isinstance(child, SourceParagraph)),
            closing,
            span,
        )

    def _directive(self, token: Token) -> tuple[SourceBlock, ...]:
        row = token.map[0] if token.map else 0
        last = token.map[1] if token.map else row + 1
        span = self._start(row)
        words = token.info.strip()
        name, _, rest = words.partition(" ")
        blocks = self._until("container_directive_close")
        rest_column = span.column + span.length - len(rest)
        place = Span(self.file, span.line, rest_column, max(1, len(rest)))
        if name == "table":
            return (TableHere(rest.strip(), span),)
        if name == "definitions":
            return (DefinitionsHere(span),)
        if name == "note":
            cut = span.column - 1
            inner = "\n".join(line[cut:].rstrip() for line in self.lines[row + 1 : last])
            return (Note(inner.strip("\n"), span),)
        if name == "for":
            variable, _, expression = rest.partition(" in ")
            shift = len(variable) + 4 + len(expression) - len(expression.lstrip())
            expression = expression.strip()
            where = Span(self.file, span.line, rest_column + shift, max(1, len(expression)))
            return (ForBlock(variable.strip(), Expression(expression, where), blocks, span),)
        return (WhenBlock(Expression(rest.strip(), place), blocks, span),)

    # Parts and definitions -----------------------------------------------------------------------------------

    def _title(self, inlines: tuple[SourceInline, ...], span: Span, what: str) -> str:
        if not inlines or not all(isinstance(inline, Words) for inline in inlines):
            self.faults.add(
                "prose-shape",
                span,
                f"{what} is plain words, without values and references",
                "Write plain words.",
            )
        return " ".join("".join(inline.text for inline in inlines if isinstance(inline, Words)).split())

    def _heading(self) -> tuple[Attributes | None, str, Span]:
        attributes, paragraph = self._paragraph(self.tokens[self.at + 1], _PART)
        span = self._start((self.tokens[self.at].map or [0])[0])
        self.at += 3
        return attributes, self._title(paragraph.inlines, paragraph.span, "the title of a Part"), span

    @staticmethod
    def _end_part(
        part: tuple[Attributes | None, str, Span] | None, inside: list[SourceBlock], found: list[SourceBlock]
    ) -> None:
        if part is None:
            return
        attributes, title, span = part
        anchor = attributes.anchor if attributes else None
        found.append(
            SourcePart(anchor, title, attributes.expression() if attributes else None, tuple(inside), span)
        )

    def _definition(self) -> SourceDefinition:
        token = self.tokens[self.at + 1]
        attributes, paragraph = self._paragraph(token, _TERM)
        span = self._start((token.map or [0])[0])
        term = self._title(paragraph.inlines, paragraph.span, "a defined term")
        self.at += 3
        blocks: tuple[SourceBlock, ...] = ()
        while self.at < len(self.tokens) and self.tokens[self.at].type == "dd_open":
            self.at += 1
            blocks += self._until("dd_close")
        return SourceDefinition(
            (attributes.anchor if attributes else None) or "",
            term,
            attributes.words("plural") if attributes else None,
            attributes.terms("except") if attributes else (),
            attributes.expression() if attributes else None,
            blocks,
            span,
        )
