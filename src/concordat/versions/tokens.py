"""Words as a comparison sees them: a sum, a date or a number is one token, and so is a value, a reference or a party's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rapidfuzz.distance import Indel, Opcodes

from concordat.model.changes import Edit
from concordat.model.tree import (
    BlankText,
    Inline,
    Reference,
    SisterReference,
    Unresolved,
    Use,
    Value,
    WebLink,
)
from concordat.versions.members import THIS, Member

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TOKEN = re.compile(
    rf"(\s*)(\d{{1,2}}\s(?:{_MONTHS})\s\d{{4}}"  # a date
    r"|[-−]?£?\d+(?:[,.]\d+)*(?:k|m|bn)?%?(?!\w)"  # a sum, a percentage, a number
    r"|\w+(?:[-'’]\w+)*"
    r"|\S)"
)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_UNIT = re.compile(r"(?i)(?:Working )?(?:day|week|month|year)s?")

Datum = Value | BlankText | Use


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it prints, with the space before it; `key` is what is compared; `datum` is the value that it is, if it is one."""

    text: str
    key: str
    datum: Datum | None = None


def tokens(
    inlines: Iterable[Inline],
    member: Member,
    common: frozenset[str],
    renamed: frozenset[str] = frozenset(),
    leads: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Token, ...]:
    """The tokens of a text. A value is compared by its expression, a reference by its target, a party by its identity.

    `common` are identities that both sides have: they are not mapped to `this`. A use of a
    definition that is `renamed` is compared by its identity too. Curly and straight quotes are the same. `leads` gives
    the identity by which a place that has another on the other side is known there.
    """
    found = [token for inline in inlines for token in _of(_led(inline, leads), member, common, renamed)]
    return tuple(_with_units(tuple(_spaced(found))))


def _led(inline: Inline, leads: Mapping[str, str]) -> Inline:
    if isinstance(inline, Reference) and leads.get(inline.target, inline.target) != inline.target:
        return replace(inline, target=leads[inline.target])
    return inline


def _of(inline: Inline, member: Member, common: frozenset[str], renamed: frozenset[str]) -> Iterator[Token]:
    if isinstance(inline, Reference | SisterReference | Unresolved):
        yield Token(inline.text, f"#{_mapped(inline.target, member, common)}")
    elif isinstance(inline, Use) and (inline.term.startswith("party/") or inline.term in renamed):
        yield Token(inline.text, f"#{_mapped(inline.term, member, common)}", inline)
    elif isinstance(inline, Value | BlankText) or (isinstance(inline, Use) and inline.expression):
        yield Token(inline.text, f"{{{inline.expression}}}", inline)
    elif isinstance(inline, WebLink):
        yield Token(inline.text, f"{inline.text} {inline.address}")
    else:
        for place, piece in enumerate(member.parted(inline.text)):
            if place % 2:
                yield Token(piece, f"<{THIS}>")
            else:
                yield from _words(piece)


def _mapped(identity: str, member: Member, common: frozenset[str]) -> str:
    return identity if identity in common else member.identity(identity)


def _words(text: str) -> Iterator[Token]:
    end = 0
    for match in TOKEN.finditer(text):
        word = " ".join(match[2].split())
        yield Token((" " if match[1] else "") + word, word.translate(_STRAIGHT))
        end = match.end()
    if text[end:].strip() != text[end:]:
        yield Token(" ", "")  # the space before what follows; no token of its own


def _spaced(found: Iterable[Token]) -> Iterator[Token]:
    """Each space joined to the token that follows it; none before the first."""
    space, first = "", True
    for token in found:
        if not token.key:
            space = " "
            continue
        text = (space + token.text).replace("  ", " ")
        yield Token(text.lstrip() if first else text, token.key, token.datum)
        space, first = "", False


def _with_units(found: tuple[Token, ...]) -> Iterator[Token]:
    """The unit of a period, which is wording in the tree, joined to its number."""
    place = 0
    while place < len(found):
        token = found[place]
        place += 1
        unit = _unit(token.datum).split() if token.datum is not None else []
        if unit and [one.text.strip() for one in found[place : place + len(unit)]] == unit:
            place += len(unit)
            token = Token(" ".join((token.text, *unit)), token.key, token.datum)
        yield token


def _unit(datum: Datum) -> str:
    """The unit that a period's number leaves to the words after it: "Working Days"."""
    for read in datum.reads:
        number, _, unit = read.shown.partition(" ")
        if number == datum.text and _UNIT.fullmatch(unit):
            return unit
    return ""


def edits(before: tuple[Token, ...], after: tuple[Token, ...]) -> tuple[Edit, ...]:
    """The word differences of two texts: joined, their `before` is the old text and their `after` the new."""
    made: list[Edit] = []
    for step in _steps(before, after):
        was = "".join(token.text for token in before[step.src_start : step.src_end])
        now = "".join(token.text for token in after[step.dest_start : step.dest_end])
        same = step.tag == "equal"
        if made and made[-1].same == same:
            was, now = made[-1].before + was, made[-1].after + now
            made.pop()
        made.append(Edit(was, now, same))
    return tuple(made)


def aligned(before: tuple[Token, ...], after: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    """Tokens of two texts that stand for each other."""
    for step in _steps(before, after):
        if step.tag == "equal":
            yield from zip(
                before[step.src_start : step.src_end], after[step.dest_start : step.dest_end], strict=True
            )


def _steps(before: tuple[Token, ...], after: tuple[Token, ...]) -> Opcodes:
    """The fewest tokens to delete and insert. Keys are numbered first, so that no hash of a text decides anything."""
    numbers: dict[str, int] = {}
    old, new = ([numbers.setdefault(token.key, len(numbers)) for token in side] for side in (before, after))
    return Indel.opcodes(old, new)
