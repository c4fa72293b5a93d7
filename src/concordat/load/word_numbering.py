"""The numbers that a Word file prints, worked out from its numbering part as Word works them out (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from concordat.language.numerals import letters, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML as lxml writes it before a name."""

_PLACE = re.compile(r"%([1-9])")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda _: "",
}


class NumberingError(ValueError):
    """The numbering part holds what is not modelled; the message says what."""


def value(element: etree._Element | None, name: str, default: str = "") -> str:
    """The `w:val` of a child, or the default."""
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val", default) if child is not None else default


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    figures: bool
    restarts_after: int  # the levels above this one that start it again; 0 for none
    style: str


@dataclass(slots=True)
class _List:
    """One abstract list: its levels, and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one file, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[str] = set()
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                levels = {int(level.get(W + "ilvl", "0")): _level(level) for level in element.iter(W + "lvl")}
                self._lists[element.get(W + "abstractNumId", "")] = _List(levels)
            elif element.tag == W + "num":
                self._numbers[element.get(W + "numId", "")] = _number(element)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that is bound to a style; 0 where none is."""
        found = self._lists.get(self._numbers.get(number, ("", {}))[0])
        levels = found.levels if found is not None else {}
        return next((place for place, level in levels.items() if level.style == style), 0)

    def label(self, number: str, place: int) -> str:
        """The label of the next paragraph at a level of a `w:num`. Raises NumberingError for what is not modelled."""
        if number not in self._numbers:
            raise NumberingError(
                f"a paragraph is numbered by the list {number}, which the file does not hold"
            )
        abstract, starts = self._numbers[number]
        found = self._lists.get(abstract)
        if found is None or place not in found.levels:
            raise NumberingError(f"the list {number} has no level {place}")
        if number not in self._begun:
            self._begun.add(number)
            for started in starts:
                found.counts.pop(started, None)
        level = found.levels[place]
        start = starts.get(place, level.start)
        found.counts[place] = found.counts[place] + 1 if place in found.counts else start
        for below in [below for below in found.counts if below > place]:
            if place < found.levels[below].restarts_after:
                del found.counts[below]
        return _PLACE.sub(lambda match: _ordinal(found, level, int(match.group(1)) - 1), level.text)


def _ordinal(found: _List, level: _Level, place: int) -> str:
    own = found.levels[place]
    count = found.counts.get(place, own.start)
    name = "decimal" if level.figures and own.format != "none" else own.format
    if name not in _FORMATS:
        raise NumberingError(f"a list counts in the form {name}")
    return _FORMATS[name](count)


def _level(element: etree._Element) -> _Level:
    place = int(element.get(W + "ilvl", "0"))
    figures = element.find(W + "isLgl")
    return _Level(
        int(value(element, "start", "0")),
        value(element, "numFmt", "decimal"),
        value(element, "lvlText"),
        figures is not None and figures.get(W + "val", "1") not in ("0", "false"),
        int(value(element, "lvlRestart", str(place))),
        value(element, "pStyle"),
    )


def _number(element: etree._Element) -> tuple[str, dict[int, int]]:
    starts: dict[int, int] = {}
    for override in element.iter(W + "lvlOverride"):
        if override.find(W + "lvl") is not None:
            raise NumberingError("a list changes the form of a level of another")
        if override.find(W + "startOverride") is not None:
            starts[int(override.get(W + "ilvl", "0"))] = int(value(override, "startOverride", "1"))
    return value(element, "abstractNumId"), starts
