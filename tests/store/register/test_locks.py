"""One writer at a time: two at once, a lock whose owner no longer runs, one of another machine, a clock set back."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.store import steps
from concordat.store.audit import audit
from concordat.store.register import read_register
from concordat.store.repair import repair
from concordat.store.writing import writing
from store.register.small import LENDING, SHARING, SMALL, die, everything, in_child, issued, put
from store.register.spoilt import lock

SHOWN = "agreements/valley/register"
LATER = issued(LENDING, "0.2", State.DRAFT, "2026-04-01")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    assert all(put(tmp_path / SHOWN, SMALL[:3]))
    return tmp_path / SHOWN


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


@pytest.fixture
def unasked() -> Iterator[int]:
    """The number of a process that has ended, of which its parent has not yet asked."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    yield child
    os.waitpid(child, 0)


def refused(folder: Path) -> tuple[str, str, str]:
    """Code, message and hint of what a writer is told."""
    faults = Faults()
    before = everything(folder)
    assert put(folder, [LATER], faults) == [None]
    assert everything(folder) == before
    [fault] = faults.found
    return fault.code, fault.message, fault.hint


def test_a_second_writer_is_told_and_changes_nothing(register: Path) -> None:
    faults = Faults()
    with writing(register, "issue valley/sharing-2024", faults) as first:
        assert first is not None
        code, message, _ = refused(register)
        assert code == "register-locked" and f"process {os.getpid()}" in message
        assert "`concordat issue valley/sharing-2024`" in message and "number 3" in message
        assert first.commit(LATER.manifest, LATER.files, LATER.house)
    assert not faults.found and not (register / ".lock").exists() and len(read_register(register).lines) == 4


def test_two_at_once_in_two_processes(register: Path) -> None:
    ready, go = os.pipe(), os.pipe()

    def first() -> None:
        def wait(step: str) -> None:
            if step == "placed":
                os.write(ready[1], b"x")
                os.read(go[0], 1)

        steps.hook = wait
        assert put(register, [issued(LENDING, "0.2", State.DRAFT)]) != [None]

    child = os.fork()
    if child == 0:
        try:
            first()
        finally:
            os._exit(0)
    os.read(ready[0], 1)
    faults = Faults()
    assert put(register, [issued(LENDING, "0.3", State.DRAFT)], faults) == [None]
    os.write(go[1], b"x")
    os.waitpid(child, 0)
    assert [fault.code for fault in faults.found] == ["register-locked"]
    assert [line.version for line in read_register(register).lines[3:]] == ["0.2"]
    assert audit(register).faults == () and audit(register).notes == ()


def test_many_at_once_never_give_a_number_twice(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    writers, each = 4, 6
    children = []
    for number in range(writers):
        child = os.fork()
        if child == 0:
            code = 0
            for at in range(each):
                faults = Faults()
                agreement = f"valley/of-{number}"
                [line] = put(register, [issued(agreement, f"0.{at + 1}", State.DRAFT)], faults)
                code += line is not None
                if line is None and [fault.code for fault in faults.found] != ["register-locked"]:
                    code = 100
                    break
            os._exit(code)
        children.append(child)
    codes = [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children]
    assert max(codes) <= each
    found = audit(register)
    assert found.faults == () and found.notes == () and found.lines == 3 + sum(codes)
    with capsys.disabled():
        print(
            f"\n  {writers} writers at once: {sum(codes)} events, {writers * each - sum(codes)} told to wait"
        )


def test_a_lock_of_a_process_that_has_ended(register: Path, ended: int) -> None:
    left = lock(register, process=ended)
    code, message, hint = refused(register)
    assert code == "register-lock-stale"
    assert (
        f"process {ended} on {platform.node()}" in message
        and "number 3: 1.0 of valley/sharing-2024" in message
    )
    assert "concordat repair valley" in hint
    assert any("no longer runs" in note for note in read_register(register).notes)
    assert audit(register).faults == ()
    [done] = repair(register, Faults())
    assert "the lock of a run that no longer runs" in done and "set-aside/1/lock" in done
    assert (register / "set-aside/1/lock").read_bytes() == left
    assert put(register, [issued(LENDING, "0.2", State.DRAFT)]) != [None]


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="the system does not tell when a process started"
)
def test_a_lock_of_a_process_whose_number_another_now_has(register: Path) -> None:
    lock(register, started="1@before")
    assert refused(register)[0] == "register-lock-stale"


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="the system does not tell that a process has ended"
)
def test_a_lock_of_a_process_that_has_ended_unasked(register: Path, unasked: int) -> None:
    lock(register, process=unasked, started="1@before")
    assert refused(register)[0] == "register-lock-stale"


