"""Every code of the closed list has its page, in plain English, and no page is of a code that does not
exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import concordat
from concordat.diagnostics import CODES

PAGES = Path(concordat.__file__).parent / "pages"
HEADINGS = ["## What is wrong", "## Why it matters", "## How to cure it"]
JARGON = re.compile(r"\b(?:parse|token|boolean|exception|traceback|regex|string|integer|Jinja|tuple|dict)\b")


def test_pages_and_codes_are_the_same() -> None:
    assert {page.stem for page in PAGES.glob("*")} == set(CODES)


@pytest.mark.parametrize("slug", sorted(CODES))
def test_a_page_has_its_title_and_three_parts_that_say_something(slug: str) -> None:
    text = (PAGES / f"{slug}.md").read_text(encoding="utf-8")
    lines = text.split("\n")
    title = CODES[slug].title
    assert lines[0].casefold() == f"# {title} [{slug}]".casefold()
    assert [line for line in lines if line.startswith("## ")] == HEADINGS
    parts = re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]
    assert all(len(part.split()) >= 4 for part in parts), slug
    assert not JARGON.search(text)
    assert text.endswith((".\n", "```\n"))
    prose = re.sub(r"^```text\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert "  " not in prose and "```" not in prose
