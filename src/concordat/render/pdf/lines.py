"""Breaking lines as CSS says: a space that ends a text may hang over the edge of its line (CSS Text 3, 4.1.2).

WeasyPrint counts that space where another inline follows the text, and then breaks after the line's first word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint.layout.inline as inline_layout

from concordat.render.pdf.remembered import Split

_NARROWEST = 0.2
"""No text is narrower than this share of its font's size a character: a longer one is not tried."""

_split: Split = inline_layout.split_first_line


def _split_with_hanging_space(
    split: Split,
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification: Any,
    *others: Any,
    **named: Any,
) -> Any:
    """Split off the first line of a text as the engine does; where all but the last space fits, all of it fits."""
    found = split(text, style, context, max_width, justification, *others, **named)
    fits = found[2] is None or max_width is None or not text.endswith(" ")
    if fits or style["white_space"] not in ("normal", "nowrap", "pre-line"):
        return found
    shown = text.rstrip(" ")
    if not shown or len(shown) * _NARROWEST * style["font_size"] > max_width:
        return found
    if split(shown, style, context, max_width, justification, *others, **named)[2] is not None:
        return found
    return split(text, style, context, None, justification, *others, **named)


@contextmanager
def hanging_spaces(split: Split = _split) -> Iterator[None]:
    """Lay out with spaces that hang; the engine is as it was afterwards. `split` splits a line off a text."""
    inline_layout.split_first_line = partial(_split_with_hanging_space, split)
    try:
        yield
    finally:
        inline_layout.split_first_line = _split
