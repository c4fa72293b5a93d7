"""`concordat textconv`: the words of a Word copy, for `git diff`."""

from __future__ import annotations

from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.sentences import sentences
from concordat.language.sides import Side
from concordat.load.word import read_word

_HINT = "give a Word copy (.docx); where it was edited, take comments and notes out and save it as an ordinary document"


def text_of(path: Path, faults: Faults) -> str | None:
    """The words of a Word copy, a sentence a line, in the order in which they print; labels and contents are none of them.

    Tracked changes are read as accepted, so that what a lawyer proposes shows as what it would be.
    None, and a fault (word-unreadable), for what is no Word file or holds what is not read: half of a text would be taken
    for the whole.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        faults.add("word-unreadable", None, f"{path} could not be read: {reason}", _HINT)
        return None
    reading = read_word(data, Side.ACCEPTED)
    for fault in reading.faults:
        faults.add("word-unreadable", None, f"{path}: {fault}", _HINT)
    if reading.faults:
        return None
    return "".join(f"{line}\n" for text in reading.words for line in sentences(text))
