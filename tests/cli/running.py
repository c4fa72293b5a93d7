"""Running the command as people do: a process of its own, in a workspace copied for the test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from support import REPOSITORY

COMMAND = (sys.executable, "-m", "concordat.cli.main")
LONG = 120
"""Seconds after which a run that hangs is a fault."""


def environment(**more: str) -> dict[str, str]:
    """The environment of a run: this checkout's code, English, UTF-8, and no colours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(REPOSITORY / "src"),
        "LC_ALL": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",
        **more,
    }


def concordat(*arguments: str | Path, **named: Any) -> subprocess.CompletedProcess[str]:
    """One run, to its end; `env` adds to the environment."""
    env = environment(**named.pop("env", {}))
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True, encoding="utf-8", errors="replace", timeout=LONG, env=env, **named,
    )  # fmt: skip


def shell(line: str, folder: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """One line of bash, in a folder; `concordat` in it is this checkout's, and a failing part fails the line."""
    command = " ".join(COMMAND)
    text = f'set -o pipefail; concordat() {{ {command} "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", text], cwd=folder, capture_output=True, timeout=LONG, env=environment(**env)
    )


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """A run that goes on, in a group of its own, as a terminal starts it."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment(), start_new_session=True,
    )  # fmt: skip


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a run has started and that are still there (Linux)."""
    try:
        text = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(number) for number in text.split() if _command(int(number)).find("spawn_main") >= 0]


def _command(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def wait_for_workers(process: subprocess.Popen[str]) -> list[int]:
    """Wait until a run has started its workers; their numbers."""
    deadline = time.monotonic() + LONG
    while time.monotonic() < deadline and process.poll() is None:
        if found := workers(process):
            return found
        time.sleep(0.01)
    raise AssertionError(f"no worker was started (exit {process.poll()}): {process.communicate(timeout=5)}")


def is_running(number: int) -> bool:
    """Whether a process is still there and not yet ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False
