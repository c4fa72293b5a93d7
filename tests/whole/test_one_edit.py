"""A clause that several kinds of agreement use is edited once: those that `list --uses` named change, and just those."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.language.canonical import tree_digest
from concordat.project.listing import list_agreements
from concordat.project.read import read
from support import real_workspace, swap

SAMPLE = ("north-east-and-north-cumbria", "example-footprint")
CASES = {
    "a clause of all three kinds": (
        "counter-fraud", "clauses/conduct/counter-fraud.md", {"joint-working", "delegation", "collaboration"},
    ),
    "a clause of two kinds": ("joint-committee", "clauses/governance/joint-committee.md", {"joint-working", "collaboration"}),
}  # fmt: skip


def digests(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The digest of each agreement's tree, and its kind; nothing is rendered."""
    reading = read(folder, (), None, family=False)
    assert not reading.faults.errors, [str(d) for d in reading.faults.errors][:3]
    trees = {one.path: one.agreement for one in reading.agreements if one.agreement is not None}
    return (
        {path: tree_digest(tree) for path, tree in trees.items()},
        {path: tree.precedent for path, tree in trees.items()},
    )


def edited_once(folder: Path) -> None:
    before, kinds = digests(folder)
    for clause, file, wanted in CASES.values():
        listed, faults = list_agreements(folder, clause)
        assert not faults.errors
        named = {one.path for one in listed}
        assert {kinds[path] for path in named} == wanted and named == {
            p for p, kind in kinds.items() if kind in wanted
        }
        text = (folder / file).read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if line.startswith("1. {#") and line.endswith("."))
        swap(folder, file, first, first.removesuffix(".") + ", as Law requires.")
        after, _ = digests(folder)
        assert {path for path, digest in after.items() if digest != before[path]} == named, clause
        before = after


def test_just_those_that_were_named_change(tmp_path: Path) -> None:
    edited_once(real_workspace(tmp_path / "w", footprints=SAMPLE))


@pytest.mark.slow
def test_just_those_of_the_whole_portfolio_that_were_named_change(tmp_path: Path) -> None:
    edited_once(real_workspace(tmp_path / "w"))
