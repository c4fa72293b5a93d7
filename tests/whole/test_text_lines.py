"""The canonical text is what `git diff` shows: an edit changes its own line, an insertion its own lines and the
numbers in references to what moved down, and nothing else."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from concordat.project.read import read
from concordat.render.text import render_text
from support import real_workspace, sharing_workspace, swap

REFERENCE = re.compile(r"\[([^\]]*)\]\((#[^)]*)\)")


def texts(folder: Path, name: str = "*") -> dict[str, list[str]]:
    reading = read(folder, (name,), None)
    house = reading.workspace.house
    assert house is not None and not reading.faults.errors, [str(d) for d in reading.faults.errors][:3]
    return {
        c.path: render_text(c.agreement, house).splitlines()
        for c in reading.agreements
        if c.agreement is not None
    }


def changed(before: list[str], after: list[str]) -> list[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    return [(before[i:j], after[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


@pytest.mark.parametrize(
    ("footprints", "least"),
    [
        (("north-east-and-north-cumbria", "example-footprint"), 7),
        pytest.param((), 68, marks=pytest.mark.slow),
    ],
    ids=["of every kind", "all"],
)
def test_one_sentence_edited_changes_its_line_in_every_agreement_that_holds_it(
    footprints: tuple[str, ...], least: int, tmp_path: Path
) -> None:
    folder = real_workspace(tmp_path / "w", footprints=footprints)
    before = texts(folder)
    swap(
        folder,
        "clauses/disputes/dispute-resolution.md",
        "A Partner that wishes to raise a Dispute must give a Dispute Notice to every other Partner.",
        "A Partner that wishes to raise a Dispute must first give a Dispute Notice to every other Partner.",
    )
    after = texts(folder)
    assert len(before) >= least
    for path, lines in before.items():
        changes = changed(lines, after[path])
        assert len(changes) == 1, (path, changes)
        old, new = changes[0]
        assert len(old) == len(new) == 1
        assert old[0].replace("must give", "must first give") == new[0]


def test_an_inserted_provision_changes_its_lines_and_numbers_in_references(tmp_path: Path) -> None:
    folder = sharing_workspace(tmp_path / "w")
    before = texts(folder)["riverside/sharing-2024"]
    swap(
        folder,
        "clauses/sharing/sharing.md",
        "1. {#send} Riverside must send",
        "1. {#greet} Riverside must greet Hilltop.\n1. {#send} Riverside must send",
    )
    after = texts(folder)["riverside/sharing-2024"]
    inserted = [line for line in after if "must greet" in line]
    assert len(inserted) == 1
    rest = [line for line in after if "must greet" not in line]
    assert len(rest) == len(before)
    moved = [(old, new) for old, new in zip(before, rest, strict=True) if old != new]
    assert moved, "references to clause 2.1 must have moved to 2.2"
    for old, new in moved:
        # The words between references are the same; only the number that a reference prints differs.
        assert REFERENCE.sub(r"[](\2)", old) == REFERENCE.sub(r"[](\2)", new)
