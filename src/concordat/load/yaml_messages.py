"""What the YAML parser says, in a drafter's words, with what cures it."""

from __future__ import annotations

import re

_RULES: tuple[tuple[str, str, str], ...] = (
    (
        r"expected ',' or '\]'",
        "a list in square brackets is not closed",
        "Close it with `]`, with commas between its parts.",
    ),
    (
        r"expected ',' or '\}'",
        "a set in curly brackets is not closed",
        "Close it with `}`, with commas between its parts.",
    ),
    (
        r"mapping values are not allowed",
        "a second colon on this line",
        "Put the text after the first colon in quotes.",
    ),
    (
        r"could not find expected ':'",
        "a line without a colon after its name",
        "Write `name: answer`, or indent the line under its text.",
    ),
    (
        r"expected '-' indicator",
        "a line of a list that does not begin with `-`",
        "Begin it with `- `, in the column of the lines above.",
    ),
    (
        r"expected key",
        "a line that is not aligned with those above it",
        "Align it with them, or put a text with odd marks in quotes.",
    ),
    (
        r"unexpected end of stream|scanning a quoted|document separator",
        "a quotation that is not closed",
        "Close it with the same mark that opened it.",
    ),
    (
        r"unknown escape|escaped",
        "a backslash inside double quotes",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        r"invalid Unicode|hexdecimal|hexadecimal",
        "a character number that names no character",
        "Type the character itself.",
    ),
    (
        r"block sequence entries|<block end>",
        "a `-` where no list can begin",
        "Put the list on its own lines, under its name.",
    ),
    (
        r"indentation",
        "an indentation that cannot be read",
        "Indent by two spaces for each level.",
    ),
    (
        r"document indicator|<document start>",
        "a second file begins here",
        "One file holds one: take out the line.",
    ),
)


def in_words(problem: str, line: str, column: int) -> tuple[str, str]:
    """The message and the hint for what the parser reports at `column` (from 1) of `line`. Raises nothing."""
    if re.match(r"\s*\t", line) or "tab" in problem or line[column - 1 : column] == "\t":
        return "a tab where YAML wants spaces", "Replace the tab by spaces."
    if "{{" in line:
        return "`{{` outside quotes", "Put the whole text in quotes: '{{ … }} …'."
    if "cannot start any token" in problem:
        mark = line[column - 1 : column]
        return f"a text cannot begin with `{mark}`", "Put the text in quotes."
    for pattern, message, hint in _RULES:
        if re.search(pattern, problem):
            return message, hint
    return (
        "the YAML cannot be read here",
        "Look for a missing quotation mark, bracket or colon, and at the indentation.",
    )
