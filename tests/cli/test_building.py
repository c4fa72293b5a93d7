"""`concordat build` from end to end: what is written, what is kept, and the exit code that says so."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.running import COMMAND, LONG, concordat, environment
from support import change, sharing_workspace

AGREEMENT = "riverside/sharing-2024"
ENDINGS = ["docx", "html", "json", "md", "pdf"]
BROKEN = {
    "agreements/riverside/sharing-2025.yaml": "precedent: data-sharing\nparticulars:\n"
    "  start_date: 2025-03-01\n  end_date: 2026-02-28\n  purpose: {blank: What the data is for, from: Hilltop}\n"
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that was built once."""
    folder = sharing_workspace(tmp_path_factory.mktemp("building") / "w")
    run = concordat("build", "-C", folder)
    assert run.returncode == 0, run.stderr
    assert "no errors, 6 warnings" in run.stderr and "1 of 1: riverside/sharing-2024" in run.stderr
    headings, row = (line.split() for line in run.stdout.splitlines())
    assert headings == ["Agreement", "Provisions", "Pages", "Blanks", "Unconfirmed", "Warnings"]
    assert row[0] == AGREEMENT and int(row[2]) > 2
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(built, tmp_path / "w"))


def outputs(folder: Path) -> dict[str, bytes]:
    """Every file under build/, by its path."""
    build = folder / "build"
    return {p.relative_to(build).as_posix(): p.read_bytes() for p in build.rglob("*") if p.is_file()}


def view(folder: Path, ending: str) -> Path:
    return folder / "build" / AGREEMENT / f"riverside-sharing-2024-DRAFT.{ending}"


def edit_a_clause(folder: Path) -> None:
    """Change one sentence, so that every view is to be written anew."""
    clause = folder / "clauses" / "sharing" / "meaning.md"
    clause.write_text(clause.read_text(encoding="utf-8").replace("Headings do not", "A heading does not"))


def test_five_views_and_the_schema_are_written(built: Path) -> None:
    names = {path.name for path in (built / "build" / AGREEMENT).iterdir()}
    assert names == {".written.json", *(view(built, ending).name for ending in ENDINGS)}
    assert (built / "build" / "schemas" / "data-sharing.json").is_file()


def test_an_edited_output_is_set_aside_and_the_run_says_so(folder: Path) -> None:
    view(folder, "docx").write_bytes(b"a day's work")
    edit_a_clause(folder)
    run = concordat("build", "-C", folder)
    assert run.returncode == 0, run.stderr
    (kept,) = (folder / "build" / AGREEMENT).glob("*-edited-*")
    assert kept.read_bytes() == b"a day's work" and kept.suffix == ".docx"
    assert f"it is kept as {kept.name} [set-aside]" in run.stderr
    assert view(folder, "docx").read_bytes().startswith(b"PK")


def test_a_check_s_error_stops_that_agreement_alone(folder: Path) -> None:
    change(folder, BROKEN)
    before = outputs(folder)
    run = concordat("build", "-C", folder)
    assert run.returncode == 1
    assert "condition-reads-blank" in run.stderr
    assert not (folder / "build" / "riverside" / "sharing-2025").exists()
    assert outputs(folder) == before
    rows = run.stdout.splitlines()
    assert "not written" in rows[2] and "sharing-2025" in rows[2] and "not written" not in rows[1]


def test_an_agreement_that_has_an_error_keeps_its_last_good_output(folder: Path) -> None:
    before = outputs(folder)
    edit_a_clause(folder)
    instructions = folder / "agreements" / "riverside" / "sharing-2024.yaml"
    instructions.write_text(
        instructions.read_text() + "  purpose: {blank: What the data is for, from: Hilltop}\n"
    )
    assert concordat("build", "-C", folder).returncode == 1
    assert outputs(folder) == before


def test_what_cannot_be_read_stops_the_whole_run(folder: Path) -> None:
    before = outputs(folder)
    change(folder, {**BROKEN, "parties/more.yaml": "parties: {a: 1, a: 2}\n"})
    edit_a_clause(folder)
    run = concordat("build", "-C", folder)
    assert run.returncode == 2 and "yaml-duplicate-key" in run.stderr
    assert outputs(folder) == before and run.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [("build", "--no-such-option"), ("no-such-command",), ("build", "--jobs", "many"), ("explain",), ("check", "--on", "soon"), ("check", "--format", "pdf")],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_told(built: Path, arguments: tuple[str, ...]) -> None:
    run = concordat(*arguments, cwd=built)
    assert run.returncode == 2 and run.stderr and "Traceback" not in run.stderr


def test_no_workspace(tmp_path: Path) -> None:
    run = concordat("build", cwd=tmp_path)
    assert run.returncode == 2 and "this folder is in no workspace [workspace-missing]" in run.stderr
    run = concordat("build", "-C", tmp_path / "nowhere")
    assert run.returncode == 2 and f"{tmp_path / 'nowhere'} is no workspace" in run.stderr


def test_a_folder_of_a_workspace_is_not_taken_for_one(built: Path) -> None:
    run = concordat("list", "-C", built / "clauses")
    assert run.returncode == 2 and "is no workspace" in run.stderr
    assert concordat("list", cwd=built / "clauses").stdout.startswith(AGREEMENT)


