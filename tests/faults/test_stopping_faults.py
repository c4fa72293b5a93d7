"""Libraries that are too old, Ctrl-C, SIGTERM, a reader that goes away, a terminal of another alphabet (numbers 49, 50)."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import start, wait_for_workers
from concordat.project import environment
from faulty import ROOT, Case, spoil, workspace

COMMAND = [sys.executable, "-m", "concordat.cli.main"]


def run(*given: str, **options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *given], capture_output=True, timeout=120, env={**os.environ, **options})


def test_the_floors_are_those_of_the_package() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pinned = dict(re.findall(r'^  "([a-z0-9-]+)[>=]=([\d.]+)(?:,<[\d.]+)?",?$', text, re.MULTILINE))
    for name, floor in environment.FLOORS.items():
        assert environment._numbers(floor)[:2] == environment._numbers(pinned[name] + ".0")[:2], name


def test_a_library_that_is_too_old_ends_with_3(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    old = tmp_path / "site" / "lxml-5.4.0.dist-info"
    old.mkdir(parents=True)
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: lxml\nVersion: 5.4.0\n")
    done = run(
        "build",
        "-C",
        str(root),
        PYTHONPATH=f"{tmp_path / 'site'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    )
    assert done.returncode == 3, done.stderr.decode()
    assert b"[dependency-old]" in done.stderr
    assert b"lxml 5.4.0" in done.stderr
    assert not (root / "build").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_ends_cleanly(tmp_path: Path, number: int, code: int) -> None:
    root = workspace(tmp_path)
    process = start("build", "-C", root)
    wait_for_workers(process)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == code, told
    assert "Traceback" not in told
    assert list(root.rglob("*.writing")) == []
    assert run("build", "-C", str(root)).returncode == 0


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    command = f"{' '.join(COMMAND)} list -C {root} --json | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_of_another_alphabet_is_no_fault(tmp_path: Path, encoding: str) -> None:
    root = workspace(tmp_path)
    spoil(
        root, Case("letters", "", change={"clauses/sharing/ending.md": ["must return", "shall ŵ “return”"]})
    )
    done = run("check", "-C", str(root), PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 1
    assert b"[drafting-shall]" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_fault_of_ours_is_told_without_a_traceback(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import concordat.project.check as module\n\ndef fail(*given):\n    raise ZeroDivisionError('of our own')\n\nmodule.check = fail\n"
    )
    path = f"{broken}{os.pathsep}{ROOT / 'src'}"
    done = run("check", "-C", str(root), PYTHONPATH=path)
    assert done.returncode == 70
    assert b"of our own" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Traceback" in run("check", "-C", str(root), PYTHONPATH=path, CONCORDAT_TRACEBACK="1").stderr


@pytest.mark.parametrize(
    "given",
    [
        ("chekc",),
        ("check", "--no-such-option"),
        ("explain",),
        ("check", "--on", "yesterday"),
        ("check", "nothing-of-that-name"),
    ],
)
def test_what_cannot_be_understood_ends_with_2(tmp_path: Path, given: tuple[str, ...]) -> None:
    root = workspace(tmp_path)
    done = subprocess.run([*COMMAND, *given], cwd=root, capture_output=True, timeout=60)
    assert done.returncode == 2, done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_outside_a_workspace_ends_with_2(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "check"], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"[workspace-missing]" in done.stderr
