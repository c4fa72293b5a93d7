"""Published numbers as the number pass reads them: which places stood under which, in their order (design section 7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.compose.choose import identities
from concordat.compose.draft import Draft
from concordat.language.editions import numbering_of
from concordat.model.library import Levels
from concordat.model.numbering import Numbering
from concordat.model.tree import Group

CLAUSES, SCHEDULES = "clauses", "schedules"
"""What holds the clauses and the schedules."""

_ORDINAL = re.compile(r"\{(\d+|a|i|A)\}")


@dataclass(frozen=True)
class Frozen:
    """Published numbers.

    `under` gives, for a clause, schedule, Part, provision or definition, the published provisions under it in order;
    `parts` the published Parts of a schedule; `order` the place of each identity in the library's own order.
    """

    numbering: Numbering
    numbers: Mapping[str, str]
    under: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    order: Mapping[str, int]


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
        numbering,
        {**numbering.clauses, **numbering.schedules, **numbering.definitions},
        {holder: tuple(found) for holder, found in under.items()},
        {holder: tuple(found) for holder, found in parts.items()},
        _order(draft),
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


def own_ordinal(form: str, above: Sequence[str], cited: str, number: str) -> str | None:
    """The ordinal of a place's own in a published number, where the number has the house's form; else None.

    `above` are the ordinals over it, `cited` is how what holds it is cited: a form that does not repeat the first
    ordinal ("(a)") is added to that.
    """
    if "{1}" not in form:
        if not number.startswith(cited):
            return None
        number = number[len(cited) :]
    pattern, end = "", 0
    for match in _ORDINAL.finditer(form):
        pattern += re.escape(form[end : match.start()])
        sort = match[1]
        is_own = not sort.isdigit() or int(sort) > len(above)
        pattern += r"([0-9A-Za-z]+)" if is_own else re.escape(above[int(sort) - 1])
        end = match.end()
    found = re.fullmatch(pattern + re.escape(form[end:]), number)
    return found[1] if found is not None and found.groups() else None


def sort_of(form: str) -> str:
    """How a form counts on its own level: `a`, `i`, `A`, or `1` for figures."""
    sorts = [sort for sort in _ORDINAL.findall(form) if not sort.isdigit()]
    return sorts[-1] if sorts else "1"


def all_identities(groups: Sequence[Group]) -> frozenset[str]:
    """The identity of every group, provision and definition of a draft."""
    found: set[str] = set()
    waiting: list[object] = list(groups)
    while waiting:
        block = waiting.pop()
        identity = getattr(block, "identity", None)
        if isinstance(identity, str):
            found.add(identity)
        waiting.extend(getattr(block, "blocks", ()))
        waiting.extend(getattr(block, "children", ()))
    return frozenset(found)
