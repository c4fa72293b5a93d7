"""Where a sentence of English ends: texts that are compared line by line have one sentence on each."""

from __future__ import annotations

import re

_SHORT = frozenset(
    "no nos s ss e.g i.e etc v vs reg regs para paras art arts cl dr mr mrs ms prof st ltd plc".split()
)
"""What ends in a stop without ending a sentence."""

_END = re.compile(r"(?P<word>\S*?)(?P<stop>[.!?])(?P<close>[\"”’)\]]*) (?=[\"“‘(\[\\]{0,2}[A-Z0-9£])")


def sentences(line: str) -> list[str]:
    """The sentences of a text, each a line; where a stop does not end a sentence the line runs on."""
    found, start = [], 0
    for end in _END.finditer(line):
        word = end["word"].lower().lstrip("(“\"'[")
        if end["stop"] == "." and (word in _SHORT or (len(word) == 1 and word.isalpha())):
            continue
        found.append(line[start : end.end() - 1])
        start = end.end()
    return [*found, line[start:]]
