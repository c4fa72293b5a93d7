"""What refuses an issue, each with its reason; and what is accepted by code, kept in the manifest and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.registers import read_held
from life_steps import DALE, INSTRUCTIONS, OVER, approved, codes, for_signature, issued, valley
from support import change, swap

LATER = (State.FOR_APPROVAL, State.FOR_SIGNATURE)


def _ready(root: Path, state: State) -> Path:
    """A workspace in which nothing but what is tried refuses this state."""
    if state is State.FOR_SIGNATURE:
        issued(root, State.FOR_APPROVAL, "2024-02-01")
        for party in ("county-library", "dale-branch"):
            approved(root, party, "2024-02-02")
    return root


def _register(root: Path) -> tuple[str, ...]:
    kept, _ = read_held(root, DALE, Faults())
    return tuple(line.folder for line in kept.lines)


def test_a_draft_with_an_error_is_refused_and_cannot_be_accepted(tmp_path: Path) -> None:
    root = valley(tmp_path)
    swap(root, "clauses/loans/lending.md", "must lend each", "shall lend each")
    made = issued(root, State.DRAFT, "2024-02-01")
    [code] = codes(made.faults)
    assert made.line is None
    again = issued(root, State.DRAFT, "2024-02-01", accept={code: "because"})
    assert again.line is None and code in codes(again.faults)
    assert _register(root) == ()


def test_a_draft_is_issued_with_its_blanks_and_lists_them(tmp_path: Path) -> None:
    root = valley(tmp_path)
    made = issued(root, State.DRAFT, "2024-02-01")
    assert made.line is not None and made.line.version == "0.1"
    text = (root / "agreements/valley/register" / made.line.folder / "agreement.md").read_text("utf-8")
    assert "Name of the keeper" in text and "Still to be filled" in text
    assert "Doubts that the checks" in text or "told no doubt" in text


@pytest.mark.parametrize("state", LATER)
@pytest.mark.parametrize("code", OVER)
def test_each_refuses_from_approval_on_and_is_accepted_with_a_reason(
    tmp_path: Path, state: State, code: str
) -> None:
    root = _ready(valley(tmp_path), state)
    before = _register(root)
    others = {one: reason for one, reason in OVER.items() if one != code}
    refused = issued(root, state, "2024-02-03", accept=others)
    assert refused.line is None and set(codes(refused.faults)) == {code}
    assert _register(root) == before
    made = issued(root, state, "2024-02-03", accept={**others, code: "  The board asked for it so.  "})
    assert made.line is not None, codes(made.faults)
    _, held = read_held(root, DALE, Faults())
    assert held is not None
    kept = held.manifests[made.line.folder].issue
    assert kept is not None
    [accepted] = [one for one in kept.accepted if one.code == code]
    assert accepted.reason == "The board asked for it so." and accepted.places
    text = (root / "agreements/valley/register" / made.line.folder / "agreement.md").read_text("utf-8")
    assert "The board asked for it so." in text and f"({code})" in text


def test_a_blank_may_stand_as_long_as_it_says(tmp_path: Path) -> None:
    root = valley(tmp_path)
    precedent = "agreements/precedents/branch-loan.yaml"
    swap(root, precedent, "default: {blank: Name of the keeper, from: ''}",
         "default: {blank: Name of the keeper, from: '', until: approval}")  # fmt: skip
    model = {"stand-in": OVER["stand-in"]}
    assert issued(root, State.FOR_APPROVAL, "2024-02-01", accept=model).line is not None
    for party in ("county-library", "dale-branch"):
        approved(root, party, "2024-02-02")
    assert codes(issued(root, State.FOR_SIGNATURE, "2024-02-03", accept=model).faults) == ["blank-due"] * 2
    swap(root, precedent, "until: approval", "until: signing")
    assert issued(root, State.FOR_SIGNATURE, "2024-02-03", accept=model).line is not None


def _real(root: Path) -> Path:
    """The same footprint as one of real bodies."""
    swap(root, "agreements/valley/committee.yaml", "example: yes\n", "")
    return root


def test_an_unconfirmed_fact_refuses_but_in_an_invented_footprint(tmp_path: Path) -> None:
    unsure = "limit: {value: '£1,500', status: unconfirmed}"
    name = "valley/loan-2024/birch-branch"
    for folder, example in (("invented", True), ("real", False)):
        root = valley(tmp_path / folder)
        swap(root, INSTRUCTIONS, "limit: '£1,500'", unsure)
        if not example:
            _real(root)
        made = issued(root, State.FOR_APPROVAL, "2024-02-01", name)
        assert codes(made.faults) == ([] if example else ["fact-due"] * len(made.faults.errors))
        assert (made.line is not None) is example
        if not example:
            over = {**OVER, "fact-due": "The finance office confirms it this week."}
            assert issued(root, State.FOR_APPROVAL, "2024-02-01", name, accept=over).line is not None


def test_an_example_fact_outside_an_example_is_an_error_of_every_state(tmp_path: Path) -> None:
    root = _real(valley(tmp_path))
    swap(root, INSTRUCTIONS, "limit: '£1,500'", "limit: {value: '£1,500', status: example}")
    for state in (State.DRAFT, State.FOR_APPROVAL):
        assert "example-fact" in codes(
            issued(root, state, "2024-02-01", "valley/loan-2024/birch-branch").faults
        )


@pytest.mark.parametrize(
    ("approval", "code"),
    [
        ("approved_on: 2024-01-01", "deviation-reason"),
        ("approved_by: Board\n    approved_on: 2024-01-01\n    expires: 2024-01-31", "deviation-expired"),
        ("approved_by: Board\n    approved_on: 2024-03-01", "deviation-unapproved"),
    ],
)
def test_an_unapproved_or_expired_deviation_refuses(tmp_path: Path, approval: str, code: str) -> None:
    name = "valley/loan-2024/ferry-branch"
    root = valley(tmp_path)
    given = "approved_by: Board of the County Library\n    approved_on: 2024-03-01"
    swap(root, INSTRUCTIONS, given, approval)
    refused = issued(root, State.FOR_APPROVAL, "2024-02-01", name)
    assert refused.line is None and codes(refused.faults) == [code]
    made = issued(
        root, State.FOR_APPROVAL, "2024-02-01", name, accept={**OVER, code: "The board decides next week."}
    )
    assert made.line is not None, codes(made.faults)


@pytest.mark.parametrize(
    ("accept", "words"),
    [
        ({"stand-in": " "}, "without a reason"),
        ({"words-differ": "no matter"}, "cannot be accepted"),
        ({"stand-inn": "no matter"}, "no message has the code"),
        ({**OVER, "fact-due": "no matter"}, "nothing here is refused"),
    ],
)
def test_what_cannot_be_accepted_so_is_told(tmp_path: Path, accept: dict[str, str], words: str) -> None:
    made = issued(valley(tmp_path), State.FOR_APPROVAL, "2024-02-01", accept=accept)
    assert made.line is None
    assert any(words in one.message for one in made.faults.errors if one.code == "record-incomplete")


def test_words_that_were_not_approved_need_approval_or_authority(tmp_path: Path) -> None:
    root = valley(tmp_path)
    for_signature(root)
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", "start_date: 2024-05-01")
    assert codes(issued(root, State.FOR_SIGNATURE, "2024-02-11").faults) == ["version-words"]
    record = (
        "authority:\n  - {id: chair, party: dale-branch, gives: [agree-changes], body: Board, meeting: 2024-02-05, "
        "minute: '8', expires: 2024-03-31}\n"
    )
    committee = root / "agreements/valley/committee.yaml"
    change(root, {"agreements/valley/committee.yaml": committee.read_text("utf-8") + record})
    assert codes(issued(root, State.FOR_SIGNATURE, "2024-04-11", authority="chair").faults) == [
        "authority-unknown"
    ]
    assert codes(issued(root, State.FOR_SIGNATURE, "2024-02-11", authority="nobody").faults) == [
        "authority-unknown"
    ]
    made = issued(root, State.FOR_SIGNATURE, "2024-02-11", authority="chair")
    assert made.line is not None and made.line.version == "1.1"
    text = (root / "agreements/valley/register" / made.line.folder / "agreement.md").read_text("utf-8")
    assert "Changed since version 1.0 was approved, on the authority of Board" in text


def test_filled_blanks_alone_need_no_authority_and_are_told(tmp_path: Path) -> None:
    root = valley(tmp_path)
    issued(root, State.FOR_APPROVAL, "2024-02-01")
    for party in ("county-library", "dale-branch"):
        approved(root, party, "2024-02-02")
    swap(
        root,
        INSTRUCTIONS,
        "particulars:",
        "party_particulars:\n  county-library: {keeper: Ada Reader}\nparticulars:",
    )
    made = issued(root, State.FOR_SIGNATURE, "2024-02-03")
    assert made.line is not None and made.line.version == "1.1", codes(made.faults)
    text = (root / "agreements/valley/register" / made.line.folder / "agreement.md").read_text("utf-8")
    assert "Filled since version 1.0 was approved: Name of the keeper." in text
    for state in State.DRAFT, State.FOR_APPROVAL, State.FOR_SIGNATURE:
        assert codes(issued(root, state, "2024-02-04").faults) == ["version-state"]
