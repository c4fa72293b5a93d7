"""Each single edit has its class, its reason, and a route by the state of the text that it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from concordat.model.comparison import Comparison
from concordat.model.library import Workspace
from concordat.model.register import Approval, Authority
from concordat.model.tree import Agreement
from concordat.versions.grades import NAMES
from concordat.versions.routes import DRAFTERS, INDICATION, VARIATION
from support import loans_workspace, swap
from versions.weighing import FORBIDDEN, all_said, composed, only, weighed

LOAN = "valley/loan-2024/ashford-branch"
PRECEDENT = "agreements/precedents/branch-loan.yaml"
LENDING, MONEY, ENDING = (f"clauses/loans/{name}.md" for name in ("lending", "money", "ending"))
TERMS, PARTIES = "clauses/definitions/loans.md", "parties/libraries.yaml"

Both = tuple[Workspace, Agreement]


@pytest.fixture(scope="module")
def loan(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return composed(loans_workspace(tmp_path_factory.mktemp("weigh") / "w"), LOAN)


def edited(folder: Path, *edits: tuple[str, str, str]) -> Agreement:
    loans_workspace(folder / "w")
    for file, old, new in edits:
        swap(folder / "w", file, old, new)
    return composed(folder / "w", LOAN)[1]


CASES: dict[str, tuple[str, str, str, int, str]] = {
    "must becomes may": (MONEY, "must report", "may report", 6, "clause 2 is of class 6; the words that differ hold “must”, “may”"),
    "not comes in": (ENDING, "must then return", "must not then return", 8, "clause 3 is of class 8; the words that differ hold “not”"),
    "a comma": (ENDING, "must then return", "must then, return", 8, "clause 3 is of class 8"),
    "a longer notice": (ENDING, "three months’", "four months’", 8, "clause 3 is of class 8; the words that differ hold a period"),
    "an answer": (PRECEDENT, "default: 3}", "default: 4}", 4, "the particular “Length of a loan” is of class 4"),
    "a sum": (PRECEDENT, "'£1,000'", "'£1,250'", 6, "the particular “Yearly limit” is of class 6"),
    "a percentage in words of a lower class": (
        "schedules/local-terms.md", "in the table.", "in the table, to 5% of the limit.", 6, "a sum, a share or a percentage is another",
    ),
    "words of the same clause without one": ("schedules/local-terms.md", "in the table.", "in this table.", 4, "Schedule 2 is of class 4"),
    "a meaning": (TERMS, "a printed work", "a work", 8, "clause 1.1 uses it and is of class 8"),
    "a date of effect": ("agreements/valley/loan-2024.yaml", "start_date: 2024-04-01", "start_date: 2024-05-01", 7,
                         "the particular “Start Date” is of class 7"),
    "a name of a party": (PARTIES, "Ashford Branch Library, short_name: Ashford", "Ash Ford Library, short_name: Ash Ford", 8,
                          "a party has another legal name"),
    "a fact of a party": (PARTIES, "'1901'", "'1902'", 6, "clause 2 is of class 6"),
    "a blank filled": (PRECEDENT, "default: {blank: Name of the keeper, from: ''}", "default: A keeper", 2, "the particular “"),
    "a title": (PRECEDENT, "title: Branch Loan Agreement", "title: Loan Agreement", 4, "a title is of class 4"),
    "the lines of a signature": (PRECEDENT, "lines: [Signature, Name]", "lines: [Signature]", 8, "a signature is of class 8"),
    "a clause gone": (PRECEDENT, "  - money\n", "", 6, "clause 2 is of class 6"),
    "words that stand in for national text": (LENDING, "to any reader", "to each reader", 9, "the words stand in for national text"),
}  # fmt: skip


Edits = Callable[[str], Agreement]


@pytest.fixture(scope="module")
def edit(tmp_path_factory: pytest.TempPathFactory) -> Edits:
    """The agreement with the edit of a case, composed once."""
    return cache(lambda case: edited(tmp_path_factory.mktemp("case"), CASES[case][:3]))


@pytest.mark.parametrize("case", CASES)
def test_an_edit_has_its_class_and_its_reason(edit: Edits, loan: Both, case: str) -> None:
    *_, grade, reason = CASES[case]
    workspace, before = loan
    found = weighed(workspace, before, edit(case))
    top = found.changes[0]
    assert (top.grade, top.grade_name) == (grade, NAMES[grade])
    assert top.reason.startswith(reason), top.reason
    assert not any(word in all_said(found) for word in FORBIDDEN)


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][3] != 9])
def test_the_route_follows_the_state_before_the_class(edit: Edits, loan: Both, case: str) -> None:
    grade = CASES[case][3]
    workspace, before = loan
    after = edit(case)
    by_state = {state: weighed(workspace, before, after, state).changes[0].routes
                for state in ("not issued", "draft", "for approval", "approved", "for signature", "signed", "ended")}  # fmt: skip
    head = f"Class {grade} ({NAMES[grade]})."
    for state in ("not issued", "draft", "for approval"):
        assert [one.said for one in by_state[state]] == [f"{head} Indicated route: {DRAFTERS}. {INDICATION}"]
    for state in ("approved", "for signature"):
        assert [(one.party, one.body, one.held) for one in by_state[state]] == [
            ("party/county-library", "the body that approved it", False),
            ("party/ashford-branch", "the body that approved it", False),
        ]
        assert all(
            "the body that approved it: no delegation recorded. " in one.said for one in by_state[state]
        )
    for state in ("signed", "ended"):
        assert all(one.said.startswith(f"{head} {VARIATION} Indicated route: ") for one in by_state[state])
    assert all(
        one.said.endswith(" Confirmed by: ____ Date: ____") for routes in by_state.values() for one in routes
    )


RECORD = Authority(
    "board", "ashford-branch", ("sign", "agree-changes"), "Board", "2024-03-12", "minute 5", "That the Keeper agrees changes",
    officer="Keeper", ceiling_class=6, ceiling_money="200", expires="2025-03-31", report_back="At the next meeting",
)  # fmt: skip


def routed(loan: Both, after: Agreement, state: str = "approved", **changes: object) -> Comparison:
    record = replace(RECORD, **changes)  # type: ignore[arg-type]
    return weighed(loan[0], loan[1], after, state, authorities=(record,))


def test_a_record_that_reaches_a_change_names_its_officer_and_its_source(tmp_path: Path, loan: Both) -> None:
    after = edited(tmp_path, (PRECEDENT, "'£1,000'", "'£1,200'"))
    library, ashford = only(routed(loan, after)).routes
    assert not library.held and "no delegation recorded" in library.said
    assert (ashford.held, ashford.body, ashford.report_back) == (True, "Keeper", "At the next meeting")
    assert ashford.said == (
        "Class 6 (money). Indicated route: Ashford: Keeper, under “That the Keeper agrees changes”, minute 5, 12 March 2024."
        f" To be reported back: At the next meeting. {INDICATION}"
    )
    (_, body) = only(routed(loan, after, officer="")).routes
    assert body.body == "Board"


SHORT = {
    "its class": ({"ceiling_class": 5}, "reaches class 5"),
    "its money": ({"ceiling_money": "199.99"}, "reaches £199.99, and the sums that differ come to £200"),
    "its end": ({"expires": "2024-05-31"}, "expired on 31 May 2024"),
    "its beginning": ({"meeting": "2024-06-02"}, "was given only on 2 June 2024"),
    "what it gives": ({"gives": ("sign", "approve")}, "no delegation recorded"),
    "its party": ({"party": "birch-branch"}, "no delegation recorded"),
}


@pytest.mark.parametrize("short", SHORT)
def test_a_record_that_falls_short_gives_nobody_authority(tmp_path: Path, loan: Both, short: str) -> None:
    changes, said = SHORT[short]
    after = edited(tmp_path, (PRECEDENT, "'£1,000'", "'£1,200'"))
    _, ashford = only(routed(loan, after, **changes)).routes
    assert (ashford.held, ashford.body, ashford.under) == (False, "the body that approved it", "")
    assert said in ashford.said


def test_a_ceiling_of_money_holds_for_all_changes_together_and_never_for_what_is_not_known(
    tmp_path: Path, loan: Both
) -> None:
    two = edited(
        tmp_path / "a",
        (PRECEDENT, "'£1,000'", "'£1,150'"),
        (MONEY, "must report what it spends", "must report what it spends over £100"),
    )
    found = routed(loan, two)
    assert [one.routes[1].held for one in found.changes] == [True, True]
    assert "the sums that differ come to £250" in found.routes[1].said
    share = edited(tmp_path / "b", (MONEY, "must report what it spends", "must report 5% of what it spends"))
    assert "what this moves is not known" in only(routed(loan, share)).routes[1].said


def test_what_a_party_approved_already_is_changed_by_its_body_while_another_still_decides(
    tmp_path: Path, loan: Both
) -> None:
    after = edited(tmp_path, (MONEY, "must report", "may report"))
    approval = Approval("county-library", "The Trustees", "2024-03-04", "minute 9", "", "", "")
    found = weighed(loan[0], loan[1], after, "for approval", approvals={"county-library": approval})
    library, ashford = only(found).routes
    assert library.body == "the body that approved it (The Trustees, 4 March 2024, minute 9)"
    assert ashford.body == DRAFTERS


def test_local_text_for_national_text_is_refused_in_every_state(tmp_path: Path, loan: Both) -> None:
    after = edited(tmp_path, (LENDING, "to any reader", "to each reader"))
    for state in ("draft", "approved", "signed"):
        found = weighed(loan[0], loan[1], after, state, authorities=(RECORD,))
        (route,) = only(found).routes
        assert route.said.startswith(
            "Class 9 (national text). Indicated route: none, as a local change to national text is refused. "
        )
        assert found.routes == only(found).routes


def test_between_two_agreements_no_route_is_indicated(tmp_path: Path, loan: Both) -> None:
    after = edited(tmp_path, (MONEY, "must report", "may report"))
    found = weighed(loan[0], loan[1], after, one_text=False)
    assert found.routes == only(found).routes == ()
    assert found.statements[0].startswith("These are two agreements.")


def test_a_deviation_takes_the_class_of_what_it_replaces_and_the_highest_of_the_two(
    tmp_path: Path, loan: Both
) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, "agreements/valley/loan-2024.yaml", "only_for: [ferry-branch]", "only_for: [ashford-branch]")
    swap(folder, "agreements/valley/local/ending.md", "significance: 8", "significance: 2")
    found = weighed(loan[0], loan[1], composed(folder, LOAN)[1], "draft")
    assert {one.grade for one in found.changes} == {8}
    assert all("is of class 8" in one.reason for one in found.changes)


def test_a_succession_by_law_is_one_change_told_apart_from_one_that_parties_make(
    tmp_path: Path, loan: Both
) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(
        folder,
        "agreements/precedents/branch-loan.yaml",
        "parties: [county-library, this]",
        "parties: [shire-library, this]",
    )
    swap(
        folder,
        PARTIES,
        "  ashford-branch:",
        "  shire-library: {legal_name: The Shire Library Trust, short_name: Shire Library, kind: county}\n  ashford-branch:",
    )
    agreed = weighed(loan[0], loan[1], composed(folder, LOAN)[1])
    parties = [(one.change.name, one.reason) for one in agreed.changes if one.change.sort.value == "party"]
    assert sorted(parties) == [
        ("party The County Library Trust", "a party leaves"),
        ("party The Shire Library Trust", "a party joins"),
    ]
    swap(folder, PARTIES, "short_name: Shire Library, kind: county",
         "short_name: Shire Library, kind: county, succeeds: {value: [county-library], source: an invented order}")  # fmt: skip
    workspace, after = composed(folder, LOAN)
    found = weighed(workspace, loan[1], after)
    (party,) = (one for one in found.changes if one.change.sort.value == "party")
    assert (party.grade, party.change.name_before, party.change.name_after) == (
        8,
        "party The County Library Trust",
        "party The Shire Library Trust",
    )
    assert party.reason == (
        "The Shire Library Trust stands in place of The County Library Trust by law, as an invented order has it:"
        " a succession, and no change that parties make"
    )


def test_nothing_changed_has_no_route_and_says_none(loan: Both) -> None:
    found = weighed(loan[0], loan[1], loan[1], "signed")
    assert (found.changes, found.routes, found.renumbered, found.statements) == ((), (), (), ())
    assert {one.said for one in found.first} == {"none"} and len(found.first) == 9
