"""From draft to ended: numbers, who is still to come, and what each step refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.registers import read_held
from concordat.versions.life import Register, in_force
from life_steps import (
    DALE,
    INSTRUCTIONS,
    PARTIES,
    approved,
    codes,
    ended,
    for_signature,
    issued,
    signed,
    valley,
    whole_life,
)  # fmt: skip
from support import swap


def held(root: Path) -> Register:
    faults = Faults()
    found = read_held(root, DALE, faults)[1]
    assert found is not None and not faults.found
    return found


def numbers(root: Path) -> list[tuple[str, str]]:
    return [(str(version.number), version.state.value) for version in held(root).of(DALE)]


def test_a_whole_life(tmp_path: Path) -> None:
    root = valley(tmp_path)
    assert issued(root, State.DRAFT, "2024-01-05").line is not None
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", "start_date: 2024-05-01")
    issued(root, State.DRAFT, "2024-01-10")
    whole_life(root)
    assert numbers(root) == [("0.1", "draft"), ("0.2", "draft"), ("1.0", "signed")]
    version = held(root).of(DALE)[-1]
    assert (version.dated, version.effective, version.signed_on) == ("2024-02-20", "2024-05-01", "2024-02-20")
    assert [version.approvals[slug].minute for slug in PARTIES] == ["7", "7"]
    made = ended(root, "2025-03-31", "2025-04-01")
    assert made.line is not None and numbers(root)[-1] == ("1.0", "ended")
    assert codes(ended(root, "2025-03-31", "2025-04-01").faults) == ["version-state"]
    swap(root, INSTRUCTIONS, "start_date: 2024-05-01", "start_date: 2024-06-01")
    assert codes(issued(root, State.FOR_APPROVAL, "2025-05-01").faults) == ["version-state"]


def test_a_state_alone_never_changes_the_number_and_new_words_always_do(tmp_path: Path) -> None:
    root = valley(tmp_path)
    assert issued(root, State.DRAFT, "2024-01-05").faults.errors == ()
    assert codes(issued(root, State.DRAFT, "2024-01-06").faults) == ["version-state"]
    for_signature(root)  # the words of 0.1: the first that go for approval are 1.0
    assert codes(issued(root, State.FOR_APPROVAL, "2024-02-11").faults) == ["version-state"]
    assert codes(issued(root, State.FOR_SIGNATURE, "2024-02-11").faults) == ["version-state"]
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", "start_date: 2024-05-01")
    issued(root, State.DRAFT, "2024-02-12")
    made = issued(root, State.FOR_APPROVAL, "2024-02-13")
    assert made.line is not None and made.line.version == "1.1"
    assert [number for number, _ in numbers(root)] == ["0.1", "1.0", "1.1"]


def test_approvals_are_a_list_one_for_each_party(tmp_path: Path) -> None:
    root = valley(tmp_path)
    assert codes(approved(root, "county-library", "2024-02-05").faults) == ["version-state"]
    issued(root, State.FOR_APPROVAL, "2024-02-01")
    assert codes(issued(root, State.FOR_SIGNATURE, "2024-02-02").faults) == ["version-state"]
    first = approved(root, "county-library", "2024-02-05")
    assert first.lacking == ("dale-branch",) and first.line is not None
    assert first.line.state is State.FOR_APPROVAL
    assert codes(approved(root, "county-library", "2024-02-06").faults) == ["version-state"]
    last = approved(root, "dale-branch", "2024-02-05")
    assert last.lacking == () and last.line is not None and last.line.state is State.APPROVED
    assert codes(approved(root, "dale-branch", "2024-02-06").faults) == ["version-state"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"body": "", "minute": ""}, "the body that approved it"),
        ({"minute": ""}, "where the decision is minuted"),
        ({"digest": "00" * 32}, "is not that of version 1.0"),
        ({"digest": ""}, ""),
        ({"authority": "nobody"}, "no authority"),
    ],
)
def test_what_an_approval_lacks_is_told(tmp_path: Path, given: dict[str, str], words: str) -> None:
    root = valley(tmp_path)
    issued(root, State.FOR_APPROVAL, "2024-02-01")
    made = approved(root, "dale-branch", "2024-02-05", **given)
    assert (made.line is None) is bool(words)
    assert not words or any(words in one.message for one in made.faults.errors)


def test_a_body_approves_what_was_before_it(tmp_path: Path) -> None:
    root = valley(tmp_path)
    made = issued(root, State.FOR_APPROVAL, "2024-02-01")
    assert codes(approved(root, "dale-branch", "2024-01-31").faults) == ["record-incomplete"]
    assert codes(approved(root, "elm-branch", "2024-02-05").faults) == ["record-incomplete"]
    right = approved(root, "dale-branch", "2024-02-05", digest=made.text_digest[:12])
    assert right.line is not None


def test_signing_is_recorded_party_by_party_and_dated_with_the_last(tmp_path: Path) -> None:
    root = valley(tmp_path)
    assert codes(signed(root, "county-library", "2024-02-20").faults) == ["version-state"]
    for_signature(root)
    assert codes(signed(root, "county-library", "2024-02-20", "2024-02-20").faults) == ["record-incomplete"]
    first = signed(root, "county-library", "2024-02-20")
    assert first.lacking == ("dale-branch",)
    assert codes(signed(root, "county-library", "2024-02-21").faults) == ["record-incomplete"]
    assert codes(signed(root, "dale-branch", "2024-02-21").faults) == ["record-incomplete"]
    assert codes(signed(root, "dale-branch", "2024-02-21", "2024-02-20").faults) == ["record-incomplete"]
    last = signed(root, "dale-branch", "2024-02-21", "2024-02-22")
    assert last.line is not None and last.line.state is State.SIGNED
    kept = root / "agreements/valley/register" / last.line.folder / "signed.pdf"
    assert kept.read_bytes() == (root / "dale-branch.pdf").read_bytes()
    assert codes(signed(root, "dale-branch", "2024-02-23").faults) == ["version-state"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"counterpart": ""}, "on which paper"),
        ({"envelope": "E-1"}, "both given"),
        ({"seal_register": "12"}, "under hand"),
        ({"authority": "nobody"}, "no authority"),
    ],
)
def test_what_a_signature_lacks_is_told(tmp_path: Path, given: dict[str, str], words: str) -> None:
    root = valley(tmp_path)
    for_signature(root)
    made = signed(root, "dale-branch", "2024-02-20", **given)
    assert made.line is None and any(words in one.message for one in made.faults.errors)


def test_a_deed_needs_its_entry_in_the_seal_register(tmp_path: Path) -> None:
    root = valley(tmp_path)
    swap(root, "agreements/precedents/branch-loan.yaml", "execution: {mode: hand", "execution: {mode: deed")
    for_signature(root)
    assert codes(signed(root, "dale-branch", "2024-02-20").faults) == ["record-incomplete"]
    assert signed(root, "dale-branch", "2024-02-20", seal_register="17").line is not None


def test_a_day_before_the_last_of_the_ledger_is_said_and_changes_no_order(tmp_path: Path) -> None:
    root = valley(tmp_path)
    issued(root, State.FOR_APPROVAL, "2024-02-10")
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", "start_date: 2024-05-01")
    made = issued(root, State.FOR_APPROVAL, "2024-02-01")
    assert made.line is not None and made.line.sequence == 2
    assert "date-backwards" in [one.code for one in made.faults.found]


def test_in_force_from_its_day_until_it_ended_and_signed_later_is_said(tmp_path: Path) -> None:
    root = valley(tmp_path)
    swap(root, INSTRUCTIONS, "start_date: 2024-04-01", "start_date: 2024-02-10")
    whole_life(root)  # signed on 20 February
    ended(root, "2025-03-31", "2025-04-01")
    register = held(root)
    found = {
        day: in_force(register, DALE, date.fromisoformat(day))
        for day in ("2024-02-09", "2024-02-10", "2024-02-19", "2024-02-20", "2025-03-31", "2025-04-01")
    }
    late = {day: one.signed_after for day, one in found.items() if one is not None}
    assert late == {
        "2024-02-10": "2024-02-20",
        "2024-02-19": "2024-02-20",
        "2024-02-20": "",
        "2025-03-31": "",
    }
