"""What stands in the blocks of a tree: inlines, the marks of a redline, and where each block came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concordat.diagnostics import Span


class MarkKind(StrEnum):
    """What a redline says of a block, row or inline."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its kind, the change it belongs to, and for a move the other half's identity.

    `change` is the number of the change in the comparison that the redline shows. `away` is true on the half of a move
    that stands where the text was, and None on the half that stands where it is now.
    """

    kind: MarkKind
    change: str
    other: str | None = None
    away: bool | None = None

    @property
    def gone(self) -> bool:
        """Whether what bears the mark is of the older text alone: deleted, or moved away."""
        return self.kind is MarkKind.DELETED or bool(self.away)


@dataclass(frozen=True, slots=True)
class Read:
    """One datum that an expression read: its name (`particulars.voting`), what it was, and where it was written."""

    name: str
    shown: str
    span: Span | None
    source: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was met or not: its expression, its place, what it read, and the answer."""

    expression: str
    span: Span
    reads: tuple[Read, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block comes from: its place in the library, the conditions it met, the keys of the repetitions it is in."""

    span: Span | None
    conditions: tuple[Condition, ...] = ()
    keys: tuple[str, ...] = ()


NOWHERE = Origin(None)
"""The origin of what the precedent composes itself."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published mandated text, under which reference, and on which day (YYYY-MM-DD)."""

    publisher: str
    reference: str
    date: str


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words of the library."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value set in its place: what prints, the expression, its place, and what it read."""

    text: str
    expression: str
    span: Span | None
    reads: tuple[Read, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a defined term: the words as written and the identity of the definition (`term/…` or `party/…`).

    Where the words are a value (`{{ role | term }}`), `expression`, `span` and `reads` say where they came from.
    """

    text: str
    term: str
    expression: str = ""
    span: Span | None = None
    reads: tuple[Read, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that is resolved.

    `text` is what prints ("paragraph 3 of Part B of Schedule 3"), the concatenation of `before`, `label` and
    `after`; `label` is the target's number alone as the reference prints it ("24.1(a)", "3"), empty where the
    reference is in words ("this Schedule").
    """

    text: str
    target: str
    before: str
    label: str
    after: str
    span: Span | None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class SisterReference:
    """A reference into other agreements of the family: `text` is what prints, and leads nowhere inside the file.

    `target` is as written, "~collaboration/governance"; `agreements` are the paths of the agreements that it points
    into, one or (for a `for_each`) several, and `place` the identity of the place in each, empty for the whole.
    """

    text: str
    target: str
    place: str
    agreements: tuple[str, ...]
    span: Span | None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link out of the agreement."""

    text: str
    address: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class BlankText:
    """A blank in its place: it prints `text`, "[Notice e-mail: from NHS Surrey Heartlands ICB]"."""

    text: str
    wanted: str
    of: str
    until: str
    expression: str
    span: Span | None
    reads: tuple[Read, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A hole that compose left; checks name it. `kind` is reference, value or table; `text` prints so that it is seen."""

    text: str
    kind: str
    target: str
    reason: str
    span: Span | None
    mark: Mark | None = None


Inline = Text | Value | Use | Reference | SisterReference | WebLink | BlankText | Unresolved
