"""`concordat diff` and `concordat redline`: how texts are named, the forms, the files and the exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from cli.test_commands import _own_signals, bytes_of, run
from concordat.model.register import State
from concordat.project import redline as conductor
from concordat.project.pool import Job
from concordat.project.redline import AskedRedline, write_redline
from concordat.project.views import Marking, Views
from concordat.versions.told import NO_CHANGE
from life_steps import DALE, INSTRUCTIONS, approved, issued, valley
from quick import quick
from support import real_workspace, swap

__all__ = ["_own_signals"]

ON = ("--on", "2024-03-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a draft, and an approved version that says the same but for its state; its own text says more."""
    root = valley(tmp_path_factory.mktemp("diff") / "w")
    assert not issued(root, State.DRAFT, "2024-01-10").faults.errors
    assert not issued(root, State.FOR_APPROVAL, "2024-02-01").faults.errors
    for party in ("county-library", "dale-branch"):
        assert not approved(root, party, "2024-02-05").faults.errors
    swap(root, INSTRUCTIONS, "  dale-branch:\n", "  dale-branch:\n    loan_weeks: 5\n")
    return root


def told(folder: Path, *arguments: str | Path) -> dict:  # type: ignore[type-arg]
    result = run("diff", *arguments, "--json", *ON, "-C", folder)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_only_the_apparatus_differs_and_that_is_no_change(folder: Path) -> None:
    before = bytes_of(folder)
    result = run("diff", f"{DALE}@0.1", "@1.0", *ON, "-C", folder)
    assert result.exit_code == 0 and NO_CHANGE in result.stdout and "1. " not in result.stdout
    found = told(folder, f"{DALE}@0.1", "@1.0")
    assert found["changes"] == [] and found["old"]["digest"] == found["new"]["digest"]
    assert (found["old"]["state"], found["new"]["state"]) == ("draft", "approved")
    assert found["new"]["date"] == "2024-02-05", "the day on which the last party approved"
    assert bytes_of(folder) == before


def test_a_version_beside_the_text_being_drafted(folder: Path) -> None:
    found = told(folder, f"{DALE}@approved", DALE)
    assert [one["change"]["kind"] for one in found["changes"]] == ["changed"]
    assert found["new"] | {"digest": ""} == {
        "name": DALE, "path": DALE, "title": "Branch Loan Agreement", "of": found["old"]["of"], "number": "",
        "state": "not issued", "date": "", "effective": found["new"]["effective"], "digest": "",
    }  # fmt: skip
    for name in (f"{DALE}@draft", "@draft", f"./agreements/{DALE}"):
        assert told(folder, f"{DALE}@1.0", name)["changes"] == found["changes"]
    back = told(folder, DALE, "@1.0")
    assert (
        back["changes"][0]["change"]["edits"][0]["before"]
        == found["changes"][0]["change"]["edits"][0]["after"]
    )


def test_the_text_of_a_day_that_nobody_issued(tmp_path: Path) -> None:
    root = valley(tmp_path / "w", {"agreements/valley/longer.yaml": "varies: loan-2024\neffective: 2025-01-01\nparticulars: {loan_weeks: 9}\n"})  # fmt: skip
    found = told(root, f"{DALE}@draft-2024-12-31", "@draft-2025-01-01")
    (change,) = found["changes"]
    assert "9 weeks" in change["change"]["edits"][0]["after"] and found["new"]["effective"] == "2025-01-01"
    assert any("nobody has issued it" in said for said in found["statements"])
    assert told(root, f"{DALE}@draft-2025-01-01", DALE)["changes"] == []


