"""Painting pages so that a reader's machine can tell text from furniture, and words from one another.

WeasyPrint drops the space at the end of a line, and marks page furniture and repeated table heads as if they were
text. ISO 14289-1 (7.1, 7.8) and ISO 32000-1 (14.8.2.2, 14.8.2.5) ask for the opposite: spaces that are there,
and furniture that is an artifact. Everything here rests on WeasyPrint's own classes of the pinned release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
import weasyprint.text.line_break as line_break
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from concordat.render.html.style import RUNNING_PLACES

RUNNING = "CDTRunning"
"""The key that tells a running line from other furniture of the page, in the properties of its artifact."""

_line_metrics = line_break.first_line_metrics


def inner(box: Any) -> Any:
    """The box itself where a placeholder of an absolutely placed box stands in the tree."""
    return getattr(box, "_box", box)


def _metrics_with_space(first_line: Any, text: str, layout: Any, *others: Any, **named: Any) -> Any:
    """Measure a line as before, and remember on it whether a space ended it."""
    length = first_line.length
    found = _line_metrics(first_line, text, layout, *others, **named)
    layout.space_follows = text.encode()[:length].endswith(b" ") and not layout.text.endswith(" ")
    return found


class TaggedStream(Stream):  # type: ignore[misc]
    """The content of a page, with furniture as artifacts."""

    def __init__(self, *arguments: Any, furniture: Mapping[Any, dict[str, Any]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._furniture = furniture

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn for a box: as an artifact if it is furniture, else as text or a picture."""
        text = isinstance(box, boxes.TextBox)
        if text and not box.text.strip():
            yield
            return
        if text and getattr(box.pango_layout, "space_follows", False):
            box.pango_layout.text += " "
        if box not in self._furniture:
            with super().marked(box, tag):
                yield
            return
        self.begin_marked_content("Artifact", pydyf.Dictionary(self._furniture[box]))
        yield
        self.end_marked_content()

    def show_text(self, text: str) -> None:
        """Show glyphs; a kern of nothing, which the engine writes between most glyphs, is left out."""
        super().show_text(text.replace(">0<", ""))


def furniture_of(pages: list[Any]) -> dict[Any, dict[str, Any]]:
    """The boxes of text that are page furniture: what stands in the margins, and table heads after their first time."""
    found: dict[Any, dict[str, Any]] = {}
    heads: set[int] = set()
    for page in pages:
        again: set[int] = set(heads)
        _find_furniture(page._page_box, None, again, heads, found)
    return found


def _find_furniture(
    box: Any, properties: dict[str, Any] | None, before: set[int], heads: set[int], found: dict[Any, dict[str, Any]]
) -> None:
    box = inner(box)
    if isinstance(box, boxes.MarginBox):
        head = box.at_keyword.startswith("@top")
        properties = {"Type": "/Pagination", "Subtype": "/Header" if head else "/Footer"}
        if box.at_keyword.removeprefix("@") in RUNNING_PLACES:
            properties[RUNNING] = "true"
    elif getattr(box, "is_header", False) and isinstance(box, boxes.TableRowGroupBox):
        heads.add(id(box.element))
        if id(box.element) in before:
            properties = {"Type": "/Pagination"}
    if isinstance(box, boxes.TextBox):
        if properties is not None:
            found[box] = properties
        return
    previous = None
    for child in getattr(box, "children", ()):
        child = inner(child)
        if isinstance(child, boxes.TextBox) and not child.text.strip():
            # A space that stands alone between two boxes is never drawn: it is drawn with the text before it.
            if previous is not None and " " in child.pango_layout.text:
                previous.pango_layout.space_follows = not previous.pango_layout.text.endswith(" ")
            continue
        _find_furniture(child, properties, before, heads, found)
        previous = child if isinstance(child, boxes.TextBox) else _last_text(child)


def _last_text(box: Any) -> Any:
    """The last text within an inline box, or None."""
    children = getattr(box, "children", ())
    if not children or not isinstance(box, boxes.InlineBox):
        return None
    last = inner(children[-1])
    return last if isinstance(last, boxes.TextBox) else _last_text(last)


@contextmanager
def keeping_spaces() -> Iterator[None]:
    """Lay out with the memory of the spaces that end lines; the engine is as it was afterwards."""
    line_break.first_line_metrics = _metrics_with_space
    try:
        yield
    finally:
        line_break.first_line_metrics = _line_metrics


@contextmanager
def painting(furniture: Mapping[Any, dict[str, Any]], add_tags: Any) -> Iterator[None]:
    """Write with our stream and our tag tree; the engine is as it was afterwards."""
    stream, tags = weasyprint.pdf.Stream, weasyprint.pdf.add_tags

    def make(*arguments: Any, **named: Any) -> TaggedStream:
        return TaggedStream(*arguments, furniture=furniture, **named)

    weasyprint.pdf.Stream, weasyprint.pdf.add_tags = make, add_tags
    try:
        yield
    finally:
        weasyprint.pdf.Stream, weasyprint.pdf.add_tags = stream, tags
