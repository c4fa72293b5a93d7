"""Lines that begin as structure does and are none: typed numbers and letters, bullets, table rows, rules, quotations."""

from __future__ import annotations

import re

from concordat.load.prose_shape import Shape

NUMBERED = re.compile(r"(\d+)([.)])(?: |$)")
_TYPED = re.compile(r"\d+(?:\.\d+)+\.?(?: |$)")
_PLAIN_NUMBER = re.compile(r"\d+(?: |$)")
_LETTERED = re.compile(r"\((?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,3})\)|[a-zA-Z]\)|[a-z]\. ")
_STRAY = re.compile(r":::|\||>|#|[-+*](?: |$)|-{3,}|\*{3,}|_{3,}|={3,}|`{3}|~{3}|[:~](?: |$)")
_HINTS = {
    "#": "A Part of a schedule is `## {#anchor} Title`, at the edge.",
    "|": "A table is set in with `::: table ID`.",
    "-": "Write every provision `1.`.",
    "*": "Write every provision `1.`.",
    "+": "Write every provision `1.`.",
    "(": "Write it `1.`, indented by three; the house gives the label.",
    ":": "Definitions stand in clauses/definitions/.",
}


def check_stray(shape: Shape, row: int, column: int, text: str, what: str) -> bool:
    """Report words that begin as structure does; give whether they do. `what` names them ("a line")."""
    if NUMBERED.match(text) or _TYPED.match(text):
        shown = text.split(" ", 1)[0]
        shape.fault(
            "prose-list-number", shape.span(row, column, len(shown)), f"{what} begins with the number `{shown}`",
            "Write every provision `1.`, at every level; the house gives the number.",
        )  # fmt: skip
        return True
    found = _PLAIN_NUMBER.match(text) or _LETTERED.match(text) or _STRAY.match(text)
    if found is None:
        return False
    shown = found[0].strip()
    shape.fault(
        "prose-stray-line", shape.span(row, column, len(shown)),
        f"{what} begins with `{shown}`, which looks like structure and is not",
        _HINTS.get(shown[0], "Put other words first on the line."),
    )  # fmt: skip
    return True


def check_line_end(shape: Shape, row: int, line: str) -> None:
    """Report a line that ends as Markdown's hard break does."""
    bare = line.rstrip(" ")
    if line.endswith("  "):
        shape.fault(
            "prose-hard-break", shape.span(row, len(bare), len(line) - len(bare)),
            "the line ends in two spaces, which would break it in print", "Delete the spaces at its end.",
        )  # fmt: skip
    elif bare.endswith("\\") and not bare.endswith("\\\\"):
        shape.fault(
            "prose-hard-break", shape.span(row, len(bare) - 1),
            "the line ends in a backslash, which would break it in print", "Delete the backslash.",
        )  # fmt: skip
