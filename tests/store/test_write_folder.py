"""A new folder of files: whole or not at all, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.store.folders import may_hold, write_folder
from store.failing import OPERATIONS, Failing

FILES = {
    "README.md": b"read",
    "clauses/a/one.md": b"1",
    "clauses/b/two.md": b"2",
    "parties/bodies.yaml": b"3",
}


def there(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert may_hold(tmp_path / "far" / "new")
    write_folder(tmp_path / "far" / "new", FILES)
    assert there(tmp_path / "far" / "new") == FILES


def test_what_may_hold_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".hidden").write_bytes(b"")
    (tmp_path / "file").write_bytes(b"")
    assert [may_hold(tmp_path / name) for name in ("none", "empty", "full", "file")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("at", range(1, 5))
@pytest.mark.parametrize("was_there", [False, True])
def test_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, at: int, was_there: bool
) -> None:
    folder = tmp_path / "new"
    if was_there:
        folder.mkdir()
    Failing(monkeypatch, operation, at)
    with pytest.raises(OSError, match="planted"):
        write_folder(folder, FILES)
    assert folder.exists() == was_there
    assert sorted(p.name for p in tmp_path.rglob("*")) == (["new"] if was_there else [])
