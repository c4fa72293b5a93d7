"""Nothing in the code is about one kind of agreement: its words appear in examples of docstrings only (design section 3)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from guarded import SOURCE, modules

BARRED = re.compile(r"icb|nhs", re.IGNORECASE)
"""As `grep -ri "icb\\|nhs" src/` finds them: also inside a longer word."""


def _docstring_lines(text: str) -> set[int]:
    """The lines of document strings, and of the strings that stand after an assignment to document it."""
    found: set[int] = set()
    for holder in ast.walk(ast.parse(text)):
        for statement in (
            getattr(holder, "body", []) if not isinstance(holder, ast.Lambda | ast.IfExp) else []
        ):
            if (
                isinstance(statement, ast.Expr)
                and isinstance(statement.value, ast.Constant)
                and isinstance(statement.value.value, str)
            ):
                found.update(range(statement.lineno, (statement.end_lineno or statement.lineno) + 1))
    return found


def barred_words(text: str, place: str) -> list[str]:
    """Each line of a Python module, outside its document strings, that holds a word of one kind of agreement."""
    documents = _docstring_lines(text)
    return [
        f"{place}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), start=1)
        if number not in documents and BARRED.search(line)
    ]


def barred_in_data(path: Path) -> list[str]:
    """Each line of a file that is no Python module (a page of a code) that holds such a word."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        f"{path.name}:{n}: {line.strip()}" for n, line in enumerate(lines, start=1) if BARRED.search(line)
    ]


def test_the_code_knows_no_kind_of_agreement() -> None:
    assert [fault for module in modules() for fault in barred_words(module.text, module.place)] == []


def test_nor_do_its_pages() -> None:
    others = [
        path for path in sorted(SOURCE.rglob("*")) if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    assert [fault for path in others for fault in barred_in_data(path)] == []


@pytest.mark.parametrize(
    "text",
    ["NAME = 'NHS England'\n", "# of an ICB\n", "def of_icb(): ...\n", "x = 1\n'''doc'''\ny = 'nhs'\n"],
)
def test_a_word_in_code_is_caught(text: str) -> None:
    assert barred_words(text, "planted.py")


def test_a_word_in_a_page_is_caught(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("An ICB without a seat.\n")
    assert barred_in_data(tmp_path / "page.md") == ["page.md:1: An ICB without a seat."]


def test_an_example_in_a_docstring_is_allowed() -> None:
    text = '"""Names such as NHS England."""\nLIMIT = 3\n"""The ICBs of a footprint: three."""\n\ndef run():\n    """For example an ICB."""\n'
    assert barred_words(text, "planted.py") == []
