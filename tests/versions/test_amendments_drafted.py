"""Amendments as they are drafted: small edits of the sample, and real texts, against golden files; and how they print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from concordat.language.rebuild import with_inlines
from concordat.language.walk import blocks
from concordat.language.words import labels, words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.text import read_text
from concordat.load.word import read_word
from concordat.model.amendments import Amendment, AmendmentKind, Extent, Manner, Numbers, Wording
from concordat.model.tree import (
    Agreement,
    Block,
    Group,
    GroupKind,
    Provision,
    Row,
    Table,
    Text,
)
from concordat.project.read import read
from concordat.render.docx import render_docx
from concordat.render.html import render_html
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text
from concordat.versions.amending.amend import amend, gives
from concordat.versions.amending.apply import apply
from concordat.versions.amending.numbers import frozen
from concordat.versions.amending.quoting import as_blocks
from sample_tree import heading, provision, sample_agreement
from support import REPOSITORY, real_workspace
from versions.grown import levels, settled
from views.conftest import shipped_house

Change = Callable[[Block], Iterable[Block]]


def over(agreement: Agreement, change: Change) -> Agreement:
    """The agreement with each block as `change` gives it, then with its numbers and references as they follow."""

    def walk(block: Block) -> tuple[Block, ...]:
        if isinstance(block, Group):
            block = replace(block, blocks=tuple(one for inner in block.blocks for one in walk(inner)))
        elif hasattr(block, "children"):
            block = replace(block, children=tuple(one for inner in block.children for one in walk(inner)))  # type: ignore[call-arg,type-var]
        return tuple(change(block))

    return settled(replace(agreement, groups=tuple(one for group in agreement.groups for one in walk(group))))  # type: ignore[misc]


def at(identity: str, make: Change) -> Change:
    return lambda block: make(block) if block.identity == identity else (block,)


def gone(*identities: str) -> Change:
    return lambda block: () if block.identity in identities else (block,)


def behind(identity: str, *come: Block) -> Change:
    return at(identity, lambda block: (block, *come))


def says(old: str, new: str) -> Change:
    """Other words in every text that holds these within one inline."""

    def change(block: Block) -> tuple[Block, ...]:
        if isinstance(block, Group):
            return (block,)
        return (
            with_inlines(
                block, lambda _, found: tuple(replace(one, text=one.text.replace(old, new)) for one in found)
            ),
        )  # type: ignore[misc]

    return change


def new_clause(identity: str) -> Group:
    returns = provision(f"{identity}/duty", (), 1, "", "", (Text("The Buyer may return goods."),))
    return Group(identity, GroupKind.CLAUSE, "", 0, heading(identity, 2, "Returns"), (returns,))


def sub_clause(identity: str, depth: int, said: str) -> Provision:
    return provision(identity, (), depth, "", "", (Text(said),))


def rows(change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Change:
    return lambda block: (
        (replace(block, rows=change(block.rows)),) if isinstance(block, Table) and block.rows else (block,)
    )


def row_like(row: Row, key: str, first: str) -> Row:
    cells = tuple(replace(one, identity=one.identity.replace("#2a/", f"#{key}/")) for one in row.cells)
    return replace(
        row,
        identity=row.identity.replace("#2a", f"#{key}"),
        cells=(replace(cells[0], inlines=(Text(first),)), *cells[1:]),
    )


def heads(words_: str) -> Change:
    return at("price", lambda block: (replace(block, heading=heading("price", 2, words_)),))  # type: ignore[call-arg,type-var]


def moved(identity: str, after: str) -> Callable[[Agreement], Agreement]:
    def change(agreement: Agreement) -> Agreement:
        one = next(block for block in blocks(agreement) if block.identity == identity)
        return over(over(agreement, gone(identity)), behind(after, one))

    return change


def many(*changes: Change) -> Callable[[Agreement], Agreement]:
    def change(agreement: Agreement) -> Agreement:
        for one in changes:
            agreement = over(agreement, one)
        return agreement

    return change


CASES: dict[str, Callable[[Agreement], Agreement]] = {
    "a word": many(says("each week", "each month")),
    "a word that stands twice": many(
        says("within 10 Working Days after the day", "within 10 Working Days from the day")
    ),
    "a period": many(says("10 Working Days", "15 Working Days")),
    "words put in and left out": many(
        says("takes place each week", "takes place"),
        says(" stand for a year", " stand, unless agreed, for a year"),
    ),
    "one answer in several places": many(says("£1,200,000", "£1,300,000")),
    "most of a provision": many(
        says(
            "Delivery takes place each week.  Twice in May.",
            "The goods must arrive when the Buyer wants them.",
        )
    ),
    "a clause gone": many(gone("general")),
    "a clause between": many(behind("supply", new_clause("returns"))),
    "a clause first": lambda old: over(
        old, at("terms", lambda one: (replace(one, blocks=(new_clause("returns"), *one.blocks)),))
    ),  # type: ignore[call-arg,type-var,union-attr]
    "a clause in the place of another": many(behind("general", new_clause("returns")), gone("general")),
    "a clause moved": moved("supply", "price"),
    "two sub-clauses gone and one come": many(
        gone("price/share@smith", "supply/choice"),
        behind("supply/weekly", sub_clause("supply/late", 1, "Late goods may be refused.")),
    ),
    "the last of a list gone": many(gone("supply/sea"), says("by land:", "by land only:")),
    "closing words gone": many(at("supply/means", lambda one: (replace(one, closing=None),))),  # type: ignore[call-arg,type-var]
    "a heading": many(heads("Price and payment")),
    "a paragraph of a definition": many(gone("term/goods-old"), says("new; or", "new.")),
    "a definition come": many(
        behind(
            "term/goods",
            replace(
                next(b for b in blocks(sample_agreement()) if b.identity == "term/price"),
                identity="term/lorry",
                term="Lorry",
            ),
        )  # type: ignore[call-arg,type-var]
    ),
    "a term renamed": many(at("term/price", lambda one: (replace(one, term="Sum"),))),  # type: ignore[call-arg,type-var]
    "a row come": many(rows(lambda found: (found[0], row_like(found[0], "3", "3"), *found[1:]))),
    "a row gone and another moved": many(rows(lambda found: (found[2], found[0]))),
    "cells": many(says("40%", "45%"), says("60%", "55%")),
    "a recital": many(gone("recital/supply")),
    "a party": many(says("The Buyer plc", "The Purchaser plc")),
    "the title": lambda old: replace(old, title="Supply and Returns Agreement"),
    "a schedule": many(says("This Schedule holds two Parts.", "This Schedule holds two Parts and no more.")),
}
MANNERS = {
    "live": Manner(levels()),
    "frozen": Manner(levels(), Wording.DELETE_AND_REPLACE, numbering=Numbers.FROZEN),
}
WHOLE = {"whole": Manner(levels(), schedules=Extent.WHOLE)}


def shown(amendments: Iterable[Amendment]) -> str:
    """What amendments say, with the labels and words that they quote."""
    lines: list[str] = []
    for one in amendments:
        if one.instruction:
            lines.append(f"  {one.number}. {one.instruction}")
            lines += [f"       {line}" for block in one.quoted for line in quoted(block)]
    return "".join(f"{line}\n" for line in lines)


def quoted(block: Block) -> Iterable[str]:
    (made,) = as_blocks((Amendment(1, AmendmentKind.INSERTED, (), "x", (block,), ()),), HOLDER, levels())
    shell = replace(sample_agreement(), groups=(replace(HOLDER, blocks=made.children),))
    named = {piece.identity: piece.text for piece in labels(shell)}
    for piece in words(shell)[2:]:
        yield f"{named.get(piece.identity, '')} {piece.text}".strip()


HOLDER = Group("amendments", GroupKind.CLAUSE, "4", 4, None, ())


def test_small_edits_are_drafted_as_a_drafter_would(golden: Callable[[str, str], None]) -> None:
    old = settled(sample_agreement())
    found: list[str] = []
    for case, change in CASES.items():
        found.append(f"{case}\n")
        new = settled(change(old))
        assert words(new) != words(old), case
        for name, manner in (MANNERS | WHOLE if case == "a schedule" else MANNERS).items():
            amendments = amend(old, new, manner)
            wanted = frozen(old, new, manner) if name == "frozen" else new
            assert gives(apply(old, amendments, manner), wanted), case
            found.append(f" {name}\n{shown(amendments)}")
    golden("drafted/small.txt", "".join(found))


OVERLAY = """varies: delegation-2024
effective: {value: 2025-04-01, source: a test, status: confirmed}
particulars:
  service_list: {value: specialised-70, source: a test, status: confirmed}
