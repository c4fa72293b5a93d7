"""National text that a user supplies takes the place of a stand-in of a real Delegation Agreement, by content alone; and
the page of locked wording says whose words each clause is."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from concordat.language.words import plain, words
from concordat.model.tree import Agreement, Table
from concordat.project.read import read
from concordat.project.wording import wording_page
from support import change, read_one, real_workspace

AGREEMENT = "north-east-and-north-cumbria/delegation-2025"
STAND_IN = "These clauses are Concordat’s model wording. This page does not show that NHS England’s text is unaltered."
NATIONAL = "clauses/national/delegation-2025-26/intellectual-property.md"
BODY = "1. {#invented} Each Partner shall keep what it has made.\n1. {#invented-too} Nothing else is said of it.\n"
HEAD = """---
id: intellectual-property
title: Intellectual property (an invention for tests)
wording: mandated
publisher: An invented publisher
reference: Form of a test
date: 2025-03-01
digest: sha256:{digest}
---
"""


def page(folder: Path) -> tuple[Agreement, dict[str, list[str]], list[str]]:
    """The agreement; the rows of its page of locked wording by title; and the words with which the page opens."""
    agreement, reading = read_one(folder, AGREEMENT)
    assert not reading.faults.errors, [str(d) for d in reading.faults.errors][:3]
    asked = reading.workspace.library.precedents["delegation"].wording_page
    assert asked is not None
    found = wording_page(folder, agreement, asked)
    assert found is not None
    table = found.groups[0].blocks[1]
    assert isinstance(table, Table)
    rows = [[plain(cell.inlines) for cell in row.cells] for row in table.rows]
    return (
        agreement,
        {row[1]: row for row in rows},
        [p.text for p in words(found) if p.identity == "wording~start"],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return real_workspace(tmp_path / "w", footprints=[AGREEMENT.split("/")[0]])


def test_the_page_of_a_real_agreement_opens_by_saying_whose_words_these_are(folder: Path) -> None:
    _, rows, opening = page(folder)
    assert opening == [STAND_IN]
    whose = {row[2] for row in rows.values()}
    assert whose == {"Stand-in"} and len(rows) > 35
    assert "Local Terms" not in rows and "Developmental Arrangements" not in rows
    digest = sha256(
        (folder / "clauses/delegation/intellectual-property.md").read_text().split("---\n", 2)[2].encode()
    ).hexdigest()
    assert digest in rows["Intellectual property"]


def test_national_text_takes_the_place_of_a_stand_in(folder: Path) -> None:
    before, rows_before, _ = page(folder)
    text = HEAD.format(digest=sha256(BODY.encode()).hexdigest()) + BODY
    change(folder, {NATIONAL: text})
    after, rows, opening = page(folder)
    said = [piece.text for piece in words(after) if piece.identity.startswith("intellectual-property/")]
    # No check of drafting judges it: "shall" is refused in the library's own text.
    assert said == ["Each Partner shall keep what it has made.", "Nothing else is said of it."]
    row = rows["Intellectual property (an invention for tests)"]
    assert row[2] == "Mandated" and row[3] == "An invented publisher, Form of a test, 1 March 2025"
    assert sha256(BODY.encode()).hexdigest() in row
    assert opening == [STAND_IN]  # the others still are
    assert len(rows) == len(rows_before) and [r[2] for r in rows.values()].count("Mandated") == 1
    others = [p for p in words(after) if not p.identity.startswith("intellectual-property")]
    held = {p.identity for p in others}
    assert others == [p for p in words(before) if p.identity in held]
    number = int(row[0].removeprefix("Clause "))
    assert f"Clauses 1 to {number - 1} and {number + 1} to " in after.apparatus.statement


def test_national_text_that_is_not_what_was_published_is_refused(folder: Path) -> None:
    change(folder, {NATIONAL: HEAD.format(digest="0" * 64) + BODY})
    errors = read(folder, (AGREEMENT,), None).faults.errors
    assert [d.code for d in errors] == ["mandated-digest"] and errors[0].span is not None
    assert errors[0].span.file == NATIONAL
