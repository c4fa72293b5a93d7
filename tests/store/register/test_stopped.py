"""A run that is killed or that the disk fails, wherever: the old state or the new, the next command says which."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.store import steps
from concordat.store.audit import audit
from concordat.store.register import read_register
from concordat.store.repair import repair
from concordat.store.writing import writing
from store.failing import NAMES, Failing
from store.register.small import NEXT, SHARING, SMALL, die, everything, in_child, issued, named, put, signed

SHOWN = "agreements/valley/register"
AFTER = issued(SHARING, "1.1", NEXT.manifest.state, "2027-05-01")
SIGNED = signed("valley/lending-2024/hill", "0.1", "town", State.SIGNED, "2027-04-02")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / SHOWN
    assert all(put(folder, SMALL))
    return folder


@pytest.fixture
def fresh(written: Path, tmp_path: Path) -> Iterator[Callable[[bool], Path]]:
    """Gives the small register, or none at all, in a folder of its own each time."""
    made: list[Path] = []

    def make(empty: bool = False) -> Path:
        folder = tmp_path / str(len(made)) / SHOWN
        made.append(folder)
        if not empty:
            shutil.copytree(written, folder)
        return folder

    yield make


def assert_old_or_new(folder: Path, before: dict[str, bytes], event: object, count: int) -> bool:
    """Either nothing happened or all of it did, the reading says which, repair cures, and the next event is written.

    Whether the new state holds.
    """
    _process_ended(folder)
    register = read_register(folder)
    assert register.faults == ()
    new = len(register.lines) == count + 1
    assert new or len(register.lines) == count
    assert before.items() <= named(folder).items() or (new and before.items() <= everything(folder).items())
    kept = named(folder)
    if register.notes:
        assert f"number {len(register.lines)}" in register.notes[-1] or not register.lines
    refused = Faults()
    [again] = put(folder, [AFTER], refused)
    assert (again is not None) != bool(register.notes) == bool(refused.errors)
    assert again is not None or "number" in refused.errors[0].message or not register.lines
    if again is None:
        wrong = Faults()
        done = repair(folder, wrong)
        assert done and not wrong.found
        assert kept.items() <= named(folder).items() and len(read_register(folder).lines) == len(
            register.lines
        )
        assert put(folder, [AFTER], wrong) != [None] and not wrong.found
    found = audit(folder)
    assert found.faults == () and found.notes == () and found.lines == count + new + 1
    assert kept.items() <= named(folder).items()
    assert not [
        name for name in everything(folder) if ".writing" in name and not name.startswith("set-aside/")
    ]
    assert not (folder / ".lock").exists()
    return new


def _process_ended(folder: Path) -> None:
    """A lock that this process could not take away is one of a process that no longer runs, once it has ended."""
    lock = folder / ".lock"
    if lock.exists() and lock.read_bytes().endswith(b"}\n"):
        owner = json.loads(lock.read_bytes())
        lock.write_text(json.dumps({**owner, "started": "before"}))


EVENTS = {"issue": NEXT, "sign": SIGNED}


@pytest.mark.parametrize("what", EVENTS)
@pytest.mark.parametrize("empty", [False, True])
def test_killed_at_every_named_step(
    fresh: Callable[[bool], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
    empty: bool,
) -> None:
    states = {}
    for step in steps.STEPS:
        folder = fresh(empty)
        before, count = named(folder), len(read_register(folder).lines)

        def run(folder: Path = folder, step: str = step) -> None:
            steps.hook = lambda here: die() if here == step else None
            with writing(folder, "issue valley", Faults()) as register:
                steps.reached("rendered")
                event = EVENTS[what]
                assert register and register.commit(event.manifest, event.files, event.house)

        assert in_child(run) == 9, step
        states[step] = assert_old_or_new(folder, before, EVENTS[what], count)
    assert states == {step: step in ("appended", "committed", "unlocked") for step in steps.STEPS}
    with capsys.disabled():
        print(
            f"\n  killed at each of {len(states)} named steps: {what}, {'empty' if empty else 'small'} register"
        )


@pytest.mark.parametrize("empty", [False, True])
def test_killed_in_front_of_every_call_of_the_system(
    fresh: Callable[[bool], Path], capsys: pytest.CaptureFixture[str], empty: bool
) -> None:
    tried = 0
    for operation in NAMES:
        for at in range(1, 200):
            folder = fresh(empty)
            before, count = named(folder), len(read_register(folder).lines)

            def run(folder: Path = folder, operation: str = operation, at: int = at) -> None:
                Failing(pytest.MonkeyPatch(), operation, at, instead=die)
                assert put(folder, [NEXT]) != [None]

            ended = in_child(run)
            new = assert_old_or_new(folder, before, NEXT, count)
            shutil.rmtree(folder)
            if ended == 0:
                assert new
                break
            assert ended == 9
            tried += 1
    assert tried > 30
    with capsys.disabled():
        print(f"\n  killed in front of {tried} calls of the system, {'empty' if empty else 'small'} register")


FAILURES = ("EIO", "ENOSPC", "EINTR")


@pytest.mark.parametrize("number", FAILURES)
@pytest.mark.parametrize("empty", [False, True])
def test_every_call_that_fails(
    fresh: Callable[[bool], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: str,
    empty: bool,
) -> None:
    tried, left = 0, 0
    for operation in NAMES:
        for at in range(1, 200):
            folder = fresh(empty)
            before, whole, count = named(folder), everything(folder), len(read_register(folder).lines)
            faults = Faults()
            with monkeypatch.context() as patch:
                failing = Failing(patch, operation, at, number=getattr(errno, number))
                [line] = put(folder, [NEXT], faults)
            if failing.uses < at:
                assert line is not None and not faults.found
                assert_old_or_new(folder, before, NEXT, count)
                break
            tried += 1
            if operation == "write" and number == "EINTR":  # the system says: once more
                assert line is not None and not faults.found
            elif operation != "remove":
                assert line is None or "lock" in faults.found[-1].message
                assert {fault.code for fault in faults.found} == {"output-not-writable"}
            left += bool(read_register(folder).notes)
            if line is None and not read_register(folder).notes and len(read_register(folder).lines) == count:
                assert everything(folder) == whole, (operation, at)
            assert_old_or_new(folder, before, NEXT, count)
            shutil.rmtree(folder)
    assert tried > 30
    with capsys.disabled():
        print(
            f"\n  {number} at each of {tried} calls, {'empty' if empty else 'small'} register; {left} left over and named"
        )


def test_a_disk_that_fails_from_some_call_on(
    fresh: Callable[[bool], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = 0
    for operation in NAMES:
        for at in range(1, 200):
            folder, faults = fresh(False), Faults()
            before = named(folder)
            with monkeypatch.context() as patch:
                failing = Failing(patch, operation, at, number=errno.EROFS, once=False)
                put(folder, [NEXT], faults)
            if failing.uses < at:
                break
            tried += 1
            assert faults.errors or operation == "remove"
            assert_old_or_new(folder, before, NEXT, len(SMALL))
            shutil.rmtree(folder)
    with capsys.disabled():
        print(f"\n  from each of {tried} calls on the disk takes nothing")


@pytest.mark.parametrize("most", [1, 7])
def test_short_writes_are_gone_on_with(
    fresh: Callable[[bool], Path], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    folder, real = fresh(False), os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: real(handle, data[:most]))
        assert put(folder, [NEXT]) != [None]
    found = audit(folder)
    assert found.faults == () and found.lines == len(SMALL) + 1


def test_a_write_that_takes_nothing_does_not_go_on_for_ever(
    fresh: Callable[[bool], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, faults = fresh(False), Faults()
    before = everything(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: 0)
        assert put(folder, [NEXT], faults) == [None]
    assert [fault.code for fault in faults.found] == ["output-not-writable"] and everything(folder) == before


def test_a_failed_fsync_of_the_line_is_not_tried_again(
    fresh: Callable[[bool], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, faults, synced = fresh(False), Faults(), []
    real = os.fsync

    def fail(handle: int) -> None:
        name = os.readlink(f"/proc/self/fd/{handle}") if sys.platform == "linux" else ""
        synced.append(name)
        if name.endswith("ledger.jsonl"):
            raise OSError(errno.EIO, "planted")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        assert put(folder, [NEXT], faults) == [None]
    if sys.platform == "linux":
        assert len([name for name in synced if name.endswith("ledger.jsonl")]) == 1
        assert synced[-1].endswith("ledger.jsonl")
        [fault] = faults.found
        assert fault.code == "output-not-writable" and "nothing was recorded" in fault.message
        # Its folder stays, in case the disk holds the line after a power cut: it is named, and repair sets it aside.
        assert "repair" in fault.hint and read_register(folder).leftover.folders == (
            "lending-2024/hill/0.2/draft",
        )
    assert_old_or_new(folder, named(folder), NEXT, len(SMALL))


@pytest.mark.parametrize("step", steps.STEPS)
def test_ctrl_c_at_every_step_cleans_up_and_unlocks(
    fresh: Callable[[bool], Path], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Terminated(BaseException):
        pass

    def stop(here: str) -> None:
        if here == step:
            raise Terminated

    folder = fresh(False)
    before = everything(folder)
    monkeypatch.setattr(steps, "hook", stop)
    with pytest.raises(Terminated), writing(folder, "issue valley", Faults()) as register:
        steps.reached("rendered")
        assert register
        register.commit(NEXT.manifest, NEXT.files, NEXT.house)
    monkeypatch.undo()
    new = step in ("appended", "committed", "unlocked")
    assert (everything(folder) == before) != new
    assert read_register(folder).notes == () and len(read_register(folder).lines) == len(SMALL) + new
    assert put(folder, [AFTER]) != [None] and audit(folder).faults == ()


def test_a_half_written_line_of_a_run_that_was_killed(fresh: Callable[[bool], Path]) -> None:
    folder = fresh(False)
    before = named(folder)

    def run() -> None:
        real = os.write

        def half(handle: int, data: bytes) -> int:
            if bytes(data).startswith(b'{"agreement":"valley') and b'"sequence":7' in bytes(data):
                real(handle, data[: len(data) // 2])
                die()
            return real(handle, data)

        os.write = half  # type: ignore[assignment]
        put(folder, [NEXT])

    assert in_child(run) == 9
    register = read_register(folder)
    assert register.ledger.torn and any("half a line" in note for note in register.notes)
    assert [fault.code for fault in audit(folder).faults] == ["register-torn"]
    tail = register.ledger.tail
    assert not assert_old_or_new(folder, before, NEXT, len(SMALL))
    aside = everything(folder / "set-aside")
    assert aside["1/half-a-line.jsonl"] == tail
    assert "1/lending-2024/hill/0.2/draft/manifest.json" in aside


# --- a full disk


def test_a_limit_on_the_size_of_files(
    fresh: Callable[[bool], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = len((fresh(False) / "ledger.jsonl").read_bytes())
    limits = [0, 40, 1000, ledger - 1, ledger, ledger + 1, ledger + 200]
    for limit in limits:
        folder = fresh(False)
        before, whole = named(folder), everything(folder)

        def run(folder: Path = folder, limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            faults = Faults()
            assert put(folder, [NEXT], faults) == [None]
            assert [fault.code for fault in faults.found] == ["output-not-writable"]

        assert in_child(run) == 0, limit
        assert everything(folder) == whole
        assert not assert_old_or_new(folder, before, NEXT, len(SMALL))
    with capsys.disabled():
        print(f"\n  {len(limits)} limits on the size of files (RLIMIT_FSIZE): nothing is changed")


def test_a_full_drive(
    fresh: Callable[[bool], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    size = 16 * 4096 + sum(-(-len(data) // 4096) + 6 for data in everything(fresh(False)).values()) * 4096
    mounted = sys.platform == "linux" and _mount(drive, size)
    if not mounted:
        with capsys.disabled():
            print("\n  no drive can be mounted here: the limit on the size of files alone was tried")
        pytest.skip("no drive can be mounted here")
    try:
        folder = drive / SHOWN
        shutil.copytree(fresh(False), folder)
        before, tried = everything(folder), 0
        while True:
            free = os.statvfs(drive).f_bavail - tried
            if free < 0:
                break
            (drive / "filler").write_bytes(b"x" * 4096 * free)
            faults = Faults()
            [line] = put(folder, [NEXT], faults)
            (drive / "filler").unlink()
            if line is not None:
                break
            assert [fault.code for fault in faults.found] == ["output-not-writable"]
            assert "No space left" in faults.found[0].message and everything(folder) == before
            tried += 1
        assert tried > 3 and audit(folder).faults == () and audit(folder).lines == len(SMALL) + 1
    finally:
        subprocess.run(["umount", str(drive)], check=True)
    with capsys.disabled():
        print(f"\n  a drive with 0 to {tried - 1} free blocks (tmpfs): nothing is changed")


def _mount(drive: Path, size: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(drive)]
    try:
        return subprocess.run(command, capture_output=True, timeout=20).returncode == 0
    except OSError:
        return False
