"""One text made into another in words: which to leave out, to put in and to put in their place, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from concordat.language.english import ordinal_words
from concordat.language.words import normalise
from concordat.model.amendments import Wording
from concordat.versions.amending.pieces import Piece, Run, text_of
from concordat.versions.tokens import TOKEN

_MOST = 5
"""The most changes told one by one in one text; where there are more, the text is replaced whole."""

_CONTEXT = 8
"""The most words by which a place within a text is named."""

_SHORT = 5
"""The most characters of words that are found soonest by being the last."""

_UNIT = re.compile(r"(?i)\s+(?:(?:Working )?(?:day|week|month|year)s?)\b[’']?")
_JOINS = re.compile(r"[,.;:?!)\]’”%]")


END, EVERY = -1, -2
"""Places of words in a text that have no number: that with which it ends, and each where they stand."""


@dataclass(frozen=True, slots=True)
class Op:
    """One change in a text. `at` says which of the places is meant where `sought` occurs, from 1; 0 where it occurs once.

    `verb` is "substitute", "insert" (after `sought`, which at the beginning and at the end is empty), "omit", or "fill",
    where there was nothing.
    """

    verb: str
    sought: str
    put: str
    at: int = 0


def ops(found: Sequence[Run]) -> tuple[Op, ...] | None:
    """The changes from the older text to the newer, each so that it can be carried out from its words; None where they
    cannot be told so, or are too many."""
    whole = text_of(one for run in found for one in run.before)
    wanted = normalise("".join(run.now for run in found))
    made: list[Op] = []
    for at, run in enumerate(found):
        if run.same:
            continue
        before = found[at - 1].before if at else ()
        following = found[at + 1].before if at + 1 < len(found) else ()
        one = next((op for op in _told(run, before, following, whole) if op is not None), None)
        if one is None:
            return None
        made.append(one)
    made = _everywhere(made, whole)
    return tuple(made) if len(made) <= _MOST and carried_out(whole, made) == wanted else None


def _told(run: Run, before: tuple[Piece, ...], after: tuple[Piece, ...], whole: str) -> Iterator[Op | None]:
    """The ways to tell a change, the best first; each is tried by itself on the words around it."""
    was, now = run.was.strip(), text_of(run.after).strip()
    start = run.start + len(run.was) - len(run.was.lstrip())
    unit = _UNIT.match(text_of(after)) if was and now and was[-1].isdigit() and now[-1].isdigit() else None
    if unit is not None:
        was, now = was + unit[0], now + unit[0]
    if was:
        yield _holds(_at("substitute" if now else "omit", was, now, whole, start), run, whole)
    elif not after:
        yield _holds(Op("insert", "", now, END), run, whole)
    elif not before:
        yield _holds(Op("insert", "", now), run, whole)
    else:
        lead = _context(before, whole)
        yield _holds(_at("insert", lead, now, whole, run.start - len(lead)), run, whole)
    for words, beside in ((before[-1:], 0), (after[:1], 1)):
        if words:
            pair = (
                (words[0].text + run.was, words[0].text + text_of(run.after))
                if not beside
                else (run.was + words[0].text, text_of(run.after) + words[0].text)
            )
            start = run.start - (0 if beside else len(words[0].text))
            start += len(pair[0]) - len(pair[0].lstrip())
            yield _holds(_at("substitute", pair[0].strip(), pair[1].strip(), whole, start), run, whole)


def _at(verb: str, sought: str, put: str, whole: str, start: int) -> Op | None:
    """A change with which of its places the words sought are in; None where they do not stand there as words."""
    places = occurrences(whole, sought)
    if start not in places:
        return None
    if start + len(sought) == len(whole) and (len(places) > 1 or len(sought) <= _SHORT) and verb != "insert":
        return Op(verb, sought, put, END)
    if not _tells(sought):
        return None
    return Op(verb, sought, put, places.index(start) + 1 if len(places) > 1 else 0)


def _tells(sought: str) -> bool:
    """Whether a reader finds words by looking for them: there is more to them than marks."""
    return any(map(str.isalnum, sought))


def _context(before: tuple[Piece, ...], whole: str) -> str:
    """The words before a place, as few as name it, or the last alone."""
    for count in range(1, min(_CONTEXT, len(before)) + 1):
        lead = text_of(before[-count:]).strip()
        if len(occurrences(whole, lead)) == 1 and balanced(lead) and _tells(lead):
            return lead
    return before[-1].text.strip()


def occurrences(whole: str, sought: str) -> list[int]:
    """Where words stand in a text: as words or figures of their own, not as part of others."""
    starts, ends = _edges(whole)
    found, at = [], whole.find(sought) if sought else -1
    while at >= 0:
        if at in starts and at + len(sought) in ends:
            found.append(at)
        at = whole.find(sought, at + 1)
    return found


@lru_cache(maxsize=512)
def _edges(whole: str) -> tuple[frozenset[int], frozenset[int]]:
    matches = tuple(TOKEN.finditer(whole))
    return frozenset(one.start(2) for one in matches), frozenset(one.end(2) for one in matches)


def _holds(op: Op | None, run: Run, whole: str) -> Op | None:
    """The change where, carried out alone, it gives what is wanted, and its quotation marks stand in pairs."""
    if op is None or not (balanced(op.sought) and balanced(op.put)):
        return None
    wanted = normalise(whole[: run.start] + text_of(run.after) + whole[run.start + len(run.was) :])
    return op if carried_out(whole, [op]) == wanted else None


def balanced(text: str) -> bool:
    """Whether the curly quotation marks of a text stand in pairs."""
    depth = 0
    for mark in text:
        depth += (mark == "“") - (mark == "”")
        if depth < 0:
            return False
    return depth == 0


def _everywhere(made: Sequence[Op], whole: str) -> list[Op]:
    """Changes that are the same at every place where their words stand, told once."""
    found: list[Op] = []
    for op in made:
        same = [one for one in made if (one.verb, one.sought, one.put) == (op.verb, op.sought, op.put)]
        if len(same) > 1 and len(same) == len(occurrences(whole, op.sought)):
            op = Op(op.verb, op.sought, op.put, EVERY)
        if op not in found:
            found.append(op)
    return found


def carried_out(whole: str, made: Sequence[Op]) -> str:
    """A text with its changes carried out, all at once, as a reader of their words would."""
    steps: list[tuple[int, int, str]] = []
    for op in made:
        for start in _places(whole, op):
            end = start + len(op.sought)
            if op.verb in ("insert", "fill"):
                gap = "" if _JOINS.match(op.put) else " "
                steps.append((end, end, f"{gap}{op.put}{'' if op.sought or op.at == END else ' '}"))
            else:
                spaced = not op.put and whole[start - 1 : start] == " "
                steps.append((start - spaced, end, op.put))
    for start, end, put in sorted(steps, reverse=True):
        whole = whole[:start] + put + whole[end:]
    return normalise(whole)


def _places(whole: str, op: Op) -> Sequence[int]:
    if not op.sought:
        return [len(whole) if op.at == END else 0]
    places = occurrences(whole, op.sought)
    if op.at in (EVERY, END):
        return places if op.at == EVERY else places[-1:]
    return places[max(op.at - 1, 0) :][:1]


def said(made: Sequence[Op], wording: Wording) -> str:
    """The changes in words: "for “six” substitute “eight”; and omit “only”"."""
    told = [_said(op, wording) for op in made]
    return told[0] if len(told) == 1 else f"{'; '.join(told[:-1])}; and {told[-1]}"


def _said(op: Op, wording: Wording) -> str:
    replaces = wording is Wording.DELETE_AND_REPLACE
    if op.verb == "fill":
        return f"insert “{op.put}”"
    if not op.sought:
        return f"at the {'end' if op.at == END else 'beginning'} insert “{op.put}”"
    sought = f"“{op.sought}”{_where(op.at)}"
    if op.verb == "insert":
        return f"after {sought} insert “{op.put}”"
    if op.verb == "omit":
        return f"{'delete' if replaces else 'omit'} {sought.rstrip(',')}"
    return (
        f"delete {sought} and replace with “{op.put}”" if replaces else f"for {sought} substitute “{op.put}”"
    )


def _where(at: int) -> str:
    if at == END:
        return " at the end"
    if at == EVERY:
        return ", in each place where it occurs,"
    return f", in the {ordinal_words(at)} place where it occurs," if at else ""
