"""However a run is stopped: its exit code, no traceback, nothing half-written, no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.running import environment, is_running, shell, start, wait_for_workers
from support import sharing_workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes of a run are found in /proc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sharing_workspace(tmp_path_factory.mktemp("stopping") / "w")


@pytest.mark.parametrize(
    ("number", "whole_group", "code"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGTERM, True, 143),
    ],
    ids=["Ctrl-C", "interrupt", "terminate", "shutdown"],
)
def test_a_build_that_is_stopped(folder: Path, number: signal.Signals, whole_group: bool, code: int) -> None:
    process = start("build", "-C", folder)
    started = wait_for_workers(process)
    if whole_group:  # a terminal tells every process of the group
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == code, errors
    assert "interrupted" in errors and "Traceback" not in errors + output
    assert not (folder / "build").exists()
    deadline = time.monotonic() + 5
    while any(map(is_running, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, started)), "a worker was left behind"


READY = """
import sys, time
from concordat.cli.run import guarded
def action():
    print("ready", flush=True)
    {action}
    return 0
sys.exit(guarded(action))
"""


def run(action: str, number: signal.Signals | None = None, **env: str) -> tuple[int, str, str]:
    """A guarded action in a process of its own, stopped as soon as it is at work where a signal is given."""
    process = subprocess.Popen(
        [sys.executable, "-c", READY.format(action=action)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment(**env),
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    if number is not None:
        process.send_signal(number)
    output, errors = process.communicate(timeout=20)
    return process.returncode, output, errors


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_any_command_that_is_stopped(number: signal.Signals, code: int) -> None:
    found, _, errors = run("time.sleep(60)", number)
    assert found == code
    assert errors == (
        "\nerror: the run was stopped [interrupted]\n"
        "  = hint: Run the command again; what was already written is whole.\n"
    )


def test_a_fault_of_ours_is_told_without_a_traceback() -> None:
    code, output, errors = run("raise KeyError('voting')")
    assert code == 70 and output == ""
    assert "a fault of its own (KeyError: 'voting')" in errors and "Traceback" not in errors


def test_a_fault_of_ours_is_shown_whole_to_who_asks() -> None:
    code, _, errors = run("raise KeyError('voting')", CONCORDAT_TRACEBACK="1")
    assert code == 1 and "Traceback" in errors and "in action" in errors


@pytest.mark.parametrize("command", ["list", "check", "list --json", "explain yaml-tag", "blanks"])
def test_a_reader_that_goes_away_changes_nothing(folder: Path, command: str) -> None:
    """`head -0` closes the pipe at once; with pipefail the line fails if concordat does."""
    found = shell(f"concordat {command} -C {folder} | head -0", folder)
    assert found.returncode == 0, found.stderr.decode()
    assert b"Broken" not in found.stderr and b"Traceback" not in found.stderr


def test_messages_that_nobody_reads_change_neither_the_work_nor_the_exit_code(tmp_path: Path) -> None:
    folder = sharing_workspace(tmp_path / "w", {"clauses/sharing/meaning.md": "no head\n"})
    assert shell("concordat check 2>&1 | head -0", folder).returncode == 2
    assert shell("concordat check 2>&1 >/dev/null | head -0", folder).returncode == 2


def test_a_build_whose_progress_nobody_reads_is_done_all_the_same(tmp_path: Path) -> None:
    folder = sharing_workspace(tmp_path / "w")
    found = shell("concordat build 2>&1 | head -0", folder)
    assert found.returncode == 0, found.stderr.decode()
    assert len(list((folder / "build" / "riverside" / "sharing-2024").glob("*-DRAFT.*"))) == 5


def test_output_that_is_closed_before_the_run(folder: Path) -> None:
    found = shell("concordat list >&-", folder)
    assert found.returncode == 0, found.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_output_onto_a_full_disk_is_told(folder: Path) -> None:
    found = shell("concordat list > /dev/full", folder)
    assert found.returncode == 3
    assert b"could not be written: No space left on device [output-not-writable]" in found.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_is_not_utf_8(tmp_path: Path, encoding: str) -> None:
    folder = sharing_workspace(tmp_path / "w", {"clauses/sharing/ŵ.md": "– “no head”\n"})
    name = folder / "agreements" / "riverside" / "committee.yaml"
    name.write_text(name.read_text().replace("name: Riverside", "name: Afon ŵ – Riverside"), encoding="utf-8")
    for command in ("list", "check", "blanks", "explain riverside/sharing-2024 1.1", "explain yaml-tag"):
        found = shell(f"concordat {command}", folder, PYTHONIOENCODING=encoding)
        assert found.returncode in (0, 2), found.stderr
        assert b"Traceback" not in found.stderr and b"fault of its own" not in found.stderr
        (found.stdout + found.stderr).decode(encoding)
    assert b"?" in shell("concordat check", folder, PYTHONIOENCODING=encoding).stderr
