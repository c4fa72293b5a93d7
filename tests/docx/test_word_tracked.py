"""Word redlines: accepted they are the newer Word file, rejected the older; and what an unsound one looks like is seen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from marked_tree import CASES, edited, fields, marked_tree
from tracked_lints import lints
from tracked_support import Triple, broken_laws, redlined_word
from word_support import DOCUMENT, changed, house, parts

from concordat.language.identity import bookmark_name
from concordat.language.sides import Side
from concordat.language.walk import blocks
from concordat.language.words import contents
from concordat.load.word import read_word
from concordat.render.docx import Tracking, render_docx
from issued_tree import control_group
from sample_tree import sample_agreement
from validators import validate


@pytest.mark.parametrize("moves", [True, False])
@pytest.mark.parametrize("name", CASES)
def test_accepted_it_is_the_newer_file_and_rejected_the_older(name: str, moves: bool) -> None:
    triple = Triple(name, *marked_tree(name), labelled=False)
    assert broken_laws(triple, moves=moves) == []


def written(name: str, **given: object) -> bytes:
    """The redline of one case as a Word file."""
    return redlined_word(Triple(name, *marked_tree(name)), **given)  # type: ignore[arg-type]


VALIDATED = (
    "what is more than words",
    "provision moved and edited",
    "schedule moved",
    "wide table in place of another",
    "particulars of a party",
    "row moved",
    "rows that were none",
    "typed label moved",
    "running lines",
    "title",
)
"""The cases that every run gives to the Open XML SDK: among them they have each kind of mark in each kind of place."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in VALIDATED else pytest.mark.slow) for name in CASES]
)
def test_it_is_valid(name: str, tmp_path: Path) -> None:
    assert validate(written(name), tmp_path) == (0, "")


def test_a_move_is_one_pair_of_ranges_with_one_name_round_the_whole_provision() -> None:
    text = parts(written("provision moved and edited"))[DOCUMENT]
    for way, first, last in (
        ("From", "moveFromRangeStart", "moveFromRangeEnd"),
        ("To", "moveToRangeStart", "moveToRangeEnd"),
    ):
        assert text.count(f"<w:{first} ") == text.count(f"<w:{last} ") == 1
        inside = text[text.index(f"<w:{first} ") : text.index(f"<w:{last} ")]
        assert (
            'w:name="move1"' in inside and inside.count("<w:p>") == 6
        )  # the provision, its four, its closing
        assert inside.count(f"<w:rPr><w:move{way} ") == 6 and "delText" not in inside
    assert "must be sent:" in text and "Send them:" in text  # each half is whole


@pytest.mark.parametrize("name", [name for name in CASES if "moved" in name])
def test_with_moves_off_what_moved_is_deleted_and_inserted(name: str) -> None:
    assert "move" not in parts(written(name, moves=False))[DOCUMENT]


def test_rows_particulars_and_tables_that_moved_are_deleted_and_inserted() -> None:
    for name in ("row moved", "particulars", "table moved"):
        text = parts(written(name))[DOCUMENT]
        assert "w:move" not in text and "<w:ins " in text and "<w:del " in text


def test_half_of_a_move_is_a_deletion() -> None:
    text = parts(written("half of a move"))[DOCUMENT]
    assert "w:move" not in text and "<w:rPr><w:del " in text


def test_the_author_and_the_date_are_as_given() -> None:
    everything = "".join(parts(written("running lines")).values())
    assert (
        everything.count('w:author="Ann O’Nym &amp; Co" w:date="2025-04-01T00:00:00Z"')
        == everything.count("w:author=")
        > 2
    )
    data, faults = render_docx(marked_tree("running lines")[2], house(), {})
    everything = "".join(parts(data).values())
    assert not faults.found and 'w:author="Concordat"' in everything and "w:date=" not in everything
    exact = Tracking("A", "2025-04-01T09:30:00+01:00")
    data, _ = render_docx(marked_tree("running lines")[2], house(), {}, exact)
    assert 'w:date="2025-04-01T09:30:00+01:00"' in parts(data)["word/header1.xml"]


def test_an_agreement_without_marks_is_the_same_file_whatever_is_given() -> None:
    agreement = sample_agreement()
    plain, _ = render_docx(agreement, house(), {})
    assert render_docx(agreement, house(), {}, Tracking("A", "2025-04-01", False))[0] == plain


def test_no_number_and_no_result_of_a_reference_is_marked() -> None:
    for data in (written("clause moved"), written("clauses inserted")):
        text = parts(data)[DOCUMENT]
        assert "numberingChange" not in text and "pPrChange" not in text and "rPrChange" not in text
    older, newer, redline = marked_tree("clauses inserted")
    text = parts(redlined_word(Triple("", older, newer, redline)))[DOCUMENT]
    unmarked = re.sub(r"<w:(ins|del) [^>]*>.*?</w:\1>", "", text)
    assert f"REF {bookmark_name('price/sum')} \\n \\h" in unmarked


