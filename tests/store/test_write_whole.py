"""One file: either its old bytes or its new ones, whatever fails and whenever."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from concordat.store.files import write_whole
from store.failing import Failing


def test_the_new_bytes_are_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "file.txt"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("operation", ["open", "write", "fsync", "rename"])
@pytest.mark.parametrize("before", [b"old", None])
def test_what_fails_before_the_rename_leaves_the_old_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, before: bytes | None
) -> None:
    path = tmp_path / "file.txt"
    if before is not None:
        path.write_bytes(before)
    Failing(monkeypatch, operation, at=1)
    with pytest.raises(OSError, match="planted"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert (path.read_bytes() if path.exists() else None) == before
    assert [p.name for p in tmp_path.iterdir()] == (["file.txt"] if before is not None else [])


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_a_folder_that_cannot_be_synced_is_told_and_the_new_bytes_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")
    Failing(monkeypatch, "fsync", at=2)
    with pytest.raises(OSError, match="planted"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_a_drive_that_knows_no_sync_of_folders_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Failing(monkeypatch, "fsync", at=2, number=errno.EINVAL)
    write_whole(tmp_path / "file.txt", b"new")
    assert (tmp_path / "file.txt").read_bytes() == b"new"


def test_a_stop_in_the_middle_leaves_the_old_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")

    def stop(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_what_another_run_is_writing_is_not_touched(tmp_path: Path) -> None:
    other = tmp_path / ".file.txt.999999.writing"
    other.write_bytes(b"half of ano")
    write_whole(tmp_path / "file.txt", b"new")
    assert other.read_bytes() == b"half of ano"


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions there")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file.txt").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "file.txt", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"mine")
    with pytest.raises(OSError):
        write_whole(tmp_path / "build" / "file.txt", b"new")
    assert (tmp_path / "build").read_bytes() == b"mine"
