"""A redline resolved by hand: the tree as it reads when every change is accepted, or every change rejected.

It owes nothing to what makes a redline: it knows the types of the tree, and what a mark means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from concordat.language.walk import children
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    Inline,
    Mark,
    MarkKind,
    Paragraph,
    Particular,
    Provision,
    Reference,
    RunningLine,
    Signature,
    Table,
)

Told = tuple[str, ...]


def stands(mark: Mark | None, accept: bool) -> bool:
    """Whether what bears a mark is there once all is accepted, or rejected."""
    if mark is None:
        return True
    gone = mark.kind is MarkKind.DELETED or (mark.kind is MarkKind.MOVED and bool(mark.away))
    return not gone if accept else gone


def _text(inlines: tuple[Inline, ...], accept: bool) -> str:
    shown = (
        f"[{one.target}]" if isinstance(one, Reference) else one.text
        for one in inlines
        if stands(one.mark, accept)
    )
    return "".join(shown)


def told(agreement: Agreement, accept: bool = True) -> list[Told]:
    """Every text in order: what kind of place, its identity, its words, and what gives it its style.

    References stand as their targets. A tree without marks tells itself.
    """
    found: list[Told] = [
        ("title", _text(agreement.redlined, accept) if agreement.redlined else agreement.title),
        (
            "committee",
            _text(agreement.committee_redlined, accept)
            if agreement.committee_redlined
            else agreement.committee,
        ),
    ]
    for group in agreement.groups:
        found.extend(_block(group, accept))
    for line in agreement.running:
        if stands(line.mark, accept):
            found.append(("running", line.identity, _text(line.inlines, accept)))
    return found


def _block(block: Block, accept: bool) -> list[Told]:
    if not stands(block.mark, accept):
        return []
    kind, found = type(block).__name__, list[Told]()

    def plain(value: str) -> str:
        marked = getattr(block, "redlined", ())
        return _text(marked, accept) if marked else value

    match block:
        case Group():
            heading = _text(block.heading.inlines, accept) if block.heading else ""
            found.append((kind, block.kind, block.identity, heading, str(block.execution)))
        case Table():
            found.extend(_table(block, plain(block.caption), accept))
        case Signature():
            found.append((kind, block.identity, _text(block.inlines, accept)))
            for line in block.lines:
                if stands(line.mark, accept):
                    label = _text(line.redlined, accept) if line.redlined else line.label
                    found.append(("line", label, _text(line.inlines, accept)))
        case Definition():
            found.append((kind, block.identity, plain(block.term), _text(block.inlines, accept)))
        case Particular():
            found.append((kind, block.identity, plain(block.label), _text(block.inlines, accept)))
        case Provision():
            found.append((kind, str(block.depth), block.identity, _text(block.inlines, accept)))
        case Paragraph():
            found.append((kind, block.role, block.identity, _text(block.inlines, accept)))
        case _:
            found.append((kind, block.identity, _text(block.inlines, accept)))
    for child in children(block):
        found.extend(_block(child, accept))
    return found


def _table(table: Table, caption: str, accept: bool) -> list[Told]:
    heads = (_text(one.redlined, accept) if one.redlined else one.heading for one in table.columns)
    found: list[Told] = [("table", table.identity, caption, *(heads if table.rows else ()))]
    for row in table.rows:
        if stands(row.mark, accept):
            cells = (_text(cell.inlines, accept) for cell in row.cells)
            found.append(("row", str(row.total), row.identity, *cells))
    return found


def with_older_names(found: list[Told], older: Mapping[str, str]) -> list[Told]:
    """The same with the identities of the older text, where lineage gave a place another: by these it is told there."""

    def named(part: str) -> str:
        targets = re.sub(r"\[([a-z0-9/@~-]+)\]", lambda one: f"[{older.get(one[1], one[1])}]", part)
        return older.get(part, targets)

    return [tuple(map(named, one)) for one in found]


def nested(agreement: Agreement) -> list[str]:
    """What breaks the rules of marks: within a marked block every block and row bears its mark, and no inline bears any."""
    found: list[str] = []

    def inlines(held: tuple[Inline, ...], identity: str, marked: bool) -> None:
        if marked and any(one.mark is not None for one in held):
            found.append(f"a mark in a marked block: {identity}")
        if any(one.mark is not None and one.mark.kind is MarkKind.MOVED for one in held):
            found.append(f"words bear a move: {identity}")

    def walk(block: Block | RunningLine, mark: Mark | None) -> None:
        if mark is not None and block.mark != mark:
            found.append(f"a mark that is not its holder's: {block.identity}")
        marked = block.mark is not None
        for name in ("inlines", "redlined"):
            inlines(getattr(block, name, ()), block.identity, marked)
        if isinstance(block, RunningLine):
            return
        if isinstance(block, Group) and block.heading is not None:
            inlines(block.heading.inlines, block.identity, marked)
        if isinstance(block, Table):
            for row in block.rows:
                if block.mark is not None and row.mark != block.mark:
                    found.append(f"a row without the mark of its table: {row.identity}")
                for cell in row.cells:
                    inlines(cell.inlines, cell.identity, row.mark is not None)
        for child in children(block):
            walk(child, block.mark)

    for group in agreement.groups:
        walk(group, None)
    for line in agreement.running:
        walk(line, None)
    return found
