"""The shape of a prose text, checked line by line before it is parsed.

A Markdown parser passes a misaligned line in silence and so changes the law: under an item `10.` a child indented
by three becomes its sibling. This check knows the one shape that is allowed, and says where a line leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from concordat.diagnostics import Faults
from concordat.load.prose_directives import ONLY_COLONS, close_directive, open_directive
from concordat.load.prose_shape import STEP, Open, Opened, ProseKind, Shape
from concordat.load.prose_stray import NUMBERED, check_line_end, check_stray

DEEPEST = 6
"""How many levels of provisions may stand in one another."""
LONGEST_LINE = 5_000
"""How many characters a line may have."""
_MOST_OPEN = 40  # provisions and directives within one another: beyond it nothing is worth reading
_ORDER = (
    "A provision is one opening paragraph, then what stands under it, then, after an empty line, at most one "
    "closing paragraph; write the rest as `1.`."
)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where provisions begin, as the check saw them: row and column from 0; and whether all was in shape.

    `lost` says that the text is so far from any shape that it is not parsed.
    """

    provisions: tuple[tuple[int, int], ...]
    sound: bool
    lost: bool = False


def check_lines(lines: list[str], file: str, first_line: int, faults: Faults, kind: ProseKind) -> Outline:
    """Report every line that leaves the allowed shape; give the outline. `lines` hold no tabs. Raises nothing."""
    shape = Shape(file, first_line, faults, kind)
    for row, line in enumerate(lines):
        text = line.strip(" ")
        if not text:
            shape.paragraph = None
            shape.blank_before = True
            continue
        if len(line) > LONGEST_LINE or len(shape.stack) > _MOST_OPEN:
            _give_up(shape, row, line)
            return Outline((), False, True)
        check_line_end(shape, row, line)
        _line(shape, row, len(line) - len(line.lstrip(" ")), text)
        shape.blank_before = False
    shape.end_term()
    shape.leave_all()
    return Outline(tuple(shape.provisions), shape.sound)


def _give_up(shape: Shape, row: int, line: str) -> None:
    if len(line) > LONGEST_LINE:
        message = f"a line of {len(line):,} characters; {LONGEST_LINE:,} is the most"
        shape.fault("text-too-long", shape.span(row, 0), message, "Write one sentence a line.")
    else:
        shape.fault("prose-shape", shape.span(row, 0), "too much is open here for anything to be read",
                    "Close each directive, and indent by exactly three spaces.")  # fmt: skip


def _line(shape: Shape, row: int, indent: int, text: str) -> None:
    directive = shape.directive()
    if (
        directive
        and directive.name == "note"
        and not (ONLY_COLONS.fullmatch(text) and indent == directive.column)
    ):
        if indent < directive.column:
            shape.fault(
                "prose-indent", shape.span(row, indent, len(text)), f"a note's lines begin in column {directive.column + 1}",
                "Indent the line as its `::: note` is, and close the note with `:::`.",
            )  # fmt: skip
    elif ONLY_COLONS.fullmatch(text):
        close_directive(shape, row, indent, len(text))
    elif text.startswith(":::"):
        open_directive(shape, row, indent, text)
    elif text.startswith("1. ") or text == "1.":
        _provision(shape, row, indent, text)
    elif shape.paragraph is None and NUMBERED.match(text) and shape.kind is not ProseKind.DEFINITIONS:
        check_stray(shape, row, indent, text, "a provision")
        _provision(shape, row, indent, "1. " + text.split(" ", 1)[-1])
    elif shape.kind is ProseKind.DEFINITIONS and indent == 0 and (text.startswith(": ") or text == ":"):
        _meaning(shape, row, text)
    elif shape.kind is ProseKind.SCHEDULE and indent == 0 and text.startswith("## "):
        _part(shape, row, text)
    else:
        _words(shape, row, indent, text)


def _provision(shape: Shape, row: int, indent: int, text: str) -> None:
    shape.end_term()
    top = shape.place_block(row, indent, "a provision", len(text))
    words = text[3:]
    if not words:
        shape.fault(
            "prose-shape",
            shape.span(row, indent, 2),
            "a provision without words",
            "Write its words after `1. `.",
        )
    elif words.startswith(" "):
        shape.fault("prose-indent", shape.span(row, indent + STEP), "more than one space follows `1.`",
                    "Write one space, so that the words begin three columns after the number.")  # fmt: skip
    else:
        check_stray(shape, row, indent + STEP, words, "a provision")
    if shape.kind is ProseKind.DEFINITIONS and top.kind is Opened.ROOT:
        shape.fault("prose-shape", shape.span(row, indent, 2), "a numbered provision among the definitions",
                    "Indent it by two under its `: meaning`.")  # fmt: skip
    if sum(found.kind is Opened.PROVISION for found in shape.stack) >= DEEPEST:
        shape.fault("prose-shape", shape.span(row, indent, 2), f"more than {DEEPEST} levels of provisions",
                    "Make it flatter: the house has labels for four levels.")  # fmt: skip
    shape.stack.append(Open(Opened.PROVISION, row, top.text, top.text + STEP))
    shape.provisions.append((row, indent))
    shape.paragraph = indent + STEP


