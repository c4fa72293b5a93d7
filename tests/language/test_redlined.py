"""A redline read from one side: what is gone or came is dropped, old words restored, and no mark is left."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from concordat.language.redlined import accepted, gone_identities, is_marked, rejected
from concordat.language.sides import Side, stands
from concordat.language.walk import blocks, identities
from concordat.language.words import labels, words
from concordat.model.tree import Definition, Mark, Particular, Provision, Signature, Table, Text
from redlined_tree import CAME, WENT, away, here, redlined_agreement
from sample_tree import sample_agreement


def marks_in(value: Any) -> list[Mark]:
    """Every mark that a tree bears, wherever."""
    if isinstance(value, Mark):
        return [value]
    if isinstance(value, tuple):
        return [mark for one in value for mark in marks_in(one)]
    if is_dataclass(value):
        return [mark for one in fields(value) for mark in marks_in(getattr(value, one.name))]
    return []


def found(agreement: Any, kind: type, identity: str) -> Any:
    (block,) = [b for b in blocks(agreement) if isinstance(b, kind) and b.identity == identity]  # type: ignore[union-attr]
    return block


def test_what_stands_on_each_side() -> None:
    marks = (None, CAME, WENT, here("x"), away("x"))
    assert [stands(mark, Side.ACCEPTED) for mark in marks] == [True, True, False, True, False]
    assert [stands(mark, Side.REJECTED) for mark in marks] == [True, False, True, False, True]


def test_no_mark_is_left_on_either_side() -> None:
    redline = redlined_agreement()
    assert len(marks_in(redline)) > 100
    for side in (accepted(redline), rejected(redline)):
        assert not marks_in(side)
        assert side.redline is None and side.redlined == side.committee_redlined == ()
        assert side.schema < redline.schema


def test_each_identity_stands_once_on_each_side() -> None:
    redline = redlined_agreement()
    assert len(set(identities(redline))) < len(list(identities(redline)))
    for side in (accepted(redline), rejected(redline)):
        assert len(set(identities(side))) == len(list(identities(side)))


def test_what_is_gone_is_what_the_older_side_has_and_what_moved() -> None:
    redline = redlined_agreement()
    older, newer, gone = (
        set(identities(rejected(redline))),
        set(identities(accepted(redline))),
        list(gone_identities(redline)),
    )
    assert older - newer <= set(gone)
    assert {name for name in gone if name in newer} >= {
        "price",
        "price/sum",
        "recital/wish",
        "recital/wish-date",
    }
    assert len(gone) == len(set(gone))
    assert set(gone) <= older  # fmt: skip


def test_old_words_and_numbers_are_restored() -> None:
    redline = redlined_agreement()
    newer, older = accepted(redline), rejected(redline)
    assert (newer.title, older.title) == (redline.title, 'Purchase Agreement & "terms"')
    assert older.committee == "Jones & Daughters"
    price = [found(one, Particular, "particular/price").label for one in (newer, older)]
    assert price == ['Price & "terms" <each>', 'Price & "terms" <all>']
    assert [found(one, Definition, "term/goods").term for one in (newer, older)] == ["Goods", "Wares"]
    tables = [found(one, Table, "lists/prices") for one in (newer, older)]
    assert [table.caption for table in tables] == ["Prices of “goods”", "Prices of “wares”"]
    assert [table.columns[1].heading for table in tables] == ["Goods", "Wares"]
    assert [[row.identity.split("#")[1] for row in table.rows] for table in tables] == [
        ["2a", "new", "10", "total"], ["2a", "old", "10", "total"],
    ]  # fmt: skip
    buyers = [found(one, Signature, "sign/buyer") for one in (newer, older)]
    assert [[line.label for line in buyer.lines] for buyer in buyers] == [
        ["Signature", "Name", "Office", "Position", "Date"],
        ["Signature", "Full name", "Witness", "Position", "Date"],
    ]
    said = {piece.identity: piece.text for piece in labels(older)}
    assert (said["price"], said["recital/wish"], said["supply/old-duty"]) == ("1", "(A)", "1.2")


def test_words_lose_nothing_at_the_edge_of_a_mark() -> None:
    redline = redlined_agreement()
    texts = [
        next(piece.text for piece in words(one) if piece.identity == "supply/weekly")
        for one in (accepted(redline), rejected(redline))
    ]
    assert texts == [
        "Delivery soon takes place each week, never, in May.",
        "Delivery takes place each month, never; in May.",
    ]


def test_a_closing_paragraph_and_a_heading_bear_marks_of_their_own() -> None:
    sample = sample_agreement()
    supply = sample.groups[3].blocks[0]
    assert supply.heading is not None  # type: ignore[union-attr]
    gone = replace(supply, heading=replace(supply.heading, mark=WENT))  # type: ignore[union-attr]
    means = found(sample, Provision, "supply/means")
    closed = replace(means, closing=replace(means.closing, mark=CAME))
    redline = replace(sample, groups=(replace(sample.groups[0], blocks=(gone, closed)),))
    newer, older = (side(redline).groups[0].blocks for side in (accepted, rejected))
    assert newer[0].heading is None and older[0].heading is not None  # type: ignore[union-attr]
    assert newer[1].closing is not None and older[1].closing is None  # type: ignore[union-attr]


def test_a_tree_without_marks_is_itself_on_both_sides() -> None:
    sample = sample_agreement()
    for side in (accepted(sample), rejected(sample)):
        assert words(side) == words(sample)
        assert side.groups == sample.groups
    assert not is_marked((Text("a"),)) and is_marked((Text("a"), Text("b", CAME)))
