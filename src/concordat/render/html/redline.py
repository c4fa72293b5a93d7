"""What only a redline shows in HTML: how it is to be read, the look of its marks, and marked running lines in print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from concordat.language.redlined import is_marked
from concordat.model.tree import Agreement, Mark, MarkKind, RunningLine
from concordat.render.html.inlines import render_inlines
from concordat.render.html.marks import marked_whole
from concordat.render.html.markup import element, escape
from concordat.render.html.medium import Addresses, Medium

REDLINE = "redline"
"""The class of the body of a redline."""

_KEY = "~key"
"""The `id` of the heading of the key on screen."""

_HEADER, _FOOTER = "running-head", "running-foot"
"""Marked running lines, as classes of the page and as elements of its margins."""

_INSERTED, _DELETED = Mark(MarkKind.INSERTED, ""), Mark(MarkKind.DELETED, "")
_HERE, _AWAY = Mark(MarkKind.MOVED, ""), Mark(MarkKind.MOVED, "", None, True)

REDLINE_STYLE = """
.redline { --came: #0b4a86; --went: #96201b; --moved: #14583c; }
.redline ins { color: var(--came); }
.redline del { color: var(--went); }
.redline .twice { color: var(--moved); }
.redline ins a, .redline del a { color: inherit; }
.redline ins, .redline ins a { text-decoration: underline solid 1.5px; text-underline-offset: .15em; }
.redline del, .redline del a { text-decoration: line-through solid 1.5px; }
.redline ins.twice, .redline ins.twice a { text-decoration: underline double 1px; }
.redline del.twice, .redline del.twice a { text-decoration: line-through double 1px; }
.redline .flag { color: var(--ink); font-weight: bold; text-indent: 0; }
.redline p.flag { break-after: avoid; }
.redline .flag a { text-decoration: underline solid 1px; }
.redline .inserted, .redline .changed, .redline tr.inserted > :last-child, .redline tr.changed > :last-child {
  border-right: 2px solid var(--ink);
}
.redline .deleted { border-right: 2px dashed var(--ink); }
.redline tr.deleted > :last-child { border-right: 2px dotted var(--ink); }
.redline .moved-here, .redline .moved-away, .redline tr.moved-here > :last-child, .redline tr.moved-away > :last-child {
  border-right: 5px double var(--ink);
}
.redline tr[class], .redline p.flag, .redline span.flag { border-right: 0; }
@media screen {
  .redline .spoken { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  .redline .spoken { user-select: none; white-space: nowrap; }
  .redline .inserted, .redline .deleted, .redline .moved-here, .redline .moved-away, .redline .changed {
    margin-right: -.8rem; padding-right: .7rem;
  }
  .redline p.flag, .redline span.flag, .redline div.line { margin-right: 0; padding-right: 0; }
  .redline p.flag { font-size: .875rem; letter-spacing: .02em; line-height: 1.4; margin-bottom: .15rem; }
  .redline .key { border-bottom: 1px solid var(--rule); padding: 1.5rem 0; }
  .redline .key h2 { font-size: 1.625rem; line-height: 1.25; margin: 0 0 1rem; }
  .redline .key p { margin: 0 0 .65rem; max-width: 46rem; }
  @media (min-width: 62rem) { .redline .key { grid-column: 1 / -1; } }
}
@media print {
  .redline .spoken { color: transparent; font-size: .05pt; line-height: 0; }
  .redline ins, .redline ins a { text-decoration-thickness: .75pt; }
  .redline ins.twice, .redline ins.twice a { text-decoration-thickness: 1.8pt; }
  .redline .inserted, .redline .deleted, .redline .moved-here, .redline .moved-away, .redline .changed {
    margin-right: -4mm; padding-right: 3mm;
  }
  .redline p.flag, .redline span.flag, .redline div.line { margin-right: 0; padding-right: 0; }
  .redline p.flag { font-size: 8.5pt; line-height: 11pt; margin: 0 0 1pt; }
  .redline li > p.flag:first-child { padding-left: 0; text-indent: 0; }
  .redline li.wide > .flag:first-child + p { padding-left: 18mm; text-indent: -18mm; }
  .redline li.narrow > .flag:first-child + p { padding-left: 10mm; text-indent: -10mm; }
  .redline [data-outline] { bookmark-label: attr(data-outline); }
  .redline [data-outline=""] { bookmark-level: none; }
  .redline .key { break-before: page; }
  .redline .key + .control { break-before: auto; }
  .redline .key h2 { bookmark-level: none; break-after: avoid; font-size: 18pt; line-height: 24pt; margin: 24pt 0 12pt; }
  .running-head, .running-foot { color: var(--quiet); font-size: 8.5pt; line-height: 11pt; margin: 0; }
  .running-head { position: running(running-head); }
  .running-foot { position: running(running-foot); text-align: center; }
}
"""
"""After house.css, whose rules for words it must win over; each rule is of a redline alone. A house may say more closely."""


def render_key(agreement: Agreement, addresses: Addresses) -> str:
    """How a redline is to be read, before the control group; nothing for any other tree. It is apparatus."""
    if agreement.redline is None:
        return ""
    named = _KEY if addresses.medium is Medium.SCREEN else None
    html = element("h2", "How to read this copy", id=named)
    html += "".join(element("p", line) for line in _key(agreement.redline))
    return element("section", html, class_="key apparatus", aria_labelledby=named)


def _key(compared: str) -> Iterator[str]:
    def shown(words: str, mark: Mark) -> str:
        return marked_whole(words, mark, said=False)

    yield escape(f"This copy shows two texts at once: {compared.rstrip('.')}.")
    yield f"{shown('Underlined', _INSERTED)}: words that are in the newer text alone."
    yield f"{shown('Struck through', _DELETED)}: words that are in the older text alone."
    yield f"{shown('Underlined twice', _HERE)}: words that stood elsewhere in the older text and stand here in the newer."
    yield f"{shown('Struck through twice', _AWAY)}: the same words where they stood in the older text."
    yield (
        "A rule at the right edge shows that something in that paragraph or row differs. Where the whole of it came, "
        "went or moved, a flag above it says so: Inserted, Deleted, Moved here from, Moved from here to. Colours repeat "
        "this and add nothing. A program that reads aloud says where marked words begin and where they end."
    )
    yield (
        "Numbers, and what references print, are not marked where they follow from other changes: what stands bears the "
        "newer number, what is gone the older. The contents are those of the newer text."
    )


def render_running(agreement: Agreement, addresses: Addresses) -> str:
    """The running lines that differ, as elements of the page that its margins take up; nothing on screen."""
    if addresses.medium is Medium.SCREEN:
        return ""
    return "".join(
        element("p", " ".join(_line(line, addresses) for line in lines), class_=name)
        for name, lines in _marked_lines(agreement).items()
    )


def _line(line: RunningLine, addresses: Addresses) -> str:
    return marked_whole(render_inlines(line.inlines, addresses), line.mark)


def running_contents(agreement: Agreement) -> Mapping[str, str]:
    """What stands in the margins of the pages in place of plain running lines: content by margin box."""
    boxes = {_HEADER: "top-left", _FOOTER: "bottom-center"}
    return {boxes[name]: f"element({name})" for name in _marked_lines(agreement)}


def _marked_lines(agreement: Agreement) -> dict[str, list[RunningLine]]:
    """The running lines of the header and of the footer, each where one of them bears a mark."""
    if agreement.redline is None:
        return {}
    found: dict[str, list[RunningLine]] = {_HEADER: [], _FOOTER: []}
    for line in agreement.running:
        found[_HEADER if line.identity == "running/header" else _FOOTER].append(line)
    return {
        name: lines
        for name, lines in found.items()
        if any(line.mark is not None or is_marked(line.inlines) for line in lines)
    }
