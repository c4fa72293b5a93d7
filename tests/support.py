"""Workspaces for tests: text fixtures copied to a folder, with some files changed."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from concordat.model.tree import Agreement
from concordat.project.read import Reading, read

REPOSITORY = Path(__file__).parent.parent
LENDING = REPOSITORY / "tests" / "workspaces" / "lending-family"
SHARING = REPOSITORY / "tests" / "workspaces" / "data-sharing"
SEVEN = REPOSITORY / "tests" / "workspaces" / "seven-parties"
FORM = REPOSITORY / "tests" / "workspaces" / "lending-form"
LOANS = REPOSITORY / "tests" / "workspaces" / "branch-loans"
HOUSE = REPOSITORY / "agreements" / "house"
CONTENT = ("agreements", "clauses", "schedules", "parties")


def sharing_workspace(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """A copy of the data-sharing workspace with the shipped house; `changes` maps a path to its new text, None deletes it."""
    return _with_house(SHARING, folder, changes)


def loans_workspace(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """A copy of the workspace of a library and its six branches, one agreement for each, with the shipped house."""
    return _with_house(LOANS, folder, changes)


def _with_house(content: Path, folder: Path, changes: Mapping[str, str | None] | None) -> Path:
    shutil.copytree(content, folder, dirs_exist_ok=True)
    shutil.copytree(HOUSE, folder / "agreements" / "house", dirs_exist_ok=True)
    change(folder, changes or {})
    return folder


def seven_workspace(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """A copy of the workspace of seven parties, whose schedule is wide tables, with the shipped house."""
    shutil.copytree(SEVEN, folder, dirs_exist_ok=True)
    shutil.copytree(HOUSE, folder / "agreements" / "house", dirs_exist_ok=True)
    change(folder, changes or {})
    return folder


def form_workspace(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """A copy of the workspace with an invented national edition, with the shipped house and some files changed."""
    shutil.copytree(FORM, folder, dirs_exist_ok=True)
    shutil.copytree(HOUSE, folder / "agreements" / "house", dirs_exist_ok=True)
    change(folder, changes or {})
    return folder


def lending_workspace(folder: Path) -> Path:
    """A copy of the workspace that holds one family of three agreements, with the shipped house."""
    shutil.copytree(LENDING, folder, dirs_exist_ok=True)
    shutil.copytree(HOUSE, folder / "agreements" / "house", dirs_exist_ok=True)
    return folder


def real_workspace(
    folder: Path, changes: Mapping[str, str | None] | None = None, footprints: Collection[str] = ()
) -> Path:
    """A copy of this repository's own workspace, with some files changed; with the agreements of these footprints alone,
    where any are named, so that the whole of it is soon read."""
    for name in CONTENT:
        shutil.copytree(REPOSITORY / name, folder / name)
    for committee in (folder / "agreements").glob("*/committee.yaml"):
        if footprints and committee.parent.name not in footprints:
            shutil.rmtree(committee.parent)
    change(folder, changes or {})
    return folder


def change(folder: Path, changes: Mapping[str, str | None]) -> None:
    """Write or delete files of a workspace."""
    for name, text in changes.items():
        path = folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


def swap(folder: Path, name: str, old: str, new: str) -> None:
    """Change one place of a file; the old words must stand there exactly once."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_bytes(text.replace(old, new).encode())


def read_one(folder: Path, name: str, on: date | None = None) -> tuple[Agreement, Reading]:
    """One agreement of a workspace, composed and checked."""
    reading = read(folder, (name,), on)
    assert len(reading.agreements) == 1, [str(d) for d in reading.faults.found]
    agreement = reading.agreements[0].agreement
    assert agreement is not None
    return agreement, reading
