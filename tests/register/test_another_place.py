"""A version is the same wherever and by whomever it is verified: another folder, locale and time zone; another library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from concordat.cli.main import __file__ as command
from concordat.model.register import State
from concordat.project import verify as verifying
from concordat.project.issue import Asked, in_workers, issue
from concordat.project.verify import verify
from life_steps import DALE, OVER, approved, issued, valley
from quick import quick
from support import swap


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a version that was really rendered, for approval and for signature."""
    root = valley(tmp_path_factory.mktemp("here"))
    for state, day in ((State.FOR_APPROVAL, 1), (State.FOR_SIGNATURE, 10)):
        made = issue(root, Asked(DALE, state, date(2024, 2, day), OVER), in_workers)
        assert made.line is not None, [one.message for one in made.faults.errors]
        for party in ("county-library", "dale-branch") if state is State.FOR_APPROVAL else ():
            assert approved(root, party, "2024-02-05").line is not None
    return root


def test_in_another_folder_locale_and_time_zone(kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder of somebody else’s"
    shutil.copytree(kept, elsewhere)
    (elsewhere / "clauses/loans/lending.md").unlink()  # nothing of the library is needed
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
    }
    environment.pop("SOURCE_DATE_EPOCH", None)
    run = subprocess.run(
        [sys.executable, command, "verify", "-C", str(elsewhere)], env=environment, capture_output=True, cwd="/",
        umask=0o077, check=False,
    )  # fmt: skip
    told = run.stdout.decode(errors="replace")
    assert run.returncode == 0, told + run.stderr.decode(errors="replace")
    assert "2 copies made again, 2 of them the same byte for byte" in told


def test_with_another_library_the_words_are_compared_and_it_is_said(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "later"
    shutil.copytree(kept, root)
    now = verifying.made_with()
    later = replace(
        now, libraries={**now.libraries, "weasyprint": "71.0"}, system={**now.system, "pango": "2.0"}
    )
    monkeypatch.setattr(verifying, "made_with", lambda: later)
    assert (
        verify(root, (), fast=False).faults.found == []
    )  # the same bytes come out, so nothing is to be said

    def otherwise(jobs):  # type: ignore[no-untyped-def]
        for path, views in in_workers(jobs):
            yield path, replace(views, files={**views.files, "pdf": views.files["pdf"] + b"\n"})

    found = verify(root, (), fast=False, render=otherwise)
    assert {one.code for one in found.faults.found} == {"made-with-another"}
    assert all("pango 1." in one.message and "weasyprint 70" in one.message for one in found.faults.found)
    monkeypatch.setattr(verifying, "made_with", lambda: now)
    strict = verify(root, (), fast=False, render=otherwise)  # made with the same, it must be the same
    assert {one.code for one in strict.faults.found} == {"register-damaged"}
    assert "agreement.pdf" in strict.faults.found[0].message


def test_a_manifest_that_vouches_for_a_wrong_tree_is_found_by_making_it_again(tmp_path: Path) -> None:
    """Digests alone cannot see what was wrong from the first: a copy whose views are of another tree."""
    root = valley(tmp_path)

    def of_another_tree(jobs):  # type: ignore[no-untyped-def]
        for path, views in in_workers(jobs):
            text = views.files["md"].replace(b"must lend", b"may lend")
            yield path, replace(views, files={**views.files, "md": text})

    made = issue(root, Asked(DALE, State.DRAFT, date(2024, 1, 5)), of_another_tree)
    assert made.line is not None
    assert not verify(root, (), fast=True).faults.found
    [found] = verify(root, (), fast=False).faults.found
    assert found.code == "register-damaged" and "agreement.md" in found.message


def test_one_agreement_or_one_version_alone_can_be_verified(tmp_path: Path) -> None:
    root = valley(tmp_path)
    issued(root, State.DRAFT, "2024-01-05")
    swap(root, "agreements/valley/loan-2024.yaml", "start_date: 2024-04-01", "start_date: 2024-05-01")
    issued(root, State.DRAFT, "2024-01-06")
    issued(root, State.DRAFT, "2024-01-07", "valley/loan-2024/elm-branch")
    again = [
        verify(root, names, fast=False, render=quick).found[0].again
        for names in (
            (),
            ("valley",),
            (DALE,),
            (f"{DALE}@0.2",),
            ("valley/loan-2024/elm-branch",),
            (f"{DALE}@draft",),
        )
    ]
    assert again == [3, 3, 2, 1, 1, 2]
    for name in (f"{DALE}@7.0", f"{DALE}@signed", "valley/loan-2025", "hill"):
        found = verify(root, (name,), fast=False, render=quick)
        assert [one.code for one in found.faults.found] == ["version-unknown"], name
