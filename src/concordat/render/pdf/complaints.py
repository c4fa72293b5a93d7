"""What the layout engine only murmurs in its log, heard: a letter that no font has, a rule that it cannot follow."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from concordat.diagnostics import Diagnostic
from concordat.model.library import House
from concordat.render.pdf.output import RenderFailed

_LETTER = ".notdef glyph"
"""How the engine's complaint of a letter without a font begins; its first argument is the letter."""


class _Complaints(logging.Handler):
    """Collects complaints, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.letters: dict[str, None] = {}
        self.others: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        message = record.getMessage()
        if message.startswith(_LETTER) and isinstance(record.args, tuple):
            self.letters[str(record.args[0])] = None
        else:
            self.others[message] = None


@contextmanager
def complaining(house: House) -> Iterator[None]:
    """Raise RenderFailed after a stage of which the engine complained: a page with a gap in it is no agreement."""
    heard, logger = _Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        yield
    finally:
        logger.removeHandler(heard)
    if heard.letters:
        shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in heard.letters)
        message = f"the house's fonts have no letter for {shown}"
        hint = "use another letter, or put a font that has it into agreements/house/fonts"
        raise RenderFailed(Diagnostic("render-failed", house.span, message, hint))
    if heard.others:
        message = f"the pages cannot be laid out as house.css asks: {'; '.join(heard.others)}"
        raise RenderFailed(Diagnostic("house-malformed", house.span, message, "mend that rule of house.css"))
