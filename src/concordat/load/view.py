"""What an extractor finds in a file that was rendered: four sequences, from what the file prints (design section 6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewReading:
    """The words of a file in order, one text a place as far as the file tells places apart, and what else it prints.

    `labels`, `contents` (label and heading of each entry) and `running` (the running lines, each once) are empty
    where the view has none. `pages` is the page number that each entry of the contents prints, in their order.
    """

    words: tuple[str, ...]
    labels: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
