"""`concordat check --proof` and `--pairs` as a person runs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from concordat.cli.check import run
from concordat.cli.messages import MessageForm
from faulty import workspace
from support import swap

SHARING = "clauses/sharing/sharing.md"
ON = "2024-06-01"


def said(
    root: Path, capsys: pytest.CaptureFixture[str], *, proof: bool = False, pairs: bool = False
) -> tuple[int, str]:
    code = run(root, [], date.fromisoformat(ON), MessageForm.TEXT, proof, pairs)
    shown = capsys.readouterr()
    return code, shown.out + shown.err


def test_the_proof_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = workspace(tmp_path)
    swap(root, SHARING, ' when="may_publish"', "")
    assert said(root, capsys)[0] == 0
    code, text = said(root, capsys, proof=True)
    assert code == 1
    assert f"{SHARING}:10:" in text and "[reference-unproved]" in text and "particulars.use is study" in text


def test_the_pairs_are_printed_and_a_failure_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path)
    (root / "schedules/data/check-seats.yaml").unlink()
    code, text = said(root, capsys, pairs=True)
    assert code == 0
    assert "pairs covered: 39 of 39" in text
    swap(root, SHARING, ' when="may_publish"', "")
    code, text = said(root, capsys, pairs=True)
    assert code == 1
    assert "[reference-dropped]" in text and "particulars.use is study" in text


def test_what_cannot_be_read_is_said_and_no_pair_is_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = workspace(tmp_path)
    swap(root, SHARING, "id: sharing", "id: other")
    code, text = said(root, capsys, pairs=True)
    assert code == 2 and "pairs" not in text
