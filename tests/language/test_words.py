"""The words of an agreement and its three further sequences."""

from __future__ import annotations

from dataclasses import replace

from concordat.language.walk import blocks, identities, inlines, iterate
from concordat.language.words import contents, labels, plain, running_lines, words
from concordat.model.tree import BlankText, Group, GroupKind, Text
from sample_tree import AWKWARD, sample_agreement


def test_words_begin_with_the_cover_and_run_in_order() -> None:
    texts = [piece.text for piece in words(sample_agreement())]
    assert texts[:2] == ['Supply Agreement & "terms"', AWKWARD]
    order = [
        "Particulars",
        "Supply Date",
        "1 April 2023",
        "Parties",
        "Background",
        "Agreed terms",
        "Price",
        "Signatures",
    ]
    assert [texts.index(t) for t in order] == sorted(texts.index(t) for t in order)


def test_words_leave_out_labels_and_the_heading_of_the_schedules() -> None:
    texts = [piece.text for piece in words(sample_agreement())]
    assert "Schedules" not in texts
    assert "1.1.1" not in texts and "(A)" not in texts


def test_a_definition_is_one_piece_and_its_paragraphs_are_their_own() -> None:
    pieces = {piece.identity: piece.text for piece in words(sample_agreement())}
    assert pieces["term/goods"] == "Goods: widgets & gears of either kind:"
    assert pieces["term/goods-new"] == "new; or"


def test_a_closing_paragraph_follows_the_children() -> None:
    found = [piece.identity for piece in words(sample_agreement())]
    assert found.index("supply/means~end") == found.index("supply/sea") + 1


def test_column_headings_are_words_once_and_not_where_no_row_is() -> None:
    texts = [piece.text for piece in words(sample_agreement())]
    assert texts.count("Amount (£, 2023/24)") == 1
    assert "Extras" in texts and "Cost" not in texts
    assert "[the list of extras: from The Buyer]" in texts


def test_empty_cells_are_dropped_and_white_space_is_single() -> None:
    pieces = words(sample_agreement())
    assert all(piece.text for piece in pieces)
    assert "lists/prices#2a/note" not in {piece.identity for piece in pieces}
    assert "Delivery takes place each week. Twice in May." in {piece.text for piece in pieces}
    assert plain((Text(" a\u00a0b\n"), Text(" c"))) == "a b c"


def test_signature_labels_and_what_stands_on_them_are_words() -> None:
    texts = [p.text for p in words(sample_agreement()) if p.identity == "sign/buyer"]
    assert texts == [
        "Signed for The Buyer plc",
        "Signature",
        "Name",
        "Siân O'Brien & Co",
        "Position",
        "[Office of the signatory: from The Buyer]",
        "Date",
    ]


def test_labels_in_order() -> None:
    found = [piece.text for piece in labels(sample_agreement())]
    assert found[:4] == ["(1)", "(2)", "(A)", "(B)"]
    assert found[6:13] == ["1", "1.1", "1.1.1", "(a)", "(i)", "(ii)", "(b)"]
    assert found[-5:] == ["Part A", "1", "2", "Part B", "1"]


def test_contents_entries() -> None:
    found = [(entry.level, entry.text) for entry in contents(sample_agreement())]
    assert found == [
        (1, "Particulars"),
        (1, "Parties"),
        (1, "Background"),
        (1, "Agreed terms"),
        (1, '1 Supply of "widgets" & gears'),
        (1, "2 Price"),
        (1, "3 General"),
        (1, "Schedule 1 Definitions"),
        (1, "Schedule 2 Lists & prices"),
        (2, "Part A Goods"),
        (2, "Part B Extras"),
        (1, "Signatures"),
    ]


def test_running_lines() -> None:
    assert [line.text for line in running_lines(sample_agreement())][1] == "Sample <footer>"


def test_identities_are_unique() -> None:
    found = list(identities(sample_agreement()))
    assert len(found) == len(set(found))


def test_iterate_gives_parents() -> None:
    place = next(p for p in iterate(sample_agreement()) if p.block.identity == "supply/rail")
    assert [parent.identity for parent in place.parents] == [
        "terms",
        "supply",
        "supply/duty",
        "supply/means",
        "supply/land",
    ]
    assert [group.kind for group in place.groups] == [GroupKind.TERMS, GroupKind.CLAUSE]


def test_inlines_of_every_block_are_reached() -> None:
    agreement = sample_agreement()
    blanks = [i for block in blocks(agreement) for i in inlines(block) if isinstance(i, BlankText)]
    assert len(blanks) == 6
    first = next(block for block in blocks(agreement) if isinstance(block, Group))
    assert plain(inlines(replace(first, heading=None))) == ""
