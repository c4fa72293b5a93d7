"""CSV with a place for every cell (RFC 4180): commas, double quotes, a heading row of names."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.diagnostics import Faults, Related, Span
from concordat.load.names import is_name
from concordat.load.yaml import LONGEST_TEXT, Keyed
from concordat.model.data import Datum


@dataclass(slots=True)
class _Scan:
    """The reading of one text, cell by cell."""

    text: str
    file: str
    faults: Faults
    at: int = 0
    line: int = 1
    start: int = 0  # offset of the first character of the line

    def rows(self) -> list[list[tuple[str, Span]]]:
        """Every row that is not empty, as cells with their places."""
        found: list[list[tuple[str, Span]]] = []
        while self.at < len(self.text):
            row = self._row()
            if len(row) > 1 or row[0][0].strip():
                found.append(row)
        return found

    def _row(self) -> list[tuple[str, Span]]:
        cells = [self._cell()]
        while self.at < len(self.text) and self.text[self.at] == ",":
            self.at += 1
            cells.append(self._cell())
        if self.at < len(self.text):  # the line end
            self.at += 1
            self.line, self.start = self.line + 1, self.at
        return cells

    def _cell(self) -> tuple[str, Span]:
        if self.at < len(self.text) and self.text[self.at] == '"':
            return self._quoted()
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in ",\n":
            self.at += 1
        text = self.text[begin : self.at]
        return text.strip(), self._span(begin, len(text))

    def _quoted(self) -> tuple[str, Span]:
        opened = self._span(self.at, 1)
        span = self._span(self.at + 1, 1)
        parts: list[str] = []
        while True:
            close = self.text.find('"', self.at + 1)
            if close < 0:
                self.faults.add(
                    "table-malformed",
                    opened,
                    "a quotation mark is not closed",
                    "Close it, or write it twice within a cell.",
                )
                parts.append(self.text[self.at + 1 :])
                self.at = len(self.text)
                break
            parts.append(self.text[self.at + 1 : close])
            self.at = close
            if not self.text.startswith('""', close):
                self.at = close + 1
                break
            parts.append('"')
            self.at = close + 1
        text = "".join(parts)
        begin = self.start + opened.column
        lines = self.text.count("\n", begin, self.at)
        if lines:
            self.line, self.start = self.line + lines, self.text.rfind("\n", begin, self.at) + 1
        while self.at < len(self.text) and self.text[self.at] not in ",\n":
            if self.text[self.at] != " ":
                self.faults.add("table-malformed", self._span(self.at, 1), "words after a closing quotation mark",
                                "Put the whole cell in quotes, and write quotation marks within it twice.")  # fmt: skip
                while self.at < len(self.text) and self.text[self.at] not in ",\n":
                    self.at += 1
                break
            self.at += 1
        return text.strip(), Span(span.file, span.line, span.column, max(1, len(text.split("\n", 1)[0])))

    def _span(self, at: int, length: int) -> Span:
        return Span(self.file, self.line, at - self.start + 1, max(1, length))


def read_csv(text: str, file: str, faults: Faults) -> tuple[Datum, ...]:
    """The rows of a CSV text, each a mapping from column names to texts (None for an empty cell), with places.

    A row that is too long or too short, a heading that is no name or is given twice, and a quotation mark that
    is left open are reported. Raises nothing.
    """
    rows = _Scan(text, file, faults).rows()
    if not rows:
        return ()
    names = _heading(rows[0], faults)
    found: list[Datum] = []
    for row in rows[1:]:
        first = row[0][1]
        if len(row) != len(rows[0]):
            faults.add(
                "table-malformed", first, f"this row has {len(row)} cells, and the heading has {len(rows[0])}",
                "Put a cell that holds a comma in double quotes.", [Related("the heading", rows[0][0][1])],
            )  # fmt: skip
        cells = Keyed()
        for name, (words, span) in zip(names, row, strict=False):
            if len(words) > LONGEST_TEXT:
                faults.add(
                    "text-too-long",
                    span,
                    f"a cell of {len(words):,} characters; {LONGEST_TEXT:,} is the most",
                    "Shorten it.",
                )
                words = ""
            if name:
                cells[name] = Datum(words or None, span)
        found.append(Datum(cells, Span(file, first.line, 1)))
    return tuple(found)


def _heading(cells: list[tuple[str, Span]], faults: Faults) -> list[str]:
    names: list[str] = []
    for text, span in cells:
        if not is_name(text):
            faults.add("table-malformed", span, f"the heading `{text[:40]}` is no name of a column",
                       "Use small letters, figures and _, a letter first.")  # fmt: skip
            text = ""
        elif text in names:
            faults.add(
                "table-malformed", span, f"the column `{text}` is given twice", "Rename one of the two."
            )
            text = ""
        names.append(text)
    return names
