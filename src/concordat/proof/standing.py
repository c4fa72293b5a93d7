"""Under which conditions each place of a kind of agreement stands, and each reference and use of a term in it.

A place stands where every step of its path holds: the precedent's `when` for the entry, the entry's own, then those
of each Part, provision, directive and aside around it; a repetition holds for each of its members. The Particulars
print questions and answers, which are no uses, so they hold nothing to prove.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from concordat.checks.forms import Forms
from concordat.diagnostics import Span
from concordat.language.editions import edition_of
from concordat.language.rows import text_of
from concordat.model.library import Precedent, Workspace
from concordat.model.prose import (
    Aside,
    Expression,
    ForBlock,
    Pointer,
    SourceBlock,
    SourceInline,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    TableHere,
    WhenBlock,
    Words,
)


@dataclass(frozen=True, slots=True)
class When:
    """A condition; with `met` false it must not hold."""

    expression: Expression
    met: bool = True


@dataclass(frozen=True, slots=True)
class Each:
    """A repetition: `name` is bound to each member of a list."""

    name: str
    members: Expression


Step = When | Each
Path = tuple[Step, ...]
"""What must hold for a place to stand, from the outside in."""


@dataclass(frozen=True, slots=True)
class Source:
    """A reference or a use of a term: its place, its words, who holds it, its path, and what it needs.

    `needs` are identities (`clause/anchor`, `term/…`, `party/…`): one of them must stand.
    """

    span: Span
    kind: str
    words: str
    holder: str
    needs: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition, the path of what it stands in, and who holds it."""

    expression: Expression
    path: Path
    holder: str


@dataclass(frozen=True)
class Standing:
    """What one kind of agreement may hold: the path of each place, the sources, and every condition."""

    places: Mapping[str, Path]
    spans: Mapping[str, Span]
    sources: tuple[Source, ...]
    conditions: tuple[Asked, ...]
    mandated: frozenset[str]


def standing(workspace: Workspace, precedent: Precedent, forms: Forms) -> Standing:
    """The places and sources of a precedent. `workspace` has the national text that the precedent names in its place."""
    survey = _Survey(workspace, precedent, forms)
    survey.entries()
    survey.recitals()
    survey.definitions()
    survey.execution()
    survey.questions()
    edition = edition_of(workspace.library, precedent)
    mandated = frozenset(f"term/{anchor}" for anchor in (edition.definitions if edition is not None else ()))
    return Standing(survey.places, survey.spans, tuple(survey.resolved()), tuple(survey.conditions), mandated)


