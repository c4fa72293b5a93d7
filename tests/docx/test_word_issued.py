"""The Word copy of an issued version: its control group is apparatus without a bookmark, and each party signs alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from word_support import DOCUMENT, changed, convert, pages, parts, swapped, word

from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest
from concordat.language.words import contents, labels, running_lines, words
from concordat.load.word import read_word
from concordat.model.tree import Agreement, RunningLine, Text
from concordat.project.views import compare_views
from concordat.render.docx import render_docx
from concordat.render.docx.contents import INSTRUCTION
from issued_tree import CONTROL_WORDS, issued
from sample_tree import sample_agreement
from support import read_one, seven_workspace
from validators import validate
from views.test_issued import boxes, room

CONTROL = '<w:alias w:val="apparatus"/><w:tag w:val="apparatus"/>'


def faults_of(agreement: Agreement, data: bytes) -> set[str]:
    """The codes of what a comparison with the tree finds in a Word file."""
    faults = Faults()
    compare_views(agreement, {"docx": data}, faults)
    return {fault.code for fault in faults.found}


def test_the_file_reads_back_as_that_of_the_draft() -> None:
    agreement = sample_agreement()
    reading = read_word(word(issued()))
    assert reading.faults == ()
    assert reading.words == tuple(piece.text for piece in words(agreement))
    assert reading.labels == tuple(piece.text for piece in labels(agreement))
    assert reading.contents == tuple(entry.text for entry in contents(agreement))
    assert reading.running == tuple(piece.text for piece in running_lines(agreement))
    assert [place.bookmark for place in reading.places] == [
        place.bookmark for place in read_word(word()).places
    ]
    told = " ".join(reading.apparatus)
    assert all(wanted in told for wanted in CONTROL_WORDS[:-1])
    assert told.count(f"Version 1.0. Text digest (SHA-256): {text_digest(agreement)}") == 2


def test_what_leaks_from_the_control_group_or_a_note_is_caught() -> None:
    agreement, data = issued(), word(issued())
    assert faults_of(agreement, data) == set()
    text = parts(data)[DOCUMENT]
    assert text.count(CONTROL) == 1 + 2
    for place in (match.start() for match in re.finditer(CONTROL, text)):
        leaked = text[:place] + text[place:].replace('w:tag w:val="apparatus"', 'w:tag w:val="other"', 1)
        assert faults_of(agreement, changed(data, DOCUMENT, leaked)) == {"words-differ"}


def test_the_control_group_has_no_bookmark_and_no_entry_of_the_contents() -> None:
    data = word(issued())
    text = parts(data)[DOCUMENT]
    control = text[text.index(CONTROL) : text.index("</w:sdtContent>", text.index(CONTROL))]
    assert "bookmarkStart" not in control and control.count("<w:tbl>") == 3
    assert text.index(CONTROL) < text.index("TOC ")  # before the contents
    styles = parts(data)["word/styles.xml"]
    names = {
        found.group(1)
        for identity in set(re.findall(r'<w:pStyle w:val="([^"]+)"', control))
        if (found := re.search(rf'w:styleId="{identity}">.*?<w:name w:val="([^"]+)"', styles))
    }
    gathered = {name.lower() for name in re.findall(r"(?:\"|,)([A-Z][a-z]+ [^,]*),\d", INSTRUCTION)}
    assert names and gathered >= {"heading 1", "part heading"} and not {n.lower() for n in names} & gathered


@pytest.mark.parametrize("deed", [False, True])
def test_the_file_is_valid(deed: bool, tmp_path: Path) -> None:
    assert validate(word(issued(deed=deed)), tmp_path) == (0, "")


def signatories(printed: list[str]) -> list[int]:
    """How many parties sign on each page on which one signs."""
    return [page.count("Signed for ") for page in printed if "Signed for " in page]


def test_each_party_signs_on_a_page_of_its_own(tmp_path: Path) -> None:
    data, digest = word(issued()), text_digest(sample_agreement())
    printed = convert(data, tmp_path)
    assert signatories(printed) == [1, 1]
    assert all(digest in page.split() for page in printed[-2:])
    assert "Version control" in printed[1] and "Contents" not in printed[1] and "Contents" in printed[2]
    # One that is not broken is seen.
    (heading,) = re.findall(r"<w:p><w:pPr><w:pStyle w:val=\"Signatureheading\"/><w:keepNext/><w:pageBreakBefore/>", parts(data)[DOCUMENT])  # fmt: skip
    flat = changed(data, DOCUMENT, swapped(heading, heading.replace("<w:pageBreakBefore/>", "")))
    assert signatories(convert(flat, tmp_path)) == [2]


def test_a_deed_has_room_for_a_seal(tmp_path: Path) -> None:
    convert(word(issued(deed=True)), tmp_path)
    assert 50 <= room(boxes((tmp_path / "file.pdf").read_bytes(), tmp_path)[-1]) <= 58
    convert(word(issued()), tmp_path)
    assert 7 <= room(boxes((tmp_path / "file.pdf").read_bytes(), tmp_path)[-1]) <= 15


def test_seven_parties_have_seven_pages(tmp_path: Path) -> None:
    agreement, reading = read_one(seven_workspace(tmp_path / "workspace"), "hillside/planning-2025")
    own = reading.workspace.house
    assert own is not None
    made = issued(agreement)
    data, faults = render_docx(made, own, pages(made))
    assert not faults.found
    printed = convert(data, tmp_path)
    assert [text_digest(agreement) in page for page in printed[-7:]] == [True] * 7


def test_a_draft_has_neither() -> None:
    text = parts(word())[DOCUMENT]
    assert CONTROL not in text and 'Signatureheading"/><w:keepNext/><w:pageBreakBefore/>' not in text


def test_a_long_mark_stands_on_a_line_of_its_own_beside_a_long_header(tmp_path: Path) -> None:
    long = (
        "Delegation Agreement: NHS Bath and North East Somerset, Swindon and Wiltshire Integrated Care Board"
    )
    mark = "EXAMPLE, FOR APPROVAL"
    agreement = issued(mark=mark)
    agreement = replace(agreement, running=(RunningLine("running/header", (Text(long),)),))
    data = word(agreement)
    reading = read_word(data)
    assert reading.running == (long,) and mark in reading.apparatus
    pages_of = convert(data, tmp_path)
    heads = [[line.strip() for line in page.splitlines() if line.strip()][:2] for page in pages_of[1:]]
    assert all(head == [long, mark] for head in heads), heads[0]
    assert "<w:br/>" not in parts(word(issued()))["word/header1.xml"]
