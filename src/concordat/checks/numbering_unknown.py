"""numbering-unknown: a published number of nothing, while a place of nearly that name has none: a name was mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic
from concordat.language.editions import numbering_of
from concordat.language.nearest import nearest
from concordat.model.tree import Group, Provision


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each such number, at its place. A published place that is gone for good has no neighbour of nearly its name."""
    numbering = (
        numbering_of(index.workspace.library, index.precedent) if index.precedent is not None else None
    )
    if numbering is None:
        return
    labelled = [p.block for p in index.places if isinstance(p.block, Group | Provision) and p.block.label]
    unnumbered = [block.identity for block in labelled if block.identity not in numbering.spans]
    left_out = {omitted.identity for omitted in index.agreement.omitted}
    for block in labelled:
        if not block.not_used or block.identity in left_out:
            continue
        holder, _, anchor = block.identity.rpartition("/")
        like = nearest(
            anchor, [name.rpartition("/")[2] for name in unnumbered if name.rpartition("/")[0] == holder]
        )
        if like is not None:
            whole = f"{holder}/{like}" if holder else like
            yield Diagnostic(
                "numbering-unknown",
                numbering.spans[block.identity],
                f"“{block.label}” is the published number of `{block.identity}`, which is nowhere; `{whole}` has none",
                f"did you mean “{whole}”? Else the number prints as not used",
            )
