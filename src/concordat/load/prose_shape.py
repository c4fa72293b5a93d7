"""What is open as the lines of a prose text are checked: provisions, directives, the meaning of a term."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from concordat.diagnostics import Faults, Related, Span

STEP = 3
"""How many columns a child is indented: the width of `1. `."""

_ORDER = (
    "A provision is one opening paragraph, then what stands under it, then at most one closing paragraph."
)


class ProseKind(StrEnum):
    """What a prose text is: the shape that is allowed depends on it."""

    CLAUSE = "clause"
    SCHEDULE = "schedule"
    RECITALS = "recitals"
    DEFINITIONS = "definitions"


class Opened(StrEnum):
    """What a line can open."""

    ROOT = "root"
    PROVISION = "provision"
    DIRECTIVE = "directive"
    MEANING = "meaning"


@dataclass(slots=True)
class Open:
    """Something that a line opened and that later lines may still belong to. Rows and columns count from 0."""

    kind: Opened
    row: int
    column: int
    text: int  # the column in which what belongs to it begins
    colons: int = 0
    name: str = ""
    filled: bool = False  # it holds a paragraph, a provision or a directive
    children: bool = False  # it holds a provision or a directive
    closed: bool = False  # its closing paragraph stands


@dataclass(slots=True)
class Shape:
    """The state of the check: what is open, innermost last, and what the line before left."""

    file: str
    first_line: int
    faults: Faults
    kind: ProseKind
    stack: list[Open] = field(default_factory=lambda: [Open(Opened.ROOT, -1, 0, 0)])
    paragraph: int | None = None  # the column of the paragraph that the line before belongs to
    blank_before: bool = True
    term: int | None = None  # the row of a term that waits for its meaning
    definitions_row: int | None = None  # where `::: definitions` stands
    provisions: list[tuple[int, int]] = field(default_factory=list)
    sound: bool = True

    def span(self, row: int, column: int, length: int = 1) -> Span:
        """The place of a row and a column."""
        return Span(self.file, self.first_line + row, column + 1, max(1, length))

    def fault(
        self, code: str, span: Span, message: str, hint: str, related: tuple[Related, ...] = ()
    ) -> None:
        """Report a line that leaves the shape."""
        self.sound = False
        self.faults.add(code, span, message, hint, related)

    def directive(self) -> Open | None:
        """The innermost open directive."""
        return next((found for found in reversed(self.stack) if found.kind is Opened.DIRECTIVE), None)

    def leave(self, indent: int) -> None:
        """Leave what a line at this indent no longer belongs to."""
        while True:
            top = self.stack[-1]
            if top.kind is Opened.DIRECTIVE and indent < top.column:
                self._left_open(self.stack.pop())
            elif top.kind in (Opened.PROVISION, Opened.MEANING) and indent < top.text:
                self.stack.pop()
            else:
                return

    def leave_all(self) -> None:
        """Leave everything, at a Part or at the end; a directive that is still open is a fault."""
        while len(self.stack) > 1:
            top = self.stack.pop()
            if top.kind is Opened.DIRECTIVE:
                self._left_open(top)

    def end_term(self) -> None:
        """Report a term that still waits for its meaning."""
        if self.term is not None:
            self.fault("prose-shape", self.span(self.term, 0), "a term without a meaning on the next line",
                       "Write `: ` and its meaning on the line under it.")  # fmt: skip
        self.term = None

    def _left_open(self, directive: Open) -> None:
        self.fault(
            "prose-directive-open", self.span(directive.row, directive.column, directive.colons),
            f"`::: {directive.name}` is left open", f"Close it with a line `{':' * directive.colons}` in the same column.",
        )  # fmt: skip

    def place_block(self, row: int, indent: int, what: str, length: int) -> Open:
        """Leave what a block at this indent does not belong to, check its column, and give what it belongs to.

        A block that is out of line is taken to belong where the nearest column is, so that the lines after it,
        which may be right, are not blamed for it.
        """
        columns = sorted({found.text for found in self.stack}, reverse=True)
        span = self.span(row, indent, length)
        self.leave(min(columns, key=lambda column: abs(column - indent)))
        top = self.stack[-1]
        if indent not in columns:
            here = max(column for column in columns if column <= indent)
            under = f", or in column {columns[0] + 1} under the one above" if columns[0] > here else ""
            self.fault(
                "prose-indent", span,
                f"{what} begins in column {indent + 1}; here it begins in column {here + 1}{under}",
                f"Indent by exactly {STEP} spaces for each level.",
            )  # fmt: skip
        if top.closed:
            self.fault("prose-shape", span, f"{what} stands after the closing paragraph", _ORDER)
        if top.kind is Opened.DIRECTIVE and top.name in ("table", "definitions"):
            self.fault("prose-shape", span, f"`::: {top.name}` holds nothing between its lines",
                       f"Close it with `{':' * top.colons}` on the next line.")  # fmt: skip
        top.filled = top.children = True
        return top
