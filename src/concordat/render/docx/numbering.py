"""Native numbering, written from the house's labels (ECMA-376 Part 1, 17.9; docs/word/numbering.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from concordat.model.library import Levels
from concordat.render.docx.markup import NAMESPACES, XML_HEAD, escape

LEVELS = 9
"""The levels of a list in Word."""

_ORDINAL = re.compile(r"\{(\d+|a|i|A)\}")
_FORMATS = {"a": "lowerLetter", "i": "lowerRoman", "A": "upperLetter"}


class ListKind(StrEnum):
    """A list of its own kind: what it numbers."""

    CLAUSES = "clauses"
    HEADINGS = "headings"  # schedules and their Parts
    SCHEDULES = "schedules"  # paragraphs of a schedule or Part
    DEFINITIONS = "definitions"
    RECITALS = "recitals"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the style bound to it, its number format, its text, and whether all ordinals print as figures."""

    style: str
    format: str
    text: str
    figures: bool


@dataclass(frozen=True, slots=True)
class LevelLook:
    """How a number looks, from house.docx: what follows it, how it stands, its run properties, its text and format there."""

    follows: str = "tab"
    stands: str = "left"
    properties: str = ""
    text: str = ""
    format: str = ""


def lists(levels: Levels) -> dict[ListKind, tuple[Level, ...]]:
    """The levels of each list, as the house labels them; fewer than nine, the last of which repeats below."""
    definition = levels.definition
    return {
        ListKind.CLAUSES: _levels(levels.clause, ("Heading 2", *(f"Clause level {n}" for n in range(1, 5)))),
        ListKind.HEADINGS: (
            _level(levels.schedule_heading, 0, 0, "Schedule heading", ()),
            _level(levels.part_heading, 1, 1, "Part heading", ()),
        ),
        ListKind.SCHEDULES: _levels(levels.schedule, tuple(f"Schedule level {n}" for n in range(1, 5))),
        ListKind.DEFINITIONS: _levels(definition, tuple(f"Definition level {n}" for n in range(1, 3))),
        ListKind.RECITALS: (
            _level(levels.recital, 0, 0, "Recital", ()),
            *_levels(definition, tuple(f"Recital level {n}" for n in range(1, 3)), 1),
        ),
        ListKind.PARTIES: (_level(levels.party, 0, 0, "Party", ()),),
    }


def _levels(forms: Sequence[str], styles: Sequence[str], offset: int = 0) -> tuple[Level, ...]:
    """Levels for the forms; where there are more styles than forms or the other way about, the last one serves."""
    count = max(len(forms), len(styles))
    chosen = [forms[min(index, len(forms) - 1)] for index in range(count)]
    formats = ["decimal"] * offset + [_format(form) for form in chosen]
    return tuple(
        _level(form, index + offset, offset, styles[min(index, len(styles) - 1)], formats)
        for index, form in enumerate(chosen)
    )


def _format(form: str) -> str:
    sorts = [sort for sort in _ORDINAL.findall(form) if not sort.isdigit()]
    return _FORMATS[sorts[-1]] if sorts else "decimal"


def _level(form: str, own: int, offset: int, style: str, formats: Sequence[str]) -> Level:
    """One level: `own` is its place from 0, `offset` how many levels stand above the first that forms count from."""
    above = [int(sort) + offset - 1 for sort in _ORDINAL.findall(form) if sort.isdigit()]
    figures = any(place < own and place < len(formats) and formats[place] != "decimal" for place in above)

    def ordinal(match: re.Match[str]) -> str:
        sort = match.group(1)
        return f"%{min(int(sort) + offset, own + 1)}" if sort.isdigit() else f"%{own + 1}"

    return Level(style, _format(form), _ORDINAL.sub(ordinal, form), figures)


@dataclass(slots=True)
class Numbers:
    """The lists of one file: a `w:num` for each list, and one more for each place where a list starts again.

    `first` is the number of the first of our `w:num` and `w:abstractNum`; those below are the user's own lists.
    """

    first: int
    restarts: list[tuple[int, ListKind]] = field(default_factory=list)

    def of(self, kind: ListKind) -> int:
        """The `w:num` that the styles of a list carry."""
        return self.first + list(ListKind).index(kind)

    def restart(self, kind: ListKind) -> int:
        """A new `w:num` at which a list starts again."""
        number = self.first + len(ListKind) + len(self.restarts)
        self.restarts.append((number, kind))
        return number

    def xml(
        self,
        levels: Levels,
        ids: Mapping[str, str],
        indents: Mapping[str, str],
        looks: Mapping[str, LevelLook],
        kept: tuple[str, str],
    ) -> str:
        """The numbering part. `indents` and `looks` are by style name; `kept` the user's own lists and their `w:num`."""
        declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
        found = [f'{XML_HEAD}<w:numbering{declared} mc:Ignorable="w15">', kept[0]]
        for kind, own in lists(levels).items():
            found.append(_abstract(self.of(kind), own, ids, indents, looks))
        found.append(kept[1])
        for kind in ListKind:
            number = self.of(kind)
            found.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        for number, kind in self.restarts:
            found.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.of(kind)}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        return "".join((*found, "</w:numbering>"))


def _abstract(
    number: int,
    own: tuple[Level, ...],
    ids: Mapping[str, str],
    indents: Mapping[str, str],
    looks: Mapping[str, LevelLook],
) -> str:
    found = [
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x0C0DA700 + number:08X}"/>'
        '<w:multiLevelType w:val="multilevel"/>'
    ]
    for place in range(LEVELS):
        level = own[min(place, len(own) - 1)]
        text = level.text if place < len(own) else level.text.replace(f"%{len(own)}", f"%{place + 1}")
        look = looks.get(level.style, LevelLook())
        first = place < len(own) and level.style not in [above.style for above in own[:place]]
        bound = f'<w:pStyle w:val="{ids[level.style]}"/>' if first else ""
        properties = f"<w:rPr>{look.properties}</w:rPr>" if look.properties else ""
        found.append(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{bound}'
            f"{'<w:isLgl/>' if level.figures else ''}"
            f'<w:suff w:val="{look.follows}"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="{look.stands}"/>'
            f"<w:pPr>{indents.get(level.style, '')}</w:pPr>{properties}</w:lvl>"
        )
    return "".join((*found, "</w:abstractNum>"))
