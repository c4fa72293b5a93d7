"""Writing Markdown: escaping, inlines, sentences, and the identity at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from concordat.language.sentences import sentences
from concordat.model.tree import Inline, Reference, WebLink

_MARKS = re.compile(r"[\\`*_<|]|&(?=#?\w+;)|\](?=\()|~(?=~)")
"""What Markdown would read as more than the character itself, wherever it stands."""

_OPENING = re.compile(r"^(#{1,6}(?= |$)|[-+>=|](?= |$|[-=>])|~~~|:::|\d+(?=[.)]))")
"""What Markdown would read as the beginning of a list, a heading or a quotation at the beginning of a line."""


def escape(text: str) -> str:
    """Text as it stands in a line of Markdown, white space made single spaces but for those at its ends."""
    return _MARKS.sub(lambda mark: "\\" + mark.group(), re.sub(r"\s+", " ", text))


def inlines(found: Iterable[Inline]) -> str:
    """Inlines as one line of Markdown: references and links as links, all else as words."""
    line = ""
    for inline in found:
        if isinstance(inline, Reference):
            line += f"[{_linked(inline.text)}](#{inline.target})"
        elif isinstance(inline, WebLink):
            line += f"[{_linked(inline.text)}]({inline.address.replace('(', '%28').replace(')', '%29')})"
        else:
            text = escape(inline.text)
            line += "\\" + text if line.endswith("]") and text.startswith("(") else text
    return re.sub(r" +", " ", line).strip()


def _linked(text: str) -> str:
    """The words of a link: brackets are escaped in every place, since they would end it."""
    return escape(text).replace("\\](", "](").replace("[", "\\[").replace("]", "\\]")


def margin(identity: str) -> str:
    """The identity of a place as it stands at the end of a line."""
    return f" <!-- {identity} -->" if identity else ""


def paragraph(line: str, identity: str, marker: str = "", indent: str = "") -> list[str]:
    """A text, one sentence a line: a marker before the first (`1. `), the identity after it, the others below it."""
    first, *others = (_OPENING.sub(_quoted, sentence) for sentence in sentences(line))
    below = indent + " " * len(marker)
    return [f"{indent}{marker}{first}{margin(identity)}", *(below + other for other in others)]


def _quoted(opening: re.Match[str]) -> str:
    """The beginning of a line with what opens a list or heading made a plain character."""
    text = opening.group()
    return text + "\\" if text[-1].isdigit() else "\\" + text


def heading(level: int, line: str, identity: str) -> str:
    """A heading of a level from 1 to 6."""
    return f"{'#' * min(level, 6)} {line}{margin(identity)}"


def bold(line: str) -> str:
    """Words in bold; nothing for no words."""
    return f"**{line}**" if line else ""
