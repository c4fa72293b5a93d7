"""paper-schedule: a schedule that a board's paper names by a number or a name that its agreements do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concordat.checks.papers import FreeText, PaperIndex
from concordat.diagnostics import Diagnostic
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.tree import Group, GroupKind

_AFTER = re.compile(
    r"\s*(?:[-–—:,(“\"'‘]\s*)*(?:The\s+)?([A-Z][\w’'-]*(?:\s+(?:and|of|for|the|to|[A-Za-z][\w’'-]*))*)?"
)
"""What may stand between the number of a schedule and its name, and the name."""


@dataclass(frozen=True, slots=True)
class _Named:
    agreement: str
    label: str
    title: str


def check(index: PaperIndex) -> Iterator[Diagnostic]:
    """Each schedule that is named wrongly, at its answer. A number alone is wrong only where no agreement has it."""
    named = tuple(_named(index))
    stems = sorted({one.label.rstrip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ").strip() for one in named} - {""})
    if not stems:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, stems))})\s+\d+[A-Z]*(?!\w)")
    for text in index.texts:
        for match in pattern.finditer(text.text):
            yield from _wrong(text, match, named)


def _named(index: PaperIndex) -> Iterator[_Named]:
    for agreement in index.agreements.values():
        for block in blocks(agreement):
            if isinstance(block, Group) and block.kind is GroupKind.SCHEDULE and block.heading is not None:
                yield _Named(agreement.title, block.label, plain(block.heading.inlines))


def _wrong(text: FreeText, match: re.Match[str], named: tuple[_Named, ...]) -> Iterator[Diagnostic]:
    label = " ".join(match.group().split())
    of = [one for one in named if one.label == label]
    before = text.text[: match.start()]
    # The agreement that was named last before it is the one that is meant, where one was.
    last = max(named, key=lambda one: before.rfind(one.agreement))
    if before.rfind(last.agreement) >= 0:
        of = [one for one in of if one.agreement == last.agreement]
    where = f"in the {last.agreement} " if before.rfind(last.agreement) >= 0 else ""
    if not of:
        yield _fault(text, match, f"there is no {label} {where}".rstrip(), named)
        return
    gap = text.text[match.end() : match.end() + 4].lstrip()[:1]
    name = _AFTER.match(text.text, match.end())
    if gap not in tuple("-–—:(“\"'‘") or name is None or not name[1]:
        return
    said = name[1].casefold()
    if not any(said.startswith(_bare(one.title)) for one in of):
        right = " or ".join(f"“{one.title}” ({one.agreement})" for one in of)
        yield _fault(text, match, f"{label} is called {right}, and here “{_words(name[1])}”", named)


def _bare(title: str) -> str:
    """A title without its article, in small letters."""
    return title.removeprefix("The ").casefold()


def _words(said: str) -> str:
    return " ".join(said.split()[:4])


def _fault(text: FreeText, match: re.Match[str], message: str, named: tuple[_Named, ...]) -> Diagnostic:
    known = "; ".join(f"{one.label} {one.title}" for one in named)
    hint = f"name it as the agreement does: {known}"
    return Diagnostic(
        "paper-schedule",
        text.at(match.start(), len(match.group())),
        f"{message} (under “{text.label}”)",
        hint
        if len(hint) < 300
        else "name it as the agreement does; `concordat list` and its contents show the names",
    )
