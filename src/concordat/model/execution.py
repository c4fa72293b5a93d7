"""How a kind of agreement is signed, and what its page of locked wording says."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.diagnostics import Span
from concordat.model.prose import Expression, SourceParagraph


@dataclass(frozen=True, slots=True)
class Execution:
    """A way of signing: `mode` (hand or deed), the opening words, the heading of a block, its lines.

    `when` is the condition on which it is used; the first of a precedent's ways whose condition holds is.
    """

    mode: str
    opening: SourceParagraph | None
    heading: str
    lines: tuple[str, ...]
    span: Span
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class WordingPage:
    """What the page of locked wording says: its title, and the words that open it where any wording is a stand-in, or
    where all of it is mandated."""

    title: str
    stand_in: str
    mandated: str
