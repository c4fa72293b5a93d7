"""drafting-punctuation: doubled spaces and stops, spaces before stops, brackets and quotation marks left
open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.source_text import EDGE, SourceText
from concordat.diagnostics import Diagnostic

_MARKS = (
    (re.compile(r"(?<=\S) {2,}(?=\S)"), "two spaces", "write one"),
    (re.compile(r"(?<=\w) +(?=[,;:.?!](?:\s|$))"), "a space before a stop", "take it away"),
    (re.compile(r",,+|;;+|::+|(?<!\.)\.\.(?!\.)|[,;:]\.|\.[,;:]"), "two stops together", "keep one"),
)
_PAIRS = (("(", ")", "bracket"), ("[", "]", "square bracket"), ("“", "”", "quotation mark"))


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each fault of punctuation, at its place."""
    for text in index.texts:
        for pattern, what, hint in _MARKS:
            for match in pattern.finditer(text.text):
                if EDGE not in text.text[max(0, match.start() - 1) : match.end() + 1]:
                    place = text.place(match.start(), max(1, len(match.group())))
                    yield Diagnostic(
                        "drafting-punctuation",
                        place,
                        f"there are {what} here" if what[0] == "t" else f"there is {what} here",
                        hint,
                    )
        yield from _open(text)


def _open(text: SourceText) -> Iterator[Diagnostic]:
    for opening, closing, name in _PAIRS:
        waiting: list[int] = []
        for offset, character in enumerate(text.text):
            if character == opening:
                waiting.append(offset)
            elif character == closing and waiting:
                waiting.pop()
            elif character == closing:
                yield _fault(text, offset, f"this {name} closes nothing", "open it, or take it away")
        for offset in waiting:
            yield _fault(text, offset, f"this {name} is not closed", "close it in the same paragraph")
    straight = [offset for offset, character in enumerate(text.text) if character == '"']
    if len(straight) % 2:
        yield _fault(
            text, straight[-1], "this quotation mark has no partner", "close it in the same paragraph"
        )


def _fault(text: SourceText, offset: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("drafting-punctuation", text.place(offset, 1), message, hint)
