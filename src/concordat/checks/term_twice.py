"""term-twice: one term with two definitions, or a term that is also another's plural or a party's short
name."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic, Related, Span
from concordat.language.english import plural_of
from concordat.language.rows import text_of


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each form of a term that already belongs to another, at the second definition."""
    seen: dict[str, tuple[str, Span | None]] = {}
    for slug, party in sorted(index.workspace.parties.items()):
        name = text_of(party, "short_name")
        if name:
            seen.setdefault(name, (f"party/{slug}", party.span))
    for anchor, definition in sorted(index.workspace.library.definitions.items()):
        plural = definition.plural if definition.plural is not None else plural_of(definition.term)
        for form in dict.fromkeys((definition.term, plural)):
            owner, span = seen.setdefault(form, (f"term/{anchor}", definition.span))
            if owner != f"term/{anchor}":
                related = (Related("first here", span),) if span is not None else ()
                already = (
                    "is also the short name of a party" if owner.startswith("party/") else "is defined twice"
                )
                yield Diagnostic(
                    "term-twice",
                    definition.span,
                    f"“{form}” {already}",
                    "keep one meaning, or give one of the two another name",
                    related,
                )
                break
