"""The outputs of an agreement: whole, all of them or none, and nobody's work is ever overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.store.outputs import WRITTEN, Written, write_outputs
from store.failing import OPERATIONS, Failing

OLD = {"a-DRAFT.docx": b"old docx", "a-DRAFT.md": b"old text", "a-DRAFT.pdf": b"old pdf"}
NEW = {"a-DRAFT.docx": b"new docx", "a-DRAFT.md": b"new text", "a-DRAFT.pdf": b"new pdf"}


def write(folder: Path, files: dict[str, bytes]) -> tuple[Written, Faults]:
    faults = Faults()
    return write_outputs(folder, files, faults, "build/a"), faults


def there(folder: Path) -> dict[str, bytes]:
    """Every file of the folder but the list of digests; a temporary name too, if one were left."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != WRITTEN}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an agreement that was built before."""
    written, faults = write(tmp_path / "a", OLD)
    assert there(tmp_path / "a") == OLD and not faults.found
    assert written.files == tuple(tmp_path / "a" / name for name in OLD) and not written.set_aside
    return tmp_path / "a"


def test_an_untouched_output_is_replaced(folder: Path) -> None:
    written, faults = write(folder, NEW)
    assert there(folder) == NEW
    assert not faults.found and not written.set_aside and len(written.files) == 3


def test_an_edited_output_is_kept_under_its_own_name_and_the_message_says_so(folder: Path) -> None:
    (folder / "a-DRAFT.docx").write_bytes(b"a day's work")
    written, faults = write(folder, NEW)
    (kept,) = written.set_aside
    assert kept.read_bytes() == b"a day's work"
    assert kept.name.startswith("a-DRAFT-edited-") and kept.suffix == ".docx"
    assert there(folder) == {**NEW, kept.name: b"a day's work"}
    (found,) = faults.found
    assert (
        found.code == "set-aside" and "build/a/a-DRAFT.docx" in found.message and kept.name in found.message
    )


def test_a_second_edit_gets_another_name(folder: Path) -> None:
    (folder / "a-DRAFT.docx").write_bytes(b"first edit")
    first = write(folder, NEW)[0].set_aside
    (folder / "a-DRAFT.docx").write_bytes(b"second edit")
    second = write(folder, NEW)[0].set_aside
    assert first != second
    assert [p.read_bytes() for p in (*first, *second)] == [b"first edit", b"second edit"]


def test_what_was_kept_and_worked_on_is_not_overwritten_when_the_same_edit_comes_back(folder: Path) -> None:
    (folder / "a-DRAFT.docx").write_bytes(b"an edit")
    (kept,) = write(folder, NEW)[0].set_aside
    kept.write_bytes(b"an edit, and a week more of work")
    (folder / "a-DRAFT.docx").write_bytes(b"an edit")
    (again,) = write(folder, NEW)[0].set_aside
    assert kept.read_bytes() == b"an edit, and a week more of work"
    assert again != kept and again.read_bytes() == b"an edit"


def test_the_same_edit_twice_is_kept_once(folder: Path) -> None:
    names = set()
    for _ in range(2):
        (folder / "a-DRAFT.docx").write_bytes(b"an edit")
        names.update(path.name for path in write(folder, NEW)[0].set_aside)
    assert len(names) == 1 and len(there(folder)) == 4


def test_a_file_that_we_never_wrote_is_somebodys_work(tmp_path: Path) -> None:
    (tmp_path / "a-DRAFT.docx").write_bytes(b"mine")
    written, faults = write(tmp_path, NEW)
    assert [p.read_bytes() for p in written.set_aside] == [b"mine"]
    assert [d.code for d in faults.found] == ["set-aside"]


@pytest.mark.parametrize("digests", ["", "[1, 2]", "no JSON", '{"a-DRAFT.docx": 7}'])
def test_without_a_list_of_digests_nothing_is_lost(folder: Path, digests: str) -> None:
    (folder / WRITTEN).write_text(digests)
    written, _ = write(folder, NEW)
    assert sorted(p.read_bytes() for p in written.set_aside) == sorted(OLD.values())
    assert NEW.items() <= there(folder).items()


def test_an_output_that_is_already_as_it_is_to_be_is_no_edit(folder: Path) -> None:
    for name, data in NEW.items():
        (folder / name).write_bytes(data)
    written, faults = write(folder, NEW)
    assert there(folder) == NEW and not faults.found and len(written.files) == 3
    # And it now counts as written by us.
    assert not write(folder, OLD)[1].found


def test_outputs_that_are_not_written_again_stay(folder: Path) -> None:
    write(folder, {"a-DRAFT.md": b"new text"})
    assert there(folder) == {**OLD, "a-DRAFT.md": b"new text"}
    assert set(json.loads((folder / WRITTEN).read_bytes())) == set(OLD)


def planted_faults() -> list[tuple[str, int]]:
    """Every operation with every place at which it can fail in one writing of three files and their digests."""
    return [(operation, at) for operation in OPERATIONS for at in range(1, 13)]


