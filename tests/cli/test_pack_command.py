"""`concordat pack`: what it writes, of which papers, and how it ends."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from cli.test_commands import _own_signals, bytes_of, run
from faulty import Case, spoil, workspace
from support import REPOSITORY, swap
from views.test_verapdf import verapdf

__all__ = ["_own_signals"]

PAPER = "agreements/valley/papers/hill-college.yaml"
FILES = [f"build/packs/valley-hill-college-EXAMPLE-DRAFT.{ending}" for ending in ("docx", "html", "pdf")]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace with one agreement and one paper that speaks of it."""
    root = workspace(tmp_path)
    spoil(root, Case("none", "", on_top="paper"))
    return root


@pytest.mark.parametrize(
    "named", [(), ("valley/sharing-2024",), ("valley",), ("valley/papers/hill-college",)]
)
def test_a_paper_is_found_by_its_agreements_and_by_its_path(own: Path, named: tuple[str, ...]) -> None:
    result = run("pack", *named, "-C", own)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[-3:] == FILES
    assert "1 of 1: valley/papers/hill-college" in result.stderr
    assert [name for name in sorted(bytes_of(own)) if name.startswith("build/packs/valley")] == FILES


def test_json_says_what_was_made(own: Path) -> None:
    result = run("pack", "--json", "-C", own)
    (row,) = json.loads(result.stdout.splitlines(keepends=True) and result.stdout.partition("\n[")[0])[
        "packs"
    ]
    assert row["path"] == "valley/papers/hill-college" and row["agreements"] == ["valley/sharing-2024"]
    assert row["files"] == FILES and row["pages"] > 3 and len(row["digest"]) == 64


def test_the_same_inputs_give_the_same_bytes(own: Path, tmp_path: Path) -> None:
    run("pack", "-C", own)
    first = {name: (own / name).read_bytes() for name in FILES}
    for name in FILES:
        (own / name).unlink()
    run("pack", "-C", own)
    assert {name: (own / name).read_bytes() for name in FILES} == first


def test_the_files_are_sound_by_their_standards(own: Path) -> None:
    run("pack", "-C", own)
    word, html, pdf = (own / name for name in FILES)
    checked = verapdf("ua1,3a", pdf)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    done = subprocess.run([REPOSITORY / "tools" / "ooxml-validator", word], capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout
    page = html.read_text(encoding="utf-8")
    assert "http-equiv" not in page and " src=" not in page and "EXAMPLE" in page


def test_a_faulty_paper_is_not_made(own: Path) -> None:
    swap(own, PAPER, "lists 2 kinds", "lists 3 kinds")
    result = run("pack", "-C", own)
    assert result.exit_code == 1 and "[paper-count]" in result.stderr and "not written" in result.stdout
    assert not (own / "build" / "packs").exists()


def test_nor_one_of_a_faulty_agreement(own: Path) -> None:
    swap(own, "agreements/valley/sharing-2024.yaml", "2024-04-01", "2023-04-01")
    result = run("pack", "-C", own)
    assert result.exit_code == 1 and "[rule-broken]" in result.stderr and "not written" in result.stdout
    assert not (own / "build" / "packs").exists()


@pytest.mark.parametrize("named", ["valley/sharing-2025", "valley/papers/town-library"])
def test_a_name_that_means_nothing_is_said(own: Path, named: str) -> None:
    result = run("pack", named, "-C", own)
    assert result.exit_code == 2 and "[agreement-unknown]" in result.stderr


def test_an_agreement_of_which_no_paper_speaks_is_said(own: Path) -> None:
    (own / PAPER).unlink()
    result = run("pack", "valley/sharing-2024", "-C", own)
    assert result.exit_code == 2 and "no paper speaks of valley/sharing-2024" in result.stderr


def test_work_is_never_overwritten(own: Path) -> None:
    run("pack", "-C", own)
    (own / FILES[1]).write_text("edited", encoding="utf-8")
    result = run("pack", "-C", own)
    assert "[set-aside]" in result.stderr
    assert [p for p in (own / "build" / "packs").iterdir() if p.read_bytes() == b"edited"]
