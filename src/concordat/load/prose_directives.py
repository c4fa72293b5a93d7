"""The lines that open and close directives: `::: when`, `::: for`, `::: table`, `::: definitions`, `::: note`."""

from __future__ import annotations

import re

from concordat.diagnostics import Related
from concordat.language.nearest import nearest
from concordat.load.prose_shape import Open, Opened, ProseKind, Shape

FORMS = {
    "when": "::: when CONDITION",
    "for": "::: for NAME in LIST",
    "table": "::: table ID",
    "definitions": "::: definitions",
    "note": "::: note",
}
"""The directives, and how each is written."""
ONLY_COLONS = re.compile(r":{3,}")
_OPENING = re.compile(r":{3,} (\S.*)")


def open_directive(shape: Shape, row: int, indent: int, text: str) -> None:
    """Check a line that opens a directive, and open it."""
    shape.end_term()
    shape.paragraph = None
    found = _OPENING.match(text)
    name = (found[1] if found else text.lstrip(":").strip()).split(" ", 1)[0]
    colons = len(text) - len(text.lstrip(":"))
    outer = shape.directive()
    shape.place_block(row, indent, "a directive", len(text))
    if outer in shape.stack and outer is not None and colons >= outer.colons:
        shape.fault(
            "prose-directive-crossed", shape.span(row, indent, colons),
            f"this directive has {colons} colons, and so would be closed with the one it stands in",
            f"Give the outer directive more colons than this one: `{':' * (colons + 1)} {outer.name}`.",
            (Related("the outer directive begins here", shape.span(outer.row, outer.column, outer.colons)),),
        )  # fmt: skip
    if found is None or not _complete(found[1]):
        _not_a_directive(shape, row, indent, text, name)
    if shape.kind is ProseKind.RECITALS and len(shape.stack) == 1:
        shape.fault("prose-shape", shape.span(row, indent, len(text)), "a directive between recitals",
                    'Write the condition on the recital: `1. {#anchor when="…"}`.')  # fmt: skip
    if name == "definitions":
        _once(shape, row, indent, text)
    shape.stack.append(Open(Opened.DIRECTIVE, row, indent, indent, colons, name))


def _once(shape: Shape, row: int, indent: int, text: str) -> None:
    if shape.definitions_row is not None:
        shape.fault(
            "prose-shape", shape.span(row, indent, len(text)), "`::: definitions` is given twice", "Keep one of the two.",
            (Related("first given here", shape.span(shape.definitions_row, 0)),),
        )  # fmt: skip
    shape.definitions_row = row


def _complete(words: str) -> bool:
    name, _, rest = words.partition(" ")
    if name in ("definitions", "note"):
        return not rest
    if name == "for":
        return re.fullmatch(r"[a-z][a-z0-9_]* in \S.*", rest) is not None
    if name == "table":
        return re.fullmatch(r"[a-z0-9-]+", rest) is not None
    return name == "when" and bool(rest.strip())


def _not_a_directive(shape: Shape, row: int, indent: int, text: str, name: str) -> None:
    if name in FORMS:
        message, hint = (
            f"`::: {name}` is not complete, or has too much on its line",
            f"Write it `{FORMS[name]}`.",
        )
    else:
        close = nearest(name, FORMS)
        message = f"there is no directive `{name}`"
        hint = f"Did you mean `{FORMS[close]}`?" if close else (
            "The directives are when, for, table, definitions and note, each after `::: `."
        )  # fmt: skip
    shape.fault("prose-directive-unknown", shape.span(row, indent, len(text)), message, hint)


def close_directive(shape: Shape, row: int, indent: int, colons: int) -> None:
    """Check a line of colons alone, and close what it closes."""
    shape.end_term()
    shape.paragraph = None
    directive = shape.directive()
    span = shape.span(row, indent, colons)
    if directive is None:
        shape.fault("prose-stray-line", span, "this line closes a directive, but none is open", "Delete it.")
        return
    if directive.colons != colons:
        shape.fault(
            "prose-directive-crossed", span,
            f"this line has {colons} colons, the directive that it meets has {directive.colons}",
            "Close the inner directive first, each with as many colons as it began with.",
            (Related("that directive begins here", shape.span(directive.row, directive.column, directive.colons)),),
        )  # fmt: skip
    elif directive.column != indent:
        shape.fault(
            "prose-indent", span, f"this line begins in column {indent + 1}, its directive in column {directive.column + 1}",
            "Close a directive in the column in which it began.",
        )  # fmt: skip
    matches = [found for found in shape.stack if found.kind is Opened.DIRECTIVE and found.colons == colons]
    last = matches[-1] if matches else directive
    while shape.stack[-1] is not last:
        shape.stack.pop()
    shape.stack.pop()
