"""The Collaboration Agreement points into the Delegation Agreements of its family, and composes where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.language.words import words
from support import change, read_one, real_workspace

ALONE = "precedent: collaboration\nparticulars:\n  commencement_date: 2025-04-01\n  service_list: specialised-70\n"
POINTED = (
    "Duty to collaborate",
    "Sub-delegation",
    "Intervention",
    "Information, planning and reporting",
    "Provider Contracts",
    "Administrative and Management Services",
    "Dispute resolution",
    "Revocation and ending of the Delegation",
    "Variation",
    "Information governance and sharing",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real workspace, with a Collaboration Agreement that no family lists."""
    folder = real_workspace(tmp_path_factory.mktemp("sisters") / "workspace")
    change(folder, {"agreements/south-east/alone.yaml": ALONE})
    return folder


def text_of(workspace: Path, name: str) -> str:
    """All the words of an agreement that has no error."""
    agreement, reading = read_one(workspace, name)
    assert reading.faults.errors == ()
    return "\n".join(piece.text for piece in words(agreement))


def test_each_place_that_is_pointed_to_prints_its_title(workspace: Path) -> None:
    text = text_of(workspace, "south-east/collaboration-2025")
    assert [title for title in POINTED if f"ach Delegation Agreement (“{title}”)" not in text] == []


def test_a_collaboration_whose_family_has_no_delegation_composes_without_them(workspace: Path) -> None:
    assert "Delegation Agreement (“" not in text_of(workspace, "south-east/alone")
