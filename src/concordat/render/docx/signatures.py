"""Signature blocks: paragraphs with ruled lines (docs/word/tables.md), each on a page of its own in a version for signature."""

from __future__ import annotations

from concordat.model.tree import Signature
from concordat.render.docx.issued import write_note
from concordat.render.docx.markup import run, tab, twips
from concordat.render.docx.writer import Writer

SIGNATORY_TO_LINE = 360
"""Twips between the heading of a signature block and its first line."""

SEAL = 120 + twips(50)
"""The same on the page of signature of a deed: room above the first line for a seal to be set, 50 millimetres high."""


def write_signature(writer: Writer, signature: Signature) -> None:
    """A signature block: its heading and its lines, kept together; a line on which nothing is known yet is ruled.

    In a version for signature each block but the first begins a page, and has the note at its foot.
    """
    own = writer.note is not None
    writer.text(
        "Signature heading",
        writer.runs.of(signature.inlines),
        signature.identity,
        keep=True,
        new_page=own and writer.signed > 0,
    )
    writer.signed += 1
    writer.gap = SEAL if own and writer.deed else SIGNATORY_TO_LINE
    for count, line in enumerate(signature.lines, 1):
        known = writer.runs.of(line.inlines)
        content = run(line.label) + tab() + (known or tab())
        writer.text("Signature line", content, keep=own or count < len(signature.lines))
    if writer.note is not None:
        write_note(writer, writer.note)
