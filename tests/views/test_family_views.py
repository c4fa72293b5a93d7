"""One agreement of an invented family, built: its sister references in all five views, and the mark of an example in each."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from concordat.load.word import read_word
from concordat.project.build import build
from support import lending_workspace, swap

NAME = "valley/lending-2025/river-library"
STEM = "valley-lending-2025-river-library-EXAMPLE-DRAFT"
SISTER = "The Consortium Agreement (“The panel’s decisions”)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lending_workspace(tmp_path_factory.mktemp("family") / "w")
    swap(
        root, "agreements/valley/committee.yaml", "name: Valley lending", "example: yes\nname: Valley lending"
    )
    # What is built is read back, and its words compared with the tree's, before it counts as written.
    outcome = build(root, (NAME,), lambda *_: None, workers=1)
    assert [d.message for d in outcome.faults.errors] == []
    return root / "build" / NAME


def test_the_file_says_in_its_name_that_it_is_an_example(built: Path) -> None:
    names = {path.name for path in built.iterdir() if not path.name.startswith(".")}
    assert names == {f"{STEM}.{ending}" for ending in ("docx", "pdf", "html", "md", "json")}


def test_a_sister_reference_is_words_in_every_view(built: Path) -> None:
    page = (built / f"{STEM}.html").read_text(encoding="utf-8")
    assert f"{SISTER} binds" in page
    assert f"{SISTER} binds" in (built / f"{STEM}.md").read_text(encoding="utf-8")
    assert '"is":"sisterreference"' in (built / f"{STEM}.json").read_text(encoding="utf-8")
    pdf = " ".join(" ".join(p.extract_text() for p in PdfReader(built / f"{STEM}.pdf").pages).split())
    assert f"{SISTER} binds" in pdf


def test_cover_title_and_running_line_say_that_it_is_an_example(built: Path) -> None:
    page = (built / f"{STEM}.html").read_text(encoding="utf-8")
    assert "<title>EXAMPLE – Lending Agreement" in page and "This is an example" in page
    word = read_word((built / f"{STEM}.docx").read_bytes())
    assert any("This is an example" in line for line in word.apparatus)
    pages = [p.extract_text() for p in PdfReader(built / f"{STEM}.pdf").pages]
    assert all("EXAMPLE" in text and "Example of invented bodies, not issued" in text for text in pages[1:])
