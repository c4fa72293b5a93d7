"""Two texts laid side by side: what stayed, and which words stand in the place of which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from concordat.language.words import normalise
from concordat.model.tree import Inline, Reference
from concordat.versions.tokens import TOKEN

_CLOSE = 4
"""The most characters that stay between two changes told as one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words as it prints, with the space before it; `key` is what is compared."""

    text: str
    key: str


def pieces(inlines: Iterable[Inline], leads: Mapping[str, str]) -> tuple[Piece, ...]:
    """The pieces of a text. A reference is one, compared by the place to which it leads: `leads` gives the newer identity of
    those that have another."""
    found: list[Piece] = []
    space = ""
    for inline in inlines:
        if isinstance(inline, Reference):
            found.append(
                Piece(space + normalise(inline.text), f"{space}\0{leads.get(inline.target, inline.target)}")
            )
            space = ""
            continue
        end = 0
        for matched in TOKEN.finditer(inline.text):
            lead = " " if matched[1] else space
            word = normalise(matched[2])
            found.append(Piece(lead + word, lead + word))
            space, end = "", matched.end()
        if inline.text[end:].strip() != inline.text[end:]:
            space = " "
    return (Piece(found[0].text.lstrip(), found[0].key.lstrip(" ")), *found[1:]) if found else ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, or words in place of others; `start` is where they begin in the older text."""

    same: bool
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    start: int

    @property
    def was(self) -> str:
        """The older words."""
        return text_of(self.before)

    @property
    def now(self) -> str:
        """The newer words; of what stayed, as they printed before."""
        return self.was if self.same else text_of(self.after)


def text_of(found: Iterable[Piece]) -> str:
    """Pieces as they print."""
    return "".join(one.text for one in found)


def runs(before: tuple[Piece, ...], after: tuple[Piece, ...]) -> tuple[Run, ...]:
    """What stayed and what did not, by turns; changes that stand close together are one."""
    numbers: dict[str, int] = {}
    old, new = ([numbers.setdefault(one.key, len(numbers)) for one in side] for side in (before, after))
    steps = [
        (s.tag == "equal", before[s.src_start : s.src_end], after[s.dest_start : s.dest_end])
        for s in Indel.opcodes(old, new)
    ]
    made: list[tuple[bool, tuple[Piece, ...], tuple[Piece, ...]]] = []
    for at, (same, was, now) in enumerate(steps):
        between = 0 < at < len(steps) - 1
        stayed = same and not (between and len(text_of(was).strip()) <= _CLOSE)
        if made and not stayed and not made[-1][0]:
            was, now = made[-1][1] + was, made[-1][2] + now
            made.pop()
        made.append((stayed, was, now))
    found, start = [], 0
    for same, was, now in made:
        found.append(Run(same, was, now, start))
        start += len(text_of(was))
    return tuple(found)


def changed(found: Iterable[Run]) -> int:
    """How many characters of two texts are of one alone."""
    return sum(len(run.was) + len(text_of(run.after)) for run in found if not run.same)
