"""The texts of an agreement, each under an identity of its own, as a comparison matches them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from concordat.language.identity import to_slug
from concordat.language.naming import name_of
from concordat.language.walk import Place, iterate
from concordat.language.words import normalise, plain
from concordat.model.changes import Sort
from concordat.model.tree import (
    Agreement,
    Block,
    Condition,
    Definition,
    Group,
    GroupKind,
    Inline,
    Origin,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Row,
    Signature,
    SignatureLine,
    Table,
    Text,
    Value,
)

ENTRY_KINDS = (GroupKind.CLAUSE, GroupKind.SCHEDULE)
TITLE, COMMITTEE = "title", "committee"
LABEL, TERM = "~label", "~term"
"""What the identity of the label of an answer or a line ends with, and that of the term of a definition."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One text. `identity` is the place's own, with `~` and a name where the place has a further text (a term, a caption).

    `holders` are the identities of what holds it, outermost first. `entry` is the clause, schedule, definition or
    recital whose words it is, or empty; `keys` are those of the repetitions that it is in.
    """

    identity: str
    sort: Sort
    name: str
    inlines: tuple[Inline, ...]
    holders: tuple[str, ...]
    entry: str = ""
    significance: int | None = None
    conditions: tuple[Condition, ...] = ()
    keys: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    total: bool = False

    @property
    def text(self) -> str:
        """What prints."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds texts and may come or go as a whole: what sort it is, how it is named, and whose words it holds."""

    sort: Sort
    name: str
    entry: str
    significance: int | None


def printed(agreement: Agreement) -> tuple[Printed, ...]:
    """Every text of an agreement in order: title, blocks, running lines. The apparatus and the labels are none of them."""
    return printed_and_held(agreement)[0]


def printed_and_held(agreement: Agreement) -> tuple[tuple[Printed, ...], dict[str, Holder]]:
    """Every text of an agreement, as `printed`, and what holds them: every block and every row of a table, by identity.

    Both at once, for each names every place.
    """
    held: dict[str, Holder] = {}
    title = Printed(TITLE, Sort.TITLE, "title", (Text(agreement.title),), ())
    of = (Value(agreement.committee, "committee.name", None, ()),)
    found = [title, Printed(COMMITTEE, Sort.TITLE, "title, whose agreement it is", of, ())]
    for place in iterate(agreement):
        block = place.block
        holder = held[block.identity] = Holder(_sort(block), _name(place), *_entry(place))
        for row in block.rows if isinstance(block, Table) else ():
            held[row.identity] = replace(holder, sort=Sort.ROW, name=_row_name(holder.name, row))
        found.extend(_texts(place, holder, held))
    for line in agreement.running:
        name = f"running line ({line.identity.partition('/')[2]})"
        found.append(Printed(line.identity, Sort.RUNNING_LINE, name, line.inlines, ()))
    return tuple(found), held


def _row_name(table: str, row: Row) -> str:
    return f"{table}, row “{plain(row.cells[0].inlines) if row.cells else ''}”"


def _texts(place: Place, holder: Holder, held: Mapping[str, Holder]) -> Iterator[Printed]:
    block, name, sort = place.block, holder.name, holder.sort
    holders = tuple(holder.identity for holder in place.parents)
    within = (*holders, block.identity)
    entry, significance = holder.entry, holder.significance
    origin = getattr(block, "origin", None)
    origin = origin if isinstance(origin, Origin) else Origin(None)

    def text(
        identity: str, words: tuple[Inline, ...], named: str = name, held: tuple[str, ...] = holders
    ) -> Printed:
        was = block.was if isinstance(block, Provision) else ()
        return Printed(
            identity, sort, named, words, held, entry, significance, origin.conditions, origin.keys, was
        )

    match block:
        case Group(heading=heading) if heading is not None and block.kind is not GroupKind.SCHEDULES:
            yield Printed(
                heading.identity,
                Sort.HEADING,
                f"heading of {name}",
                heading.inlines,
                within,
                entry,
                significance,
            )
        case Group():
            return
        case Particular():
            label = (Text(block.label),)
            yield Printed(f"{block.identity}{LABEL}", Sort.HEADING, f"label of {name}", label, within)
            yield text(block.identity, block.inlines, name, within)
        case Definition():
            yield text(f"{block.identity}{TERM}", (Text(block.term),), f"{name}, the term", within)
            yield text(block.identity, block.inlines)
        case Table():
            yield text(f"{block.identity}~caption", (Text(block.caption),), f"caption of {name}", within)
            for column in block.columns:
                heads = (Text(normalise(column.heading)),)
                yield Printed(f"{block.identity}/{column.name}", Sort.COLUMN, f"{name}, head of the column", heads, within, entry,
                              column.significance)  # fmt: skip
            for row in block.rows:
                yield from _cells(block, row, held[row.identity], within)
        case Signature():
            yield text(block.identity, block.inlines)
            yield from _signature_lines(block, name, within)
        case _:
            yield text(block.identity, block.inlines)


