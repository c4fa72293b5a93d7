"""What the whole must do on the real agreements: explain, refuse, count; and a kind of agreement never seen before."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from concordat.project.explain import Explanation, explain
from concordat.project.read import read
from support import REPOSITORY, read_one, real_workspace, sharing_workspace, swap

NORTH_WEST = "north-west/joint-working-2023"


def explained(agreement: str, place: str, folder: Path = REPOSITORY) -> Explanation:
    found, faults = explain(folder, agreement, place)
    assert found is not None, faults.found
    return found


@pytest.fixture(scope="module")
def refer() -> Explanation:
    return explained(NORTH_WEST, "dispute-resolution/refer")


def test_explain_names_file_line_wording_and_values(refer: Explanation) -> None:
    source = (REPOSITORY / "clauses/disputes/dispute-resolution.md").read_text(encoding="utf-8").splitlines()
    assert refer.file is not None and refer.file.file == "clauses/disputes/dispute-resolution.md"
    assert "{#refer" in source[refer.file.line - 1]
    assert refer.wording == "model"
    (value,) = refer.values
    assert "dispute_settle_days" in value.expression and value.span is not None
    read_from = next(read for read in value.reads if read.name == "particulars.dispute_settle_days")
    assert read_from.span is not None and read_from.status == "unconfirmed"
    line = (
        (REPOSITORY / read_from.span.file).read_text(encoding="utf-8").splitlines()[read_from.span.line - 1]
    )
    assert "20" in line or "default" in line


def test_explain_by_printed_label_is_the_same(refer: Explanation) -> None:
    assert refer.name.startswith("clause ")
    assert explained(NORTH_WEST, refer.name) == refer
    assert explained(NORTH_WEST, refer.name.removeprefix("clause ")) == refer


def test_explain_names_each_condition_with_its_answers() -> None:
    panel = explained(NORTH_WEST, "dispute-resolution/panel")
    (condition,) = panel.conditions
    assert condition.expression == "not single_icb" and condition.met
    names = {read.name for read in condition.reads}
    assert "single_icb" in names and "parties" in " ".join(names)
    assert all(read.span is not None for read in condition.reads)


def test_explain_a_clause_condition_met_in_london_and_not_in_the_north_west() -> None:
    there = explained("london/joint-working-2023", "pathfinder")
    assert there.present and there.conditions[0].met
    asked = next(r for r in there.conditions[0].reads if r.name == "particulars.pathfinder_icbs")
    assert asked.span is not None and asked.span.file == "agreements/london/joint-working-2023.yaml"
    absent = explained(NORTH_WEST, "pathfinder")
    assert not absent.present
    assert absent.conditions[0].expression == "is_pathfinder" and not absent.conditions[0].met
    assert absent.file is not None and absent.file.file == "clauses/governance/pathfinder.md"


def test_explain_a_place_in_a_repetition(tmp_path: Path) -> None:
    folder = sharing_workspace(tmp_path / "w")
    care = explained("riverside/sharing-2024", "sharing/care@hilltop-university", folder)
    assert care.keys == ("hilltop-university",)
    assert care.values[0].shown == "Hilltop"
    assert any(read.span and read.span.file == "parties/bodies.yaml" for read in care.values[0].reads)


def test_explain_a_place_with_three_values(tmp_path: Path) -> None:
    folder = sharing_workspace(tmp_path / "w")
    send = explained("riverside/sharing-2024", "sharing/send", folder)
    assert [value.shown for value in send.values] == ["5", "29 February 2024", "three"]
    assert all(value.span and value.reads for value in send.values)


def test_the_command_prints_the_explanation() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "concordat.cli.main", "explain", NORTH_WEST, "pathfinder"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "is left out of this agreement" in done.stdout
    assert "is_pathfinder — not met" in done.stdout


def test_dropping_a_clause_that_another_refers_to_is_an_error_with_the_condition(tmp_path: Path) -> None:
    folder = real_workspace(tmp_path / "w")
    swap(
        folder,
        "agreements/precedents/joint-working.yaml",
        "  - dispute-resolution\n",
        "  - {clause: dispute-resolution, when: is_pathfinder}\n",
    )
    reading = read(folder, (NORTH_WEST,), None)
    dropped = [d for d in reading.faults.errors if d.code == "reference-dropped"]
    assert dropped and {d.code for d in reading.faults.errors} == {"reference-dropped"}
    for diagnostic in dropped:
        said = diagnostic.message + diagnostic.hint + " ".join(r.label for r in diagnostic.related)
        assert "dispute-resolution" in said and "is_pathfinder" in said
        assert diagnostic.span is not None
    london = read(folder, ("london/joint-working-2023",), None)
    assert not [d for d in london.faults.errors if d.code == "reference-dropped"]


def test_a_number_typed_before_the_noun_that_a_table_counts_is_an_error(tmp_path: Path) -> None:
    folder = real_workspace(tmp_path / "w")
    path = folder / "schedules/joint-specialised-services.md"
    path.write_text(
        path.read_text(encoding="utf-8").rstrip("\n")
        + "\n1. {#typed} There are fifty-nine Joint Specialised Services.\n",
        encoding="utf-8",
    )
    reading = read(folder, (NORTH_WEST,), None)
    (typed,) = [d for d in reading.faults.errors if d.code == "table-count-typed"]
    assert typed.span is not None and typed.span.file == "schedules/joint-specialised-services.md"


def test_a_kind_never_seen_is_built_from_content_alone(tmp_path: Path) -> None:
    folder = sharing_workspace(tmp_path / "w")
    agreement, reading = read_one(folder, "riverside")
    assert agreement.title == "Data Sharing Agreement" and not reading.faults.errors
    done = subprocess.run(
        [sys.executable, "-m", "concordat.cli.main", "build", "-C", str(folder), "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["agreements"]
    assert row["written"] and row["pages"] >= 5
    written = {path.suffix for path in (folder / "build" / "riverside" / "sharing-2024").iterdir()}
    assert written >= {".docx", ".pdf", ".html", ".md", ".json"}


def test_new_makes_a_workspace_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    made = subprocess.run(
        [sys.executable, "-m", "concordat.cli.main", "new", str(folder)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "concordat.cli.main",
            "build",
            "north-east-and-north-cumbria/joint-working-2023",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    assert list(folder.glob("build/north-east-and-north-cumbria/*/*.pdf"))


def test_the_code_says_nothing_of_the_field() -> None:
    found = []
    for path in sorted((REPOSITORY / "src").rglob("*.py")):
        outside = re.sub(r'"""(?:.|\n)*?"""', "", path.read_text(encoding="utf-8"))
        found += [
            f"{path.name}: {line}"
            for line in outside.splitlines()
            if re.search(r"icb|nhs", line, re.IGNORECASE)
        ]
    assert found == []


def test_what_truly_differs_differs() -> None:
    one, _ = read_one(REPOSITORY, "north-east-and-north-cumbria/joint-working-2023")
    seven, _ = read_one(REPOSITORY, "south-west/joint-working-2023")
    signatures = [
        sum(b.identity.startswith("sign/") and "~" not in b.identity for g in a.groups for b in g.blocks)
        for a in (one, seven)
    ]
    assert signatures == [2, 8]
