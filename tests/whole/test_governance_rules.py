"""The rules of governance in the real precedents: each refuses its fault in words to act on, and lets the lawful case be."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.diagnostics import Diagnostic
from support import change, read_one, real_workspace

SOUTH_EAST = "south-east"
ONE_ICB = "north-east-and-north-cumbria"
WEIGHTS = ("buckinghamshire-oxfordshire-and-berkshire-west", "frimley", "hampshire-and-isle-of-wight",
           "kent-and-medway", "surrey-heartlands", "sussex")  # fmt: skip
GOVERNANCE = {
    "rule-broken",
    "rule-doubtful",
    "majority-of-two",
    "quorum-unreachable",
    "quorum-fragile",
    "seat-missing",
    "particular-type",
    "decision-without-row",
}
"""The codes that these cases are about; other pieces of a collaboration have their own tests."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real workspace."""
    return real_workspace(tmp_path_factory.mktemp("governance") / "workspace")


def found_in(folder: Path, footprint: str, answers: str) -> list[Diagnostic]:
    """What is said about the governance of a collaboration with these answers."""
    head = "precedent: collaboration\nparticulars:\n  commencement_date: 2025-04-01\n  service_list: specialised-70\n"
    change(folder, {f"agreements/{footprint}/tried.yaml": head + answers})
    _, reading = read_one(folder, f"{footprint}/tried")
    found = reading.agreements[0].found
    return [diagnostic for diagnostic in found if diagnostic.code in GOVERNANCE]


REFUSED = [
    ("shared by six", SOUTH_EAST, "  chair_rule: shared\n", "two Members take by turns"),
    ("no weights", SOUTH_EAST, "  voting: weighted\n  majority_percentage: '60%'\n", "Weighted votes need a weight"),
    ("absent vote in the quorum", SOUTH_EAST, "  quorum_member_present: [nhs-england]\n", "no Member with a vote"),
    ("quorum of no party", SOUTH_EAST, "  quorum_member_present: [devon]\n", "no party of this agreement"),
    ("quorum too large", SOUTH_EAST, "  quorum_members: 7\n", "quorum of 7 cannot be met"),
    ("quorum of all", SOUTH_EAST, "  quorum_members: 6\n", "one absence stops every decision"),
    ("one Member", ONE_ICB, "  chair_rule: independent\n", "only if NHS England appoints one"),
    ("elected of two", ONE_ICB, "  nhse_standing: member\n  chair_rule: elected\n", "cannot settle an election"),
    ("turns of one", ONE_ICB, "  nhse_standing: member\n  chair_rule: rotation\n", "nobody to take turns with"),
    ("majority of two", ONE_ICB, "  nhse_standing: member\n  chair_rule: shared\n  voting: majority\n  majority_percentage: '60%'\n",
     "a majority is both of them"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("footprint", "answers", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_is_refused(workspace: Path, footprint: str, answers: str, words: str) -> None:
    found = found_in(workspace, footprint, answers)
    assert any(words in diagnostic.message for diagnostic in found), [str(d) for d in found]


def test_staff_of_a_body_that_is_no_party_need_an_agreement(workspace: Path) -> None:
    found = found_in(workspace, SOUTH_EAST, "  nhse_party: no\n")
    assert [d.code for d in found] == ["rule-doubtful"]
    assert "nothing covers them" in found[0].message
    named = "  nhse_party: no\n  separate_staff_agreement: The agreement about the hub\n"
    assert found_in(workspace, SOUTH_EAST, named) == []


LAWFUL = [
    ("as shipped", SOUTH_EAST, ""),
    ("three tiers", SOUTH_EAST, "  governance_tiers: three\n  quorum_members: 4\n  quorum_member_present: [sussex]\n"),
    ("majority", SOUTH_EAST, "  voting: majority\n  majority_percentage: '60%'\n  chair_rule: elected\n  governance_tiers: one\n"),
    ("weighted", SOUTH_EAST, "  voting: weighted\n  majority_percentage: '60%'\n  chair_rule: independent\nparty_particulars:\n"
     + "".join(f"  {slug}: {{votes: 2}}\n" for slug in WEIGHTS)),
    ("NHS England votes", SOUTH_EAST, "  nhse_standing: member\n  quorum_member_present: [nhs-england]\n"),
    ("two Members", ONE_ICB, "  nhse_standing: member\n  chair_rule: shared\n  quorum_members: 2\n  governance_tiers: three\n"),
]  # fmt: skip


@pytest.mark.parametrize(("footprint", "answers"), [r[1:] for r in LAWFUL], ids=[r[0] for r in LAWFUL])
def test_what_is_let_be(workspace: Path, footprint: str, answers: str) -> None:
    assert found_in(workspace, footprint, answers) == []


def test_three_tiers_need_bodies_with_parents(tmp_path: Path) -> None:
    folder = real_workspace(tmp_path / "workspace")
    bodies = folder / "schedules/data/collaboration-bodies.yaml"
    text = bodies.read_text(encoding="utf-8")
    bodies.write_text(text.replace("parent: Sub-Committee", 'parent: ""'), encoding="utf-8")
    assert "give each row" in found_in(folder, SOUTH_EAST, "  governance_tiers: three\n")[0].message
    assert found_in(folder, SOUTH_EAST, "  governance_tiers: two\n") == []
    kept = [line for line in text.splitlines(keepends=True) if "tier: 3" not in line]
    bodies.write_text("".join(kept), encoding="utf-8")
    said = [d.message for d in found_in(folder, SOUTH_EAST, "  governance_tiers: three\n")]
    assert any("Three tiers need at least three bodies" in message for message in said)


def test_the_seats_of_joint_working_are_read(workspace: Path) -> None:
    path = workspace / "agreements/south-east/joint-working-2023.yaml"
    text = path.read_text(encoding="utf-8")
    change(
        workspace,
        {
            "agreements/south-east/tried.yaml": text.replace(
                "particulars:\n", "particulars:\n  quorum_members: 8\n", 1
            )
        },
    )
    _, reading = read_one(workspace, "south-east/tried")
    assert any(d.code == "quorum-unreachable" for d in reading.agreements[0].found)
