"""The words of a text with the marks of a redline: what stayed, what was deleted, what was inserted, letter by letter exact.

Left unmarked are the results of references that lead to the same place in the same form: they are worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rapidfuzz.distance import Indel

from concordat.model.tree import (
    BlankText,
    Inline,
    Mark,
    MarkKind,
    Reference,
    SisterReference,
    Unresolved,
    WebLink,
)
from concordat.versions.tokens import TOKEN

_WHOLE = (Reference, SisterReference, Unresolved, BlankText, WebLink)
"""What is compared and marked whole."""

_NAMED = re.compile(r"\b((?:Part|Schedule) )[0-9A-Z]+")
_FIGURES, _LETTERS = re.compile(r"\d+"), re.compile(r"[A-Za-z]+")
LEAST_LIKE = 0.3
"""How much of the longer of two texts must stay, that words are marked in it; else the whole is replaced."""

_NOWHERE: Mapping[str, str] = MappingProxyType({})

SHORT = 4
"""The most characters of words that stay between two changes and are marked with them, so that a reader sees one change."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A token: the space before it, itself, what is compared, and the inline that it is of."""

    space: str
    text: str
    key: str
    inline: Inline

    @property
    def pieces(self) -> tuple[Inline, ...]:
        """The token as inlines, with its space."""
        if isinstance(self.inline, _WHOLE):
            return (self.inline,)
        text = self.space + self.text
        return (replace(self.inline, text=text),) if text else ()


def marked_words(
    old: Sequence[Inline], new: Sequence[Inline], change: str, leads: Mapping[str, str] = _NOWHERE
) -> tuple[Inline, ...]:
    """The newer inlines with what was deleted set in and what was inserted marked, both as of this change.

    `leads` gives the newer identity of a place that has another now. Without the inserted the words are those of
    `old`, without the deleted those of `new`, to the letter, but for the results of references to one place.
    """
    before, after = tuple(_tokens(old, leads)), tuple(_tokens(new, _NOWHERE))
    found: list[Inline] = []
    for same, was, now in _runs(before, after):
        if same:
            for earlier, later in zip(was, now, strict=True):
                found.extend(_stayed(earlier, later, change))
        else:
            found.extend(_marked(was, Mark(MarkKind.DELETED, change)))
            found.extend(_marked(now, Mark(MarkKind.INSERTED, change)))
    return tuple(_joined(found))


def differ(old: Sequence[Inline], new: Sequence[Inline], leads: Mapping[str, str] = _NOWHERE) -> bool:
    """Whether two texts need any mark."""
    if old == new:
        return False
    sides = (_tokens(old, leads), _tokens(new, _NOWHERE))
    before, after = ([(token.space, token.key) for token in side] for side in sides)
    return before != after


def _tokens(inlines: Iterable[Inline], leads: Mapping[str, str]) -> Iterator[_Token]:
    for inline in inlines:
        if isinstance(inline, _WHOLE):
            yield _Token("", inline.text, _key(inline, leads), inline)
            continue
        end = 0
        for match in TOKEN.finditer(inline.text):
            yield _Token(match[1], match[2], match[2], inline)
            end = match.end()
        if inline.text[end:]:
            yield _Token(inline.text[end:], "", "", inline)


def _key(inline: Inline, leads: Mapping[str, str]) -> str:
    if isinstance(inline, Reference):
        shape = _LETTERS.sub("a", _FIGURES.sub("0", inline.label))
        words = (_NAMED.sub(r"\1", part) for part in (inline.before, inline.after))
        return "\0".join(("", leads.get(inline.target, inline.target), shape, *words))
    if isinstance(inline, WebLink):
        return f"\0{inline.address}\0{inline.text}"
    return f"\0{type(inline).__name__}\0{inline.text}"


def _runs(
    before: tuple[_Token, ...], after: tuple[_Token, ...]
) -> Iterator[tuple[bool, tuple[_Token, ...], tuple[_Token, ...]]]:
    """What stayed and what did not, by turns."""
    numbers: dict[str, int] = {}
    old, new = ([numbers.setdefault(token.key, len(numbers)) for token in side] for side in (before, after))
    steps = [
        (step.tag == "equal", before[step.src_start : step.src_end], after[step.dest_start : step.dest_end])
        for step in Indel.opcodes(old, new)
    ]
    kept = sum(_size(was) for same, was, _ in steps if same)
    if before and after and kept < LEAST_LIKE * max(_size(before), _size(after)):
        yield False, before, after
        return
    held: list[tuple[_Token, ...]] = [(), ()]
    for place, (same, was, now) in enumerate(steps):
        between = 0 < place < len(steps) - 1
        if same and not (between and _size(was) <= SHORT and _around(steps, place)):
            if any(held):
                yield False, held[0], held[1]
                held = [(), ()]
            yield True, was, now
        else:
            held = [held[0] + was, held[1] + now]
    if any(held):
        yield False, held[0], held[1]


def _around(steps: Sequence[tuple[bool, tuple[_Token, ...], tuple[_Token, ...]]], place: int) -> bool:
    """Whether more is changed on either side of what stayed than stayed itself, so that it is read with them."""
    return all(
        max(_size(steps[at][1]), _size(steps[at][2])) > 2 * SHORT for at in (place - 1, place + 1)
    ) and not any(isinstance(token.inline, _WHOLE) for token in steps[place][1])


def _size(tokens: Iterable[_Token]) -> int:
    return sum(len(token.text) for token in tokens)


def _stayed(old: _Token, new: _Token, change: str) -> Iterator[Inline]:
    """A token that stayed; where the space before it did not, that alone is marked."""
    if old.space == new.space or isinstance(new.inline, _WHOLE):
        yield from new.pieces
        return
    if old.space:
        yield replace(old.inline, text=old.space, mark=Mark(MarkKind.DELETED, change))
    if new.space:
        yield replace(new.inline, text=new.space, mark=Mark(MarkKind.INSERTED, change))
    if new.text:
        yield replace(new.inline, text=new.text)


def _marked(tokens: Iterable[_Token], mark: Mark) -> Iterator[Inline]:
    for token in tokens:
        for piece in token.pieces:
            yield replace(piece, mark=mark)


def _joined(found: Iterable[Inline]) -> Iterator[Inline]:
    """Pieces of one inline that stand together again, made one."""
    last: Inline | None = None
    for inline in found:
        if (
            last is not None
            and not isinstance(inline, _WHOLE)
            and replace(last, text="") == replace(inline, text="")
        ):
            last = replace(last, text=last.text + inline.text)
            continue
        if last is not None:
            yield last
        last = inline
    if last is not None:
        yield last