class _Survey:
    """Walks all that a precedent lists, and keeps what it finds."""

    def __init__(self, workspace: Workspace, precedent: Precedent, forms: Forms) -> None:
        self.workspace, self.precedent, self.forms = workspace, precedent, forms
        self.places: dict[str, Path] = {}
        self.spans: dict[str, Span] = {}
        self.conditions: list[Asked] = []
        self.pointers: list[tuple[Pointer, str, Path]] = []
        self.uses: list[Source] = []
        named = (workspace.parties.get(slot.id) for slot in precedent.parties)
        self.short_names = {text_of(party, "short_name"): f"party/{party.key}" for party in named if party}

    def under(self, holder: str, path: Path, *conditions: Expression | None) -> Path:
        """A path and the conditions that are given; each is kept with the path that it stands under."""
        for condition in conditions:
            if condition is not None:
                self.conditions.append(Asked(condition, path, holder))
                path = (*path, When(condition))
        return path

    def place(self, identity: str, path: Path, span: Span) -> None:
        """Keep a place of the agreement."""
        self.places[identity], self.spans[identity] = path, span

    def entries(self) -> None:
        """The parties, clauses and schedules that the precedent lists."""
        for slot in self.precedent.parties:
            self.place(f"party/{slot.id}", self.under(slot.id, (), slot.when), slot.span)
        for slot in (*self.precedent.clauses, *self.precedent.schedules):
            entry = self.workspace.library.entries.get(slot.id)
            if entry is not None:
                path = self.under(entry.id, (), slot.when, entry.when)
                self.place(entry.id, path, entry.span)
                self.blocks(entry.blocks, entry.id, path)

    def recitals(self) -> None:
        """The recitals that the precedent lists."""
        for slot in self.precedent.recitals:
            recital = self.workspace.library.recitals.get(slot.id)
            if recital is not None:
                path = self.under("recital", (), slot.when, recital.when)
                self.place(f"recital/{slot.id}", path, recital.span)
                self.blocks(recital.blocks, "recital", path)

    def definitions(self) -> None:
        """Every definition of the library: which of them stand is told by their uses (`contexts`)."""
        for anchor, definition in self.workspace.library.definitions.items():
            identity = f"term/{anchor}"
            path = self.under(identity, (), definition.when)
            self.place(identity, path, definition.span)
            self.blocks(definition.blocks, identity, path)

    def questions(self) -> None:
        """The conditions on which questions are asked; those of each party's for every party."""
        for name, question in self.precedent.questions.items():
            self.under(f"particular/{name}", (), question.when)
        for name, question in self.precedent.party_questions.items():
            every = Each("party", Expression("parties", question.span))
            self.under(f"particular/{name}", (every,), question.when)

    def execution(self) -> None:
        """The opening words of each way of signing, which is used where no way before it is."""
        path: Path = ()
        for way in self.precedent.execution:
            own = self.under("execution", path, way.when)
            if way.opening is not None:
                self.paragraph(way.opening, "execution", own)
            if way.when is not None:
                path = (*path, When(way.when, met=False))

    def blocks(self, blocks: Iterable[SourceBlock], holder: str, path: Path) -> None:
        """Every block, with what holds around it."""
        for block in blocks:
            match block:
                case SourceParagraph():
                    self.paragraph(block, holder, path)
                case SourceProvision():
                    inner = self.under(holder, path, block.when)
                    self.place(f"{holder}/{block.anchor}", inner, block.span)
                    self.paragraph(block.opening, holder, inner)
                    self.blocks(block.children, holder, inner)
                    if block.closing is not None:
                        self.paragraph(block.closing, holder, inner)
                case SourcePart():
                    inner = self.under(holder, path, block.when)
                    self.place(f"{holder}/{block.anchor}", inner, block.span)
                    self.blocks(block.blocks, holder, inner)
                case WhenBlock():
                    self.blocks(block.blocks, holder, self.under(holder, path, block.expression))
                case ForBlock():
                    self.blocks(block.blocks, holder, (*path, Each(block.name, block.expression)))
                case TableHere():
                    self.place(f"{holder}/{block.table}", path, block.span)
                case _:
                    pass

    def paragraph(self, paragraph: SourceParagraph, holder: str, path: Path) -> None:
        """The references and uses of a paragraph."""
        self.inlines(paragraph.inlines, holder, path)

    def inlines(self, inlines: Iterable[SourceInline], holder: str, path: Path) -> None:
        """The references and uses of some inlines, those of asides too."""
        for inline in inlines:
            if isinstance(inline, Aside):
                self.inlines(inline.inlines, holder, self.under(holder, path, inline.when))
            elif isinstance(inline, Pointer):
                self.pointers.append((inline, holder, path))
            elif isinstance(inline, Words):
                self.uses += self.used(inline, holder, path)

    def used(self, words: Words, holder: str, path: Path) -> Iterator[Source]:
        """The uses of terms in some words. Where a party bears the name of a term, either is what the words mean."""
        for use in self.forms.uses(words.text):
            if use.identity.startswith("term/") and use.identity != holder:
                at = words.span
                span = Span(at.file, at.line, at.column + use.start, len(use.words))
                named = self.short_names.get(use.words)
                needs = (use.identity,) if named is None else (use.identity, named)
                yield Source(span, "term", use.words, holder, needs, path)

    def resolved(self) -> Iterator[Source]:
        """Every source. A reference means an anchor of its own file or an entry, whichever there is."""
        for pointer, holder, path in self.pointers:
            target = pointer.target
            if target.startswith("~"):
                continue
            candidates = (target,) if "/" in target else (f"{holder}/{target}", target)
            needs = tuple(one for one in candidates if one in self.places) or (candidates[-1],)
            yield Source(pointer.span, "reference", target, holder, needs, path)
        yield from self.uses
