"""The marks of a redline in HTML: words within `ins` and `del`, said as well as shown, and flags on whole places.

Nothing rests on colour: what came is underlined and what went is struck through (twice for a move), each place that
differs has a rule at its edge, a whole place has a flag in words, and who listens is told where marked words begin and end.
"""

from __future__ import annotations

from concordat.language.redlined import is_marked
from concordat.language.words import plain
from concordat.model.tree import Inline, Mark, MarkKind
from concordat.render.html.markup import element, escape
from concordat.render.html.medium import Addresses

Inlines = tuple[Inline, ...]

_SPACE = "\u00a0"
"""The space of words that are said alone: it is no place to break a line, so the marks move no word."""

_BREAK = element("span", "\u200b", class_="apparatus")
"""A place to break a line between words that went and those that came for them: a cell may have no room for both."""

_OPENING = tuple("£“‘([")
"""The signs with which words may begin a line."""

TWICE = "twice"
"""The class of words that moved, which are underlined or struck through twice."""


def _tag(mark: Mark) -> str:
    return "del" if mark.gone else "ins"


def mark_name(mark: Mark) -> str:
    """The class of what bears a mark."""
    if mark.kind is MarkKind.MOVED:
        return "moved-away" if mark.gone else "moved-here"
    return str(mark.kind)


def _said(mark: Mark) -> str:
    if mark.kind is MarkKind.MOVED:
        return "moved from here" if mark.gone else "moved here"
    return str(mark.kind)


def _spoken(words: str) -> str:
    """Words for those who listen: text of the page, which nobody sees."""
    return element("span", escape(f" {words} ".replace(" ", _SPACE)), class_="apparatus spoken")


def marked_part(html: str, mark: Mark) -> str:
    """A part of a text with its mark. The end is said after the mark, so that a space which a line loses there is no part of it."""
    return _marked(html, mark, said=True) + _spoken(f"end of {mark.kind}")


def break_before(inline: Inline) -> str:
    """A place to break a line before words that came in the place of others; punctuation begins no line."""
    return _BREAK if inline.text[:1].isalnum() or inline.text[:1] in _OPENING else ""


def marked_whole(html: str, mark: Mark | None, *, said: bool = True) -> str:
    """A whole text with the mark of the place that it is in: its end is the end of the mark. An empty text bears none."""
    return html if mark is None or not html else _marked(html, mark, said=said)


def _marked(html: str, mark: Mark, *, said: bool) -> str:
    class_ = TWICE if mark.kind is MarkKind.MOVED else None
    return element(_tag(mark), (_spoken(f"{_said(mark)}:") if said else "") + html, class_=class_)


def mark_class(mark: Mark | None, *names: str) -> str | None:
    """The class of a block: its own names, and its mark if one begins with it; None for no class at all."""
    all_names = [*names, *([mark_name(mark)] if mark else [])]
    return " ".join(all_names) or None


def changed(*inlines: Inlines | None) -> tuple[str, ...]:
    """The class of a place in whose texts some words are marked."""
    return ("changed",) if any(is_marked(one) for one in inlines if one is not None) else ()


def flag_words(mark: Mark, addresses: Addresses) -> str:
    """What the flag of a place says, as HTML: of a move, with a link to the other half where the page names it."""
    if mark.kind is not MarkKind.MOVED:
        return str(mark.kind).capitalize()
    other = addresses.other_half(mark)
    link = element("a", escape(other[1]), href=other[0]) if other else ""
    if mark.gone:
        return f"Moved from here to {link}" if other else "Moved from here"
    return f"Moved here from {link}" if other else "Moved here"


def flag(mark: Mark | None, addresses: Addresses, *names: str) -> str:
    """The flag of a place, a paragraph of its own; nothing where no mark begins."""
    if mark is None:
        return ""
    class_ = mark_class(mark, "apparatus", "flag", *names)
    return element("p", flag_words(mark, addresses), class_=class_)


def flag_within(mark: Mark | None, addresses: Addresses) -> str:
    """The flag of a row or line, within its first text."""
    if mark is None:
        return ""
    return element("span", flag_words(mark, addresses), class_="apparatus flag") + " "


def newer_words(inlines: Inlines) -> str:
    """The words of a text without what is gone from it."""
    return plain(inline for inline in inlines if inline.mark is None or not inline.mark.gone)
