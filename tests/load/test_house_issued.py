"""What house.yaml says of issued copies: its own words, those that stand where it says nothing, and what nothing fills."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.load.workspace import read_workspace
from concordat.model.issued import IssuedWords
from support import sharing_workspace

HOUSE = "agreements/house/house.yaml"


def _with(folder: Path, words: str) -> Path:
    root = sharing_workspace(folder)
    path = root / HOUSE
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("# What stands on a copy")] + words, "utf-8")
    return root


def test_its_own_words_stand_and_the_others_are_ours(tmp_path: Path) -> None:
    words = "issued: {note: 'No. {version} of the {title}'}\n"
    workspace, faults = read_workspace(_with(tmp_path, words))
    assert workspace.house is not None and not faults.errors
    assert workspace.house.issued == IssuedWords(note="No. {version} of the {title}")


def test_a_house_may_say_nothing_of_it(tmp_path: Path) -> None:
    workspace, faults = read_workspace(_with(tmp_path, ""))
    assert workspace.house is not None and not faults.errors and workspace.house.issued == IssuedWords()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("issued: {note: 'Version {number}'}\n", "house-malformed"),
        ("issued: {notes: Version}\n", "key-unknown"),
    ],
)
def test_what_nothing_fills_or_reads_is_a_fault(tmp_path: Path, words: str, code: str) -> None:
    _, faults = read_workspace(_with(tmp_path, words))
    assert [one.code for one in faults.errors] == [code] and faults.errors[0].span is not None
