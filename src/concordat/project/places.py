"""Places of an agreement: how a person names one, by identity or by the label as printed."""

from __future__ import annotations

import re

from concordat.language.naming import name_of, source_of
from concordat.language.walk import Place, iterate
from concordat.model.tree import Agreement, Group, GroupKind, Provision


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
    in_clause = not any(g.kind is GroupKind.SCHEDULE for g in place.groups) and source_of(place) is None
    if isinstance(block, Provision) and in_clause:
        found.add(_plain(block.cite))
    if isinstance(block, Group) and block.kind is GroupKind.CLAUSE:
        found.add(_plain(block.label))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