def _part(shape: Shape, row: int, text: str) -> None:
    shape.leave_all()
    shape.stack[0] = Open(Opened.ROOT, row, 0, 0)
    shape.paragraph = None
    if text.endswith("#"):
        shape.fault("prose-stray-line", shape.span(row, len(text) - 1), "a `#` ends the title", "Delete it.")


def _meaning(shape: Shape, row: int, text: str) -> None:
    shape.leave_all()
    if shape.term is None or shape.term != row - 1:
        shape.fault("prose-shape", shape.span(row, 0), "a meaning without a term on the line above",
                    "Write the term on its own line, and `: ` and its meaning on the next.")  # fmt: skip
    if len(text) < STEP or text[2] == " ":
        shape.fault(
            "prose-indent",
            shape.span(row, 0),
            "one space and then the words follow `:`",
            "Write `: ` and the meaning.",
        )
    shape.term = None
    shape.stack.append(Open(Opened.MEANING, row, 0, 2))
    shape.paragraph = 2


def _words(shape: Shape, row: int, indent: int, text: str) -> None:
    is_term = shape.kind is ProseKind.DEFINITIONS and indent == 0 and shape.paragraph is None
    stray = not (is_term and text[0].isdigit()) and check_stray(shape, row, indent, text, "a line")
    shape.end_term()
    if shape.paragraph is not None:
        if indent != shape.paragraph and not stray:
            before = "the next term" if shape.kind is ProseKind.DEFINITIONS else "a closing paragraph"
            shape.fault(
                "prose-indent", shape.span(row, indent, len(text)),
                f"the line begins in column {indent + 1}, its paragraph in column {shape.paragraph + 1}",
                f"Begin it in column {shape.paragraph + 1}; or leave an empty line before {before}.",
            )  # fmt: skip
            if shape.kind is ProseKind.DEFINITIONS and indent == 0:
                shape.term = row
        return
    shape.leave(indent)
    if is_term:
        shape.leave_all()
        shape.term = row
        return
    top = shape.stack[-1]
    if indent != top.text and not stray:
        shape.fault(
            "prose-indent", shape.span(row, indent, len(text)),
            f"a paragraph begins in column {indent + 1}; here it begins in column {top.text + 1}",
            "Begin it in the column of the words that it belongs to.",
        )  # fmt: skip
    elif not stray:
        _paragraph(shape, row, indent, text)
    shape.paragraph = indent


def _paragraph(shape: Shape, row: int, indent: int, text: str) -> None:
    """Check that a paragraph may stand where it does: it opens a clause or a Part, or it closes a provision."""
    top = shape.stack[-1]
    outer = next(found for found in reversed(shape.stack) if found.kind is not Opened.DIRECTIVE)
    problem, hint = "", _ORDER
    if top.name in ("table", "definitions"):
        problem, hint = f"`::: {top.name}` holds nothing between its lines", "Close it on the next line."
    elif outer.kind is Opened.ROOT:
        hint = "Only one paragraph may open a clause, a schedule or a Part; write the rest as `1.`."
        if shape.kind is ProseKind.RECITALS:
            problem, hint = "a paragraph among the recitals", "Write every recital `1.`."
        elif any(found.kind is Opened.PROVISION for found in shape.stack) or _after_provisions(shape, outer):
            problem = "a paragraph after the first provision"
        elif top.filled or (top is not outer and outer.name):
            problem = "a second paragraph at the start"
        top.filled = True
        outer.name = "opened" if top is outer else outer.name
    elif top.kind is Opened.DIRECTIVE:
        problem = "a paragraph inside a directive of a provision"
    elif top.closed:
        problem = "a second closing paragraph"
    elif not top.children:
        problem = "a second paragraph of one provision"
    elif not shape.blank_before:
        problem = "a closing paragraph without an empty line before it"
    top.closed = top.kind in (Opened.PROVISION, Opened.MEANING)
    if problem:
        shape.fault("prose-shape", shape.span(row, indent, len(text)), problem, hint)


def _after_provisions(shape: Shape, root: Open) -> bool:
    """Whether a provision stands at or under the root already: since the last Part, or since the beginning."""
    return any(row > root.row for row, _ in shape.provisions)
