"""Tracked changes: the marks of a redline as Word keeps them (ECMA-376 Part 1, 17.13.5; docs/word/tracked-changes.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from concordat.language.walk import iterate
from concordat.model.tree import Agreement, Mark, MarkKind, Particular, Table
from concordat.render.docx.markup import escape

AUTHOR = "Concordat"
"""Who made the changes, where none is named: each tracked change must have an author."""

_DELETED = (("<w:t ", "<w:delText "), ("</w:t>", "</w:delText>"))
_DELETED_CODE = (("<w:instrText ", "<w:delInstrText "), ("</w:instrText>", "</w:delInstrText>"))


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a redline is written: who made the changes and when (ISO 8601, or empty for no date), and whether what moved
    is shown as moved or as deleted and inserted. Without a date it is the latter: a move must bear one (ECMA-376 Part 1,
    17.13.5.24).

    `older` is the older agreement: its labels make the references in what is gone. `leads` gives the newer identity of a
    place of the older agreement that has another now.
    """

    author: str = AUTHOR
    date: str = ""
    moves: bool = True
    older: Agreement | None = None
    leads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(slots=True)
class Marker:
    """Writes the marks of one file, with ids of which each is used once in all its parts.

    `mark` is that of the block being written, and `flat` says that what moved there is written as deleted or inserted.
    `moved` are the moves of which both halves stand in the agreement, each as its older and its newer identity.
    """

    tracking: Tracking
    next_id: int = 0
    moved: frozenset[tuple[str, str]] = frozenset()
    mark: Mark | None = None
    flat: bool = False
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def kind(self, own: Mark | None = None) -> str:
        """The element that marks what bears the block's mark, or else its own: `ins`, `del`, `moveFrom`, `moveTo`, or none."""
        mark = self.mark or own
        if mark is None:
            return ""
        if mark.kind is MarkKind.MOVED and not self.flat and self.mark is not None:
            return "moveFrom" if mark.away else "moveTo"
        return "del" if mark.gone else "ins"

    def runs(self, xml: str, kind: str) -> str:
        """Runs in the wrapper of a kind; as they are where it is none. What is deleted holds no `w:t`; what moved does."""
        if not xml or not kind:
            return xml
        if kind == "del":
            for one, other in (*_DELETED, *_DELETED_CODE):
                xml = xml.replace(one, other)
        return f"<w:{kind}{self._attributes()}>{xml}</w:{kind}>"

    def end(self, own: Mark | None = None) -> str:
        """The mark of a paragraph's end, to stand in its properties; nothing where it has none."""
        kind = self.kind(own)
        return f"<w:rPr>{self._empty(kind)}</w:rPr>" if kind else ""

    def row(self) -> str:
        """The mark of a row, to stand last in its properties; nothing where it has none."""
        kind = self.kind()
        return self._empty(kind) if kind else ""

    def bookmarked(self, name: str, content: str) -> str:
        """Content under a bookmark that is no place's own."""
        number = self._id()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def _empty(self, kind: str) -> str:
        return f"<w:{kind}{self._attributes()}/>"

    def _attributes(self, name: str = "") -> str:
        date = self.tracking.date
        when = f' w:date="{escape(date if "T" in date else f"{date}T00:00:00Z")}"' if date else ""
        named = f' w:name="{name}"' if name else ""
        return f' w:id="{self._id()}" w:author="{escape(self.tracking.author)}"{when}{named}'

    def _id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def enter(self, block: object, mark: Mark | None) -> str | None:
        """Begin a block: None where its mark is none or another's; else what stands before it, the start of a move or nothing."""
        if self.mark is not None or mark is None:
            return None
        self.mark = mark
        pair = _pair(block, mark)
        rows = isinstance(block, Table | Particular)
        self.flat = mark.kind is MarkKind.MOVED and (
            rows or not (self.tracking.moves and self.tracking.date) or pair not in self.moved
        )
        if mark.kind is not MarkKind.MOVED or self.flat:
            return ""
        name = self._names.setdefault(pair, f"move{len(self._names) + 1}")
        return f"<w:{self.kind()}RangeStart{self._attributes(name)}/>"

    def leave(self, start: str) -> str:
        """End the block that `enter` began with this: what stands after it, the end of its move or nothing."""
        kind, self.mark, self.flat = self.kind(), None, False
        if not start:
            return ""
        number = start.partition(' w:id="')[2].partition('"')[0]
        return f'<w:{kind}RangeEnd w:id="{number}"/>'


def _pair(block: object, mark: Mark) -> tuple[str, str]:
    """The older and the newer identity of what moved."""
    own, other = str(getattr(block, "identity", "")), mark.other or ""
    return (own, other) if mark.away else (other, own)


def moves_of(agreement: Agreement) -> frozenset[tuple[str, str]]:
    """The moves of which both halves stand in an agreement, each as its older and its newer identity."""
    halves = dict.fromkeys(_halves(agreement))
    return frozenset(pair for pair, away in halves if not away and (pair, True) in halves)


def _halves(agreement: Agreement) -> Iterator[tuple[tuple[str, str], bool]]:
    for place in iterate(agreement):
        mark = place.block.mark
        if mark is not None and mark.kind is MarkKind.MOVED and mark not in [up.mark for up in place.parents]:
            yield _pair(place.block, mark), bool(mark.away)
