"""What is tracked names no machine, no index and no registry, so that it works anywhere (design section 11)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from guarded import ROOT

MACHINE = re.compile(
    r"(?<![\w.…/-])/(?:home|Users|root|work|tmp|mnt|opt|workspace|builds)/[\w.-]+|\b[A-Z]:\\Users\\"
)
"""A path that only one machine has."""

INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|/simple/"
    r"|artifactory|nexus[./]|\"resolved\":\s*\"https?:",
    re.IGNORECASE,
)
"""An address from which packages come: each machine has its own."""

KEPT = {
    "Makefile": r"--no-emit-index-url|--no-emit-find-links|--no-emit-trusted-host",  # they keep such addresses out
    "tests/guards/test_hygiene_guards.py": r".*",  # plants them
}


def tracked() -> list[Path]:
    """The tracked files that are text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    found = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in found if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def traces(name: str, text: str) -> list[str]:
    """Each line of a file that names a machine or an index."""
    kept = re.compile(KEPT.get(name, r"(?!)"))
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE.search(kept.sub("", line)) or INDEX.search(kept.sub("", line))
    ]


def unhashed(text: str) -> list[str]:
    """The requirements of a lock file that have no version or no hash."""
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    return [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry or "==" not in entry]


def test_nothing_tracked_names_a_machine_or_an_index() -> None:
    files = tracked()
    assert len(files) > 100
    found = [
        t
        for path in files
        for t in traces(path.relative_to(ROOT).as_posix(), path.read_text("utf-8", "replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "ROOT = '/home/someone/concordat'",
        "see /tmp/plan.md",
        "--index-url https://packages.example/simple",
        "--extra-index-url=https://packages.example",
        '"resolved": "https://packages.example/a/-/a-1.0.0.tgz"',
        "C:\\Users\\someone\\Documents",
    ],
)
def test_a_trace_is_caught(line: str) -> None:
    assert traces("planted.md", f"first\n{line}\n")


@pytest.mark.parametrize(
    "line",
    ["clauses/work/hours.md", "https://example.org/home/page", "a/tmp/b", "agreements/house/house.yaml"],
)
def test_a_path_of_the_workspace_is_none(line: str) -> None:
    assert traces("planted.md", line) == []


def test_every_library_is_pinned_with_its_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(text.split("==")) > 30
    assert unhashed(text) == []


def test_a_library_without_a_hash_is_caught() -> None:
    lock = "babel==2.17.0 \\\n    --hash=sha256:00\nlxml==6.1.3\njinja2>=3.1 \\\n    --hash=sha256:00\n"
    assert unhashed(lock) == ["lxml==6.1.3", "jinja2>=3.1"]


def test_nothing_that_is_built_is_tracked() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert [n for n in names if n.startswith("build/") and n != "build/README.md"] == []
    assert [n for n in names if re.search(r"(^|/)(__pycache__|node_modules|\.venv|\.cache)(/|$)", n)] == []
