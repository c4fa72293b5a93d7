"""Inlines as HTML: words, values, uses of terms, references, links, blanks and holes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from concordat.model.tree import BlankText, Inline, Reference, Unresolved, Use, WebLink
from concordat.render.html.marks import break_before, marked_part
from concordat.render.html.markup import element, escape
from concordat.render.html.medium import Addresses, Medium


def render_inlines(inlines: Iterable[Inline], addresses: Addresses) -> str:
    """The inlines one after another as HTML; those that follow one another with one mark are marked as one."""
    found, before = "", None
    for mark, grouped in groupby(inlines, key=lambda inline: inline.mark):
        run = tuple(grouped)
        html = "".join(_inline(inline, addresses) for inline in run)
        if mark is not None and before is not None:
            found += break_before(run[0])
        found += html if mark is None else marked_part(html, mark)
        before = mark
    return found


def render_text(text: str, redlined: tuple[Inline, ...], addresses: Addresses) -> str:
    """A plain field of the tree: its words with their marks where it was not the same."""
    return render_inlines(redlined, addresses) if redlined else escape(text)


def _inline(inline: Inline, addresses: Addresses) -> str:
    text = escape(inline.text)
    if isinstance(inline, Use):
        # In print the uses are not linked: thousands of links in a file help nobody who signs it.
        place = addresses.leads(inline.term) if addresses.medium is Medium.SCREEN else None
        return element("a", text, class_="use", href=place) if place else text
    if isinstance(inline, Reference):
        place = addresses.leads(inline.target)
        return element("a", text, class_="reference", href=place) if place else text
    if isinstance(inline, WebLink):
        return element("a", text, class_="web", href=inline.address)
    if isinstance(inline, BlankText):
        return element("span", text, class_="blank")
    if isinstance(inline, Unresolved):
        return element("span", text, class_="unresolved")
    return text
