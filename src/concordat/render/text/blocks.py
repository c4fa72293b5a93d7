"""Blocks as lines of Markdown. A part is a list of lines; an empty line stands between two parts of a group."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from concordat.language.walk import children
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Signature,
    Table,
)
from concordat.render.text.markdown import bold, escape, heading, inlines, margin, paragraph

_STEP = "   "
"""How far what a numbered paragraph holds stands from its edge: the width of `1. `."""

_LISTED = (Provision, Recital, Party, Particular)


def render_group(group: Group, level: int) -> list[str]:
    """A group: its heading, of that level, then its blocks. The heading of the schedules as a whole does not print."""
    parts: list[list[str]] = []
    if group.kind is not GroupKind.SCHEDULES:
        if group.heading is not None:
            parts.append([heading(level, inlines(group.heading.inlines), group.identity)])
        level += 1
    parts.extend(_parts(group.blocks, level, ""))
    return _spaced(parts)


def _spaced(parts: Iterable[list[str]]) -> list[str]:
    lines: list[str] = []
    for part in filter(None, parts):
        lines += ["", *part] if lines else part
    return lines


def _parts(blocks: Iterable[Block], level: int, indent: str) -> list[list[str]]:
    """Blocks as parts; those that are entries of one list follow one another without an empty line."""
    parts: list[list[str]] = []
    for listed, run in groupby(blocks, key=lambda block: isinstance(block, _LISTED)):
        rendered = [_block(block, level, indent) for block in run]
        parts.extend([[line for lines in rendered for line in lines]] if listed else rendered)
    return parts


def _block(block: Block, level: int, indent: str) -> list[str]:
    if isinstance(block, Group):
        return render_group(block, level)
    if isinstance(block, Provision | Recital | Party):
        return _numbered(block, level, indent)
    if isinstance(block, Particular):
        line = f"{bold(escape(block.label))} {inlines(block.inlines)}"
        return paragraph(line, block.identity, "- ", indent)
    if isinstance(block, Definition):
        opening = paragraph(
            f"{bold(escape(block.term))}: {inlines(block.inlines)}", block.identity, indent=indent
        )
        return opening + _within(block, level, indent)
    if isinstance(block, Table):
        return _table(block, indent)
    if isinstance(block, Signature):
        return _signature(block, level)
    return _text(block, indent)


def _text(block: Paragraph, indent: str) -> list[str]:
    line = inlines(block.inlines)
    return paragraph(line, block.identity, indent=indent) if line else []


def _numbered(block: Provision | Recital | Party, level: int, indent: str) -> list[str]:
    opening = paragraph(inlines(block.inlines), block.identity, "1. ", indent)
    return opening + _within(block, level, indent + _STEP)


def _within(block: Block, level: int, indent: str) -> list[str]:
    """What a paragraph holds: a list follows at once, anything else after an empty line."""
    parts = _parts(children(block), level, indent)
    lines = _spaced(parts)
    listed = isinstance(next(iter(children(block)), None), _LISTED)
    return lines if listed or not lines else ["", *lines]


def _table(table: Table, indent: str) -> list[str]:
    """A table: its caption, then a row a line with its identity in the last cell, then its notes."""
    parts = [[indent + bold(escape(table.caption)) + margin(table.identity)]]
    if table.rows:
        heads = " | ".join(escape(column.heading) for column in table.columns)
        rules = " | ".join("---" for _ in table.columns)
        rows = [
            " | ".join(inlines(cell.inlines) for cell in row.cells) + margin(row.identity)
            for row in table.rows
        ]
        parts.append([f"{indent}| {row} |" for row in (heads, rules, *rows)])
    parts.extend(_text(note, indent) for note in table.notes)
    return _spaced(parts)


def _signature(signature: Signature, level: int) -> list[str]:
    lines = [f"- {bold(escape(line.label))} {inlines(line.inlines)}".rstrip() for line in signature.lines]
    return _spaced([[heading(level, inlines(signature.inlines), signature.identity)], lines])
