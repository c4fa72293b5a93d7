"""What only an issued version shows in HTML: the control group between cover and contents, and how its pages look."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from concordat.language.layout import is_long_mark
from concordat.model.tree import Apparatus, Block, Group
from concordat.render.html.blocks import Setting, render_blocks
from concordat.render.html.inlines import render_inlines
from concordat.render.html.markup import element
from concordat.render.html.medium import Addresses, Medium

_CONTROL = "~control"
"""The `id` of the heading of the control group on screen."""

_STYLE = """
.signature-note { color: var(--quiet); overflow-wrap: anywhere; }
@media screen {
  .control { border-bottom: 1px solid var(--rule); padding: 1.5rem 0; }
  .control h2 { font-size: 1.625rem; line-height: 1.25; margin: 0 0 1rem; }
  .control h3 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .75rem; }
  .control p { margin: 0 0 .65rem; max-width: 46rem; }
  .signature-note { font-size: .9375rem; margin: 1.25rem 0 0; }
  .deed .line:first-child { align-items: flex-end; }
  .deed .line:first-child dd { min-height: 9rem; }
  @media (min-width: 62rem) { .control { grid-column: 1 / -1; } .control .table { max-width: 60rem; } }
}
@media print {
  .control { break-after: page; break-before: page; }
  .control h2, .control h3 { bookmark-level: none; break-after: avoid; font-size: 18pt; line-height: 24pt; margin: 24pt 0 12pt; }
  .control h3 { font-size: 14pt; line-height: 18pt; margin: 24pt 0 6pt; }
  .control .landscape { page: auto; }
  .page-own ~ .page-own { break-before: page; }
  .page-own .line dt, .page-own .line dd { padding-top: 21pt; }
  .page-own .line dd { min-height: 36pt; }
  .deed .line:first-child dd { min-height: calc(50mm + 15pt); }
  .signature-note { font-size: 9.5pt; line-height: 13pt; margin: 24pt 0 0; }
}
"""
"""Before house.css, which may say otherwise: pages that only an issued version has are not for each house to think of."""

_LONG_MARK = "@page { @top-left { width: auto; } @top-right { padding-left: 6mm; white-space: nowrap; width: auto; } }\n"


def issued_style(shown: Apparatus) -> str:
    """The rules for what an issued version shows and a draft does not; nothing for a draft."""
    return "" if shown.control is None and shown.signature_note is None else _STYLE.lstrip()


def long_mark_style(mark: str) -> str:
    """Room in the running line for a status mark that is longer than those of a draft; it comes after house.css."""
    return _LONG_MARK if is_long_mark(mark) else ""


def render_control(shown: Apparatus, addresses: Addresses) -> str:
    """The control group, where there is one. It is apparatus: nothing in it is a place that a link can lead to."""
    control = shown.control
    if control is None:
        return ""
    named = _CONTROL if addresses.medium is Medium.SCREEN else None
    html = _heading(control, 2, addresses, named) + _blocks(control.blocks, Setting(addresses, level=3))
    return element("section", html, class_="control apparatus", aria_labelledby=named)


def _heading(group: Group, level: int, addresses: Addresses, named: str | None = None) -> str:
    if group.heading is None:
        return ""
    return element(f"h{level}", render_inlines(group.heading.inlines, addresses), id=named)


def _blocks(blocks: Iterable[Block], setting: Setting) -> str:
    """Blocks in order. A group within the control group is a heading and what stands below it, whatever its kind."""
    html = ""
    for grouped, run in groupby(blocks, key=lambda block: isinstance(block, Group)):
        if not grouped:
            html += render_blocks(run, setting)
            continue
        for block in run:
            assert isinstance(block, Group)
            html += element("div", _heading(block, 3, setting.addresses) + _blocks(block.blocks, setting))
    return html
