"""A deed is varied by a deed: which overlay has a deed signed under hand, and of which agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.project.read import read
from support import change, loans_workspace, swap

VALLEY = "agreements/valley/"
PRECEDENT = "agreements/precedents/branch-loan.yaml"
HAND = "execution: {mode: hand, opening: Signed by the parties., heading: Signed for, lines: [Signature, Name]}\n"
EITHER = (
    "execution:\n"
    "  - {mode: deed, when: particulars.sunday, opening: Executed as a deed., heading: Executed by, lines: [Seal]}\n"
    "  - {mode: hand, opening: Signed by the parties., heading: Signed for, lines: [Signature, Name]}\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which an agreement of a branch that opens on Sundays is a deed, as Cedar Hill's is."""
    folder = loans_workspace(tmp_path / "w")
    swap(folder, PRECEDENT, HAND, EITHER)
    return folder


def found(root: Path) -> dict[str, str]:
    """The place at which an agreement is said to be a deed varied under hand, by its path."""
    faults = read(root, (), None).faults.found
    assert {one.code for one in faults} <= {"deed-under-hand"}
    return {str(one.agreement).rpartition("/")[2]: str(one.span) for one in faults}


def overlays(root: Path, first: str, second: str = "") -> None:
    texts = {f"{VALLEY}summer.yaml": f"varies: loan-2024\neffective: 2024-07-01\n{first}"}
    if second:
        texts[f"{VALLEY}autumn.yaml"] = f"varies: loan-2024\neffective: 2024-10-01\n{second}"
    change(root, texts)


def test_what_stays_a_deed_or_under_hand_is_well(root: Path) -> None:
    overlays(root, "particulars: {loan_weeks: 4}\n")
    assert found(root) == {}


def test_what_becomes_a_deed_is_well(root: Path) -> None:
    overlays(root, "particulars: {sunday: yes}\n")
    assert found(root) == {}


def test_a_deed_that_comes_under_hand_is_told_of_that_agreement_alone(root: Path) -> None:
    overlays(root, "each: {cedar-branch: {sunday: no}}\n")
    assert found(root) == {"cedar-branch": f"{VALLEY}summer.yaml:2:12"}


def test_one_that_an_overlay_made_a_deed_is_a_deed_for_the_next(root: Path) -> None:
    overlays(root, "each: {birch-branch: {sunday: yes}}\n", "each: {birch-branch: {sunday: no}}\n")
    assert found(root) == {"birch-branch": f"{VALLEY}autumn.yaml:2:12"}


def test_one_way_of_signing_is_never_judged(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    overlays(folder, "each: {cedar-branch: {sunday: no}}\n")
    assert found(folder) == {}