def test_an_agreement_beside_another_and_beside_its_precedent(folder: Path) -> None:
    elm = DALE.replace("dale", "elm")
    found = told(folder, elm, DALE)
    names = {one["change"]["identity"] for one in found["changes"]}
    assert not any("party/" in name for name in names), "each is for its own member, which is no change"
    found = told(folder, f"{DALE}@precedent", DALE)
    assert found["changes"] and any("nothing that is said locally" in said for said in found["statements"])
    assert found["old"]["state"] == "not issued" and found["old"]["name"] == f"{DALE}@precedent"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"{DALE}@7.0", "@1.0", "has no version 7.0"),
        (f"{DALE}@1.0", "@signed", "no version of"),
        ("@1.0", "@1.1", "names no agreement"),
        ("valley/loan-2024", "@draft", "names 6 agreements"),
        ("nowhere", DALE, "no agreement is named “nowhere”"),
        (f"{DALE}@draft-2024-13-01", DALE, "is no number of a version, no day and no state"),
    ],
)
def test_a_name_that_means_no_text_is_said(folder: Path, old: str, new: str, said: str) -> None:
    result = run("diff", old, new, *ON, "-C", folder)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "write terminal, md, html, xlsx, json"),
        (("--for", "lawyer"), "write board"),
        (("--for", "board", "--format", "pdf"), "add --output FILE.pdf"),
        (("--for", "board", "--format", "xlsx"), "write terminal, md, html, docx, pdf"),
        (("--on", "today"), "write the day as YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("diff", f"{DALE}@1.0", DALE, *arguments, "-C", folder)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout


@pytest.mark.parametrize("ending", ["md", "html", "xlsx", "json"])
def test_a_file_is_written_in_the_form_of_its_ending(folder: Path, tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    for path in (first, second):
        result = run("diff", f"{DALE}@1.0", DALE, *ON, "-o", path, "-C", folder)
        assert result.exit_code == 0 and f"1 change; written to {path}" in result.stderr and not result.stdout
    assert first.read_bytes() == second.read_bytes()


def test_for_a_board_there_is_a_page(folder: Path, tmp_path: Path) -> None:
    printed = run("diff", f"{DALE}@1.0", DALE, "--for", "board", *ON, "-C", folder)
    assert printed.exit_code == 0 and printed.stdout.startswith("# What changed\n")
    assert "3 weeks becomes 5 weeks" in printed.stdout and "## Who decides" in printed.stdout
    page = tmp_path / "page.html"
    assert run("diff", f"{DALE}@1.0", DALE, "--for", "board", *ON, "-o", page, "-C", folder).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_kept_versions_are_compared_whatever_became_of_the_library(tmp_path: Path) -> None:
    root = real_workspace(tmp_path / "w", {"clauses/broken.md": "---\nid: [\n"}, ("example-footprint",))
    name = "example-footprint/collaboration-2024"
    found = told(root, f"{name}@1.1", "@1.2")
    assert [one["number"] for one in found["changes"]] == list(range(1, len(found["changes"]) + 1))
    assert found["changes"] and [one["grade"] for one in found["changes"]] == sorted(
        (one["grade"] for one in found["changes"]), reverse=True
    )
    assert run("diff", f"{name}@1.1", name, *ON, "-C", root).exit_code == 2, (
        "the workspace's own text needs its clauses"
    )


def test_changes_since_approval_name_the_authority_relied_on(tmp_path: Path) -> None:
    root = real_workspace(tmp_path / "w", None, ("example-footprint",))
    name = "example-footprint/delegation-2024/example-north"
    result = run("diff", f"{name}@approved", f"{name}@signed", *ON, "-C", root)
    assert result.exit_code == 0 and result.stdout.startswith(
        "Changes since approval: Delegation Agreement: "
    )
    assert "Authority relied on: version 1.0 was approved by " in result.stdout
    assert "(Board, 12 March 2024, minute 2 (example))" in result.stdout


# --- redline


def asked(old: str, new: str, *forms: str) -> AskedRedline:
    return AskedRedline(old, new, Marking("A. Clerk", "2024-03-01"), date(2024, 3, 1), forms or ("docx",))


def test_a_redline_is_written_under_its_own_name_and_never_over_work(folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "w"
    shutil.copytree(folder, root)
    made = write_redline(root, asked(f"{DALE}@1.0", DALE), quick)
    name = f"build/{DALE}/{DALE.replace('/', '-')}-1.0-to-draft-EXAMPLE-REDLINE.docx"
    assert made.files == (name,) and not made.faults.found
    (root / name).write_bytes(b"a lawyer's own words")
    again = write_redline(root, asked(f"{DALE}@1.0", DALE), quick)
    assert [one.code for one in again.faults.found] == ["set-aside"] and again.files == (name,)
    kept = [one.read_bytes() for one in (root / name).parent.glob("*-edited-*.docx")]
    assert kept == [b"a lawyer's own words"]


def test_what_stands_on_a_redline(folder: Path) -> None:
    seen: list[Job] = []

    def look(jobs: Iterable[Job]) -> Iterator[tuple[str, Views]]:
        for job in jobs:
            seen.append(job)
            yield from quick([job])

    write_redline(folder, asked(f"{DALE}@1.0", DALE, "json"), look)
    (job,) = seen
    shown = job.agreement.apparatus
    assert shown.mark == "REDLINE" and job.agreement.redline == shown.version
    assert (
        shown.version
        == f"Marked copy of the text of {DALE}, not issued, compared with version 1.0, approved, 5 February 2024"
    )
    assert "it is not the agreement, and nobody signs it" in shown.statement
    assert shown.control is not None and job.marking is not None
    assert (job.marking.author, job.marking.date) == (
        "A. Clerk",
        "2024-03-01",
    ) and job.marking.older is not None
    texts = [one.identity for one in shown.control.blocks]
    assert "control/changes" in texts and conductor.FORMS == ("docx", "pdf", "html")


@pytest.mark.parametrize(
    ("option", "value"), [("--moves", "perhaps"), ("--format", "xlsx"), ("--date", "soon")]
)
def test_an_option_of_a_redline_that_means_nothing_is_said(folder: Path, option: str, value: str) -> None:
    result = run("redline", f"{DALE}@1.0", DALE, option, value, "-C", folder)
    assert result.exit_code == 2 and f"{option} {value}" in result.stderr
