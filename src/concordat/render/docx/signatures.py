"""Signature blocks: paragraphs with ruled lines (docs/word/tables.md), each on a page of its own in a version for signature."""

from __future__ import annotations

from concordat.language.sides import Side, shown
from concordat.model.tree import Mark, MarkKind, Signature, SignatureLine
from concordat.render.docx.issued import write_note
from concordat.render.docx.markup import tab, twips
from concordat.render.docx.writer import Writer

SIGNATORY_TO_LINE = 360
"""Twips between the heading of a signature block and its first line."""

ROOM = 420
"""Twips before each line on a page of signature: there is room to sign."""

SEAL = twips(50)
"""The same before the first line of a deed: room for a seal to be set, 50 millimetres high."""

TO_OWN_LINE = 120
"""Twips between the heading of a block with a page of its own and the room before its first line."""


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
    writer.gap = TO_OWN_LINE + (SEAL if writer.deed else ROOM) if own else SIGNATORY_TO_LINE
    for count, line in enumerate(signature.lines, 1):
        with writer.marked(line, line.mark):
            content = (
                writer.runs.words(line.label, line.redlined)
                + writer.runs.tracked(tab())
                + _known(writer, line)
            )
            writer.text("Signature line", content, keep=own or count < len(signature.lines))
        writer.gap = ROOM if own else 0
    if writer.note is not None:
        write_note(writer, writer.note)


def _known(writer: Writer, line: SignatureLine) -> str:
    """What is known to stand on a line; on a side of a redline where nothing is, the tab that rules it."""
    marker = writer.runs.marker
    if marker.mark is not None or not any(inline.mark for inline in line.inlines):
        return writer.runs.of(line.inlines) or writer.runs.tracked(tab())
    ruled = [
        marker.runs(tab(), marker.kind(Mark(kind, "")))
        for kind, side in ((MarkKind.DELETED, Side.REJECTED), (MarkKind.INSERTED, Side.ACCEPTED))
        if not shown(line.inlines, side)
    ]
    return "".join((*ruled, writer.runs.of(line.inlines)))
