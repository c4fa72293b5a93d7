"""The views hold the same words as the tree, read back from what each file prints; and a change is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.language.words import contents, labels, running_lines, words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.text import read_text
from concordat.load.view import ViewReading
from concordat.model.library import House
from concordat.model.tree import Agreement, Inline, Reference, Text
from concordat.render.html import render_html
from concordat.render.pdf import PdfOutput, render_pdf
from concordat.render.text import render_text
from sample_tree import sample_agreement
from views.change import with_long_table, with_swap, with_words, without_cell, without_word
from views.conftest import shipped_house

VIEWS: dict[str, Callable[[Agreement, House], ViewReading]] = {
    "html": lambda agreement, house: read_html(render_html(agreement, house)),
    "text": lambda agreement, house: read_text(render_text(agreement, house)),
    "pdf": lambda agreement, house: read_pdf(render_pdf(agreement, house, b"{}").data),
}

CHANGES = {"word": without_word, "swap": with_swap, "cell": without_cell}


def pieces(agreement: Agreement) -> tuple[str, ...]:
    return tuple(piece.text for piece in words(agreement))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_holds_the_words_of_the_tree_piece_by_piece(
    view: str, agreement: Agreement, house: House
) -> None:
    assert VIEWS[view](agreement, house).words == pieces(agreement)


@pytest.mark.parametrize("view", ["html", "pdf"])
def test_labels_contents_and_running_lines_are_those_of_the_tree(
    view: str, agreement: Agreement, house: House
) -> None:
    reading = VIEWS[view](agreement, house)
    assert reading.labels == tuple(piece.text for piece in labels(agreement))
    assert reading.contents == tuple(entry.text for entry in contents(agreement))
    assert reading.running == tuple(piece.text for piece in running_lines(agreement))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_file_drawn_from_a_changed_tree_is_caught(
    view: str, change: str, agreement: Agreement, house: House
) -> None:
    changed = CHANGES[change](agreement)
    assert pieces(changed) != pieces(agreement)
    reading = VIEWS[view](changed, house)
    assert reading.words == pieces(changed)
    assert reading.words != pieces(agreement)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Delivery takes place each week.", "Delivery takes place each."),
        ("by rail, at", "by lorry, van"),
        (">Widgets &amp; gears</td>", "></td>"),
        ("<p>Smith &amp; Sons bears its own costs.</p>", ""),
    ],
)
def test_a_page_that_someone_edits_is_caught(old: str, new: str, agreement: Agreement, house: House) -> None:
    page = render_html(agreement, house)
    cut = page.replace('<span class="label">2.2 </span>Smith', "Smith") if old.startswith("<p>") else page
    assert cut.count(old) == 1
    assert read_html(cut.replace(old, new)).words != pieces(agreement)


def test_words_added_outside_every_paragraph_of_a_page_are_read(agreement: Agreement, house: House) -> None:
    page = render_html(agreement, house).replace("</main>", "and more besides</main>")
    assert read_html(page).words == (*pieces(agreement), "and more besides")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Delivery takes place each week.", "Delivery takes place each."),
        ("| Cogs \\< 5 mm |", "|  |"),
        ("1. new; or", "1. used."),
    ],
)
def test_a_text_that_someone_edits_is_caught(old: str, new: str, agreement: Agreement, house: House) -> None:
    text = render_text(agreement, house)
    assert text.count(old) == 1
    assert read_text(text.replace(old, new)).words != pieces(agreement)


def test_a_table_over_several_pages_prints_its_head_once_among_the_words(
    agreement: Agreement, house: House
) -> None:
    long = with_long_table(agreement, 60)
    made = render_pdf(long, house, b"{}")
    assert made.page_of["lists/part-extras"] - made.page_of["lists/part-goods"] >= 3
    assert read_pdf(made.data).words == pieces(long)


def test_contents_print_the_pages_on_which_places_begin(pdf: PdfOutput, agreement: Agreement) -> None:
    reading = read_pdf(pdf.data)
    assert reading.pages == tuple(str(pdf.page_of[entry.identity]) for entry in contents(agreement))


def test_a_reader_never_fails_on_what_is_no_such_file() -> None:
    assert read_pdf(b"").words == read_pdf(b"not a PDF").words == ()
    assert read_html("").words == read_text("").words == ()


NASTY = st.text(st.sampled_from("ab Z.1)(][*_`\\<>#|&;~-+=:\"'!?{}%£–ŵ"), min_size=1, max_size=40)


def _inlines(texts: list[tuple[bool, str]]) -> list[Inline]:
    return [
        Reference(text, "supply/duty", "", text, "", None) if linked else Text(text) for linked, text in texts
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.booleans(), NASTY), min_size=1, max_size=4))
def test_no_character_is_lost_in_text_or_html(texts: list[tuple[bool, str]]) -> None:
    agreement = with_words(sample_agreement(), "supply/weekly", _inlines(texts))
    house = shipped_house()
    expected = " ".join(pieces(agreement)).split()
    assert " ".join(read_text(render_text(agreement, house)).words).split() == expected
    assert " ".join(read_html(render_html(agreement, house)).words).split() == expected
