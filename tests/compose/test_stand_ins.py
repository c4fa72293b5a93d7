"""The cover says which clauses and schedules are stand-ins, by the numbers that print."""

from __future__ import annotations

import pytest

from concordat.compose.stand_ins import stand_ins
from concordat.model.tree import Group, GroupKind


def terms(kind: GroupKind, holder: GroupKind, label: str, wordings: str) -> Group:
    made = (
        Group(f"e{n}", kind, label.format(n), n, None, (), wording="stand-in" if w == "s" else "model")
        for n, w in enumerate(wordings, 1)
    )
    return Group(holder.value, holder, "", 0, None, tuple(made))


def clauses(wordings: str) -> Group:
    return terms(GroupKind.CLAUSE, GroupKind.TERMS, "{}", wordings)


def schedules(wordings: str) -> Group:
    return terms(GroupKind.SCHEDULE, GroupKind.SCHEDULES, "Schedule {}", wordings)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ((clauses("mm"), schedules("m")), ""),
        ((clauses("msm"),), "Clause 2"),
        ((clauses("ssmsss"),), "Clauses 1 to 2 and 4 to 6"),
        ((clauses("sms"), schedules("mms")), "Clauses 1 and 3 and Schedule 3"),
        ((clauses("m"), schedules("ssms")), "Schedules 1 to 2 and 4"),
    ],
)
def test_stand_ins_are_named_by_their_numbers(groups: tuple[Group, ...], said: str) -> None:
    assert stand_ins(groups) == said
