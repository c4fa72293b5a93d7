"""What the checks share: the library's prose read once, and one agreement with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from concordat.checks.forms import Forms, Use
from concordat.checks.source_text import Holder, SourceText, anchors, holders, texts
from concordat.diagnostics import Span
from concordat.language.answers import given
from concordat.language.editions import settled
from concordat.language.walk import Place, inlines, iterate, passages
from concordat.language.words import plain
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import (
    Dataset,
    Entry,
    Instructions,
    Library,
    Precedent,
    Wording,
    Workspace,
)
from concordat.model.tables import TableSpec
from concordat.model.tree import Agreement, Group, Inline, Party, Provision, Reference, Table, Unresolved


@dataclass(frozen=True)
class LibraryIndex:
    """A workspace's library, ready for its checks.

    `texts` leaves out mandated wording: national text is held as it was published, and is never judged.
    `uses` gives each text with its uses of terms.
    """

    workspace: Workspace
    holders: tuple[Holder, ...]
    texts: tuple[SourceText, ...]
    uses: tuple[tuple[SourceText, tuple[Use, ...]], ...]
    forms: Forms
    anchors: Mapping[str, frozenset[str]]


def library_index(workspace: Workspace) -> LibraryIndex:
    """The index of a workspace's library."""
    held = tuple(holders(workspace))
    judged = tuple(
        text for holder in held if holder.wording is not Wording.MANDATED for text in texts(holder)
    )
    known = _anchors(workspace.library)
    forms = Forms(workspace)
    uses = tuple((text, tuple(forms.uses(text.text))) for text in judged)
    return LibraryIndex(workspace, held, judged, uses, forms, known)


def _anchors(library: Library) -> Mapping[str, frozenset[str]]:
    """The anchors of each entry: the library's, and those of national text that may stand in its place."""
    found: dict[str, frozenset[str]] = {}
    editions = (edition.entries for _, edition in sorted(library.editions.items()))
    for entries in (library.entries, *editions):
        for identity, entry in sorted(entries.items()):
            found[identity] = found.get(identity, frozenset()) | anchors(entry.blocks)
    return found


@dataclass(frozen=True)
class AgreementIndex:
    """One agreement with what it was made from, ready for its checks. `today` is None where nobody asks of a
    day."""

    workspace: Workspace
    agreement: Agreement
    today: date | None
    places: tuple[Place, ...]
    instructions: Instructions | None
    member: str | None
    precedent: Precedent | None
    committee: Committee | None
    _identities: Mapping[str, Place] = field(repr=False)

    def place(self, identity: str) -> Place | None:
        """The place of an identity, if the agreement has it."""
        return self._identities.get(identity)

    def inlines(self) -> Iterator[tuple[Place, Inline]]:
        """Every inline with its place, in order."""
        return iter(self._inlines)

    @cached_property
    def _inlines(self) -> tuple[tuple[Place, Inline], ...]:
        """Found once: a dozen checks ask for them."""
        return tuple((place, inline) for place in self.places for inline in inlines(place.block))

    def references(self) -> Iterator[tuple[Place, Reference]]:
        """Every resolved reference with its place."""
        return ((place, inline) for place, inline in self.inlines() if isinstance(inline, Reference))

    def holes(self, kind: str) -> Iterator[tuple[Place, Unresolved]]:
        """Every hole of a kind that compose left, with its place."""
        for place, inline in self.inlines():
            if isinstance(inline, Unresolved) and inline.kind == kind:
                yield place, inline

    def parties(self) -> tuple[Party, ...]:
        """The parties in order."""
        return tuple(place.block for place in self.places if isinstance(place.block, Party))

    def tables(self) -> Iterator[tuple[Table, TableSpec | None]]:
        """Every table with what it shows."""
        return iter(self._tables)

    @cached_property
    def _tables(self) -> tuple[tuple[Table, TableSpec | None], ...]:
        specs = self.workspace.library.tables
        found = (place.block for place in self.places if isinstance(place.block, Table))
        return tuple((table, specs.get(table_name(table.identity))) for table in found)

    @cached_property
    def provisions(self) -> tuple[tuple[Place, str], ...]:
        """Every provision with its opening as plain text."""
        return tuple(
            (place, plain(place.block.inlines)) for place in self.places if isinstance(place.block, Provision)
        )

    def entry(self, identity: str) -> Entry | None:
        """The library's entry of an identity or of a place in it."""
        return self.workspace.library.entries.get(identity.split("/")[0].split("~")[0])

    def answer(self, name: str) -> Datum | None:
        """The answer to a question, the nearest first: the member's, the instructions', the footprint's, the
        default."""
        found = self.given(name)
        question = self.precedent.questions.get(name) if self.precedent else None
        return found if found is not None else question.default if question is not None else None

    def given(self, name: str) -> Datum | None:
        """The answer that somebody gave to a question; a default is none."""
        if self.instructions is None:
            return None
        return given(name, self.instructions, self.committee, self.member)

    def given_of_party(self, name: str, party: str) -> Datum | None:
        """The answer that somebody gave to what is asked of a party, the nearest first; a default is none."""
        if self.instructions is None:
            return None
        asked_once = self.precedent.questions if self.precedent is not None else {}
        own = self.instructions.each.get(party, {}) if self.member == party and name not in asked_once else {}
        shared = self.committee.party_answers.get(party, {}) if self.committee is not None else {}
        return own.get(name) or self.instructions.party_answers.get(party, {}).get(name) or shared.get(name)


def agreement_index(workspace: Workspace, agreement: Agreement, today: date | None) -> AgreementIndex:
    """The index of one composed agreement."""
    workspace = settled(workspace, agreement.precedent)
    parts = agreement.path.split("/")
    instructions = workspace.instructions.get("/".join(parts[:2]))
    member = parts[2] if len(parts) > 2 else None
    precedent = workspace.library.precedents.get(agreement.precedent)
    places = tuple(iterate(agreement))
    return AgreementIndex(
        workspace,
        agreement,
        today,
        places,
        instructions.of_member(member) if instructions is not None else None,
        member,
        precedent,
        workspace.committees.get(parts[0]),
        {place.block.identity: place for place in places},
    )


def table_name(identity: str) -> str:
    """The name of the table that an identity `holder/name@key` belongs to."""
    return identity.rsplit("/", 1)[-1].split("@")[0]


def data_table(workspace: Workspace, name: str) -> Dataset | None:
    """A data table that a general check reads (schedules/data/), where the workspace holds one of that
    name."""
    return workspace.library.datasets.get(name)


def words_of(place: Place) -> str:
    """All that stands directly in a block, as plain text."""
    return " ".join(plain(found) for _, found in passages(place.block))


def is_mandated(place: Place) -> bool:
    """Whether a place is mandated text, or stands in some: it is held as it was published, and is not judged."""
    return any(
        isinstance(block, Group) and block.wording == Wording.MANDATED
        for block in (place.block, *place.parents)
    )


def span_of(place: Place) -> Span | None:
    """The place in the library where a block was written, or the nearest block that holds it and has one."""
    for block in (place.block, *reversed(place.parents)):
        origin = getattr(block, "origin", None)
        if origin is not None and origin.span is not None:
            found = origin.span
            assert isinstance(found, Span)
            return found
    return None
