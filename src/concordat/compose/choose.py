"""Choose: which clauses, schedules, recitals, provisions and words are in, and which repetitions (the first pass).

Editions, overlays and deviations are settled before. What a condition leaves out is kept as Omitted, with the
condition and the answers that it read, so that a check can name it and `explain` can say why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from concordat.compose.draft import (
    Chosen,
    ChosenBlock,
    ChosenDefinitions,
    ChosenEntry,
    ChosenPart,
    ChosenProvision,
    ChosenTable,
    Draft,
)
from concordat.compose.evaluate import Evaluator, Names
from concordat.compose.lists import join_members
from concordat.diagnostics import Span
from concordat.model.data import Datum
from concordat.model.library import Entry, EntryKind, Slot, SourceDefinition, Wording
from concordat.model.prose import (
    Aside,
    DefinitionsHere,
    Expression,
    ForBlock,
    Note,
    SourceBlock,
    SourceInline,
    SourceParagraph,
    SourcePart,
    SourceProvision,
    TableHere,
    WebLink,
    WhenBlock,
    Words,
)
from concordat.model.tree import Condition, Omitted, Origin


def choose(draft: Draft) -> Draft:
    """The draft with its chosen clauses, schedules and recitals."""
    chooser = Chooser(draft.evaluator)
    clauses = _in(draft, draft.precedent.clauses, EntryKind.CLAUSE, chooser)
    schedules = _in(draft, draft.precedent.schedules, EntryKind.SCHEDULE, chooser)
    present = frozenset(entry.id for entry, *_ in (*clauses, *schedules))
    # From here on, and not before, an expression may ask which clauses are in.
    evaluator = draft.evaluator.with_function("has", present.__contains__)
    draft, chooser = replace(draft, evaluator=evaluator), replace(chooser, evaluator=evaluator)
    return replace(
        draft,
        clauses=tuple(chooser.entry(*parts, draft.names) for parts in clauses),
        schedules=tuple(chooser.entry(*parts, draft.names) for parts in schedules),
        recitals=tuple(_recitals(draft, chooser)),
        omitted=(*draft.omitted, *chooser.omitted),
        merged=dict(chooser.merged),
        members=frozenset(chooser.members),
    )


def _in(
    draft: Draft, slots: tuple[Slot, ...], kind: EntryKind, chooser: Chooser
) -> list[tuple[Entry, Wording, tuple[Condition, ...]]]:
    found: list[tuple[Entry, Wording, tuple[Condition, ...]]] = []
    seen: set[str] = set()
    for slot in slots:
        entry, wording = local_text(draft, slot.id)
        if not isinstance(entry, Entry) or entry.kind is not kind:
            draft.evaluator.faults.add(
                "clause-unknown",
                slot.span,
                f"the library holds no {kind.value} “{slot.id}”",
                f"add it to {'clauses' if kind is EntryKind.CLAUSE else 'schedules'}/, or mend the name",
            )
            continue
        if slot.id in seen:
            draft.evaluator.faults.add(
                "clause-twice",
                slot.span,
                f"“{slot.id}” stands twice in this precedent",
                "keep one of the two",
            )
            continue
        seen.add(slot.id)
        conditions = chooser.conditions((slot.when, entry.when), draft.names)
        if all(condition.met for condition in conditions):
            # National text is mandated, whatever the precedent says of what stood in for it.
            mandated = Wording.MANDATED if entry.published is not None else None
            found.append((entry, wording or mandated or slot.wording or entry.wording, conditions))
        else:
            chooser.leave_out_entry(entry, conditions)
    return found


def local_text(draft: Draft, entry: str) -> tuple[Entry | SourceDefinition | None, Wording | None]:
    """The entry as this agreement has it: a deviation's text and `local`, else the library's and None.

    `entry` is the identity of a clause or schedule, or `term/…` that of a definition; instructions name a
    definition by its anchor.
    """
    head, _, anchor = entry.rpartition("/")
    for deviation in draft.instructions.deviations:
        text, named = deviation.text, deviation.entry.removeprefix("term/")
        if isinstance(text, SourceDefinition if head == "term" else Entry) and anchor == named:
            return text, Wording.LOCAL
    library = draft.workspace.library
    if head == "term":
        return library.definitions.get(anchor), None
    return library.entries.get(entry), None


def _recitals(draft: Draft, chooser: Chooser) -> Iterator[tuple[str, tuple[ChosenBlock, ...]]]:
    for slot in draft.precedent.recitals:
        recital = draft.workspace.library.recitals.get(slot.id)
        if recital is None:
            draft.evaluator.faults.add(
                "recital-unknown",
                slot.span,
                f"clauses/recitals/ holds no recital “{slot.id}”",
                "mend the name",
            )
            continue
        identity = f"recital/{slot.id}"
        conditions = chooser.conditions((slot.when, recital.when), draft.names)
        if not all(condition.met for condition in conditions):
            chooser.omitted.append(Omitted(identity, slot.id, conditions, recital.span))
            continue
        yield identity, chooser.blocks(recital.blocks, "recital", Context(draft.names, conditions))


@dataclass(frozen=True)
class Context:
    """Where the chooser is: the names in force, the conditions met on the way, the keys of the repetitions."""

    names: Names
    conditions: tuple[Condition, ...] = ()
    keys: tuple[str, ...] = ()

    def identity(self, holder: str, anchor: str | None) -> str:
        """The identity of a provision here: `holder/anchor@key@key`."""
        return "@".join((f"{holder}/{anchor or '?'}", *self.keys))


@dataclass
class Chooser:
    """Chooses blocks; keeps what it left out and what it merged."""

    evaluator: Evaluator
    omitted: list[Omitted] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)

    def conditions(self, expressions: tuple[Expression | None, ...], names: Names) -> tuple[Condition, ...]:
        """Each condition that is given, with its answer."""
        return tuple(self.evaluator.condition(e, names) for e in expressions if e is not None)

    def entry(
        self, entry: Entry, wording: Wording, conditions: tuple[Condition, ...], names: Names
    ) -> ChosenEntry:
        """An entry that is in, with its chosen blocks."""
        context = Context(names, conditions)
        return ChosenEntry(
            entry, wording, self.blocks(entry.blocks, entry.id, context), Origin(entry.span, conditions)
        )

    def blocks(
        self, blocks: tuple[SourceBlock, ...], holder: str, context: Context
    ) -> tuple[ChosenBlock, ...]:
        """The blocks that are in, repeated where they repeat. A paragraph here is an opening: `holder~start`."""
        return tuple(found for block in blocks for found in self._block(block, holder, context))

    def _block(self, block: SourceBlock, holder: str, context: Context) -> Iterator[ChosenBlock]:
        match block:
            case SourceParagraph():
                yield self._paragraph(block, "@".join((f"{holder}~start", *context.keys)), context)
            case SourceProvision():
                yield from self._provision(block, holder, context)
            case WhenBlock():
                condition = self.evaluator.condition(block.expression, context.names)
                inner = replace(context, conditions=(*context.conditions, condition))
                if condition.met:
                    yield from self.blocks(block.blocks, holder, inner)
                else:
                    self._leave_out(block.blocks, holder, inner)
            case ForBlock():
                for datum in self._repeated(block, context):
                    inner = Context(
                        context.names.bind(block.name, datum),
                        context.conditions,
                        (*context.keys, datum.key or "?"),
                    )
                    yield from self.blocks(block.blocks, holder, inner)
            case TableHere():
                origin = Origin(block.span, context.conditions, context.keys)
                yield ChosenTable(block.table, holder, block.span, context.names, origin)
            case DefinitionsHere():
                yield ChosenDefinitions(block.span)
            case SourcePart():
                yield from self._part(block, holder, context)
            case Note():
                return

    def _part(self, part: SourcePart, holder: str, context: Context) -> Iterator[ChosenPart]:
        conditions = (*context.conditions, *self.conditions((part.when,), context.names))
        inner = replace(context, conditions=conditions)
        if not all(condition.met for condition in conditions):
            self._leave_out((part,), holder, inner)
            return
        identity = f"{holder}/{part.anchor or '?'}"
        blocks = self.blocks(part.blocks, holder, inner)
        # The opening words of a Part belong to the Part, not to the schedule.
        own = tuple(
            replace(block, identity=block.identity.replace(f"{holder}~start", f"{identity}~start"))
            if isinstance(block, Chosen)
            else block
            for block in blocks
        )
        yield ChosenPart(identity, part.title, own, Origin(part.span, conditions, context.keys))

    def _provision(
        self, provision: SourceProvision, holder: str, context: Context
    ) -> Iterator[ChosenProvision]:
        own = self.conditions((provision.when,), context.names)
        inner = replace(context, conditions=(*context.conditions, *own))
        if not all(condition.met for condition in own):
            self._leave_out((provision,), holder, inner)
            return
        identity = context.identity(holder, provision.anchor)
        opening = self._paragraph(provision.opening, identity, inner, provision)
        children = self.blocks(provision.children, holder, inner)
        closing = None
        if provision.closing is not None:
            closing = self._paragraph(provision.closing, f"{identity}~end", inner)
        chosen = ChosenProvision(opening, children, closing, provision.connective, provision.was)
        yield join_members(chosen, self.merged, self.members, self.evaluator.faults)

    def _paragraph(
        self,
        paragraph: SourceParagraph,
        identity: str,
        context: Context,
        holder: SourceProvision | None = None,
    ) -> Chosen:
        asides: list[Condition] = []
        inlines = tuple(self._inlines(paragraph.inlines, context, asides))
        span = holder.span if holder is not None else paragraph.span
        origin = Origin(span, (*context.conditions, *asides), context.keys)
        return Chosen(identity, inlines, context.names, origin)

    def _inlines(
        self, inlines: tuple[SourceInline, ...], context: Context, asides: list[Condition]
    ) -> Iterator[SourceInline]:
        for inline in inlines:
            if isinstance(inline, Aside):
                condition = self.evaluator.condition(inline.when, context.names)
                asides.append(condition)
                if condition.met:
                    yield from self._inlines(inline.inlines, context, asides)
            else:
                yield inline

    def _repeated(self, block: ForBlock, context: Context) -> tuple[Datum, ...]:
        found = self.evaluator.value(block.expression, context.names)
        if found is None:
            return ()
        value = found.value.value
        if not isinstance(value, tuple) or any(datum.key is None for datum in value):
            self.evaluator.faults.add(
                "loop-without-key",
                block.expression.span,
                f"“{block.expression.text}” cannot be repeated over: its members have no key",
                "repeat over parties, the rows of a table, or entries that have an `id`",
            )
            return ()
        return value

    def leave_out_entry(self, entry: Entry, conditions: tuple[Condition, ...]) -> None:
        """Keep an entry that a condition left out, and every provision in it."""
        self.omitted.append(Omitted(entry.id, entry.title, conditions, entry.span))
        for identity, _, span in identities(entry.blocks, entry.id):
            self.omitted.append(Omitted(identity, entry.title, conditions, span))

    def _leave_out(self, blocks: tuple[SourceBlock, ...], holder: str, context: Context) -> None:
        unmet = tuple(condition for condition in context.conditions if not condition.met)
        for identity, block, span in identities(blocks, holder):
            full = "@".join((identity, *context.keys))
            self.omitted.append(Omitted(full, first_words((block,)), unmet, span))


def first_words(blocks: tuple[SourceBlock, ...]) -> str:
    """The first words of what was left out, enough to know it by."""
    for block in blocks:
        inlines: tuple[SourceInline, ...] = ()
        if isinstance(block, SourceProvision):
            inlines = block.opening.inlines
        elif isinstance(block, SourceParagraph):
            inlines = block.inlines
        elif isinstance(block, SourcePart):
            return block.title
        words = "".join(
            i.text if isinstance(i, Words) else i.words if isinstance(i, WebLink) else " … " for i in inlines
        ).split()
        if words:
            return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
    return ""


def identities(blocks: tuple[SourceBlock, ...], holder: str) -> Iterator[tuple[str, SourceBlock, Span]]:
    """Each provision and Part at every level, in order: its identity, itself and its place."""
    for block in blocks:
        if isinstance(block, SourceProvision):
            yield f"{holder}/{block.anchor}", block, block.span
            yield from identities(block.children, holder)
        elif isinstance(block, SourcePart):
            yield f"{holder}/{block.anchor}", block, block.span
            yield from identities(block.blocks, holder)
        elif isinstance(block, WhenBlock | ForBlock):
            yield from identities(block.blocks, holder)
