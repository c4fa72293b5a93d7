"""Every code has a page, every page a code, and every code an example that fails (design section 7)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guarded import ROOT, SOURCE, Module, modules, planted

from concordat.diagnostics import CODES

PAGES = SOURCE / "pages"
GALLERY = ROOT / "tests" / "gallery"
CODE_PATTERN = re.compile(r"[\"']([a-z]+(?:-[a-z]+)+)[\"']")


def unmatched(codes: set[str], named: set[str], what: str) -> list[str]:
    """Codes without a page or example, and pages or examples without a code."""
    missing = [f"{code}: no {what}" for code in sorted(codes - named)]
    return missing + [f"{name}: a {what} without a code" for name in sorted(named - codes)]


def poor_pages(folder: Path) -> list[str]:
    """Pages that do not say enough: a title, what is wrong, and how it is cured, in a few lines."""
    found = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("# "):
            found.append(f"{path.name}: no title")
        if len(text.split()) < 25:
            found.append(f"{path.name}: next to nothing said")
    return found


def unraised(found: tuple[Module, ...], codes: set[str]) -> list[str]:
    """Codes that no module but the list itself names: they can never be shown."""
    text = "\n".join(module.text for module in found if module.name != "concordat.diagnostics")
    return sorted(codes - set(CODE_PATTERN.findall(text)) - {code for code in codes if f'"{code}"' in text})


def examples() -> set[str]:
    """The codes that the gallery has an example of: one folder each, its name the code."""
    return {path.parent.name for path in GALLERY.glob("*/expected.txt")}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert unmatched(set(CODES), {path.stem for path in PAGES.glob("*.md")}, "page") == []


def test_every_code_has_an_example() -> None:
    assert unmatched(set(CODES), examples(), "example") == []


def test_pages_say_enough() -> None:
    assert poor_pages(PAGES) == []


def test_every_code_can_be_shown() -> None:
    assert unraised(modules(), set(CODES)) == []


def test_a_missing_page_and_a_page_without_a_code_are_caught() -> None:
    assert unmatched({"a", "b"}, {"b", "c"}, "page") == ["a: no page", "c: a page without a code"]


@pytest.mark.parametrize("text", ["No title.\n" + "word " * 30, "# Title\n\nToo short.\n"])
def test_a_poor_page_is_caught(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert poor_pages(tmp_path)


def test_a_code_that_nothing_raises_is_caught() -> None:
    listed = planted("concordat.diagnostics", "'yaml-tag yaml-key'")
    assert unraised((listed, planted("concordat.load.a", "x = 'yaml-tag'")), {"yaml-tag", "yaml-key"}) == [
        "yaml-key"
    ]
