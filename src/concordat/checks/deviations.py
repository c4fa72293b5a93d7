"""A deviation of an agreement with the library text that it replaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concordat.checks.index import AgreementIndex
from concordat.diagnostics import Span
from concordat.language.editions import edition_of
from concordat.model.library import Deviation, Entry, SourceDefinition, Wording


@dataclass(frozen=True, slots=True)
class Replaced:
    """A deviation, the library's text in its place (None where there is none), whose words that is, and its
    place here."""

    deviation: Deviation
    library: Entry | SourceDefinition | None
    wording: Wording | None
    slot: Span | None


def replaced(index: AgreementIndex) -> Iterator[Replaced]:
    """Every deviation of the agreement's instructions."""
    library = index.workspace.library
    edition = edition_of(library, index.precedent)
    for deviation in index.instructions.deviations if index.instructions is not None else ():
        anchor = deviation.entry.removeprefix("term/")
        entry = library.entries.get(deviation.entry)
        if entry is None:
            found_here = library.definitions.get(anchor)
            mandated = edition is not None and anchor in edition.definitions
            whose, at = (
                (Wording.MANDATED, edition.definitions[anchor].span) if edition and mandated else (None, None)
            )
            yield Replaced(deviation, found_here, whose, at)
            continue
        wording, slot = entry.wording, entry.span
        if index.precedent is not None and not (edition is not None and entry.id in edition.entries):
            for found in (*index.precedent.clauses, *index.precedent.schedules):
                if found.id == entry.id and found.wording is not None:
                    wording, slot = found.wording, found.span
        yield Replaced(deviation, entry, wording, slot)


def title_of(found: Entry | SourceDefinition | None, deviation: Deviation) -> str:
    """How a message names what a deviation replaces."""
    if isinstance(found, Entry):
        return found.title
    return found.term if found is not None else deviation.entry
