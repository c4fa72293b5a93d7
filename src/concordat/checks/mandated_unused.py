"""mandated-unused: national text that no kind of agreement takes, so that what stands in for it still prints."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic
from concordat.language.nearest import did_you_mean


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each clause and schedule of an edition that no precedent naming the edition lists; where none names it, one."""
    precedents = [p for _, p in sorted(index.workspace.library.precedents.items())]
    named = sorted({p.edition for p in precedents if p.edition is not None})
    for name, edition in sorted(index.workspace.library.editions.items()):
        listed = {slot.id for p in precedents if p.edition == name for slot in (*p.clauses, *p.schedules)}
        for identity, entry in sorted(edition.entries.items()):
            if name not in named:
                hint = did_you_mean(
                    name, named, f"write `edition: {name}` in the precedent whose text this is"
                )
                yield Diagnostic(
                    "mandated-unused",
                    entry.span,
                    f"no precedent names the edition “{name}”, so its text is not used",
                    hint,
                )
                break
            if identity not in listed:
                hint = did_you_mean(identity, listed, "list it in the precedent, or take the file out")
                yield Diagnostic(
                    "mandated-unused",
                    entry.span,
                    f"the precedents of this edition have no “{identity}”, so this text is not used",
                    hint,
                )