def test_outputs_that_cannot_be_written(folder: Path) -> None:
    shutil.rmtree(folder / "build")
    (folder / "build").write_bytes(b"a file in the place of a folder")
    run = concordat("build", "-C", folder)
    assert run.returncode == 3
    assert "output-not-writable" in run.stderr and "Traceback" not in run.stderr
    assert "not written" in run.stdout
    assert (folder / "build").read_bytes() == b"a file in the place of a folder"


def full_disk() -> Callable[[], None]:
    """Set for a child: no file of more than 20,000 bytes, which the Word copy has and the PDF has not."""
    import resource  # noqa: PLC0415  there is no such module on Windows

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit there")
def test_a_full_disk_leaves_the_last_good_outputs(folder: Path) -> None:
    before = outputs(folder)
    edit_a_clause(folder)
    run = subprocess.run(
        [*COMMAND, "build", "-C", str(folder)],
        capture_output=True, encoding="utf-8", timeout=LONG, env=environment(), preexec_fn=full_disk(),
    )  # fmt: skip
    assert run.returncode == 3, run.stderr
    assert "File too large [output-not-writable]" in run.stderr and "Traceback" not in run.stderr
    assert "not written" in run.stdout
    assert {k: v for k, v in outputs(folder).items() if k.startswith("riverside")} == {
        k: v for k, v in before.items() if k.startswith("riverside")
    }
    assert not [name for name in outputs(folder) if name.endswith(".writing")]
    # With room again, the same command does it all.
    assert concordat("build", "-C", folder).returncode == 0
    assert b"A heading does not" in view(folder, "md").read_bytes()


def test_a_library_that_is_too_old(built: Path, tmp_path: Path) -> None:
    """An older lxml, as its own account of itself says, stops every command before anything is read."""
    old = tmp_path / "lxml-5.0.0.dist-info"
    old.mkdir()
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: lxml\nVersion: 5.0.0\n")
    path = f"{tmp_path}{os.pathsep}{environment()['PYTHONPATH']}"
    for command in (("list",), ("check",), ("build",)):
        run = concordat(*command, "-C", built, env={"PYTHONPATH": path})
        assert run.returncode == 3
        assert "lxml 5.0.0: at least" in run.stderr and "[dependency-old]" in run.stderr


def test_json_of_a_build(folder: Path) -> None:
    change(folder, BROKEN)
    run = concordat("build", "--json", "-C", folder)
    assert run.returncode == 1
    first, second = json.loads(run.stdout)["agreements"]
    assert (first["path"], first["written"]) == (AGREEMENT, True)
    assert (second["path"], second["written"]) == ("riverside/sharing-2025", False)


def test_a_build_lists_errors_and_counts_the_doubts_unless_it_is_asked_for_them(folder: Path) -> None:
    change(folder, BROKEN)
    name = AGREEMENT.replace("2024", "2025")
    run = concordat("build", "-C", folder, name)
    assert "warning:" not in run.stderr and "error:" in run.stderr
    assert run.returncode == 1
    assert re.search(
        r"\n\d+ errors, [1-9]\d* warnings \(`concordat check` lists the warnings\)\n$", run.stderr
    )
    asked = concordat("build", "--warnings", "-C", folder, name)
    assert asked.stderr.count("warning:") >= 1 and "lists the warnings" not in asked.stderr


def test_a_build_lists_what_no_check_can_say(folder: Path) -> None:
    house = folder / "agreements" / "house" / "house.yaml"
    text = house.read_text(encoding="utf-8")
    assert text.count("left: 25") == 1
    house.write_text(text.replace("left: 25", "left: 30"), encoding="utf-8")
    run = concordat("build", "-C", folder, AGREEMENT)
    listed = [line for line in run.stderr.splitlines() if "warning:" in line]
    assert run.returncode == 0 and len(listed) == 1 and listed[0].endswith("[house-departs]")


def test_only_the_agreements_named_are_built(folder: Path) -> None:
    before = outputs(folder)
    change(folder, BROKEN)
    assert concordat("build", "-C", folder, "riverside/sharing-2025").returncode == 1
    assert outputs(folder) == before
    run = concordat("build", "-C", folder, "riverside/sharing-2042")
    assert run.returncode == 2 and "riverside/sharing-202" in run.stderr and "Did you mean" in run.stderr


def test_a_second_build_of_the_same_writes_nothing_anew(folder: Path) -> None:
    times = {p: p.stat().st_mtime_ns for p in (folder / "build").rglob("*") if p.is_file()}
    assert concordat("build", "-C", folder).returncode == 0
    assert {p: p.stat().st_mtime_ns for p in times} == times


def test_one_part_is_built_alone(folder: Path) -> None:
    run = concordat("build", "-C", folder, "riverside", "--only", "Schedule 1")
    assert run.returncode == 0, run.stderr
    made = folder / "build" / "riverside" / "sharing-2024"
    wanted = [f"riverside-sharing-2024-data-fields-DRAFT.{ending}" for ending in ENDINGS]
    assert sorted(path.name for path in made.glob("*data-fields*")) == wanted
    wrong = concordat("build", "-C", folder, "--only", "Schedule 11")
    assert wrong.returncode == 2 and "Schedule 1" in wrong.stderr
