"""What repair does, and above all what it leaves alone: nothing that a line names, nothing while it cannot know."""

from __future__ import annotations

import json
import platform
import shutil
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.store.audit import audit
from concordat.store.register import read_register
from concordat.store.repair import repair
from store.failing import NAMES, Failing
from store.register.small import NEXT, SMALL, die, everything, in_child, named, put

SHOWN = "agreements/valley/register"
LOCK = json.dumps(
    {"process": 2**22 + 7, "host": platform.node(), "command": "issue valley", "started": "1@before"}
).encode()
"""Of a process that no machine has: their numbers end before."""
FOLDER = "lending-2024/hill/0.2/draft"


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with all that stopped runs leave: half a line, an unnamed folder, temporary names, a lock."""
    folder = tmp_path_factory.mktemp("left") / SHOWN
    assert all(put(folder, [*SMALL, NEXT]))
    whole = (folder / "ledger.jsonl").read_bytes()
    (folder / "ledger.jsonl").write_bytes(whole[:-90])
    (folder / ".ledger.jsonl.77.writing").write_bytes(b"half")
    (folder / "sharing-2024/1.1/.draft.77.writing").mkdir(parents=True)
    (folder / "sharing-2024/1.1/.draft.77.writing/agreement.md").write_bytes(b"half")
    (folder / ".lock").write_bytes(LOCK)
    return folder


@pytest.fixture
def register(left: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(left, tmp_path / SHOWN))


def test_everything_that_was_left_is_set_aside_and_told(register: Path) -> None:
    before, kept, faults = everything(register), named(register), Faults()
    done = repair(register, faults)
    assert not faults.found and len(done) == 5
    aside = everything(register / "set-aside/1")
    for name in (
        ".ledger.jsonl.77.writing",
        "sharing-2024/1.1/.draft.77.writing/agreement.md",
        f"{FOLDER}/manifest.json",
    ):
        assert aside[name] == before[name] and any(name.rpartition("/")[0] in words for words in done)
    assert aside["lock"] == LOCK and before["ledger.jsonl"].endswith(aside["half-a-line.jsonl"])
    assert (register / "ledger.jsonl").read_bytes() + aside["half-a-line.jsonl"] == before["ledger.jsonl"]
    assert named(register) == kept
    found = audit(register)
    assert found.faults == () and found.notes == () and found.lines == len(SMALL)
    assert repair(register, faults) == () and not faults.found
    assert set(before.values()) - {before["ledger.jsonl"]} <= set(everything(register).values())


def test_repair_killed_in_front_of_every_call_is_given_again(
    left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried, kept, before = 0, named(left), everything(left)
    for operation in NAMES:
        for at in range(1, 200):
            folder = Path(shutil.copytree(left, tmp_path / f"{operation}-{at}" / SHOWN))

            def run(folder: Path = folder, operation: str = operation, at: int = at) -> None:
                Failing(pytest.MonkeyPatch(), operation, at, instead=die)
                repair(folder, Faults())

            ended = in_child(run)
            faults = Faults()
            repair(folder, faults)
            assert not faults.found and named(folder) == kept
            assert audit(folder).faults == () and audit(folder).notes == ()
            lost = set(before.values()) - set(everything(folder).values()) - {before["ledger.jsonl"]}
            assert not lost
            assert put(folder, [NEXT]) != [None]
            if ended == 0:
                break
            tried += 1
    assert tried > 20
    with capsys.disabled():
        print(f"\n  repair killed in front of {tried} calls of the system, and given again")


def test_repair_that_the_disk_fails_says_so_and_is_given_again(
    left: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = named(left)
    for operation in NAMES:
        for at in range(1, 200):
            folder, faults = Path(shutil.copytree(left, tmp_path / f"{operation}-{at}" / SHOWN)), Faults()
            with monkeypatch.context() as patch:
                failing = Failing(patch, operation, at)
                repair(folder, faults)
            if failing.uses < at:
                break
            assert [fault.code for fault in faults.found] == ["output-not-writable"] or operation == "mkdir"
            assert named(folder) == kept
            if (folder / ".lock").exists():  # it could not be taken away: as when this process has ended
                (folder / ".lock").write_bytes(LOCK)
            repair(folder, Faults())
            assert audit(folder).faults == () and named(folder) == kept


def test_the_ledger_is_never_half_rewritten(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, faults = (register / "ledger.jsonl").read_bytes(), Faults()
    Failing(monkeypatch, "rename", 3, once=False)  # after those of the lock and of the half line that is kept
    repair(register, faults)
    assert faults.errors and (register / "ledger.jsonl").read_bytes() == ledger


def test_a_line_that_lacks_its_line_feed_gets_it_again(register: Path) -> None:
    shutil.rmtree(register)
    assert all(put(register, SMALL))
    before = everything(register)
    (register / "ledger.jsonl").write_bytes(before["ledger.jsonl"][:-1])
    assert len(read_register(register).lines) == len(SMALL)
    faults = Faults()
    assert put(register, [NEXT], faults) == [None] and [fault.code for fault in faults.found] == [
        "register-torn"
    ]
    [done] = repair(register, Faults())
    assert "line feed" in done and everything(register) == before


@pytest.mark.parametrize("damage", ["flip", "end", "cut"])
def test_where_the_ledger_is_damaged_no_folder_is_moved(register: Path, damage: str) -> None:
    shutil.rmtree(register)
    assert all(put(register, SMALL))
    path = register / "ledger.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(
        {"flip": whole.replace(b"hill", b"hall", 1), "end": whole[:-1] + b"*", "cut": b"".join(lines[:-2])}[
            damage
        ]
    )
    assert bool(read_register(register).leftover.folders) == (damage == "cut")
    (register / "house" / ".abc.1.writing").mkdir()
    before, faults = everything(register), Faults()
    done = repair(register, faults)
    assert [fault.code for fault in faults.found] == ["register-damaged"]
    assert (
        everything(register) == before and len(done) == 1 and not (register / "house/.abc.1.writing").exists()
    )


def test_a_cut_line_end_moves_one_folder_and_deletes_nothing(register: Path) -> None:
    shutil.rmtree(register)
    assert all(put(register, SMALL))
    path = register / "ledger.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    before = sorted(everything(register).values())
    [done] = repair(register, Faults())
    assert "a folder that no line names" in done and sorted(everything(register).values()) == before


def test_somebody_elses_files_are_left_where_they_are(register: Path) -> None:
    shutil.rmtree(register)
    assert all(put(register, SMALL))
    (register / "README.md").write_bytes(b"mine")
    (register / "sharing-2024/1.0/manifest.json").write_bytes(b"mine")  # above folders that lines name
    (register / "sharing-2024" / "notes").mkdir()
    (register / "sharing-2024" / "notes" / "a.txt").write_bytes(b"mine")
    assert repair(register, Faults()) == () and put(register, [NEXT]) != [None]
    assert audit(register).faults == ()


def test_where_there_is_nothing_there_is_nothing_to_repair(tmp_path: Path) -> None:
    faults = Faults()
    assert repair(tmp_path / SHOWN, faults) == () and not faults.found and list(tmp_path.iterdir()) == []
