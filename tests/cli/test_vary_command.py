"""`vary`: the files that it writes, what it prints, and what a build says of a text that holds variations."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from concordat.cli.main import app
from concordat.load.word import read_word
from support import loans_workspace, real_workspace

OVERLAY = "agreements/valley/loan-2024-summer.yaml"


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """A command takes SIGTERM for itself; the test's own handler comes back."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr and "fault of its own" not in result.stderr, result.stderr
    return result


@pytest.mark.slow
def test_a_variation_agreement_is_written_like_any_other(tmp_path: Path) -> None:
    root = real_workspace(tmp_path / "w", footprints=("example-footprint",))
    told = run("vary", "example-footprint/collaboration-2024", "--workspace", root, "--json")
    assert told.exit_code == 0, told.stderr
    (row,) = json.loads(told.stdout)["variations"]
    assert row["of"] == "example-footprint/collaboration-2024" and row["amendments"] > 3
    folder = root / row["folder"]
    names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    stem = "example-footprint-collaboration-2024-variation-2-EXAMPLE-DRAFT"
    assert names == [f"{stem}.{ending}" for ending in ("docx", "html", "json", "md", "pdf")]
    words = " ".join(read_word((folder / f"{stem}.docx").read_bytes()).words)
    assert "Variation 2 of the Collaboration Agreement" in words and "substitute “9 months" in words


def test_a_workspace_without_a_precedent_of_variations_is_told_so(tmp_path: Path) -> None:
    overlay = "varies: loan-2024\neffective: 2024-07-01\nparticulars:\n  loan_weeks: 4\n"
    root = loans_workspace(tmp_path / "w", {OVERLAY: overlay})
    told = run("vary", "valley/loan-2024/elm-branch", "--workspace", root)
    assert told.exit_code == 2 and "no precedent says how a variation is made" in told.stderr
    assert not (root / "build").exists()


@pytest.mark.slow
def test_a_build_says_that_a_text_with_variations_is_a_consolidation(tmp_path: Path) -> None:
    overlay = "varies: loan-2024\neffective: 2024-07-01\nparticulars:\n  loan_weeks: 4\n"
    root = loans_workspace(tmp_path / "w", {OVERLAY: overlay})
    told = run("build", "valley/loan-2024/elm-branch", "--workspace", root)
    said = "Consolidated text, unofficial (valley/loan-2024/elm-branch): holds variation 1 from 1 July 2024."
    assert told.exit_code == 0 and said in told.stdout
    told = run("build", "valley/loan-2024", "--workspace", root, "--text-from", "2024-06-30")
    assert told.exit_code == 0 and "Consolidated" not in told.stdout
