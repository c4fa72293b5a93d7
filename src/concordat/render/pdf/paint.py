"""Painting pages so that a reader's machine can tell text from furniture, and words from one another.

WeasyPrint drops the space at the end of a line, and marks page furniture and repeated table heads as if they were
text. ISO 14289-1 (7.1, 7.8) and ISO 32000-1 (14.8.2.2, 14.8.2.5) ask for the opposite: spaces that are there,
and furniture that is an artifact. Everything here rests on WeasyPrint's own classes of the pinned release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from concordat.render.html.style import RUNNING_PLACES
from concordat.render.pdf.widths import SMALL, Measures

RUNNING = "CDTRunning"
"""The key that tells a running line from other furniture of the page, in the properties of its artifact."""


_SPACES = " \t\n\r\f"
"""What collapses to one space (CSS Text 3, 4.1.1); a no-break space never does, and ends no line."""

_COLLAPSED = re.compile(f"[{_SPACES}]+")

MARK = "CDTMark"
"""The key that says of a part of a running line that it came, went, or is said beside such words."""

_MARKS = {"ins": "/Inserted", "del": "/Deleted", "span": "/Said"}
"""The elements of a marked running line, with what the artifact says of them."""


def inner(box: Any) -> Any:
    """The box itself where a placeholder of an absolutely placed box stands in the tree."""
    return getattr(box, "_box", box)


class TaggedStream(Stream):  # type: ignore[misc]
    """The content of a page, with furniture as artifacts and with the spaces between words."""

    def __init__(self, *arguments: Any, furniture: Furniture, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._furniture = furniture
        self._twice: Any = None

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn for a box: as an artifact if it is furniture, else as text or a picture."""
        text = isinstance(box, boxes.TextBox)
        if text and not box.text.strip():
            # No word is drawn, but the line under or through the space may be.
            with self.artifact() if box.style["text_decoration_line"] != "none" else nullcontext():
                yield
            return
        if box in self._furniture.spaced:
            box.pango_layout.text += " "
        self._twice = box.pango_layout if text and box.style["text_decoration_style"] == "double" else None
        small = text and box.style["font_size"] < SMALL
        with self._furniture.measures.exact(self._fonts) if small else nullcontext():
            properties = self._furniture.artifacts.get(box)
            if properties is None:
                with super().marked(box, tag):
                    yield
                return
            self.begin_marked_content("Artifact", pydyf.Dictionary(properties))
            yield
            self.end_marked_content()

    def end_text(self) -> None:
        """End the letters of a box. Two lines through them have the room of three: the engine gives them that of one."""
        super().end_text()
        if self._twice is not None:
            self._twice.strikethrough_thickness *= 3

    def show_text(self, text: str) -> None:
        """Show glyphs; a kern of nothing, which the engine writes between most glyphs, is left out."""
        super().show_text(text.replace(">0<", ""))


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is found on laid-out pages before they are painted.

    `artifacts` are the boxes of text that are page furniture, with the properties of their artifacts: what stands in the
    margins, and table heads after their first time. `spaced` are the boxes of text that a space follows in the page's
    source but not in the layout, because a line ends there. `measures` are those of the fonts that they are drawn with.
    """

    artifacts: Mapping[Any, dict[str, Any]]
    spaced: frozenset[Any]
    measures: Measures = field(default_factory=Measures)


def furniture_of(pages: list[Any]) -> Furniture:
    """Go through laid-out pages and find their furniture and the spaces that their lines lost."""
    search = _Search()
    for page in pages:
        search.before = set(search.heads)
        search.look(page._page_box, None, None)
    spaced = [box for element, texts in search.flows.values() for box in _spaced(element, texts)]
    return Furniture(search.artifacts, frozenset(spaced))


class _Search:
    """The search through the boxes of pages; `flows` holds, for each element that has lines, its boxes of text."""

    def __init__(self) -> None:
        self.artifacts: dict[Any, dict[str, Any]] = {}
        self.heads: set[int] = set()
        self.before: set[int] = set()
        self.flows: dict[int, tuple[Any, list[Any]]] = {}

    def look(self, box: Any, properties: dict[str, Any] | None, flow: list[Any] | None) -> None:
        """Look at a box and all within it. `properties` are those of the artifact that holds it, if one does."""
        box = inner(box)
        if isinstance(box, boxes.TextBox):
            if properties is not None:
                self.artifacts[box] = properties
            if flow is not None:
                flow.append(box)
            return
        if isinstance(box, boxes.MarginBox):
            properties = _margin(box.at_keyword)
        elif isinstance(box, boxes.TableRowGroupBox) and box.is_header:
            self.heads.add(id(box.element))
            if id(box.element) in self.before:
                properties = {"Type": "/Pagination"}
        elif isinstance(box, boxes.InlineBox) and properties is not None and RUNNING in properties:
            properties = {**properties, **_mark(box.element)}
        elif isinstance(box, boxes.LineBox) and flow is None and box.element is not None:
            flow = self.flows.setdefault(id(box.element), (box.element, []))[1]
        for child in getattr(box, "children", ()):
            self.look(child, properties, flow)


def _mark(element: Any) -> dict[str, str]:
    """What the artifact of a part of a running line says of its mark; the innermost that says something counts."""
    said = _MARKS.get(element.tag) if element is not None else None
    return {MARK: said} if said else {}


def _margin(keyword: str) -> dict[str, Any]:
    """The properties of what stands in a margin box."""
    subtype = "/Header" if keyword.startswith("@top") else "/Footer"
    running = {RUNNING: "true"} if keyword.removeprefix("@") in RUNNING_PLACES else {}
    return {"Type": "/Pagination", "Subtype": subtype, **running}


def _spaced(element: Any, texts: list[Any]) -> Iterator[Any]:
    """The boxes of an element's text that a space follows in the element and not in the layout.

    The boxes are laid beside the element's text from the first to the last; where they part, as generated text may,
    nothing more is said of this element.
    """
    source, at = _COLLAPSED.sub(" ", "".join(element.itertext())).strip(_SPACES), 0
    shown = [box for box in texts if box.text.strip(_SPACES)]
    for box, following in zip(shown, [*shown[1:], None], strict=True):
        at = 0 if at >= len(source) else at
        text = box.text.strip(_SPACES)
        if not source.startswith(text, at):
            return
        at += len(text)
        if source[at : at + 1] == " ":
            at += 1
            drawn = box.pango_layout.text.endswith(" ") or (
                following is not None and following.text.startswith(" ")
            )
            if not drawn:
                yield box


@contextmanager
def painting(furniture: Furniture, add_tags: Any) -> Iterator[None]:
    """Write with our stream and our tag tree; the engine is as it was afterwards."""
    stream, tags = weasyprint.pdf.Stream, weasyprint.pdf.add_tags

    def make(*arguments: Any, **named: Any) -> TaggedStream:
        return TaggedStream(*arguments, furniture=furniture, **named)

    weasyprint.pdf.Stream, weasyprint.pdf.add_tags = make, add_tags
    try:
        yield
    finally:
        weasyprint.pdf.Stream, weasyprint.pdf.add_tags = stream, tags
