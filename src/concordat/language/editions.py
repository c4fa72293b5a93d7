"""The library as one kind of agreement sees it: a national edition's text in place of what stands in for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from concordat.language.english import plural_of
from concordat.model.library import Edition, Library, Precedent, SourceDefinition, Workspace
from concordat.model.numbering import Numbering


def settled(workspace: Workspace, precedent: str) -> Workspace:
    """The workspace with the entries and definitions of the edition that a precedent names in their places.

    The same workspace where the precedent names none, or the user holds none of that name. An edition's entry takes
    the place of the library's of the same identity; its definition that of each of the same anchor or term.
    """
    edition = edition_of(workspace.library, workspace.library.precedents.get(precedent))
    if edition is None:
        return workspace
    library = workspace.library
    own = {form for definition in edition.definitions.values() for form in _forms(definition)}
    kept = {
        anchor: definition
        for anchor, definition in library.definitions.items()
        if anchor in edition.definitions or definition.term not in own
    }
    entries = {**library.entries, **edition.entries}
    definitions: Mapping[str, SourceDefinition] = {**kept, **edition.definitions}
    return replace(workspace, library=replace(library, entries=entries, definitions=definitions))


def _forms(definition: SourceDefinition) -> tuple[str, str]:
    plural = definition.plural if definition.plural is not None else plural_of(definition.term)
    return definition.term, plural


def edition_of(library: Library, precedent: Precedent | None) -> Edition | None:
    """The edition that a precedent names, where the user holds it."""
    if precedent is None or precedent.edition is None:
        return None
    return library.editions.get(precedent.edition)


def numbering_of(library: Library, precedent: Precedent) -> Numbering | None:
    """The published numbers of a kind of agreement: those of its edition, else its own where its numbering is frozen."""
    edition = edition_of(library, precedent)
    if edition is not None and edition.numbering is not None:
        return edition.numbering
    return library.numberings.get(precedent.id) if precedent.numbering == "frozen" else None
