"""Define: uses are found, and the definitions that are used, and those that they use, are set in their place (the third pass)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.compose.choose import Chooser, Context, local_text
from concordat.compose.draft import Chosen, Draft
from concordat.compose.fill import Filler
from concordat.compose.inlines import text_of
from concordat.compose.terms import Form, Terms, forms_of, used
from concordat.language.editions import edition_of
from concordat.language.english import plural_of
from concordat.language.rebuild import Holder, Inlines, with_inlines
from concordat.model.library import SourceDefinition
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    Omitted,
    Origin,
    Paragraph,
    Party,
    Provision,
    Table,
    Unresolved,
)


def define(draft: Draft) -> Draft:
    """The draft with uses marked and its definitions, by closure, in alphabetical order where they are to stand."""
    terms = Terms(_forms(draft))
    found: set[str] = set()

    def change(holder: Holder, inlines: Inlines) -> Inlines:
        if isinstance(holder, Table | Party):
            return inlines
        marked = terms.mark(inlines)
        found.update(used(marked))
        return marked

    groups = tuple(with_inlines(group, change) for group in draft.groups)
    # National text brings all of its definitions, used or not.
    edition = edition_of(draft.workspace.library, draft.precedent)
    found.update(f"term/{anchor}" for anchor in (edition.definitions if edition is not None else ()))
    chooser = Chooser(draft.evaluator)
    definitions = _closure(draft, terms, found, chooser)
    ordered = tuple(sorted(definitions.values(), key=lambda d: (d.term.casefold(), d.identity)))

    placed = (_place(group, ordered) for group in groups)
    merged = {**draft.merged, **chooser.merged}
    return replace(
        draft,
        groups=tuple(group for group in placed if isinstance(group, Group)),
        omitted=(*draft.omitted, *chooser.omitted),
        merged=merged,
        members=draft.members | chooser.members,
    )


def _place(block: Block, definitions: tuple[Definition, ...]) -> Block:
    """The block with the definitions set where they are to stand: in a group, or under a provision."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            inner
            for block in blocks
            for inner in (definitions if _is_place(block) else (_place(block, definitions),))
        )

    if isinstance(block, Group):
        return replace(block, blocks=inside(block.blocks))
    if isinstance(block, Provision):
        return replace(block, children=inside(block.children))
    return block


def _is_place(block: object) -> bool:
    if not isinstance(block, Paragraph) or len(block.inlines) != 1:
        return False
    only = block.inlines[0]
    return isinstance(only, Unresolved) and only.kind == "definitions"


def _forms(draft: Draft) -> Iterator[Form]:
    for party in draft.parties:
        name = text_of(party, "short_name")
        if name:
            yield Form(name, f"party/{party.key}")
    for anchor in draft.workspace.library.definitions:
        definition, _ = local_text(draft, f"term/{anchor}")  # a deviation may give other forms
        assert isinstance(definition, SourceDefinition)
        plural = definition.plural if definition.plural is not None else plural_of(definition.term)
        yield from forms_of(f"term/{anchor}", definition.term, plural, definition.exceptions)


def _closure(draft: Draft, terms: Terms, found: set[str], chooser: Chooser) -> dict[str, Definition]:
    definitions: dict[str, Definition] = {}
    waiting = sorted(identity for identity in found if identity.startswith("term/"))
    seen = set(waiting)
    while waiting:
        identity = waiting.pop(0)
        definition = _definition(draft, identity, terms, chooser)
        if definition is None:
            continue
        definitions[identity] = definition
        for other in sorted(_used_in(definition)):
            if other.startswith("term/") and other not in seen:
                seen.add(other)
                waiting.append(other)
    return definitions


def _definition(draft: Draft, identity: str, terms: Terms, chooser: Chooser) -> Definition | None:
    source, _ = local_text(draft, identity)
    if not isinstance(source, SourceDefinition):
        return None
    conditions = chooser.conditions((source.when,), draft.names)
    if not all(condition.met for condition in conditions):
        chooser.omitted.append(Omitted(identity, source.term, conditions, source.span))
        return None
    blocks = chooser.blocks(source.blocks, identity, Context(draft.names, conditions))
    filler = Filler(draft)
    first = blocks[0] if blocks and isinstance(blocks[0], Chosen) else None
    inlines = filler.inlines(first.inlines, first.names) if first is not None else ()
    children = tuple(filler.under(blocks if first is None else blocks[1:], identity))
    seen = first.origin.conditions if first is not None else conditions
    made = Definition(identity, source.term, inlines, children, Origin(source.span, seen))
    marked = with_inlines(made, lambda _, inner: terms.mark(inner, never=identity))
    assert isinstance(marked, Definition)
    return marked


def _used_in(definition: Definition) -> set[str]:
    found: set[str] = set()

    def read(_: Holder, inlines: Inlines) -> Inlines:
        found.update(used(inlines))
        return inlines

    with_inlines(definition, read)
    return found
