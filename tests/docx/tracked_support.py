"""Redlines in Word for tests: written, judged by the oracle, and a redline of everything that a mark may stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from office import ACCEPT, REJECT, RESAVE, through_office
from tracked_lints import lints
from tracked_oracle import Told, accept_all, reject_all, told
from word_support import house, pages

from concordat.language.identity import bookmark_name
from concordat.language.sides import Side, of_side
from concordat.language.walk import blocks
from concordat.language.words import labels, running_lines, words
from concordat.load.word import read_word
from concordat.model.library import House
from concordat.model.tree import Agreement, Provision
from concordat.render.docx import Tracking, render_docx

AUTHOR, DATE = "Ann O’Nym & Co", "2025-04-01"


@dataclass(frozen=True)
class Triple:
    """Two agreements and the redline of them, with a name for messages.

    `leads` gives newer identities of older places. `labelled` says that the trees have the labels that lists count.
    """

    name: str
    old: Agreement
    new: Agreement
    redline: Agreement
    leads: Mapping[str, str] = field(default_factory=dict)
    labelled: bool = True


def redlined_word(triple: Triple, own: House | None = None, *, moves: bool = True) -> bytes:
    """The redline of a triple as a Word file."""
    tracking = Tracking(AUTHOR, DATE, moves, triple.old, triple.leads)
    data, faults = render_docx(triple.redline, own or house(), pages(triple.new), tracking)
    assert not faults.errors, [str(fault) for fault in faults.errors]
    return data


def plain_word(agreement: Agreement, own: House | None = None) -> bytes:
    """An agreement as a Word file like any other."""
    data, faults = render_docx(agreement, own or house(), pages(agreement))
    assert not faults.errors, [str(fault) for fault in faults.errors]
    return data


def names_of(triple: Triple) -> dict[str, str]:
    """The newer bookmark of each place of the older agreement that has another identity now."""
    older = {block.identity for block in blocks(triple.old)}
    newer = [block for block in blocks(triple.new) if isinstance(block, Provision)]
    leads = {was: block.identity for block in newer for was in block.was if was in older}
    leads |= triple.leads
    return {bookmark_name(before): bookmark_name(after) for before, after in leads.items()}


def first_difference(one: Mapping[str, tuple[Told, ...]], other: Mapping[str, tuple[Told, ...]]) -> str:
    """Where two files say something else for the first time; empty where they say the same."""
    for name in sorted({*one, *other}):
        here, there = one.get(name, ()), other.get(name, ())
        for number, (was, now) in enumerate(zip(here, there, strict=False)):
            if was != now:
                return f"{name}, paragraph {number}:\n  {was}\n  {now}"
        if len(here) != len(there):
            longer = here if len(here) > len(there) else there
            return f"{name}: {len(here)} and {len(there)} paragraphs; {longer[min(len(here), len(there))]}"
    return ""


def broken_laws(triple: Triple, own: House | None = None, *, moves: bool = True) -> list[str]:
    """Each law of redlines that the Word file of a triple breaks: accepted it is the newer file, rejected the older."""
    data = redlined_word(triple, own, moves=moves)
    names = names_of(triple)
    found = [f"lint: {one}" for one in lints(data)]
    for side, resolved, agreement in (
        (Side.ACCEPTED, accept_all(data), triple.new),
        (Side.REJECTED, reject_all(data), triple.old),
    ):
        plain = plain_word(agreement, own)
        different = first_difference(told(resolved, names), told(plain, names))
        if different:
            found.append(f"{side}: {different}")
        # The references of what stays print what they print in the newer text.
        read = agreement if side is Side.ACCEPTED else of_side(triple.redline, side)
        found.extend(f"{side}: {one}" for one in _misread(data, resolved, side, read))
        if triple.labelled and list(read_word(data, side).labels) != [
            piece.text for piece in labels(agreement)
        ]:
            found.append(f"{side}: the labels differ")
    return [f"{triple.name}: {one}" for one in found]


def _misread(data: bytes, resolved: bytes, side: Side, agreement: Agreement) -> Iterable[str]:
    """Where our reader finds in a redline, or in what the oracle made of it, other words than the agreement has."""
    for name, reading in (("read", read_word(data, side)), ("resolved and read", read_word(resolved))):
        yield from (f"{name}: {fault}" for fault in reading.faults)
        for what, found, wanted in (
            ("words", reading.words, words(agreement)),
            ("running lines", reading.running, running_lines(agreement)),
        ):
            if _split(found) != _split(piece.text for piece in wanted):
                yield f"{name}: the {what} differ: {_parted(_split(found), _split(p.text for p in wanted))}"
    if read_word(data, side).labels != read_word(resolved).labels:
        yield "the labels differ from those of what is resolved"


def _split(texts: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(text.split() for text in texts))


def _parted(one: list[str], other: list[str]) -> str:
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return f"{one[max(0, at - 4) : at + 6]} and {other[max(0, at - 4) : at + 6]}"


Texts = tuple[tuple[str, ...], frozenset[tuple[str, ...]]]
"""What a file says: the text of its paragraphs in order, and of each of its headers and footers."""


def judged(found: Sequence[Triple], folder: Path) -> dict[tuple[str, str], tuple[Texts, Texts]]:
    """What LibreOffice makes of each redline when it accepts and when it rejects, and the same resolved by the oracle."""
    jobs = []
    for triple in found:
        data = redlined_word(triple)
        jobs.extend(((data, ACCEPT), (accept_all(data), RESAVE), (data, REJECT), (reject_all(data), RESAVE)))
    made = iter([texts(data) for data in through_office(jobs, folder)])
    return {
        (triple.name, command): (next(made), next(made)) for triple in found for command in (ACCEPT, REJECT)
    }


def texts(data: bytes) -> Texts:
    """What a file says."""
    parts = {name: tuple(one.text for one in found) for name, found in told(data).items()}
    body = parts.pop("word/document.xml")
    return body, frozenset(tuple(filter(None, lines)) for lines in parts.values())


def left_empty(one: Texts, other: Texts) -> int:
    """How many more empty paragraphs one has than the other."""
    return one[0].count("") - other[0].count("")


def disagreements(found: dict[tuple[str, str], tuple[Texts, Texts]]) -> list[str]:
    """Where LibreOffice comes to other words; that it leaves empty paragraphs is known, and no other."""
    wrong = []
    for (name, command), (own, control) in found.items():
        was, now = (tuple(filter(None, one[0])) for one in (control, own))
        if was != now or own[1] != control[1]:
            pairs = (pair for pair in zip(was, now, strict=False) if pair[0] != pair[1])
            wrong.append(f"{name}, {command}: {next(pairs, (len(was), len(now), own[1] ^ control[1]))}")
    return wrong
