"""How a place of an agreement is named in print."""

from __future__ import annotations

from concordat.language.walk import Place
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
    Signature,
    Table,
)


def name_of(place: Place) -> str:
    """How the place is named in print: "clause 24.1", "paragraph 3 of Part B of Schedule 3", "Particulars"."""
    groups = place.groups
    schedule = next((g.label for g in groups if g.kind is GroupKind.SCHEDULE), "")
    part = next((g.label for g in groups if g.kind is GroupKind.PART), "")
    holder = " of ".join(label for label in (part, schedule) if label)
    source = source_of(place)
    match place.block:
        case Group(kind=GroupKind.CLAUSE, label=label):
            return f"clause {label}"
        case Group(kind=GroupKind.SCHEDULE | GroupKind.PART, label=label):
            return " of ".join(found for found in (label, schedule if label != schedule else "") if found)
        case Group(heading=heading):
            return (
                heading.inlines[0].text if heading is not None and heading.inlines else place.block.identity
            )
        case Provision(cite=cite) if isinstance(source, Recital):
            return f"recital {cite}"
        case Provision(cite=cite) if isinstance(source, Definition):
            return f"paragraph {cite} of the definition of {source.term}"
        case Provision(cite=cite):
            return f"paragraph {cite} of {holder}" if holder else f"clause {cite}"
        case Particular(label=label):
            return f"Particulars, {label}"
        case Party(label=label):
            return f"Parties, {label}"
        case Recital(label=label):
            return f"recital {label}"
        case Definition(term=term):
            return f"definition of {term}"
        case Table(caption=caption):
            return f"table “{caption}”" + (f" in {holder}" if holder else "")
        case Signature():
            return "Signatures"
        case Paragraph():
            return name_of(Place(place.parents[-1], place.parents[:-1])) if place.parents else ""
    return place.block.identity


def source_of(place: Place) -> Block | None:
    """The recital or definition that a place stands under, if any."""
    return next((b for b in reversed(place.parents) if isinstance(b, Recital | Definition)), None)
