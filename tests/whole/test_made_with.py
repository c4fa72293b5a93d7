"""What a manifest says of what made a version: any byte of our source changes it, and nothing else does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from concordat.model.register import MadeWith
from concordat.project.inputs import LIBRARIES
from concordat.project.made_with import made_with, source_digest
from support import REPOSITORY


def test_it_names_source_libraries_and_system() -> None:
    found = made_with()
    assert isinstance(found, MadeWith) and made_with() is found
    assert len(found.source) == 64 and found.source == source_digest(REPOSITORY / "src" / "concordat")
    assert set(found.libraries) == {"python", *LIBRARIES} and "missing" not in found.libraries.values()
    assert list(found.libraries) == sorted(found.libraries)
    assert "unknown" not in found.system.values()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("a.py", "pages/a.md", "pages/b.md", "b/c.py", "b/fonts.conf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {name}\n")
    return tmp_path


def test_any_change_of_ours_changes_the_digest(package: Path) -> None:
    seen = {source_digest(package)}
    for change in (
        lambda: (package / "a.py").write_text("# b.py\n"),
        lambda: (package / "pages" / "a.md").write_text("# b\n"),
        lambda: (package / "b" / "fonts.conf").write_text("\n"),
        lambda: (package / "b" / "c.py").rename(package / "b" / "d.py"),
        lambda: (package / "pages" / "b.md").unlink(),
    ):
        change()
        seen.add(source_digest(package))
    assert len(seen) == 6


def test_what_python_leaves_behind_does_not(package: Path) -> None:
    before = source_digest(package)
    for name in ("__pycache__/a.cpython-311.pyc", "content/clauses/a.md", "b/.swp"):
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x00")
    assert source_digest(package) == before


def test_it_can_be_worked_out_by_hand(package: Path) -> None:
    names = sorted(path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())
    summed = subprocess.run(["sha256sum", *names], cwd=package, capture_output=True, check=True).stdout
    again = subprocess.run(["sha256sum"], input=summed, capture_output=True, check=True).stdout
    assert again.decode().split()[0] == source_digest(package)