"""
EXAMPLE = "example-footprint/collaboration-2024"


def composed(root: Path, name: str, day: date) -> Agreement:
    reading = read(root, (name,), None, family=False, text_from=day)
    found = reading.agreements[0].agreement
    assert found is not None, reading.faults.found
    return found


@cache
def example(day: date) -> Agreement:
    return composed(REPOSITORY, EXAMPLE, day)


def test_the_variation_from_59_services_to_70(golden: Callable[[str, str], None], tmp_path: Path) -> None:
    overlay = {"agreements/east-midlands/delegation-2024-variation-1.yaml": OVERLAY}
    root = real_workspace(tmp_path / "workspace", overlay, ("east-midlands",))
    name = "east-midlands/delegation-2024/lincolnshire"
    old, new = (composed(root, name, day) for day in (date(2024, 4, 1), date(2025, 4, 1)))
    text = ""
    for named, manner in MANNERS.items():
        amendments = amend(old, new, manner)
        wanted = frozen(old, new, manner) if named == "frozen" else new
        assert gives(apply(old, amendments, manner), wanted)
        text += f"{named}\n{shown(amendments)}"
    golden("drafted/services.txt", text)


def test_the_variations_of_the_example(golden: Callable[[str, str], None]) -> None:
    days = (date(2024, 4, 1), date(2024, 10, 1), date(2025, 1, 1))
    text = ""
    for before, after in pairwise(days):
        amendments = amend(example(before), example(after), MANNERS["live"])
        assert gives(apply(example(before), amendments, MANNERS["live"]), example(after))
        text += f"{after}\n{shown(amendments)}"
    golden("drafted/example.txt", text)


def with_all_cases() -> tuple[Agreement, tuple[Amendment, ...]]:
    """The sample with a clause that holds the amendments of every case."""
    old = settled(sample_agreement())
    found = [one for change in CASES.values() for one in amend(old, settled(change(old)), MANNERS["frozen"])]
    numbered = tuple(replace(one, number=at) for at, one in enumerate(found, start=1))
    holder = replace(HOLDER, heading=heading("amendments", 2, "Amendments"))
    holder = replace(holder, blocks=as_blocks(numbered, holder, levels()))

    def change(block: Block) -> tuple[Block, ...]:
        return (replace(block, blocks=(*block.blocks, holder)),) if block.identity == "terms" else (block,)  # type: ignore[call-arg,type-var,union-attr]

    groups = tuple(one for group in old.groups for one in change(group))
    return replace(old, groups=groups), numbered  # type: ignore[arg-type]


VIEWS = {
    "html": lambda tree: read_html(render_html(tree, shipped_house())),
    "text": lambda tree: read_text(render_text(tree, shipped_house())),
    "pdf": lambda tree: read_pdf(render_pdf(tree, shipped_house(), b"{}").data),
    "docx": lambda tree: read_word(render_docx(tree, shipped_house(), {})[0]),
}


@pytest.mark.parametrize("view", VIEWS)
def test_amendments_print_in_every_view(view: str) -> None:
    tree, amendments = with_all_cases()
    reading = VIEWS[view](tree)
    assert reading.words == tuple(piece.text for piece in words(tree))
    if view != "text":
        assert reading.labels == tuple(piece.text for piece in labels(tree))
    told = [" ".join(one.instruction.split()) for one in amendments if one.instruction]
    assert [piece for piece in reading.words if piece in told] == told
    assert len({block.identity for block in blocks(tree)}) == len(list(blocks(tree)))


@pytest.mark.parametrize("view", VIEWS)
def test_a_text_with_frozen_numbers_prints_in_every_view(view: str) -> None:
    old = settled(sample_agreement())
    new = CASES["two sub-clauses gone and one come"](CASES["a clause between"](CASES["a recital"](old)))
    tree = frozen(old, new, MANNERS["frozen"])
    reading = VIEWS[view](tree)
    assert reading.words == tuple(piece.text for piece in words(tree))
    if view != "text":
        assert reading.labels == tuple(piece.text for piece in labels(tree))
        assert {"1A", "1A.1", "2.2", "1.1.2"} <= set(reading.labels)
    assert reading.words.count("Not used") == 2


def test_numbers_come_between_numbers_that_came_between() -> None:
    """9ZA between 9 and 9A: here 1ZA between 1 and 1A; and A1 before 1."""
    manner = MANNERS["frozen"]
    old = settled(sample_agreement())
    once = frozen(old, CASES["a clause between"](old), manner)
    twice = over(once, behind("supply", new_clause("claims")))
    found = frozen(once, twice, manner)
    shown_ = {piece.identity: piece.text for piece in labels(found)}
    assert [shown_[one] for one in ("supply", "claims", "returns", "price")] == ["1", "1ZA", "1A", "2"]
    (amendment,) = amend(once, twice, manner)
    assert amendment.instruction == "After clause 1 insert:"
    first = frozen(
        once, over(once, lambda b: (new_clause("claims"), b) if b.identity == "supply" else (b,)), manner
    )
    assert {piece.identity: piece.text for piece in labels(first)}["claims"] == "A1"