@pytest.mark.parametrize(("operation", "at"), planted_faults())
@pytest.mark.parametrize("edited", [False, True])
def test_a_failure_anywhere_leaves_each_file_old_or_new_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, operation: str, at: int, edited: bool
) -> None:
    old = dict(OLD)
    if edited:
        old["a-DRAFT.md"] = b"a day's work"
        (folder / "a-DRAFT.md").write_bytes(b"a day's work")
    failing = Failing(monkeypatch, operation, at)
    written, faults = write(folder, NEW)
    monkeypatch.undo()
    if failing.uses < at:  # there are not so many: nothing failed
        assert NEW.items() <= there(folder).items() and not faults.errors
        return
    assert [d.code for d in faults.errors] == ["output-not-writable"]
    assert "planted" in faults.errors[0].message and faults.errors[0].hint
    after = there(folder)
    assert not [name for name in after if name.endswith(".writing")]
    for name in OLD:
        assert after[name] in (old[name], NEW[name])
    assert {p.name for p in written.files} <= {name for name in NEW if after[name] == NEW[name]}
    if edited:
        assert b"a day's work" in after.values()
        assert bool(written.set_aside) == (after["a-DRAFT.md"] != b"a day's work")
        assert ("set-aside" in {d.code for d in faults.found}) == bool(written.set_aside)
    # The next run is as if nothing had happened.
    _, faults = write(folder, NEW)
    assert not faults.errors and NEW.items() <= there(folder).items()
    assert b"a day's work" in there(folder).values() or not edited


@pytest.mark.parametrize("operation", ["open", "write", "fsync"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_where_one_cannot_be_written_none_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, operation: str, at: int
) -> None:
    digests = (folder / WRITTEN).read_bytes()
    Failing(monkeypatch, operation, at)
    written, faults = write(folder, NEW)
    assert there(folder) == OLD and (folder / WRITTEN).read_bytes() == digests
    assert not written.files and len(faults.found) == 1
    assert f"build/a/{list(NEW)[at - 1]}" in faults.found[0].message


def test_a_file_that_is_open_elsewhere_is_named_and_the_others_are_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Failing(monkeypatch, "rename", 1)
    written, faults = write(folder, NEW)
    assert there(folder) == {**NEW, "a-DRAFT.docx": b"old docx"}
    assert [p.name for p in written.files] == ["a-DRAFT.md", "a-DRAFT.pdf"]
    assert "build/a/a-DRAFT.docx" in faults.found[0].message and "Word" in faults.found[0].hint
    # What was not written is not taken for an edit in the next run.
    assert not write(folder, NEW)[1].found and there(folder) == NEW


def test_a_disk_that_stays_full_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a-DRAFT.pdf").write_bytes(b"a day's work")
    before = there(folder)
    Failing(monkeypatch, "write", 1, once=False)
    _, faults = write(folder, NEW)
    assert there(folder) == before
    assert {d.code for d in faults.found} == {"output-not-writable"}


def test_a_stop_in_the_middle_leaves_no_temporary_and_no_false_edit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.replace, []

    def stop(*paths: Path) -> None:
        calls.append(paths)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*paths)

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(folder, NEW)
    monkeypatch.undo()
    assert there(folder) == {**OLD, "a-DRAFT.docx": b"new docx"}
    _, faults = write(folder, {name: data + b"er" for name, data in NEW.items()})
    assert not faults.found, "our own files were taken for somebody's work"


def test_a_file_in_the_place_of_the_folder_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    written, faults = write(tmp_path / "a", NEW)
    assert (tmp_path / "a").read_bytes() == b"mine" and not written.files
    assert [d.code for d in faults.found] == ["output-not-writable"]


def test_a_folder_in_the_place_of_an_output_is_named(folder: Path) -> None:
    (folder / "a-DRAFT.pdf").unlink()
    (folder / "a-DRAFT.pdf").mkdir()
    _, faults = write(folder, NEW)
    assert [d.code for d in faults.found] == ["output-not-writable"]
    assert "build/a/a-DRAFT.pdf" in faults.found[0].message


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_folder_that_may_only_be_read_is_named(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        _, faults = write(folder, NEW)
    finally:
        folder.chmod(0o755)
    assert there(folder) == OLD
    assert {d.code for d in faults.found} == {"output-not-writable"}


FULL = """
import resource, sys
from pathlib import Path
from concordat.diagnostics import Faults
from concordat.store.outputs import write_outputs
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
faults = Faults()
files = {"a-DRAFT.docx": b"new docx", "a-DRAFT.md": b"n" * 5000, "a-DRAFT.pdf": b"new pdf"}
write_outputs(Path(sys.argv[1]), files, faults, "build/a")
print([d.code for d in faults.found], faults.found[0].message)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit there")
def test_a_disk_that_is_really_full(folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.startswith(
        "['output-not-writable'] build/a/a-DRAFT.md could not be written: File too large"
    )
    assert there(folder) == OLD and not run.stderr
