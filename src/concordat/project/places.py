"""Places of an agreement: how a person names one, by identity or by the label as printed."""

from __future__ import annotations

import re

from concordat.language.walk import Place, iterate
from concordat.model.tree import (
    Agreement,
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
    source = _source(place)
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


def _source(place: Place) -> Block | None:
    """The recital or definition that a place stands under, if any."""
    return next((b for b in reversed(place.parents) if isinstance(b, Recital | Definition)), None)


def find_place(agreement: Agreement, wanted: str) -> Place | None:
    """The place that a person means: an identity, or the label as printed ("24.1", "clause 24.1", "Schedule 3")."""
    plain = _plain(wanted)
    by_label: Place | None = None
    for place in iterate(agreement):
        if place.block.identity == wanted:
            return place
        if by_label is None and plain in _labels(place):
            by_label = place
    return by_label


def _labels(place: Place) -> set[str]:
    found = {_plain(name_of(place))}
    block = place.block
    in_clause = not any(g.kind is GroupKind.SCHEDULE for g in place.groups) and _source(place) is None
    if isinstance(block, Provision) and in_clause:
        found.add(_plain(block.cite))
    if isinstance(block, Group) and block.kind is GroupKind.CLAUSE:
        found.add(_plain(block.label))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
