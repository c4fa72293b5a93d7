"""Amendments as they are found, before those that say the same are made one and all are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from concordat.model.amendments import Alteration, Amendment, AmendmentKind, Located
from concordat.model.tree import Block
from concordat.versions.amending.phrases import Phrases
from concordat.versions.amending.places import Name
from concordat.versions.amending.wording import Op


@dataclass(frozen=True, slots=True)
class Drafted:
    """One amendment found: what it says, or the places and the changes of words from which that is worked out.

    The same changes of words may be told of several places at once. `column` is the heading of the column where the places
    are rows.
    """

    kind: AmendmentKind
    places: tuple[Located, ...]
    alterations: tuple[Alteration, ...]
    said: str = ""
    quoted: tuple[Block, ...] = ()
    names: tuple[Name, ...] = ()
    ops: tuple[Op, ...] = ()
    column: str = ""


def gathered(found: Iterable[Drafted]) -> list[Drafted]:
    """The same with one amendment for the same changes of words in several places, where the first of them stands."""
    made: list[Drafted] = []
    first: dict[object, int] = {}
    for one in found:
        alone = not one.ops or any(op.at > 0 for op in one.ops)
        key = (one.names[0].within if one.column else "", one.column, one.ops) if not alone else len(made)
        if key not in first:
            first[key] = len(made)
            made.append(one)
            continue
        before = made[first[key]]
        made[first[key]] = replace(
            before,
            places=before.places + one.places,
            names=before.names + one.names,
            alterations=before.alterations + one.alterations,
        )
    return made


def numbered(found: Sequence[Drafted], phrases: Phrases) -> tuple[Amendment, ...]:
    """Amendments in their order, each with its number."""
    return tuple(
        Amendment(
            number,
            one.kind,
            one.places,
            one.said or phrases.words(one.names, one.ops, one.column),
            one.quoted,
            one.alterations,
        )
        for number, one in enumerate(found, start=1)
    )
