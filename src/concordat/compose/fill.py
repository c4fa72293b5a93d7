"""Fill: every hole gets its value, or stays a hole that checks name (the second pass)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from concordat.compose.evaluate import Names
from concordat.compose.inlines import inlines_of, text_of
from concordat.compose.particulars import fill_particulars, not_asked, to_be_confirmed
from concordat.compose.signing import way_of_signing
from concordat.compose.tables import fill_table, lie_together
from concordat.compose.ties import judge_ties
from concordat.language.editions import numbering_of
from concordat.language.values import show
from concordat.model.data import Blank, Datum
from concordat.model.execution import Execution
from concordat.model.prose import Aside, Hole, Pointer, SourceInline, Words
from concordat.model.prose import WebLink as SourceLink
from concordat.model.tree import (
    NOWHERE,
    Block,
    Condition,
    Group,
    GroupKind,
    Heading,
    Inline,
    Paragraph,
    Party,
    Provision,
    Read,
    Recital,
    Role,
    Signature,
    SignatureLine,
    Text,
    Unresolved,
    Use,
    Value,
    WebLink,
)


def fill(draft: Draft) -> Draft:
    """The draft with its groups filled: particulars, parties, recitals, terms, schedules, execution."""
    filler = Filler(draft)
    headings = draft.precedent.headings
    terms = tuple(filler.entry(chosen, GroupKind.CLAUSE, 2) for chosen in draft.clauses)
    schedules = tuple(filler.entry(chosen, GroupKind.SCHEDULE, 1) for chosen in draft.schedules)
    groups = (
        fill_particulars(draft, filler.answer),
        _fixed(GroupKind.PARTIES, headings, tuple(filler.parties())),
        _fixed(GroupKind.RECITALS, headings, tuple(filler.recitals())),
        _fixed(GroupKind.TERMS, headings, terms, "clauses"),
        _fixed(GroupKind.SCHEDULES, headings, schedules),
        _execution(filler, headings),
    )
    return replace(
        draft,
        groups=tuple(group for group in groups if group.blocks or group.kind in _published(draft)),
        omitted=(*not_asked(draft), *draft.omitted),
        ties=tuple(filler.ties),
    )


def _published(draft: Draft) -> frozenset[GroupKind]:
    """The slots that print though nothing is left in them: those of which published numbers tell."""
    numbers = numbering_of(draft.workspace.library, draft.precedent)
    held = {GroupKind.TERMS: numbers.clauses, GroupKind.SCHEDULES: numbers.schedules} if numbers else {}
    return frozenset(kind for kind, found in held.items() if found)


def _fixed(
    kind: GroupKind, headings: Mapping[str, str], blocks: tuple[Block, ...], name: str | None = None
) -> Group:
    words = headings.get(name or kind.value, "")
    heading = Heading(f"{kind.value}~heading", 1, (Text(words),)) if words else None
    return Group(kind.value, kind, "", 0, heading, blocks)


def _execution(filler: Filler, headings: Mapping[str, str]) -> Group:
    """The first way of signing whose condition holds; without one the group is empty, and that is a fault."""
    draft = filler.draft
    way, ways = way_of_signing(draft), draft.precedent.execution
    if way is None:
        draft.evaluator.faults.add(
            "execution-none",
            ways[0].span if ways else draft.precedent.span,
            "the condition of none of these ways of signing holds, so that nobody could sign",
            "let the last of them have no `when:`, or mend the conditions",
        )
        return _fixed(GroupKind.EXECUTION, headings, ())
    made = _fixed(GroupKind.EXECUTION, headings, tuple(filler.execution(way)))
    return replace(made, execution=way.mode) if way.mode != "hand" else made


@dataclass(frozen=True)
class Filler:
    """Fills the blocks of one draft. `ties` gathers those of the tables that it shows, each with its answer."""

    draft: Draft
    ties: list[Condition] = field(default_factory=list)

    def entry(self, chosen: ChosenEntry, kind: GroupKind, level: int) -> Group:
        """A clause or schedule as a group."""
        entry = chosen.entry
        return Group(
            entry.id,
            kind,
            "",
            0,
            Heading(f"{entry.id}~heading", level, (Text(entry.title),)),
            lie_together(tuple(self.blocks(chosen.blocks, 1))),
            chosen.origin,
            chosen.wording.value,
            entry.significance,
            entry.digest,
            published=entry.published,
        )

    def blocks(self, blocks: tuple[ChosenBlock, ...], depth: int) -> Iterator[Block]:
        """Each block filled; `depth` is that of the provisions among them."""
        for block in blocks:
            match block:
                case Chosen():
                    yield self.paragraph(block, Role.START)
                case ChosenProvision():
                    yield self.provision(block, depth)
                case ChosenTable():
                    yield fill_table(self.draft, block)
                    self.ties.extend(judge_ties(self.draft, block))
                case ChosenDefinitions():
                    # The define pass sets the definitions in this place.
                    hole = Unresolved("", "definitions", "", "", block.span)
                    yield Paragraph("term~here", Role.NOTE, (hole,))
                case ChosenPart():
                    heading = Heading(f"{block.identity}~heading", 2, (Text(block.title),))
                    inner = lie_together(tuple(self.blocks(block.blocks, 1)))
                    yield Group(block.identity, GroupKind.PART, "", 0, heading, inner, block.origin)

    def provision(self, chosen: ChosenProvision, depth: int) -> Provision:
        """A provision without its labels, which the number pass gives."""
        opening = chosen.opening
        return Provision(
            opening.identity,
            depth,
            (),
            "",
            "",
            self.inlines(opening.inlines, opening.names),
            tuple(self.blocks(chosen.children, depth + 1)),
            self.paragraph(chosen.closing, Role.END) if chosen.closing is not None else None,
            opening.origin,
            chosen.was,
        )

    def paragraph(self, chosen: Chosen, role: Role) -> Paragraph:
        """A paragraph without a label."""
        return Paragraph(chosen.identity, role, self.inlines(chosen.inlines, chosen.names), chosen.origin)

    def inlines(self, inlines: tuple[SourceInline, ...], names: Names) -> tuple[Inline, ...]:
        """The inlines with every hole filled and every pointer left for the refer pass."""
        found: list[Inline] = []
        for inline in inlines:
            match inline:
                case Words():
                    if found and isinstance(found[-1], Text):
                        found[-1] = Text(found[-1].text + inline.text)
                    else:
                        found.append(Text(inline.text))
                case Hole():
                    found.extend(self.hole(inline, names))
                case Pointer():
                    found.append(
                        Unresolved(
                            f"[reference to {inline.target}]", "reference", inline.target, "", inline.span
                        )
                    )
                case SourceLink():
                    found.append(WebLink(inline.words, inline.address))
        return tuple(found)

    def hole(self, hole: Hole, names: Names) -> Iterator[Inline]:
        """What a hole prints: a value, a use of a term, a blank, or the hole itself after a fault."""
        evaluation = self.draft.evaluator.value(hole.expression, names)
        if evaluation is None:
            yield Unresolved("[no value]", "value", hole.expression.text, "fault", hole.span)
            return
        datum = evaluation.value
        if evaluation.term and not isinstance(datum.value, Blank):
            yield Use(show(datum), "", hole.expression.text, hole.span, evaluation.reads)
            return
        yield from inlines_of(datum, hole.expression.text, hole.span, evaluation.reads)

    def answer(self, datum: Datum, read: Read) -> tuple[Inline, ...]:
        """The inlines of an answer of the Particulars."""
        if isinstance(datum.value, bool):  # an answer stands alone, so it begins with a capital
            inlines: tuple[Inline, ...] = (Value(show(datum).capitalize(), read.name, read.span, (read,)),)
        elif datum.value == ():
            inlines = (Value("None", read.name, read.span, (read,)),)
        else:
            inlines = tuple(inlines_of(datum, read.name, read.span, (read,)))
        return (*inlines, *to_be_confirmed(datum, self.draft.house))

    def parties(self) -> Iterator[Party]:
        """The parties in signing order, each with its line."""
        for party in self.draft.parties:
            names = self.draft.names.bind("party", party)
            line = self.inlines(choose_line(self.draft, self.draft.precedent.party_line, names), names)
            yield Party(
                f"party/{party.key}", "", text_of(party, "legal_name"), text_of(party, "short_name"), line
            )

    def recitals(self) -> Iterator[Recital]:
        """The recitals, without their labels."""
        for identity, blocks in self.draft.recitals:
            first, rest = blocks[0], blocks[1:]
            if isinstance(first, ChosenProvision):
                closing = (first.closing,) if first.closing is not None else ()
                opening, children = first.opening, (*first.children, *closing)
            else:
                assert isinstance(first, Chosen)
                opening, children = first, rest
            inlines = self.inlines(opening.inlines, opening.names)
            yield Recital(identity, "", inlines, tuple(self.under(children, identity)), opening.origin)

    def under(self, blocks: tuple[ChosenBlock, ...], identity: str) -> Iterator[Block]:
        """What stands under a recital or a definition; a paragraph among it closes it."""
        for block in blocks:
            if isinstance(block, Chosen):
                yield self.paragraph(replace(block, identity=f"{identity}~end"), Role.END)
            else:
                yield from self.blocks((block,), 1)

    def execution(self, execution: Execution) -> Iterator[Block]:
        """The opening words of a way of signing and a signature block for each party."""
        if execution.opening is not None:
            chosen = choose_line(self.draft, execution.opening.inlines, self.draft.names)
            inlines = self.inlines(chosen, self.draft.names)
            yield Paragraph("sign~start", Role.START, inlines, NOWHERE)
        for party in self.draft.parties:
            heading: tuple[Inline, ...] = (
                Text(f"{execution.heading} "),
                Value(text_of(party, "legal_name"), "party.legal_name", party.span, ()),
            )
            lines = tuple(SignatureLine(label, ()) for label in execution.lines)
            yield Signature(f"sign/{party.key}", heading, lines)


def choose_line(draft: Draft, line: tuple[SourceInline, ...], names: Names) -> tuple[SourceInline, ...]:
    """A line of the precedent without the asides, at any depth, that its conditions leave out."""
    found: list[SourceInline] = []
    for inline in line:
        if not isinstance(inline, Aside):
            found.append(inline)
        elif draft.evaluator.condition(inline.when, names).met:
            found.extend(choose_line(draft, inline.inlines, names))
    return tuple(found)
