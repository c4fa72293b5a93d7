"""term-two-meanings: one term means two things in agreements of one family.

Two source definitions with different words (a deviation, an edition), or one whose values differ between the
agreements. A reference, a number, and words that a condition of the library leaves out are no other meaning; nor is
a value that is read from the parties of the agreement, which differ by law, nor one that differs between the
agreements of one key (`for_each`). The row `{rule: own-meaning, term: …}` of
`check-family` says of a term that each agreement gives it its own meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concordat.checks.family import FamilyFault, FamilyIndex, Kin, fault
from concordat.diagnostics import Span
from concordat.language.rows import names_in
from concordat.language.walk import children, inlines
from concordat.language.words import normalise
from concordat.model.tree import Block, Definition, Origin, Reference, SisterReference, Use, Value

_OF_THE_PARTIES = frozenset({"this", "parties", "party"})
Printed = tuple[str, Span | None]
"""What a value prints, and the place of what it was read from."""


Side = tuple[Span | None, str]
"""A meaning in a message: its place and its words."""


@dataclass(frozen=True)
class Meaning:
    """What a term means in one agreement: its definition, where that was written, its words, and its values by place."""

    kin: Kin
    definition: Definition
    span: Span | None
    words: str
    values: dict[tuple[Span, tuple[str, ...]], Printed]


def check(family: FamilyIndex) -> Iterator[FamilyFault]:
    """Each term with a second meaning, at that meaning, with the place of the first; each second meaning once."""
    own = {name for row in family.rows("own-meaning") for name in names_in(row, "term")}
    by_term: dict[str, list[Meaning]] = {}
    for kin in family.kin:
        for place in kin.index.places:
            block = place.block
            if isinstance(block, Definition) and not own & {block.term, block.identity.removeprefix("term/")}:
                by_term.setdefault(block.term, []).append(_meaning(kin, block))
    for term, meanings in by_term.items():
        yield from _of_term(family, term, meanings)


def _of_term(family: FamilyIndex, term: str, meanings: list[Meaning]) -> Iterator[FamilyFault]:
    """The first meaning of the family is the measure; those that depart from it in one way are named together."""
    first, alike = meanings[0], [meanings[0].kin]
    others: dict[tuple[Side, Side], list[Kin]] = {}
    for meaning in meanings[1:]:
        found = _two(first, meaning)
        if found is None:
            alike.append(meaning.kin)
        else:
            others.setdefault(found, []).append(meaning.kin)
    for ((span, words), (other, measure)), kin in others.items():
        yield fault(
            "term-two-meanings",
            family,
            (tuple(kin), span, words),
            (tuple(alike), other, measure),
            f"the meaning of “{term}”",
            "give the term one meaning in the family, or define another term for the other thing",
        )


def _two(first: Meaning, second: Meaning) -> tuple[Side, Side] | None:
    """The second meaning and the first, each with its place and words; None where they are one."""
    if first.span != second.span:
        if first.words == second.words:
            return None
        return (second.span, _shown(second.words)), (first.span, _shown(first.words))
    if first.kin.key == second.kin.key:
        return (
            None  # agreements made alike for each member: what each answers for itself is for parity to tell
        )
    for place, (text, span) in second.values.items():
        if place in first.values and first.values[place][0] != text:
            shown, other = first.values[place]
            return (span, f"“{text}”"), (other, f"“{shown}”")
    return None


def _shown(words: str) -> str:
    listed = words.split()
    return f"“{' '.join(listed[:14])}{' …' if len(listed) > 14 else ''}”"


def _meaning(kin: Kin, definition: Definition) -> Meaning:
    words: list[str] = []
    values: dict[tuple[Span, tuple[str, ...]], Printed] = {}
    for block in _below(definition):
        origin = getattr(block, "origin", None)
        keys = origin.keys if isinstance(origin, Origin) else ()
        for inline in inlines(block):
            words.append("…" if isinstance(inline, Reference | SisterReference) else inline.text)
            if isinstance(inline, Value | Use) and inline.span is not None and inline.expression:
                read_from = {read.name.split(".")[0] for read in inline.reads}
                if not read_from & _OF_THE_PARTIES:
                    place = next((read.span for read in inline.reads if read.span is not None), inline.span)
                    values[inline.span, keys] = inline.text, place
        words.append(" ")
    return Meaning(kin, definition, definition.origin.span, normalise("".join(words)), values)


def _below(block: Block) -> Iterator[Block]:
    yield block
    for child in children(block):
        yield from _below(child)
