"""What only an issued version shows in Word: the control group before the contents, and the note under each signature block.

Both are apparatus, in a content control that says so, without a bookmark (docs/word/content-controls.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from concordat.model.tree import Agreement, Block, Group, Paragraph, Table
from concordat.render.docx.markup import paragraph, run
from concordat.render.docx.tables import write_table
from concordat.render.docx.writer import AFTER_TITLE, Writer

BLOCK_TO_NOTE = 480
"""Twips between the last line of a signature block and the note at its foot."""


def write_control(writer: Writer, agreement: Agreement) -> None:
    """The control group, where there is one. The field of the contents gathers none of its headings."""
    control = agreement.apparatus.control
    if control is None:
        return
    with _apparatus(writer):
        if control.heading is not None:
            words = writer.runs.of(control.heading.inlines)
            writer.add(paragraph(writer.ids["TOC Heading"], words, after=0, outline=0))
            writer.gap = AFTER_TITLE
        _write(writer, control.blocks)
    writer.gap = 0


def _write(writer: Writer, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Group():
                if block.heading is not None:
                    writer.text("Party heading", writer.runs.of(block.heading.inlines))
                _write(writer, block.blocks)
            case Table():
                write_table(writer, block)
            case Paragraph():
                writer.text("Body Text", writer.runs.of(block.inlines))
            case _:
                raise AssertionError(
                    f"the control group holds headings, paragraphs and tables: {block.identity}"
                )


def write_note(writer: Writer, note: str) -> None:
    """The note at the foot of a signature block."""
    with _apparatus(writer):
        writer.gap = BLOCK_TO_NOTE
        writer.text("Table note", run(note))


@contextmanager
def _apparatus(writer: Writer) -> Iterator[None]:
    """Set all that is written meanwhile in a content control of its own, and give it no identity."""
    begun = len(writer.found)
    writer.apparatus = True
    yield
    writer.apparatus = False
    made = "".join(writer.found[begun:])
    del writer.found[begun:]
    writer.add(writer.apparatus_control(made))
