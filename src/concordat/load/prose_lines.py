"""The shape of a prose text, checked line by line before it is parsed.

A Markdown parser passes a misaligned line in silence and so changes the law: under an item `10.` a child indented
by three becomes its sibling. This check knows the one shape that is allowed, and says where a line leaves it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from concordat.diagnostics import Faults, Related, Span

STEP = 3
"""How many columns a child is indented: the width of `1. `."""
DEEPEST = 6
"""How many levels of provisions may stand in one another."""

DIRECTIVES = ("when", "for", "table", "definitions", "note")


class ProseKind(StrEnum):
    """What a prose text is: the shape that is allowed depends on it."""

    CLAUSE = "clause"
    SCHEDULE = "schedule"
    RECITALS = "recitals"
    DEFINITIONS = "definitions"


class _Is(StrEnum):
    ROOT = "root"
    PROVISION = "provision"
    DIRECTIVE = "directive"
    MEANING = "meaning"


@dataclass(slots=True)
class _Open:
    """Something that a line opened and that later lines may still belong to."""

    kind: _Is
    row: int
    column: int
    text: int  # the column in which what belongs to it begins
    colons: int = 0
    name: str = ""
    filled: bool = False  # it holds a paragraph, a child or a directive
    children: bool = False
    closed: bool = False  # its closing paragraph stands


@dataclass(frozen=True, slots=True)
class Outline:
    """Where provisions begin, as the check saw them: row from 0 and column from 0; and whether all was in shape."""

    provisions: tuple[tuple[int, int], ...]
    sound: bool


_NUMBERED = re.compile(r"(\d+)([.)])(?: |$)")
_TYPED = re.compile(r"\d+(?:\.\d+)+\.?(?: |$)")
_PLAIN_NUMBER = re.compile(r"\d+(?: |$)")
_LETTERED = re.compile(r"\((?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,3})\)|[a-zA-Z]\)|[a-z]\. ")
_STRAY = re.compile(r":::|\||>|#|[-+*](?: |$)|-{3,}|\*{3,}|_{3,}|={3,}|`{3}|~{3}|[:~](?: |$)")
_OPENING = re.compile(r"(:{3,}) (\S.*)")
_ONLY_COLONS = re.compile(r":{3,}")


def check_lines(lines: list[str], file: str, first_line: int, faults: Faults, kind: ProseKind) -> Outline:
    """Report every line that leaves the allowed shape; give the outline. `lines` hold no tabs. Raises nothing."""
    return _LineCheck(file, first_line, faults, kind).run(lines)


@dataclass(slots=True)
class _LineCheck:
    file: str
    first_line: int
    faults: Faults
    kind: ProseKind
    stack: list[_Open] = field(default_factory=lambda: [_Open(_Is.ROOT, -1, 0, 0)])
    paragraph: int | None = None  # the column of the paragraph that the line before belongs to
    blank_before: bool = True
    term: int | None = None  # the row of a term that waits for its meaning
    provisions: list[tuple[int, int]] = field(default_factory=list)
    definitions_row: int | None = None
    sound: bool = True

    def run(self, lines: list[str]) -> Outline:
        """Check every line in order."""
        for row, line in enumerate(lines):
            text = line.strip(" ")
            if not text:
                self.paragraph = None
                self.blank_before = True
                continue
            indent = len(line) - len(line.lstrip(" "))
            self._breaks(row, line)
            self._line(row, indent, text)
            self.blank_before = False
        self._end_of_term()
        self._leave_directives()
        return Outline(tuple(self.provisions), self.sound)

    def _span(self, row: int, column: int, length: int = 1) -> Span:
        return Span(self.file, self.first_line + row, column + 1, max(1, length))

    def _fault(
        self, code: str, row: int, column: int, message: str, hint: str, length: int = 1, related: tuple[Related, ...] = ()
    ) -> None:
        self.sound = False
        self.faults.add(code, self._span(row, column, length), message, hint, related)

    def _breaks(self, row: int, line: str) -> None:
        if line.endswith("  "):
            start = len(line.rstrip(" "))
            self._fault(
                "prose-hard-break", row, start, "the line ends in two spaces, which would break it in print",
                "Delete the spaces at its end.", len(line) - start,
            )  # fmt: skip
        elif line.rstrip(" ").endswith("\\") and not line.rstrip(" ").endswith("\\\\"):
            self._fault(
                "prose-hard-break", row, len(line.rstrip(" ")) - 1,
                "the line ends in a backslash, which would break it in print", "Delete the backslash.",
            )  # fmt: skip

    def _line(self, row: int, indent: int, text: str) -> None:
        directive = self._directive()
        if directive and directive.name == "note" and not (_ONLY_COLONS.fullmatch(text) and indent == directive.column):
            if indent < directive.column:
                self._fault(
                    "prose-indent", row, indent, f"a note's lines begin in column {directive.column + 1}",
                    "Indent the line as its `::: note` is.", len(text),
                )  # fmt: skip
            return
        if _ONLY_COLONS.fullmatch(text):
            self._close_directive(row, indent, len(text))
        elif text.startswith(":::"):
            self._open_directive(row, indent, text)
        elif text.startswith("1. ") or text == "1.":
            self._provision(row, indent, text)
        elif self.paragraph is None and _NUMBERED.match(text):
            self._stray(row, indent, text, "a provision")
            self._provision(row, indent, "1. " + text.split(" ", 1)[-1])
        elif self.kind is ProseKind.DEFINITIONS and indent == 0 and (text.startswith(": ") or text == ":"):
            self._meaning(row, text)
        elif self.kind is ProseKind.SCHEDULE and indent == 0 and text.startswith("## "):
            self._part(row, text)
        else:
            self._words(row, indent, text)

    # What is open --------------------------------------------------------------------------------------------

    def _directive(self) -> _Open | None:
        return next((found for found in reversed(self.stack) if found.kind is _Is.DIRECTIVE), None)

    def _leave(self, indent: int) -> None:
        """Leave what a line at this indent no longer belongs to."""
        while True:
            top = self.stack[-1]
            if top.kind is _Is.DIRECTIVE and indent < top.column:
                self._left_open(self.stack.pop())
            elif top.kind in (_Is.PROVISION, _Is.MEANING) and indent < top.text:
                self.stack.pop()
            else:
                return

    def _left_open(self, directive: _Open) -> None:
        self._fault(
            "prose-directive-open", directive.row, directive.column, f"`{'::: ' + directive.name}` is left open",
            f"Close it with a line `{':' * directive.colons}` in the same column.", directive.colons,
        )  # fmt: skip

    def _leave_directives(self) -> None:
        while len(self.stack) > 1:
            top = self.stack.pop()
            if top.kind is _Is.DIRECTIVE:
                self._left_open(top)

    def _place_block(self, row: int, indent: int, what: str, length: int) -> _Open:
        """Leave what a block at this indent does not belong to, check its column, and give what it belongs to."""
        deepest = max((found.text for found in self.stack), default=0)
        self._leave(indent)
        top = self.stack[-1]
        if indent != top.text:
            under = f", or in column {deepest + 1} under the one above" if deepest > top.text else ""
            self._fault(
                "prose-indent", row, indent,
                f"{what} begins in column {indent + 1}; here it begins in column {top.text + 1}{under}",
                f"Indent by exactly {STEP} spaces for each level.", length,
            )  # fmt: skip
        if top.closed:
            self._fault(
                "prose-shape", row, indent, f"{what} stands after the closing paragraph",
                "A provision is one opening paragraph, then what stands under it, then at most one closing paragraph.", length,
            )  # fmt: skip
        if top.kind is _Is.DIRECTIVE and top.name in ("table", "definitions"):
            self._fault(
                "prose-shape", row, indent, f"`::: {top.name}` holds nothing between its lines",
                f"Close it with `{':' * top.colons}` on the next line.", length,
            )  # fmt: skip
        top.filled = top.children = True
        return top

    # Lines of each kind --------------------------------------------------------------------------------------

    def _provision(self, row: int, indent: int, text: str) -> None:
        self._end_of_term()
        top = self._place_block(row, indent, "a provision", len(text))
        words = text[3:]
        if not words:
            self._fault("prose-shape", row, indent, "a provision without words", "Write its words after `1. `.", 2)
        elif words.startswith(" "):
            self._fault(
                "prose-indent", row, indent + 3, "more than one space follows `1.`",
                "Write one space, so that the words begin three columns after the number.",
            )  # fmt: skip
        else:
            self._stray(row, indent + 3, words, "a provision")
        if self.kind is ProseKind.DEFINITIONS and top.kind is _Is.ROOT:
            self._fault("prose-shape", row, indent, "a numbered provision among the definitions",
                        "Indent it by two under its `: meaning`.", 2)  # fmt: skip
        depth = 1 + sum(found.kind is _Is.PROVISION for found in self.stack)
        if depth > DEEPEST:
            self._fault("prose-shape", row, indent, f"more than {DEEPEST} levels of provisions",
                        "Make it flatter: four levels have labels.", 2)  # fmt: skip
        self.stack.append(_Open(_Is.PROVISION, row, indent, indent + STEP))
        self.provisions.append((row, indent))
        self.paragraph = indent + STEP

    def _part(self, row: int, text: str) -> None:
        self._leave_directives()
        self.stack[0] = _Open(_Is.ROOT, row, 0, 0)
        self.paragraph = None
        if text.endswith("#"):
            self._fault("prose-stray-line", row, len(text) - 1, "a `#` ends the title", "Delete it.")

    def _meaning(self, row: int, text: str) -> None:
        self.stack = self.stack[:1]
        if self.term is None or self.term != row - 1:
            self._fault("prose-shape", row, 0, "a meaning without a term on the line above",
                        "Write the term on its own line, and `: ` and its meaning on the next.", 1)  # fmt: skip
        if len(text) < 3 or text[2] == " ":
            self._fault("prose-indent", row, 0, "one space and then the words follow `:`", "Write `: ` and the meaning.")
        self.term = None
        self.stack.append(_Open(_Is.MEANING, row, 0, 2))
        self.paragraph = 2

    def _end_of_term(self) -> None:
        if self.term is not None:
            self._fault("prose-shape", self.term, 0, "a term without a meaning on the next line",
                        "Write `: ` and its meaning on the line under it.")  # fmt: skip
        self.term = None

    def _words(self, row: int, indent: int, text: str) -> None:
        stray = self._stray(row, indent, text, "a line")
        self._end_of_term()
        if self.paragraph is not None:
            if indent != self.paragraph and not stray:
                again = "an empty line before the next term" if self.kind is ProseKind.DEFINITIONS else (
                    "an empty line before a closing paragraph"
                )  # fmt: skip
                self._fault(
                    "prose-indent", row, indent,
                    f"the line begins in column {indent + 1}, its paragraph in column {self.paragraph + 1}",
                    f"Begin it in column {self.paragraph + 1}; or leave {again}.", len(text),
                )  # fmt: skip
            return
        self._leave(indent)
        if self.kind is ProseKind.DEFINITIONS and indent == 0:
            self.stack = self.stack[:1]
            self.term = row
            return
        self._paragraph(row, indent, text, stray)
        self.paragraph = indent

    def _paragraph(self, row: int, indent: int, text: str, stray: bool) -> None:
        top = self.stack[-1]
        if indent != top.text and not stray:
            self._fault("prose-indent", row, indent, f"a paragraph begins in column {indent + 1}; here it begins in column "
                        f"{top.text + 1}", "Begin it in the column of the words that it belongs to.", len(text))  # fmt: skip
            return
        if stray:
            return
        outer = top if top.kind is not _Is.DIRECTIVE else next(f for f in reversed(self.stack) if f.kind is not _Is.DIRECTIVE)
        if outer.kind is _Is.ROOT:
            if self.kind is ProseKind.RECITALS or top.children or top.filled or (outer.children and outer is top):
                what = "a recital is written `1.`" if self.kind is ProseKind.RECITALS else "a paragraph after the first provision"
                self._fault("prose-shape", row, indent, what,
                            "Only one paragraph may open a clause, a schedule or a Part; write the rest as `1.`.", len(text))  # fmt: skip
            top.filled = True
            return
        if top.kind is _Is.DIRECTIVE:
            problem = "a paragraph inside a directive of a provision"
        elif top.closed:
            problem = "a second closing paragraph"
        elif not top.children:
            problem = "a second paragraph of one provision"
        else:
            problem = "" if self.blank_before else "a closing paragraph without an empty line before it"
        top.closed = True
        if problem:
            self._fault(
                "prose-shape", row, indent, problem,
                "A provision is one opening paragraph, then what stands under it, then, after an empty line, at most one "
                "closing paragraph; write the rest as `1.`.", len(text),
            )  # fmt: skip

    def _stray(self, row: int, column: int, text: str, what: str) -> bool:
        """Report words that begin as structure does; give whether they do."""
        numbered = _NUMBERED.match(text)
        if numbered or _TYPED.match(text):
            shown = text.split(" ", 1)[0]
            self._fault("prose-list-number", row, column, f"{what} begins with the number `{shown}`",
                        "Write every provision `1.`, at every level; the house gives the number.", len(shown))  # fmt: skip
            return True
        if found := _PLAIN_NUMBER.match(text) or _LETTERED.match(text) or _STRAY.match(text):
            shown = found[0].strip()
            hint = {
                "#": "A Part of a schedule is `## {#anchor} Title`, at the edge.",
                "|": "A table is set in with `::: table ID`.",
                "-": "Write every provision `1.`.", "*": "Write every provision `1.`.", "+": "Write every provision `1.`.",
                "(": "Write it `1.`, indented by three; the house gives the label.",
                ":": "Definitions stand in clauses/definitions/.",
            }.get(shown[0], "Put other words first on the line.")  # fmt: skip
            self._fault("prose-stray-line", row, column, f"{what} begins with `{shown}`, which looks like structure and is not",
                        hint, len(shown))  # fmt: skip
            return True
        return False

    # Directives ----------------------------------------------------------------------------------------------

    def _open_directive(self, row: int, indent: int, text: str) -> None:
        self._end_of_term()
        self.paragraph = None
        found = _OPENING.match(text)
        name = found[2].split(" ", 1)[0] if found else text.lstrip(":").split(" ", 1)[0]
        colons = len(text) - len(text.lstrip(":"))
        outer = self._directive() if not self._left_by(indent) else None
        self._place_block(row, indent, "a directive", len(text))
        if outer and colons >= outer.colons:
            self._fault(
                "prose-directive-crossed", row, indent,
                f"this directive has {colons} colons, and so would be closed with the one it stands in",
                f"Give the outer directive more colons than this one: `{':' * (colons + 1)} {outer.name}`.", colons,
                (Related("the outer directive begins here", self._span(outer.row, outer.column, outer.colons)),),
            )  # fmt: skip
        if found is None or not self._known(found[2]):
            self._unknown(row, indent, text, name)
        if self.kind is ProseKind.RECITALS and len(self.stack) == 1:
            self._fault("prose-shape", row, indent, "a directive between recitals",
                        'Write the condition on the recital: `1. {#anchor when="…"}`.', len(text))  # fmt: skip
        if name == "definitions":
            if self.definitions_row is not None:
                self._fault("prose-shape", row, indent, "`::: definitions` is given twice", "Keep one of the two.", len(text),
                            (Related("first given here", self._span(self.definitions_row, 0)),))  # fmt: skip
            self.definitions_row = row
        self.stack.append(_Open(_Is.DIRECTIVE, row, indent, indent, colons, name))

    def _left_by(self, indent: int) -> bool:
        directive = self._directive()
        return directive is not None and indent < directive.column

    @staticmethod
    def _known(words: str) -> bool:
        name, _, rest = words.partition(" ")
        if name in ("definitions", "note"):
            return not rest
        if name == "for":
            return re.fullmatch(r"[a-z][a-z0-9_]* in \S.*", rest) is not None
        if name == "table":
            return re.fullmatch(r"[a-z0-9-]+", rest) is not None
        return name == "when" and bool(rest.strip())

    def _unknown(self, row: int, indent: int, text: str, name: str) -> None:
        if name in DIRECTIVES:
            form = {
                "when": "::: when CONDITION", "for": "::: for NAME in LIST", "table": "::: table ID",
                "definitions": "::: definitions", "note": "::: note",
            }[name]  # fmt: skip
            message, hint = f"`::: {name}` is not complete, or has too much on its line", f"Write it `{form}`."
        else:
            message = f"there is no directive `{name}`"
            hint = "The directives are when, for, table, definitions and note, each after `::: `."
        self._fault("prose-directive-unknown", row, indent, message, hint, len(text))

    def _close_directive(self, row: int, indent: int, colons: int) -> None:
        self._end_of_term()
        self.paragraph = None
        directive = self._directive()
        if directive is None:
            self._fault("prose-stray-line", row, indent, "this line closes a directive, but none is open", "Delete it.", colons)
            return
        if directive.colons != colons:
            self._fault(
                "prose-directive-crossed", row, indent,
                f"this line has {colons} colons, the directive that it meets has {directive.colons}",
                "Close the inner directive first, each with as many colons as it began with.", colons,
                (Related("that directive begins here", self._span(directive.row, directive.column, directive.colons)),),
            )  # fmt: skip
        elif directive.column != indent:
            self._fault("prose-indent", row, indent,
                        f"this line begins in column {indent + 1}, its directive in column {directive.column + 1}",
                        "Close a directive in the column in which it began.", colons)  # fmt: skip
        matches = [f for f in self.stack if f.kind is _Is.DIRECTIVE and f.colons == colons] or [directive]
        while self.stack[-1] is not matches[-1]:
            self.stack.pop()
        self.stack.pop()
