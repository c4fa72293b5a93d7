"""What a house says on a redline and on a board's page of changes: the words of house.yaml under `redline`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RedlineWords:
    """The words on cover and running line of a marked copy (`mark` to `version`), and of the page for a board (`board_…`).

    A form may hold `{old}` and `{new}`, the two texts in a few words ("version 1.0, approved, 14 March 2024"), and
    `{title}` of the newer. A mark of at most seven letters stands beside every running line.
    """

    mark: str = "REDLINE"
    statement: str = (
        "This is a marked copy: it shows how {new} differs from {old}. "
        "It is neither of them, it is not the agreement, and nobody signs it."
    )
    note: str = "Marked copy, not the agreement"
    version: str = "Marked copy of {new}, compared with {old}"
    board_mark: str = "CHANGES"
    board_statement: str = (
        "This page tells what changed between two texts. It is neither of them, and decides nothing."
    )
    board_note: str = "What changed, in short"
    board_version: str = "{old}, compared with {new}"


FORMS = ("old", "new", "title")
"""What a form of these words may hold in braces."""
