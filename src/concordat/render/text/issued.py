"""What only an issued version shows in the text: its control group and the note of its signature pages, as quotations.

A fact stands on each line, and a row of a table is a fact: an event that is added adds a line. No identity stands in the
margin, for nothing here is a place of the agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.model.tree import Block, Group, Table
from concordat.render.text.blocks import render_group
from concordat.render.text.markdown import bold, escape, inlines, paragraph


def quoted_control(control: Group | None) -> Iterator[list[str]]:
    """The control group as parts of quoted lines: each heading in bold, so that it is no heading of the agreement."""
    if control is None:
        return
    if control.heading is not None:
        yield [f"> {bold(inlines(control.heading.inlines))}"]
    for block in control.blocks:
        if isinstance(block, Group):
            yield from quoted_control(block)
        else:
            lines = render_group(replace(control, heading=None, blocks=(_unnamed(block),)), 2)
            yield [f"> {line}" if line.strip() else "" for line in lines]


def quoted(note: str | None) -> Iterator[list[str]]:
    """The note of the signature pages, once, a quoted line a sentence."""
    if note is not None:
        yield [f"> {line}" for line in paragraph(escape(note), "") if line.strip()]


def _unnamed(block: Block) -> Block:
    """A block without its identity, nor those of its rows and notes."""
    if isinstance(block, Table):
        rows = tuple(replace(row, identity="") for row in block.rows)
        notes = tuple(replace(note, identity="") for note in block.notes)
        return replace(block, identity="", rows=rows, notes=notes)
    return replace(block, identity="")
