"""Prose as parsed, before anything is filled: blocks and inlines of a clause, schedule, definition or recital.

Data can never become structure: the parser makes these, and only later are values set in their holes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concordat.diagnostics import Span


class Connective(StrEnum):
    """How the members of a list are joined; the composer writes the semicolons, the connective and the stop."""

    AND = "and"
    OR = "or"
    THEN = "then"


@dataclass(frozen=True, slots=True)
class Expression:
    """The text of an expression and its place (the span begins at its first character)."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words. Line ends inside a paragraph are already single spaces."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Hole:
    """`{{ expression }}`: a place for a value."""

    expression: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Pointer:
    """`[](#target)` or `[](~family/target)`: a reference. `target` is what follows `#`, or begins with `~`."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class WebLink:
    """`[words](https://…)`: a link out of the agreement."""

    words: str
    address: str
    span: Span


@dataclass(frozen=True, slots=True)
class Aside:
    """`[words]{when="…"}`: words that print under a condition."""

    inlines: tuple[SourceInline, ...]
    when: Expression
    span: Span


SourceInline = Words | Hole | Pointer | WebLink | Aside


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph of inlines."""

    inlines: tuple[SourceInline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SourceProvision:
    """`1. {#anchor …} opening`, then children, then at most one closing paragraph."""

    anchor: str | None
    when: Expression | None
    was: tuple[str, ...]
    connective: Connective | None
    opening: SourceParagraph
    children: tuple[SourceBlock, ...]
    closing: SourceParagraph | None
    span: Span


@dataclass(frozen=True, slots=True)
class WhenBlock:
    """`::: when EXPR`: blocks under a condition."""

    expression: Expression
    blocks: tuple[SourceBlock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ForBlock:
    """`::: for NAME in EXPR`: blocks repeated for each member."""

    name: str
    expression: Expression
    blocks: tuple[SourceBlock, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class TableHere:
    """`::: table ID`: a table is set here."""

    table: str
    span: Span


@dataclass(frozen=True, slots=True)
class DefinitionsHere:
    """`::: definitions`: the agreement's definitions are set here."""

    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """`::: note`: words to the drafter, never printed, shown by `explain`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourcePart:
    """`## {#anchor} Title` in a schedule: a Part, in which numbering starts again."""

    anchor: str | None
    title: str
    when: Expression | None
    blocks: tuple[SourceBlock, ...]
    span: Span


SourceBlock = (
    SourceParagraph | SourceProvision | WhenBlock | ForBlock | TableHere | DefinitionsHere | Note | SourcePart
)
