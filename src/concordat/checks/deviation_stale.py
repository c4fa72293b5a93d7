"""deviation-stale: the library text changed since the deviation was written, so nobody compared the two."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.deviations import replaced
from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.model.library import Entry


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each deviation that replaces another text than the library's of today, at its place."""
    for found in replaced(index):
        entry, deviation = found.library, found.deviation
        if isinstance(entry, Entry) and deviation.replaces.removeprefix("sha256:") != entry.digest:
            yield Diagnostic(
                "deviation-stale",
                deviation.span,
                f"the library's “{entry.title}” is not the text that this deviation replaces",
                f"compare the two, mend the local text, and write `replaces: sha256:{entry.digest}`",
                (Related("the library text", entry.span),),
            )
