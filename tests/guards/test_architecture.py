"""docs/architecture.md says what is on the disk: every path it names is there, and every package is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guarded import ROOT, SOURCE

PAGE = ROOT / "docs" / "architecture.md"
DECISIONS = ROOT / "docs" / "decisions.md"
NAMED = re.compile(r"`((?:[a-z_]+/)*[a-z_]+(?:/|\.py|\.md))`")


def missing(text: str, roots: tuple[Path, ...]) -> list[str]:
    """Paths that a page names in backquotes and that are in none of the folders."""
    return sorted({name for name in NAMED.findall(text) if not any((root / name).exists() for root in roots)})


def unnamed(text: str, source: Path) -> list[str]:
    """Packages on the disk that a page does not name; a package that holds packages is named by those."""
    folders = {path.parent for path in source.rglob("*.py")} - {source}
    holding = {folder.parent for folder in folders}
    wanted = {folder.relative_to(source).as_posix() + "/" for folder in folders - holding}
    return sorted(wanted - set(NAMED.findall(text)))


def test_what_the_page_names_is_there() -> None:
    assert missing(PAGE.read_text(encoding="utf-8"), (ROOT, SOURCE, ROOT / "docs")) == []


def test_every_package_is_named() -> None:
    assert unnamed(PAGE.read_text(encoding="utf-8"), SOURCE) == []


def test_every_module_that_the_page_puts_first_is_in_its_package() -> None:
    rows = re.findall(r"^\| `([\w/.]+)` \|[^|]*\| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 8
    for package, first in rows:
        names = NAMED.findall(first)
        assert names, package
        assert all(name.startswith(package) for name in names), package


def test_a_path_that_is_not_there_is_caught(tmp_path: Path) -> None:
    (tmp_path / "load").mkdir()
    assert missing("`load/` and `load/yaml.py`, `store/`", (tmp_path,)) == ["load/yaml.py", "store/"]


def test_a_package_that_is_not_named_is_caught(tmp_path: Path) -> None:
    for name in ("load", "render/pdf"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.py").write_text("")
    assert unnamed("`load/`", tmp_path) == ["render/pdf/"]


def entries(text: str) -> list[tuple[str, list[str]]]:
    """The entries of docs/decisions.md: the heading and the lines that say something."""
    found = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return [(one.splitlines()[0], [line for line in one.splitlines()[1:] if line.strip()]) for one in found]


def poor_decisions(text: str) -> list[str]:
    """Entries without a date, out of order, or longer than six lines."""
    found = [
        head
        for head, lines in entries(text)
        if not re.match(r"\d{4}-\d\d-\d\d: \S", head) or not 1 <= len(lines) <= 6
    ]
    dates = [head[:10] for head, _ in entries(text)]
    return found + (["the newest is not last"] if dates != sorted(dates) else [])


def test_decisions_are_dated_and_short() -> None:
    text = DECISIONS.read_text(encoding="utf-8")
    assert len(entries(text)) > 5
    assert poor_decisions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## No date\n\nWords.\n",
        "## 2026-01-01: Long\n" + "\nWords.\n" * 7,
        "## 2026-02-01: B\nW.\n## 2026-01-01: A\nW.\n",
    ],
)
def test_a_poor_decision_is_caught(text: str) -> None:
    assert poor_decisions(text)
