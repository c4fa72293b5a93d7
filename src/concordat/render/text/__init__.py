"""The text view: canonical Markdown, made to be compared line by line (design section 6).

One sentence a line; no labels, since a provision that is inserted would change all that follow; the identity of each
place at the end of its first line, in a comment that Markdown does not print; a reference as `[clause 24.1](#id)`.
"""

from __future__ import annotations

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.text.blocks import render_group
from concordat.render.text.issued import quoted, quoted_control
from concordat.render.text.markdown import escape, heading, paragraph


def render_text(agreement: Agreement, house: House) -> str:
    """The text view of an agreement; `house` is not read: how the text looks is the same in every house."""
    del house
    shown = agreement.apparatus
    version = shown.version if shown.version.startswith(shown.note) else f"{shown.note}. {shown.version}"
    status = [f"{shown.mark}. {shown.statement}", version.rstrip(".") + "."]
    parts = [
        [heading(1, escape(agreement.title), "")],
        paragraph(escape(agreement.committee), "") if agreement.committee else [],
        [f"> {escape(line)}" for line in status],
        *quoted_control(shown.control),
        *(render_group(group, 2) for group in agreement.groups),
        *quoted(shown.signature_note),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


__all__ = ["render_text"]