def test_the_contents_are_the_newer_ones_without_marks() -> None:
    reading = {side: read_word(written("clause moved"), side) for side in Side}
    wanted = tuple(entry.text for entry in contents(marked_tree("clause moved")[1]))
    assert reading[Side.ACCEPTED].contents == reading[Side.REJECTED].contents == wanted


def test_no_control_stands_round_a_place_and_each_identity_has_its_bookmark() -> None:
    older, newer, redline = marked_tree("clause moved")
    made = parts(redlined_word(Triple("", older, newer, redline)))
    assert made[DOCUMENT].count("<w:sdt>") == 1  # the contents
    wanted = {block.identity for block in blocks(newer)} - {"schedules"}
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', made[DOCUMENT])
    assert sorted(names) == sorted(map(bookmark_name, wanted))
    assert all(f'identity="{escape(identity)}"' in made["customXml/item1.xml"] for identity in wanted)


def test_the_summary_stands_in_front_in_a_control_of_its_own() -> None:
    older, newer, redline = marked_tree("first clause deleted")
    redline = replace(redline, apparatus=replace(redline.apparatus, control=control_group()))
    triple = Triple("", older, newer, redline, labelled=False)
    assert broken_laws(triple) == []
    text = parts(redlined_word(triple))[DOCUMENT]
    assert text.index('<w:tag w:val="apparatus"/>') < text.index("TOC \\h") < text.index("<w:del ")


def test_nothing_asks_on_opening_and_the_file_says_what_it_is() -> None:
    made = parts(written("clause moved"))
    everything = "".join(made.values())
    assert all(word not in everything for word in ("updateFields", "w:dirty", "trackRevisions", "rsid"))
    assert "Version 2 compared with version 1" in made["docProps/custom.xml"]
    assert "text digest" not in made["docProps/custom.xml"]


def test_a_reference_that_is_gone_is_a_field_with_its_older_number() -> None:
    older, newer, redline = marked_tree("what is more than words")
    land = bookmark_name("supply/land")
    text = parts(redlined_word(Triple("", older, newer, redline)))[DOCUMENT]
    assert f'<w:delInstrText xml:space="preserve"> REF {land} \\n \\h </w:delInstrText>' in text
    # With the older numbers not given, one that is another now is a link in words.
    relabelled = edited(redline, {"supply/means": fields(label="1.1.9")})
    data, _ = render_docx(relabelled, house(), {})
    assert f'delInstrText xml:space="preserve"> REF {land}' not in parts(data)[DOCUMENT]
    assert f'<w:hyperlink w:anchor="{land}" w:history="1"><w:del ' in parts(data)[DOCUMENT]
    assert lints(data) == []
    whole = redlined_word(Triple("", older, newer, relabelled))
    assert (
        f'<w:delInstrText xml:space="preserve"> REF {land} \\n \\h </w:delInstrText>'
        in parts(whole)[DOCUMENT]
    )


def test_words_that_go_without_their_paragraph_are_seen_by_the_reader() -> None:
    data = written("provision deleted")
    start = parts(data)[DOCUMENT].index("<w:rPr><w:del ")
    torn = changed(data, DOCUMENT, lambda text: text[:start] + text[start:].replace("<w:del ", "<w:ins ", 1))
    assert any(
        "tracked" in fault or "goes without" in fault for fault in read_word(torn, Side.REJECTED).faults
    )


def test_a_redline_that_is_read_as_an_ordinary_file_is_a_fault() -> None:
    for name in ("words of a provision", "provision moved", "rows", "signatures"):
        reading = read_word(written(name))
        assert reading.words == () and reading.faults


def test_both_sides_are_read_and_differ() -> None:
    data = written("clause moved with its heading reworded")
    accepted, rejected = read_word(data, Side.ACCEPTED), read_word(data, Side.REJECTED)
    assert "All that is left" in accepted.words and "All that is left" not in rejected.words
    assert accepted.labels != () and not accepted.faults and not rejected.faults
    assert {place.bookmark for place in accepted.places} > {place.bookmark for place in rejected.places}


def test_without_a_date_nothing_is_written_that_must_bear_one() -> None:
    old, _, marked = marked_tree("provision moved and edited")
    dated, bare = (
        parts(render_docx(marked, house(), {}, Tracking("A", day, older=old))[0])[DOCUMENT]
        for day in ("2025-04-01", "")
    )
    assert "moveFromRangeStart" in dated and "moveFrom" not in bare and "w:date" not in bare
    assert bare.count("<w:del ") > dated.count("<w:del ")
