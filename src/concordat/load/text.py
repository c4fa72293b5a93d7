"""Reading the text view back: the words that its lines print, without identities, marks and escapes."""

from __future__ import annotations

import re

from concordat.load.view import ViewReading

_IDENTITY = re.compile(r" <!-- \S+ -->(?=( \|)?$)")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")
_BOLD = re.compile(r"(?<!\\)\*\*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"\|( --- \|)+$")
_NEW = re.compile(r"(1\.|-|#{1,6})( |$)")
_ANSWERED = re.compile(r"- \*\*(?P<label>(?:[^\\*]|\\.)*)\*\*")
_BARRIER = re.compile(r"(?<!\\)\|")


def read_text(text: str) -> ViewReading:
    """The words of the text view, from what its lines print. The lines that open with `>` say its status: no words."""
    pieces: list[str] = []
    running_on = False
    for raw in text.split("\n"):
        line = _IDENTITY.sub("", raw).strip()
        if not line or line.startswith("> ") or line == ">" or _RULE.match(line):
            running_on = False
        elif line.startswith("| "):
            pieces.extend(cell.strip() for cell in _BARRIER.split(line[1:-1]))
            running_on = False
        elif answered := _ANSWERED.match(line):
            pieces += [answered["label"], line[answered.end() :]]
            running_on = True
        elif opening := _NEW.match(line):
            pieces.append(line[opening.end() :])
            running_on = True
        elif running_on:
            pieces[-1] += " " + line
        else:
            pieces.append(line)
            running_on = True
    return ViewReading(tuple(filter(None, (_plain(piece) for piece in pieces))))


def _plain(piece: str) -> str:
    """A text without its marks: links and bold give their words, escaped characters themselves."""
    shown = _BOLD.sub("", _LINK.sub(r"\1", piece))
    return " ".join(_ESCAPED.sub(r"\1", shown).split())
