"""Comparisons for tests: two trees weighed as a command would weigh them, with what is recorded of the older."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from concordat.model.comparison import Compared, Comparison, Weighed
from concordat.model.library import Precedent, Workspace
from concordat.model.register import Approval, Authority
from concordat.model.tree import Agreement
from concordat.project.read import read
from concordat.versions.compare import compare
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.weigh import LINES, weigh

ON = date(2024, 6, 1)
EXAMPLE = "example-footprint"
FORBIDDEN = ("minor", "immaterial", "no legal effect", "safe")
"""What no view of a comparison prints."""


def classes_of(precedent: Precedent) -> dict[str, int]:
    """The class of each particular of a kind of agreement, as `compare` wants it."""
    asked = (*precedent.questions.items(), *precedent.party_questions.items())
    return {
        f"particular/{name}": question.significance
        for name, question in asked
        if question.significance is not None
    }


def compared(agreement: Agreement, state: str) -> Compared:
    """One of the two texts, in a state."""
    return Compared(
        agreement.path, agreement.path, agreement.title, agreement.committee, "", state, "", "", ""
    )


def weighed(
    workspace: Workspace,
    old: Agreement,
    new: Agreement,
    state: str = "approved",
    *,
    on: date = ON,
    authorities: Iterable[Authority] = (),
    approvals: Mapping[str, Approval] | None = None,
    one_text: bool = True,
) -> Comparison:
    """Two trees compared and weighed, the older being in a state."""
    significance = classes_of(workspace.library.precedents[new.precedent])
    found = compare(old, new, significance=significance)
    return weigh(
        compared(old, state),
        compared(new, "not issued"),
        match(side(old, NOBODY), side(new, NOBODY)),
        found,
        on=on,
        lines=workspace.library.datasets.get(LINES),
        significance=significance,
        authorities=authorities,
        approvals=approvals,
        parties=workspace.parties,
        one_text=one_text,
    )


def composed(root: Path, name: str) -> tuple[Workspace, Agreement]:
    """One agreement of a workspace, or a version of one, with the workspace."""
    reading = read(root, (name,), None, family=False)
    (one,) = reading.agreements
    assert one.agreement is not None, [d.message for d in reading.faults.errors]
    return reading.workspace, one.agreement


def only(comparison: Comparison) -> Weighed:
    """The one change of a comparison."""
    (found,) = comparison.changes
    return found


def line(comparison: Comparison, name: str) -> str:
    """What a line of the first screen says."""
    return next(one.said for one in comparison.first if one.name == name)


def all_said(comparison: Comparison) -> str:
    """All words that weighing itself wrote, in lower case: what is quoted from the two texts and from records apart."""
    said = [route.said for one in comparison.changes for route in one.routes] + [
        one.said for one in comparison.routes
    ]
    said += [one.reason for one in comparison.changes] + [one.grade_name for one in comparison.changes]
    said += [follows.how for one in comparison.changes for follows in one.consequences]
    said += [f"{one.heading} {one.said}" for one in comparison.first] + list(comparison.statements)
    return "\n".join(said).casefold()
