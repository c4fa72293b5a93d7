"""The forms of the library's terms, and where a text uses them: the longest form first, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.language.english import forms_of, plural_of
from concordat.language.rows import text_of
from concordat.model.library import SourceDefinition, Workspace


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a term in a text: where, the words, and the identity of the term (empty for an exception)."""

    start: int
    words: str
    identity: str

    @property
    def end(self) -> int:
        """Where the use ends."""
        return self.start + len(self.words)


class Forms:
    """Finds the uses of terms. Built once for a library."""

    def __init__(self, workspace: Workspace) -> None:
        """Definitions with their plurals and possessives, exceptions, and the short names of the parties."""
        by_words: dict[str, str] = {}
        for anchor, definition in _definitions(workspace):
            for exception in definition.exceptions:
                by_words.setdefault(exception, "")
            for form in definition_forms(definition):
                by_words.setdefault(form, f"term/{anchor}")
        for slug, party in sorted(workspace.parties.items()):
            name = text_of(party, "short_name")
            for form in forms_of(name, name) if name else ():
                by_words.setdefault(form, f"party/{slug}")
        self.by_words: Mapping[str, str] = by_words
        listed = sorted(by_words, key=lambda words: (-len(words), words))
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)") if listed else None
        )

    def uses(self, text: str) -> Iterator[Use]:
        """Each use in a text, in order."""
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                yield Use(match.start(), match.group(), self.by_words[match.group()])


def _definitions(workspace: Workspace) -> Iterator[tuple[str, SourceDefinition]]:
    """The library's definitions, then those of national text, which a shared clause may use too."""
    yield from sorted(workspace.library.definitions.items())
    for _, edition in sorted(workspace.library.editions.items()):
        yield from sorted(edition.definitions.items())


def definition_forms(definition: SourceDefinition) -> tuple[str, ...]:
    """Every form of a definition's term."""
    plural = definition.plural if definition.plural is not None else plural_of(definition.term)
    return forms_of(definition.term, plural)