def _cells(table: Table, row: Row, holder: Holder, holders: tuple[str, ...]) -> Iterator[Printed]:
    for column, cell in zip(table.columns, row.cells, strict=False):
        weight = column.significance if column.significance is not None else holder.significance
        named = f"{holder.name}, column “{column.heading}”"
        yield Printed(
            cell.identity,
            Sort.CELL,
            named,
            cell.inlines,
            (*holders, row.identity),
            holder.entry,
            weight,
            total=row.total,
        )


def _signature_lines(block: Signature, name: str, holders: tuple[str, ...]) -> Iterator[Printed]:
    for identity, line in lines_of(block):
        yield Printed(f"{identity}{LABEL}", Sort.SIGNATURE, f"{name}, a line", (Text(line.label),), holders)
        yield Printed(identity, Sort.SIGNATURE, f"{name}, {line.label}", line.inlines, holders)


def lines_of(block: Signature) -> Iterator[tuple[str, SignatureLine]]:
    """The lines of a signature block, each under an identity: the block's, with its label as a slug."""
    seen: dict[str, int] = {}
    for line in block.lines:
        slug = to_slug(line.label) or "line"
        seen[slug] = seen.get(slug, 0) + 1
        yield f"{block.identity}~{slug}" + (f"-{seen[slug]}" if seen[slug] > 1 else ""), line


def _name(place: Place) -> str:
    """How a place is named: as in print, a party and its answers by the party's name."""
    block, holder = place.block, place.parents[-1] if place.parents else None
    if isinstance(block, Party):
        return f"party {block.legal_name}"
    of_party = isinstance(holder, Group) and holder.kind is GroupKind.PARTY_PARTICULARS
    if (
        isinstance(block, Particular)
        and isinstance(holder, Group)
        and of_party
        and holder.heading is not None
    ):
        return f"Particulars of {plain(holder.heading.inlines)}, {block.label}"
    return name_of(place)


def _entry(place: Place) -> tuple[str, int | None]:
    """Whose words a place holds and the class of that entry; a definition and a recital are their own."""
    for block in (place.block, *reversed(place.parents)):
        if isinstance(block, Definition | Recital):
            return block.identity, None
        if isinstance(block, Group) and block.kind in ENTRY_KINDS:
            return block.identity, block.significance
    return "", None


def _sort(block: Block) -> Sort:
    if isinstance(block, Group):
        return _GROUPS.get(block.kind, Sort.PART)
    return _SORTS[type(block)]


_SORTS: dict[type, Sort] = {
    Provision: Sort.PROVISION,
    Paragraph: Sort.PARAGRAPH,
    Particular: Sort.PARTICULAR,
    Party: Sort.PARTY,
    Recital: Sort.RECITAL,
    Definition: Sort.DEFINITION,
    Table: Sort.TABLE,
    Signature: Sort.SIGNATURE,
}

_GROUPS = {
    GroupKind.CLAUSE: Sort.CLAUSE,
    GroupKind.SCHEDULE: Sort.SCHEDULE,
    GroupKind.PARTY_PARTICULARS: Sort.PARTICULAR,
}
