"""Same inputs, same bytes: two processes that differ in all that must not matter."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import CONTENT, REPOSITORY, sharing_workspace


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "build").rglob("*"))
        if path.is_file()
    }


def build(folder: Path, asked: tuple[str, ...], environment: dict[str, str], umask: int) -> dict[str, str]:
    program = (
        f"import os, sys; os.umask({umask}); sys.argv = ['concordat', 'build', '-C', {str(folder)!r}, *{asked!r}];"
        "from concordat.cli.main import main; main()"
    )
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "PYTHONPATH")}
    kept["PYTHONPATH"] = os.pathsep.join([str(REPOSITORY / "src"), kept.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        cwd=folder.parent,
    )
    assert done.returncode == 0, done.stderr
    return digests(folder)


def copy_in_order(source: Path, target: Path, reverse: bool) -> Path:
    """A copy whose files were made in another order, so that a folder lists them in another order."""
    files = sorted(
        (p for name in CONTENT for p in (source / name).rglob("*") if p.is_file()), reverse=reverse
    )
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return target


FIRST = {"LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
SECOND = {"LANG": "tr_TR.UTF-8", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242"}


def both(source: Path, tmp_path: Path, *asked: str) -> tuple[dict[str, str], dict[str, str]]:
    one = copy_in_order(source, tmp_path / "one", reverse=False)
    other = copy_in_order(source, tmp_path / "another place" / "ŵ & two", reverse=True)
    return build(one, asked, FIRST, 0o022), build(other, asked, SECOND, 0o077)


def test_the_small_agreement_is_the_same_bytes(tmp_path: Path) -> None:
    source = sharing_workspace(tmp_path / "source")
    one, other = both(source, tmp_path, "riverside")
    assert {Path(name).suffix for name in one} >= {".docx", ".pdf", ".html", ".md", ".json"}
    assert one == other


@pytest.mark.parametrize(
    ("name", "only"),
    [
        ("north-east-and-north-cumbria/delegation-2025", None),
        ("example-footprint/collaboration-2024", "financial-arrangements"),
        pytest.param("north-east-and-north-cumbria/joint-working-2023", None, marks=pytest.mark.slow),
        pytest.param("example-footprint/collaboration-2024", None, marks=pytest.mark.slow),
    ],
)
def test_a_real_agreement_or_a_part_of_it_is_the_same_bytes(
    name: str, only: str | None, tmp_path: Path
) -> None:
    one, other = both(REPOSITORY, tmp_path, name, *(("--only", only) if only else ()))
    assert len(one) >= 5
    assert one == other


@pytest.mark.slow
def test_all_agreements_are_the_same_bytes(tmp_path: Path) -> None:
    one, other = both(REPOSITORY, tmp_path, "*")
    assert sum(name.endswith(".pdf") for name in one) >= 68
    assert one == other
