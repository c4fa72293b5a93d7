"""Every fault that a reader finds, planted in a sound workspace: its place, its words and its cure, as golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from concordat.load.workspace import read_workspace
from load.load_support import CASES, EXPECTED, as_text, workspace_with

FOLDERS = sorted(folder for code in CASES.iterdir() for folder in code.iterdir())

OF_THE_READERS = """
file-missing file-empty file-too-large file-encoding file-name character-forbidden character-mixed-script
identity-invalid identity-reserved identity-duplicate path-outside yaml-syntax yaml-duplicate-key yaml-quote-this
yaml-anchor yaml-tag yaml-too-deep yaml-many yaml-key key-unknown key-missing value-type date-impossible
money-malformed front-matter prose-list-number prose-indent prose-stray-line prose-stray-mark
prose-directive-unknown prose-directive-open prose-directive-crossed prose-hard-break prose-tab
prose-value-in-link prose-attribute prose-shape anchor-missing anchor-duplicate precedent-unknown party-unknown
table-unknown table-malformed overlay-malformed house-malformed asset-missing text-too-long workspace-missing
""".split()
ELSEWHERE = {"file-too-large", "workspace-missing"}  # planted in test_files.py, for they need no text


def test_the_sound_workspace_has_no_fault(tmp_path: Path) -> None:
    workspace, faults = read_workspace(workspace_with(None, tmp_path))
    assert faults.found == []
    assert list(workspace.library.entries) == ["lending", "books"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    root = workspace_with(folder, tmp_path)
    _, faults = read_workspace(root)
    assert folder.parent.name in {fault.code for fault in faults.found}
    sources = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    for fault in faults.found:
        assert fault.span is not None
        assert fault.message and "Traceback" not in fault.message and "None" not in fault.message
        if fault.span.file in sources and fault.code not in (
            "file-encoding",
            "yaml-too-deep",
            "text-too-long",
        ):
            lines = sources[fault.span.file].read_bytes().decode("utf-8", "replace").split("\n")
            assert 1 <= fault.span.line <= len(lines)
            assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1
    golden(folder / EXPECTED, as_text(faults))


def test_every_code_of_the_readers_is_planted() -> None:
    planted = {folder.name for folder in CASES.iterdir()}
    assert planted | ELSEWHERE == set(OF_THE_READERS)
