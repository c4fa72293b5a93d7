"""Labels to which no list counts (9A) are typed under their bookmark; every other number stays Word's own."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from word_support import DOCUMENT, changed, convert, house, pages, parts, unprinted

from compose.published import Editor, base, composed, first, frozen, numbers
from concordat.language.identity import bookmark_name
from concordat.language.walk import blocks
from concordat.language.words import labels, words
from concordat.load.word import read_word
from concordat.model.tree import Agreement, Group
from concordat.render.docx import render_docx
from support import form_workspace, read_one
from validators import validate

PATH = "towns/lending-2031"


def lent(folder: Path) -> tuple[Agreement, bytes]:
    agreement, reading = read_one(form_workspace(folder), PATH)
    assert not reading.faults.errors
    data, faults = render_docx(agreement, house(), pages(agreement))
    assert not faults.errors
    return agreement, data


def test_the_file_prints_every_label_and_word(tmp_path: Path) -> None:
    agreement, data = lent(tmp_path)
    reading = read_word(data)
    assert reading.words == tuple(piece.text for piece in words(agreement))
    assert reading.labels == tuple(piece.text for piece in labels(agreement))
    assert "3A.1.2" in reading.labels and "Schedule 2A" in reading.labels
    assert all(reference.printed == reference.label for reference in reading.references)
    assert "3A.1.1" in {reference.printed for reference in reading.references}


def test_only_lettered_labels_are_typed(tmp_path: Path) -> None:
    _, data = lent(tmp_path)
    body = parts(data)[DOCUMENT]
    typed = re.findall(r'<w:numId w:val="0"/></w:numPr>.*?<w:bookmarkStart [^>]*/>(.*?)<w:bookmarkEnd', body)
    shown = [re.sub("<[^>]*>", "", one) for one in typed]
    assert shown == ["3A", "3A.1", "3A.1.1", "3A.1.2", "3A.2", "Schedule 2A", "1", "Part A", "1", "2"]
    assert f"REF {bookmark_name('care/dry')} \\h \\* CHARFORMAT" in body  # the words under the bookmark
    assert f"REF {bookmark_name('lending/old')} \\n \\h " in body  # the list's own number


def test_a_typed_label_that_is_lost_or_wrong_is_seen(tmp_path: Path) -> None:
    agreement, data = lent(tmp_path)
    wanted = tuple(piece.text for piece in labels(agreement))
    for new in ("3B</w:t>", "</w:t>"):
        other = changed(
            data,
            DOCUMENT,
            lambda text, new=new: text.replace(
                ">3A</w:t></w:r><w:bookmarkEnd", f">{new}</w:r><w:bookmarkEnd"
            ),
        )  # type: ignore[misc]
        assert read_word(other).labels != wanted


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_or_goes_word_counts_to_every_label_that_is_not_typed(seed: int) -> None:
    agreement, faults = composed(frozen(Editor(seed).workspace(), first()[1]))
    assert not faults.errors
    data, found = render_docx(agreement, house(), {})
    assert not found.errors
    reading = read_word(data)
    assert reading.labels == tuple(piece.text for piece in labels(agreement))
    assert reading.words == tuple(piece.text for piece in words(agreement))


def printed(agreement: Agreement) -> tuple[str, ...]:
    data, faults = render_docx(agreement, house(), {})
    assert not faults.errors
    return read_word(data).labels


def test_a_letter_that_was_published_is_typed_with_all_below_it() -> None:
    lettered: list[Group] = []
    for seed in range(4):
        once, _ = composed(frozen(Editor(seed).workspace(), first()[1]))
        again, faults = composed(frozen(Editor(seed).workspace(), numbers(once)))
        assert not faults.errors and again == once
        assert printed(again) == tuple(piece.text for piece in labels(again))
        lettered += [
            b for b in blocks(again) if isinstance(b, Group) and re.search(r"\d[A-Z]|[A-Z]\d", b.label)
        ]
    assert len(lettered) > 3
    assert all(getattr(block, "typed", None) for group in lettered for block in group.blocks)


def test_what_follows_a_number_that_was_never_published_is_typed() -> None:
    published = first()[1]
    clauses = {"c1": "1", "c2": "3", "c3": "4"}  # 2 was never there
    agreement, faults = composed(frozen(base(), replace(published, clauses=clauses)))
    assert not faults.errors
    assert [
        (b.label, b.typed) for b in blocks(agreement) if isinstance(b, Group) and b.identity in clauses
    ] == [("1", None), ("3", True), ("4", True)]
    assert printed(agreement) == tuple(piece.text for piece in labels(agreement))


def test_it_is_valid_and_libreoffice_prints_our_numbers_and_references(tmp_path: Path) -> None:
    agreement, data = lent(tmp_path)
    assert validate(data, tmp_path) == (0, "")
    assert unprinted(agreement, convert(data, tmp_path)) == []


def test_a_typed_label_stands_where_the_list_s_own_would(tmp_path: Path) -> None:
    """The words after "Schedule 2A" begin where those after "Schedule 3" do, and so below them, in LibreOffice's layout."""
    _, data = lent(tmp_path)
    convert(data, tmp_path)
    command = ["pdftotext", "-bbox", str(tmp_path / "file.pdf"), "-"]
    found = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    # Of each word the place where it last stands: the contents and the clauses come before the schedules.
    left = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)"[^>]*>(Local|List|Towns|New)<', found)}
    assert (left["Local"], left["Towns"]) == (left["List"], left["New"])
