"""Numbers that stay: which places stood under which, in their order, and what each was called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from concordat.diagnostics import Span
from concordat.model.tree import Group

CLAUSES, SCHEDULES = "clauses", "schedules"
"""What holds the clauses and the schedules."""

_ORDINAL = re.compile(r"\{(\d+|a|i|A)\}")


@dataclass(frozen=True)
class Frozen:
    """Published numbers.

    `under` gives, for a clause, schedule, Part, provision or definition, the published provisions under it in order;
    `parts` the published Parts of a schedule; `order` the place of each identity in the library's own order,
    `spans` where the number of each was read.
    """

    numbers: Mapping[str, str]
    under: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    order: Mapping[str, int]
    spans: Mapping[str, Span] = field(default_factory=dict)


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
