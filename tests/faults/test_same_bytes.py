"""The same inputs give the same bytes, on any machine, in any folder, order, place and time (number 47)."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from faulty import workspace

CONDITIONS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "de_DE.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "COLUMNS": "40",
    },
)


def test_two_builds_in_different_conditions_are_the_same(tmp_path: Path) -> None:
    source = workspace(tmp_path)
    made = []
    for number, conditions in enumerate(CONDITIONS):
        root = tmp_path / f"a folder {number} ŵ" / "workspace"
        _copied_in_another_order(source, root, backwards=bool(number))
        before = os.umask(0o077 if number else 0o022)
        try:
            command = [sys.executable, "-m", "concordat.cli.main", "build", "-C", str(root)]
            done = subprocess.run(
                command, capture_output=True, timeout=300, env={**os.environ, **conditions}, cwd=tmp_path
            )
        finally:
            os.umask(before)
        assert done.returncode == 0, done.stderr.decode()
        made.append(_digests(root / "build"))
    assert len(made[0]) > 5
    assert made[0] == made[1]


def _copied_in_another_order(source: Path, root: Path, *, backwards: bool) -> None:
    """The same files, made one after another in an order that the folders may keep, with other dates."""
    for path in sorted((p for p in source.rglob("*") if p.is_file()), reverse=backwards):
        target = root / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (10**9, 10**9) if backwards else None)


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
