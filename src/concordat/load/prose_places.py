"""Places inside a paragraph: from an offset in what the parser gives to the line and column of the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import inf

from concordat.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Places:
    """The rows that a paragraph's content came from: for each, its first offset, its line and its column (from 1)."""

    file: str
    starts: tuple[tuple[int, int, int], ...]
    content: str

    def span(self, at: int, length: int = 1) -> Span:
        """The place of an offset; its length is cut at the end of the line."""
        found = bisect_right(self.starts, (at, inf, inf)) - 1
        offset, line, column = self.starts[max(0, found)]
        end = self.content.find("\n", at)
        most = (end if end >= 0 else len(self.content)) - at
        return Span(self.file, line, column + at - offset, max(1, min(length, most)))


def places_of(content: str, lines: list[str], row: int, file: str, first_line: int) -> Places:
    """The places of a paragraph whose content begins in `lines[row]`: each of its lines is the end of a line of the file."""
    starts: list[tuple[int, int, int]] = []
    offset = 0
    for number, part in enumerate(content.split("\n")):
        at = min(row + number, len(lines) - 1)
        source = lines[at].rstrip()
        column = len(source) - len(part.rstrip())
        if column < 0 or source[column:] != part.rstrip():
            column = max(0, lines[at].find(part.strip()))
        starts.append((offset, first_line + at, column + 1))
        offset += len(part) + 1
    return Places(file, tuple(starts), content)


def places_at(content: str, span: Span) -> Places:
    """The places of a text of one line that begins at a span: a text that stands in YAML."""
    return Places(span.file, ((0, span.line, span.column),), content)