def test_a_lock_of_a_process_that_runs_is_kept(register: Path) -> None:
    left = lock(register)
    assert refused(register)[0] == "register-locked"
    faults = Faults()
    assert repair(register, faults) == () and [fault.code for fault in faults.found] == ["register-locked"]
    assert (register / ".lock").read_bytes() == left


def test_a_lock_of_another_machine_is_kept(register: Path, ended: int) -> None:
    left = lock(register, host="elsewhere", process=ended)
    code, message, hint = refused(register)
    assert code == "register-locked" and "another machine" in message and "elsewhere" in message
    assert "delete" in hint
    faults = Faults()
    assert repair(register, faults) == () and [fault.code for fault in faults.found] == ["register-locked"]
    assert (register / ".lock").read_bytes() == left


@pytest.mark.parametrize(
    "words",
    [b"", b"{", b"[]", b'{"process": 1}', b"\xff", b'{"process":-1,"host":"a","command":"b","started":""}'],
)
def test_a_lock_that_does_not_say_whose_it_is(register: Path, words: bytes) -> None:
    (register / ".lock").write_bytes(words)
    assert refused(register)[0] == "register-lock-stale"
    assert len(repair(register, Faults())) == 1 and not (register / ".lock").exists()
    assert (register / "set-aside/1/lock").read_bytes() == words


def test_a_run_that_is_killed_leaves_its_lock_and_says_its_command(register: Path) -> None:
    def run() -> None:
        with writing(register, "sign valley/sharing-2024", Faults()):
            die()

    assert in_child(run) == 9
    code, message, _ = refused(register)
    assert code == "register-lock-stale" and "`concordat sign valley/sharing-2024`" in message


def test_a_clock_that_was_set_back_is_said_and_the_order_is_that_of_the_numbers(register: Path) -> None:
    faults = Faults()
    [line] = put(register, [issued(SHARING, "1.1", State.DRAFT, "2019-12-31")], faults)
    assert line is not None and line.sequence == 4 and line.date == "2019-12-31"
    [fault] = faults.found
    assert fault.code == "date-backwards" and "2019-12-31" in fault.message and "2026-03-02" in fault.message
    assert faults.errors == () and audit(register).faults == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_register_that_may_only_be_read(register: Path) -> None:
    register.chmod(0o555)
    try:
        assert refused(register)[0] == "output-not-writable"
    finally:
        register.chmod(0o755)


def test_a_file_in_the_place_of_the_register(tmp_path: Path) -> None:
    (tmp_path / "agreements").write_bytes(b"mine")
    faults = Faults()
    assert put(tmp_path / SHOWN, [SMALL[0]], faults) == [None]
    assert [fault.code for fault in faults.found] == ["output-not-writable"]
    assert (tmp_path / "agreements").read_bytes() == b"mine"


def test_a_run_that_writes_nothing_leaves_no_folder(tmp_path: Path) -> None:
    with writing(tmp_path / SHOWN, "issue valley", Faults()) as register:
        assert register is not None and register.lines == ()
    assert list(tmp_path.iterdir()) == []
