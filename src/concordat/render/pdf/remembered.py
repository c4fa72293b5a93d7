"""Lines that were broken before are not broken again, and fonts that were looked up are not looked up again.

Agreements of one kind share nearly all their lines, and a layout measures many words more than once. Where a line
ends follows from its text, its width, its style and the fonts alone, so what the engine found is kept for as long as a
process lays out with the same fonts. The bytes of the file are the same without it; it saves a fifth of the time.
Everything here rests on WeasyPrint's own modules of the pinned release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any
from weakref import WeakKeyDictionary

import weasyprint.layout.preferred as preferred_layout
import weasyprint.text.line_break as line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

Split = Callable[..., Any]
"""Splits the first line off a text: the engine's `split_first_line`, or what stands in its place."""

MOST = 200_000
"""How many lines are kept; then all are forgotten, so that memory stays bounded (a hundred pages have some 11,000)."""

_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)

_FONT = ("direction", "lang", "font_family", "font_style", "font_stretch", "font_weight", "font_size",
         "font_variant_caps", "font_variation_settings")  # fmt: skip
"""What the engine asks of a style to find its fonts."""

_LINE = (
    *_FONT,
    *_FEATURES,
    *("font_language_override", "text_decoration_line", "white_space", "letter_spacing", "word_spacing", "tab_size"),
    *("overflow_wrap", "word_break", "hyphens"),
    *("hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
)  # fmt: skip
"""What the engine asks of a style to break a line."""

_split: Split = line_break.split_first_line
_setup = line_break.Layout.setup
_ready: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()


class Lines:
    """The lines that were broken with some fonts: for each text, style and width what the engine found."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self.fonts: Mapping[str, bytes] = {}
        self.kept: dict[Any, Any] = {}
        self._styles: dict[str, int] = {}

    def begin(self, fonts: Mapping[str, bytes]) -> None:
        """Go on with what is kept; forget it where these are other fonts, or where there is too much of it."""
        if fonts != self.fonts or len(self.kept) > MOST:
            self.fonts, self.kept, self._styles = fonts, {}, {}

    def split(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        justification_spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        """What the engine finds for the first line of a text, in the order of its own function."""
        key = (text, self._style(style), max_width, justification_spacing, is_line_start, minimum)
        found = self.kept.get(key)
        if found is None:
            found = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            self.kept[key] = found
        # Whoever draws the line changes its layout, which holds nothing of the engine's until then.
        return copy(found[0]), *found[1:]

    def _style(self, style: Any) -> int:
        """The number of all that a style says of lines: a short key, worked out once for each style of a layout."""
        known = getattr(style, "_concordat_line", None)
        if known is None or known[0] is not self._styles:
            said = repr([style[name] for name in _LINE])
            known = style._concordat_line = (self._styles, self._styles.setdefault(said, len(self._styles)))
        return int(known[1])


_LINES = Lines()


@contextmanager
def remembered_lines(fonts: Mapping[str, bytes]) -> Iterator[Split]:
    """Lay out with the lines that are kept for these fonts (their bytes by name); gives what splits a text."""
    _LINES.begin(fonts)
    preferred_layout.split_first_line = _LINES.split
    try:
        yield _LINES.split
    finally:
        preferred_layout.split_first_line = _split


@contextmanager
def remembered_fonts() -> Iterator[None]:
    """Lay out or paint with one look-up of the fonts for each style; the engine is as it was afterwards."""
    line_break.Layout.setup = _set_up
    try:
        yield
    finally:
        line_break.Layout.setup = _setup


def _set_up(layout: Any, style: Any) -> None:
    """Begin a line as the engine does, with what was made for another line of the same style."""
    try:
        ready = style._concordat_fonts
    except AttributeError:
        ready = style._concordat_fonts = _fonts_of(style)
    if ready is None:
        _setup(layout, style)
        return
    context, description, language = ready
    layout.style = style
    layout.first_line_direction = 0
    layout.language = language
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None


def _fonts_of(style: Any) -> tuple[Any, Any, Any] | None:
    """The engine's context, description of a font and language for a style; None for a style that asks for more."""
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        return None
    if not style["lang"] or font_features(*(style[name] for name in _FEATURES)):
        return None
    known = _ready.setdefault(style.font_config, {})
    said = repr([style[name] for name in _FONT])
    if said not in known:
        context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
        )
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
        name, _held = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(name)
        pango.pango_context_set_language(context, language)
        known[said] = context, get_font_description(style), language
    return known[said]  # type: ignore[no-any-return]
