"""The register of the worked example: every step of a life, and the text in force on each day of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.frozen import frozen_of
from concordat.project.history import history
from concordat.project.read import read
from concordat.project.registers import read_held
from concordat.project.verify import verify
from concordat.versions.life import Register
from support import REPOSITORY
from validators import validate
from views.test_verapdf import verapdf

COLLABORATION = "example-footprint/collaboration-2024"
RESTATED = "example-footprint/collaboration-2025-restated"


@pytest.fixture(scope="module")
def register() -> Register:
    faults = Faults()
    kept, held = read_held(REPOSITORY, COLLABORATION, faults)
    assert held is not None and not faults.found and not kept.notes
    return held


def test_it_has_drafts_approval_signature_two_variations_and_a_restatement(register: Register) -> None:
    lives = [(str(one.number), set(one.copies), one.state) for one in register.of(COLLABORATION)]
    both = {State.FOR_APPROVAL, State.FOR_SIGNATURE}
    assert [number for number, _, _ in lives] == ["0.1", "0.2", "1.0", "1.1", "1.2", "1.3"]
    assert [copies for _, copies, _ in lives] == [
        {State.DRAFT}, {State.DRAFT}, {State.FOR_APPROVAL}, {State.FOR_SIGNATURE}, both, both,
    ]  # fmt: skip
    assert [state for _, _, state in lives[2:]] == [State.APPROVED, State.SIGNED, State.SIGNED, State.ENDED]
    held = {str(one.number): len(one.last.issue.overlays) for one in register.of(COLLABORATION)}
    assert [held[number] for number in ("1.1", "1.2", "1.3")] == [0, 1, 2]
    last = register.of(RESTATED)[-1]
    assert (last.last.issue.restates, last.last.issue.execution) == (COLLABORATION, "deed")
    assert all(one.seal_register for one in last.signings.values())
    assert register.of(COLLABORATION)[3].last.issue.differs_from == "1.0"


def test_everything_is_as_it_was_written() -> None:
    found = verify(REPOSITORY, ("example-footprint",), fast=True)
    assert found.faults.found == [] and found.found[0].lines == 61


@pytest.mark.slow
def test_every_copy_can_be_made_again() -> None:
    found = verify(REPOSITORY, ("example-footprint",), fast=False)
    assert found.faults.errors == () and found.found[0].again == 16


def test_one_copy_can_be_made_again() -> None:
    found = verify(REPOSITORY, ("example-footprint/delegation-2024/example-north@1.1",), fast=False)
    assert found.faults.errors == () and found.found[0].again == 1


DAYS = (
    ("2024-03-31", None, ""),  # signed, and not yet in effect
    ("2024-04-01", COLLABORATION, "1.1"),
    ("2024-04-02", COLLABORATION, "1.1"),
    ("2024-09-30", COLLABORATION, "1.1"),
    ("2024-10-01", COLLABORATION, "1.2"),
    ("2024-10-02", COLLABORATION, "1.2"),
    ("2024-12-31", COLLABORATION, "1.2"),
    ("2025-01-01", COLLABORATION, "1.3"),
    ("2025-01-02", COLLABORATION, "1.3"),
    ("2025-01-31", COLLABORATION, "1.3"),
    ("2025-02-01", RESTATED, "1.1"),
    ("2025-02-02", RESTATED, "1.1"),
)
"""The day before, the day itself and the day after each text took effect; which agreement and version were in force."""


@pytest.mark.parametrize("name", [COLLABORATION, RESTATED])
@pytest.mark.parametrize(("day", "agreement", "version"), DAYS)
def test_the_text_in_force_on_a_day(name: str, day: str, agreement: str | None, version: str) -> None:
    faults = Faults()
    found = list(frozen_of(REPOSITORY, (f"{name}@{day}",), faults))
    if agreement is None:
        assert not found and [one.code for one in faults.found] == ["version-unknown"]
        return
    [one] = found
    assert (one.meant.version.agreement, str(one.meant.version.number)) == (agreement, version)
    assert not faults.found and not one.meant.late


def test_history_says_what_a_day_means() -> None:
    told = history(REPOSITORY, [f"{COLLABORATION}@2024-10-01", f"{COLLABORATION}@1.3"])
    assert told.meant == (
        f"{COLLABORATION}@2024-10-01: in force on 1 October 2024: version 1.2 of {COLLABORATION}",
        f"{COLLABORATION}@1.3: version 1.3, ended",
    )


def test_a_version_is_named_wherever_an_agreement_is() -> None:
    names = (
        f"{COLLABORATION}@1.0",
        f"{COLLABORATION}@approved",
        f"{COLLABORATION}@signed",
        f"{COLLABORATION}@draft",
    )
    reading = read(REPOSITORY, names, on=None, family=False)
    found = {one.path: one.agreement for one in reading.agreements}
    assert set(found) == {COLLABORATION, *names[:3]}
    of = {name: tree.schema for name, tree in found.items() if tree is not None}
    assert len(of) == 4


def test_the_first_wrong_thing_is_named(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(REPOSITORY / "agreements/example-footprint", root / "agreements/example-footprint")
    base = root / "agreements/example-footprint/register"
    spoiled = base / "collaboration-2024/1.1/signed-example-north/signed.pdf"
    spoiled.write_bytes(spoiled.read_bytes() + b" ")
    later = base / "collaboration-2025-restated/1.1/for-signature/agreement.docx"
    later.unlink()
    found = verify(root, (), fast=True).faults.found
    assert len(found) == 2
    assert "collaboration-2024/1.1/signed-example-north/signed.pdf" in found[0].message
    assert "is not there" in found[1].message


REGISTER = REPOSITORY / "agreements/example-footprint/register"
ONE, ANOTHER = (
    "collaboration-2025-restated/1.1/for-signature",
    "delegation-2024/example-north/1.1/for-signature",
)


@pytest.mark.parametrize("folder", [ONE, pytest.param(ANOTHER, marks=pytest.mark.slow)])
def test_a_copy_for_signature_is_sound_by_its_standards(folder: str, tmp_path: Path) -> None:
    """A deed, and one under hand: with signature fields the PDF conforms to both standards, and Word takes the others."""
    files = [REGISTER / folder / name for name in ("agreement.pdf", "check-list.pdf")]
    checked = verapdf("ua1,3a", *files)
    assert checked.returncode == 0 and checked.stdout.count("conforms") == 4, checked.stdout + checked.stderr
    for name in ("agreement.docx", "check-list.docx"):
        assert validate((REGISTER / folder / name).read_bytes(), tmp_path) == (0, "")
    with PdfReader(REGISTER / folder / "agreement.pdf") as reader:
        fields = reader.get_fields() or {}
        pages = [page for page in reader.pages if "/Annots" in page and any(map(_is_field, page["/Annots"]))]
        parties = json.loads((REGISTER / folder / "manifest.json").read_bytes())["issue"]["parties"]
        assert {f"sign.{party['slug']}" for party in parties} < set(fields)
        assert len(pages) == len(parties)  # a page for each


def _is_field(one: Any) -> bool:
    return bool(one.get_object().get("/Subtype") == "/Widget")
