"""From 59 to 70 services: what a board is told of it, on one page, and what no comparison of two agreements claims."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.model.comparison import Comparison
from concordat.model.library import House
from concordat.project.board_page import board_tree
from concordat.project.diff import diff
from concordat.project.for_board import house_now
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text
from support import real_workspace

AGREEMENT = "east-midlands/delegation-2024/lincolnshire"
ON = date(2025, 3, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_workspace(
        tmp_path_factory.mktemp("services") / "w", footprints=("east-midlands", "example-footprint")
    )


@pytest.fixture(scope="module")
def house(folder: Path) -> House:
    found = house_now(folder, Faults())
    assert found is not None and found.paper is not None
    return found.paper


def compared(folder: Path, old: str, new: str) -> Comparison:
    found = diff(folder, old, new, ON)
    assert found.comparison is not None, [fault.message for fault in found.faults.found]
    return found.comparison


def test_a_board_is_told_on_a_page_what_is_added_from_when_and_for_what_money(
    folder: Path, house: House
) -> None:
    found = compared(folder, f"{AGREEMENT}@draft-2025-03-31", AGREEMENT)
    tree = board_tree(found, house, example=False)
    said = render_text(tree, house)
    for words in (
        "has effect from 1 April 2025",
        "11 services added: Adult secure mental health services; ",
        "(8 times). None removed.",
        "what this changes in money is not known",
        "Indicated route: the drafting team.",
    ):
        assert words in said
    assert render_pdf(tree, house, b"{}").pages == 1
    assert not any("no class is recorded" in change.reason for change in found.changes)


def test_an_agreement_and_its_precedent_or_another_are_no_two_texts_of_one(folder: Path) -> None:
    found = compared(folder, f"{AGREEMENT}@precedent", AGREEMENT)
    assert found.changes and not any(change.routes for change in found.changes)
    other = compared(folder, "east-midlands/delegation-2024/northamptonshire", AGREEMENT)
    assert found.routes == other.routes == ()
    restated = "example-footprint/collaboration-2025-restated@1.1"
    found = compared(folder, "example-footprint/collaboration-2024@1.3", restated)
    assert found.routes and all(change.routes for change in found.changes)
