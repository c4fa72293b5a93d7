"""Whether one text differs from another only in that blanks were filled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from concordat.language.words import normalise
from concordat.model.tree import Agreement, BlankText, Inline
from concordat.versions.printed import Printed, printed


def blanks_filled(old: Agreement, new: Agreement) -> tuple[str, ...] | None:
    """What was wanted in `old` and stands in `new`, where all else of the words is the same; None where more differs.

    The places must be the same, in the same order; where a blank stood, any words may stand.
    """
    before, after = _texts(old), _texts(new)
    if [text.identity for text in before] != [text.identity for text in after]:
        return None
    found: dict[str, None] = {}
    for one, other in zip(before, after, strict=True):
        if one.text == other.text:
            continue
        if not re.fullmatch(_form(one.inlines), other.text):
            return None
        standing = {inline.text for inline in other.inlines if isinstance(inline, BlankText)}
        blanks = (inline for inline in one.inlines if isinstance(inline, BlankText))
        found.update((blank.wanted, None) for blank in blanks if blank.text not in standing)
    return tuple(found)


def _texts(agreement: Agreement) -> tuple[Printed, ...]:
    return tuple(text for text in printed(agreement) if text.text)


def _form(inlines: Sequence[Inline]) -> str:
    """The pattern of a text in which each blank may have become any words."""
    marked = "".join("\0" if isinstance(inline, BlankText) else inline.text for inline in inlines)
    return ".+".join(re.escape(part) for part in _around(normalise(marked)))


def _around(text: str) -> list[str]:
    return text.split("\0")
