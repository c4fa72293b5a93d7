"""Published numbers of a kind of agreement, as the number pass reads them (design section 7)."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.compose.choose import identities
from concordat.compose.draft import Draft
from concordat.language.editions import numbering_of
from concordat.language.frozen import CLAUSES, SCHEDULES, Frozen, own_ordinal
from concordat.model.library import Levels


def frozen(draft: Draft) -> Frozen | None:
    """The published numbers of a draft's kind of agreement, or None where its numbering is live."""
    numbering = numbering_of(draft.workspace.library, draft.precedent)
    if numbering is None:
        return None
    under: dict[str, list[str]] = {CLAUSES: [], SCHEDULES: []}
    parts: dict[str, list[str]] = {}
    for holder, numbers in (
        (CLAUSES, numbering.clauses),
        (SCHEDULES, numbering.schedules),
        ("", numbering.definitions),
    ):
        _gather(numbers, holder, draft.house.levels, under, parts)
    return Frozen(
        {**numbering.clauses, **numbering.schedules, **numbering.definitions},
        {holder: tuple(found) for holder, found in under.items()},
        {holder: tuple(found) for holder, found in parts.items()},
        _order(draft),
        numbering.spans,
    )


def _gather(
    numbers: Mapping[str, str],
    holder: str,
    levels: Levels,
    under: dict[str, list[str]],
    parts: dict[str, list[str]],
) -> None:
    """Put each published place under what holds it: what it is cited by begins with its holder's own citation."""
    above: list[str] = []  # the provisions seen in this clause, Part or definition
    entry = part = ""
    for identity, number in numbers.items():
        if holder and "/" not in identity:
            under[holder].append(identity)
            entry, part, above = identity, "", []
            continue
        own = identity.rsplit("/", 1)[0]
        if own != entry:
            entry, part, above = own, "", []
        if holder == SCHEDULES and own_ordinal(levels.part_heading, (), "", number) is not None:
            parts.setdefault(entry, []).append(identity)
            part, above = identity, []
            continue
        begins = [other for other in above if _begins(number, numbers[other])]
        nearest = max(begins, key=lambda other: len(numbers[other]), default=part or entry)
        under.setdefault(nearest, []).append(identity)
        above.append(identity)


def _begins(number: str, other: str) -> bool:
    """Whether a citation goes on from another: "9.1(a)" from "9.1", and not "9.10"."""
    rest = number[len(other) :]
    return number.startswith(other) and bool(rest) and not (rest[0].isalnum() and other[-1].isalnum())


def _order(draft: Draft) -> dict[str, int]:
    found: list[str] = []
    for slot in (*draft.precedent.clauses, *draft.precedent.schedules):
        found.append(slot.id)
        entry = draft.workspace.library.entries.get(slot.id)
        found.extend(identity for identity, _, _ in identities(entry.blocks if entry else (), slot.id))
    return {identity: place for place, identity in enumerate(found)}
