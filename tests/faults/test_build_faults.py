"""All faults of a run together; nothing half-written; the last good output stays (numbers 41, 42, and the common contract)."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from concordat.cli.run import exit_code
from concordat.project.build import Outcome, build
from concordat.project.read import read
from concordat.store.outputs import write_outputs
from faulty import Case, cases, spoil, workspace

INSTRUCTIONS = "agreements/valley/sharing-2024.yaml"
SECOND = "agreements/valley/sharing-2025.yaml"


def made(root: Path, *names: str) -> Outcome:
    return build(root, names, lambda *given: None)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_all_faults_of_a_run_are_reported_together(tmp_path: Path) -> None:
    wanted = ("prose-list-number", "yaml-duplicate-key", "party-unknown", "money-malformed", "file-encoding")
    root = workspace(tmp_path)
    chosen = {case.code: case for case in cases() if case.code in wanted}
    spoil(root, chosen["prose-list-number"])
    spoil(root, chosen["yaml-duplicate-key"])
    spoil(root, chosen["party-unknown"])
    spoil(
        root,
        Case(
            "encoding",
            "",
            change={"clauses/sharing/ending.md": ["must return", "must, at £5, return"]},
            encode={"clauses/sharing/ending.md": "latin-1"},
        ),
    )
    found = {one.code for one in read(root, (), None).faults.errors}
    assert {"prose-list-number", "yaml-duplicate-key", "party-unknown", "file-encoding"} <= found


def test_faults_of_checks_are_reported_together_with_every_place(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    for name, old, new in (
        ("clauses/sharing/ending.md", "must return", "shall return"),
        ("clauses/sharing/publication.md", "must answer", "shall answer"),
        ("clauses/recitals/sharing.md", "studies", "must study"),
        (INSTRUCTIONS, "  end_date: 2025-03-31\n", "  end_date: 2025-03-31\n  quorum: 9\n"),
    ):
        spoil(root, Case("many", "", change={name: [old, new]}))
    found = [one.code for one in read(root, (), None).faults.errors]
    assert sorted(found) == [
        "drafting-recital-duty",
        "drafting-shall",
        "drafting-shall",
        "quorum-unreachable",
    ]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (Case("unreadable", "", change={INSTRUCTIONS: ["2025-03-31", "2025-02-30"]}), 2),
        (Case("check", "", change={"clauses/sharing/ending.md": ["must return", "shall return"]}), 1),
        (Case("asset", "", remove=("agreements/house/fonts/LiberationSans-Bold.ttf",)), 2),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_a_build_that_fails_leaves_the_last_good_output(tmp_path: Path, case: Case, code: int) -> None:
    root = workspace(tmp_path)
    assert exit_code(made(root).faults.found) == 0
    good = digests(root / "build")
    assert len(good) > 5
    spoil(root, case)
    assert exit_code(made(root).faults.found) == code
    assert digests(root / "build") == good


def test_an_agreement_with_an_error_is_not_written_and_the_others_are(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    text = (root / INSTRUCTIONS).read_text(encoding="utf-8")
    spoil(root, Case("second", "", write={SECOND: text + "  quorum: 9\n"}))
    outcome = made(root)
    assert exit_code(outcome.faults.found) == 1
    assert {row.path: row.written for row in outcome.rows} == {
        "valley/sharing-2024": True,
        "valley/sharing-2025": False,
    }
    assert (root / "build" / "valley" / "sharing-2024").is_dir()
    assert not (root / "build" / "valley" / "sharing-2025").exists()


def test_an_output_that_cannot_be_written_ends_with_3_and_says_what_to_do(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    (root / "build").mkdir()
    (root / "build" / "valley").write_text("a file where a folder is wanted")
    outcome = made(root)
    assert exit_code(outcome.faults.found) == 3
    told = next(one for one in outcome.faults.errors if one.code == "output-not-writable")
    assert "build/valley" in told.message
    assert told.hint
    assert (root / "build" / "valley").read_text() == "a file where a folder is wanted"


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_fails_leaves_old_bytes_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    old = {"a-DRAFT.md": b"old a", "b-DRAFT.md": b"old b"}
    write_outputs(tmp_path, old, _faults(), "build/a")
    before = digests(tmp_path)

    def fail(*given: object, **others: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    faults = _faults()
    write_outputs(tmp_path, {name: b"new " + data for name, data in old.items()}, faults, "build/a")
    monkeypatch.undo()
    assert "output-not-writable" in {one.code for one in faults.errors}
    assert digests(tmp_path) == before


def _faults():  # type: ignore[no-untyped-def]
    from concordat.diagnostics import Faults  # noqa: PLC0415  only here

    return Faults()


def test_what_someone_edited_is_kept(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    made(root)
    [path] = (root / "build").rglob("*-DRAFT.docx")
    path.write_bytes(b"edited in Word")
    outcome = made(root)
    assert "set-aside" in {one.code for one in outcome.faults.found}
    assert exit_code(outcome.faults.found) == 0
    assert [kept.read_bytes() for kept in path.parent.glob("*edited*.docx")] == [b"edited in Word"]
    assert path.read_bytes().startswith(b"PK")
