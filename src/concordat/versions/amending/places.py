"""How a variation names the places that it amends: by the labels of the older text, as they print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from concordat.language.english import join_names, ordinal_words
from concordat.language.naming import source_of
from concordat.language.walk import Place, children
from concordat.language.words import plain
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Role,
    Row,
    Signature,
    Table,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts, so that several join: "clauses 2.1 and 5.3". `within` goes before ("In the Particulars, …") or, as
    `of`, after ("paragraph 3 of Schedule 2")."""

    noun: str
    plural: str
    label: str
    of: str = ""
    within: str = ""

    @property
    def text(self) -> str:
        """The name of the one place, without what it is within."""
        return f"{self.noun} {self.label}".strip() + self.of


def joined(names: Sequence[Name], *, ranges: bool = False) -> str:
    """Several names as one sentence has them; where `ranges`, three or more of one kind are first and last, for they
    follow one another without a gap."""
    found: list[str] = []
    for _, run in groupby(names, key=lambda one: (one.plural or one.text, one.of, one.within)):
        alike = list(run)
        labels = [one.label for one in alike]
        first = alike[0]
        if len(alike) == 1 or not first.plural:
            found.extend(one.text for one in alike)
        elif ranges and len(alike) > 2:
            found.append(f"{first.plural} {labels[0]} to {labels[-1]}{first.of}")
        else:
            found.append(f"{first.plural} {join_names(labels)}{first.of}")
    return join_names(found)


def name_of(place: Place) -> Name:
    """The name of a block of the older text."""
    block, of = place.block, _of(place)
    source = source_of(place)
    match block:
        case Group(kind=GroupKind.CLAUSE, label=label):
            return Name("clause", "clauses", label)
        case Group(kind=GroupKind.SCHEDULE | GroupKind.PART, label=label):
            noun, _, number = label.rpartition(" ")
            return Name(noun, f"{noun}s" if noun else "", number, of)
        case Group():
            return _group(place, block)
        case Provision(cite=cite) if isinstance(source, Recital):
            return Name("recital", "recitals", cite)
        case Provision(cite=cite) if isinstance(source, Definition):
            return Name("paragraph", "paragraphs", cite, f" of the definition of “{source.term}”")
        case Provision(cite=cite):
            return Name("paragraph", "paragraphs", cite, of) if of else Name("clause", "clauses", cite)
        case Particular(label=label):
            return Name("the answer to", "the answers to", f"“{label}”", within=_particulars(place))
        case Party(label=label):
            return Name("party", "parties", label)
        case Recital(label=label):
            return Name("recital", "recitals", label)
        case Definition(term=term):
            within = _holder(place)
            return Name(
                "the definition of",
                "the definitions of",
                f"“{term}”",
                within=f"in {within}" if within else "",
            )
        case Table(caption=caption):
            return Name("the table", "the tables", f"“{caption}”", f" in {_holder(place)}")
        case Signature(inlines=inlines):
            return Name("the signature block of", "the signature blocks of", f"“{plain(inlines)}”")
    return _paragraph(place)


def _of(place: Place) -> str:
    """What names the schedule and the Part that hold a place, nearest first."""
    holders = [g for g in reversed(place.groups) if g.kind in (GroupKind.PART, GroupKind.SCHEDULE)]
    return "".join(f" of {group.label}" for group in holders)


def _holder(place: Place) -> str:
    """The name of the clause, Part or schedule that holds a place."""
    kinds = (GroupKind.CLAUSE, GroupKind.PART, GroupKind.SCHEDULE)
    for at in range(len(place.parents) - 1, -1, -1):
        group = place.parents[at]
        if isinstance(group, Group) and group.kind in kinds:
            return name_of(Place(group, place.parents[:at])).text
    return ""


def _group(place: Place, group: Group) -> Name:
    heading = plain(group.heading.inlines) if group.heading is not None else ""
    if group.kind is GroupKind.PARTY_PARTICULARS:
        return Name("the answers of", "", heading, within="in the Particulars")
    if group.kind is GroupKind.PACK_PART or not heading:
        return Name(f"“{heading or group.identity}”", "", "")
    return Name(f"the {heading}", "", "")


def _particulars(place: Place) -> str:
    holder = place.parents[-1] if place.parents else None
    if (
        isinstance(holder, Group)
        and holder.kind is GroupKind.PARTY_PARTICULARS
        and holder.heading is not None
    ):
        return f"in the Particulars of {plain(holder.heading.inlines)}"
    return "in the Particulars"


def _paragraph(place: Place) -> Name:
    """Words without a number: the opening or the closing words of what holds them, or the note under a table."""
    block = place.block
    holder = place.parents[-1] if place.parents else block
    assert isinstance(block, Paragraph)
    whose = name_of(Place(holder, place.parents[:-1])).text if place.parents else ""
    if block.role is Role.END:
        return Name(f"the closing words of {whose}", "", "")
    beside = [one for one in children(holder) if isinstance(one, Paragraph) and one.role is block.role]
    what = f"the note under {whose}" if block.role is Role.NOTE else f"the opening words of {whose}"
    if len(beside) < 2:
        return Name(what, "", "")
    which = ordinal_words(1 + [one.identity for one in beside].index(block.identity))
    return Name(f"the {which} paragraph of {what}", "", "")


def opening_of(place: Place, parted: bool) -> Name:
    """The words that stand directly in a provision, recital or definition: itself, or where it is `parted` by others its
    opening words."""
    own = name_of(place)
    return Name(f"the opening words of {own.text}", "", "", within=own.within) if parted else own


def row_labels(rows: Iterable[Row]) -> dict[str, str]:
    """How each row of a table is called: by its first cell, with as many more cells as tell it from the others."""
    found = [(row.identity, [plain(cell.inlines) for cell in row.cells]) for row in rows]
    names: dict[str, str] = {}
    for identity, cells in found:
        count = next((n for n in range(1, len(cells)) if _tells(cells[:n], found)), len(cells))
        told = [cell for cell in cells[:count] if cell]
        further = f" ({', '.join(f'“{cell}”' for cell in told[1:])})" if told[1:] else ""
        names[identity] = f"“{told[0]}”{further}" if _tells(cells[:count], found) else ""
    for at, (identity, _) in enumerate(found, start=1):
        names[identity] = names[identity] or f"{at}"
    return names


def _tells(cells: list[str], rows: list[tuple[str, list[str]]]) -> bool:
    return any(cells) and sum(other[: len(cells)] == cells for _, other in rows) == 1


def is_parted(block: Block) -> bool:
    """Whether further places stand under the words of a block."""
    return bool(children(block))
