"""Inlines as HTML: words, values, uses of terms, references, links, blanks and holes."""

from __future__ import annotations

from collections.abc import Iterable

from concordat.model.tree import BlankText, Inline, Mark, MarkKind, Reference, Unresolved, Use, WebLink
from concordat.render.html.markup import address, element, escape
from concordat.render.html.medium import Addresses, Medium

_MARKS = {
    MarkKind.INSERTED: ("ins", None),
    MarkKind.DELETED: ("del", None),
    MarkKind.MOVED: ("span", "moved"),
}


def render_inlines(inlines: Iterable[Inline], addresses: Addresses) -> str:
    """The inlines one after another as HTML."""
    return "".join(_marked(_inline(inline, addresses), inline.mark) for inline in inlines)


def _inline(inline: Inline, addresses: Addresses) -> str:
    text = escape(inline.text)
    if isinstance(inline, Use):
        # In print the uses are not linked: thousands of links in a file help nobody who signs it.
        if addresses.medium is Medium.SCREEN and addresses.leads(inline.term):
            return element("a", text, class_="use", href=address(inline.term))
        return text
    if isinstance(inline, Reference):
        if addresses.leads(inline.target):
            return element("a", text, class_="reference", href=address(inline.target))
        return text
    if isinstance(inline, WebLink):
        return element("a", text, class_="web", href=inline.address)
    if isinstance(inline, BlankText):
        return element("span", text, class_="blank")
    if isinstance(inline, Unresolved):
        return element("span", text, class_="unresolved")
    return text


def _marked(html: str, mark: Mark | None) -> str:
    if mark is None:
        return html
    tag, name = _MARKS[mark.kind]
    return element(tag, html, class_=name)


def mark_class(mark: Mark | None, *names: str) -> str | None:
    """The class of a block: its own names, and its mark if it bears one; None for no class at all."""
    all_names = [*names, *([str(mark.kind)] if mark else [])]
    return " ".join(all_names) or None
