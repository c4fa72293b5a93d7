"""Exact measures of fonts whose letters are drawn too small for the engine to measure them.

The engine takes the widths that a PDF states of its glyphs (ISO 32000-1, 9.7.4.3) from how wide they are first drawn, in
whole units of about a thousandth of a pixel. Words that are said and not seen are far smaller than a pixel, and a width
that is not the font's own breaks PDF/A and PDF/UA (ISO 19005-3, 6.2.11.5; ISO 14289-1, 7.21.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont

SMALL = 1
"""The size in pixels below which the engine's own measures are not exact."""


class Measures:
    """The measures of the fonts of one file; what a font says of its letters is read once."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._tables: dict[str, TTFont] = {}

    @contextmanager
    def exact(self, fonts: Mapping[Any, Any]) -> Iterator[None]:
        """Put right what the engine takes down of its fonts while small letters are drawn."""
        known = {key: set(font.widths) for key, font in fonts.items()}
        yield
        for key, font in fonts.items():
            for glyph in font.widths.keys() - known.get(key, set()):
                table = self._table(font)
                advance, _ = table["hmtx"][table.getGlyphName(glyph)]
                font.widths[glyph] = _share(table, advance)
            if key not in known:
                head = self._table(font)["hhea"]
                font.ascent, font.descent = (
                    _share(self._table(font), n) for n in (head.ascent, head.descent)
                )

    def _table(self, font: Any) -> TTFont:
        if font.hash not in self._tables:
            data = BytesIO(font.file_content)
            self._tables[font.hash] = TTFont(data, fontNumber=font.index, lazy=True)
        return self._tables[font.hash]


def _share(table: TTFont, units: int) -> int:
    """Units of a font's design in thousandths of its size."""
    return round(1000 * units / int(table["head"].unitsPerEm))
