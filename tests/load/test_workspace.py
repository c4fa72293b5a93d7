"""What a workspace becomes: data typed by their place, answers by their question, with source, status and place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from concordat.diagnostics import Span
from concordat.load.workspace import read_workspace
from concordat.model.data import (
    Blank,
    Choice,
    Datum,
    Money,
    Percentage,
    Period,
    PeriodUnit,
    Scale,
    Status,
    Until,
)
from concordat.model.library import Deviation, Entry, Workspace
from concordat.model.prose import Hole, Words
from concordat.model.register import Authority
from concordat.model.tables import ColumnType
from load.load_support import SOUND, workspace_with


@pytest.fixture(scope="module")
def sound() -> Workspace:
    workspace, faults = read_workspace(SOUND)
    assert faults.found == []
    return workspace


def field(datum: Datum, name: str) -> Datum:
    assert isinstance(datum.value, Mapping)
    found: Datum = datum.value[name]
    return found


def test_defaults_are_typed_by_their_question(sound: Workspace) -> None:
    questions = sound.library.precedents["loan"].questions
    values = {name: question.default.value for name, question in questions.items() if question.default}
    assert values == {
        "loan_days": Period(14, PeriodUnit.DAYS),
        "fee": Blank("The fee", "the Lender", Until.FOR_APPROVAL),
        "share": Percentage(Decimal("12.5")),
        "posted": False,
        "shelf": Choice("upper", "The upper shelf"),
        "readers": (),
        "copies": 1,
    }


def test_answers_have_source_status_and_place(sound: Workspace) -> None:
    loan = sound.instructions["valley/loan-2024"]
    file = "agreements/valley/loan-2024.yaml"
    assert loan.answers["fee"] == Datum(Money(Decimal(1200)), Span(file, 4, 17, 6), "CAT", Status.DERIVED)
    assert loan.answers["begins"] == Datum(date(2024, 4, 1), Span(file, 3, 11, 10))
    assert loan.party_answers["borrower"]["address"].value == "1 River Street"


def test_parties_have_key_slug_and_data(sound: Workspace) -> None:
    lender = sound.parties["lender"]
    assert (lender.key, field(lender, "slug").value) == ("lender", "lender")
    assert field(lender, "legal_name").source == "REG"


def test_values_without_a_question_are_typed_by_form(sound: Workspace) -> None:
    size = sound.committees["valley"].values["size"]
    assert size.value == Money(Decimal(5_000_000), Scale.MILLIONS)
    assert [member.key for member in sound.committees["valley"].members] == ["borrower"]


def test_rows_have_cells_with_places_types_and_keys(sound: Workspace) -> None:
    first, second = sound.library.datasets["books"].rows
    assert (first.key, second.key, second.status) == ("a1", "a2", Status.UNCONFIRMED)
    assert field(first, "price") == Datum(
        Money(Decimal("12.50")), Span("schedules/data/books.csv", 2, 33, 6), "CAT"
    )
    assert field(first, "title").value == "Bees, and how to keep them"
    assert field(first, "title").span == Span("schedules/data/books.csv", 2, 5, 26)
    assert field(second, "price").value is None
    assert sound.library.tables["books-list"].columns[2].type is ColumnType.MONEY


def test_entries_and_precedents(sound: Workspace) -> None:
    lending = sound.library.entries["lending"]
    assert lending.span == Span("clauses/lending/lending.md", 2, 1, 2)
    body = (SOUND / "clauses/lending/lending.md").read_text().split("---\n", 2)[2]
    assert lending.digest == sha256(body.encode()).hexdigest()
    loan = sound.library.precedents["loan"]
    assert [type(inline) for inline in loan.party_line] == [Hole, Words, Hole]
    line = (SOUND / "agreements/precedents/loan.yaml").read_text().split("\n")[20]
    hole = loan.party_line[0]
    assert isinstance(hole, Hole)
    assert line[hole.expression.span.column - 1 :].startswith("party.legal_name")
    assert loan.facts["party_count"].span.column == 17
    assert sound.library.recitals["reads"].anchor == "reads"
    assert sound.house is not None and sound.house.levels.definition == ("({a})",)
    assert set(sound.sources) >= {
        "parties/people.yaml",
        "schedules/data/books.csv",
        "clauses/lending/lending.md",
    }
    assert (
        sound.digests["parties/people.yaml"]
        == sha256((SOUND / "parties/people.yaml").read_bytes()).hexdigest()
    )


def test_deviations_overlays_and_allowances_are_read(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    valley = root / "agreements/valley"
    (valley / "local").mkdir()
    text = (root / "clauses/lending/lending.md").read_text()
    allowed = text.replace("guidance:", "allow: {drafting-shall: It is quoted.}\nguidance:")
    (valley / "local/our-lending.md").write_text(allowed)
    (valley / "local/book.md").write_text("{#book} Book\n: any book.\n")
    with (valley / "loan-2024.yaml").open("a") as file:
        file.write(
            "deviations:\n"
            "  - {clause: lending, text: local/our-lending.md, replaces: 'sha256:ab', reason: Ours., approved_by: B, approved_on: 2024-01-02}\n"
            "  - {definition: book, text: local/book.md, replaces: 'sha256:cd', reason: Wider., expires: 2025-01-01}\n"
        )
    (valley / "loan-change.yaml").write_text(
        "varies: loan-2024\neffective: 2024-06-01\nparticulars: {copies: 2}\n"
    )
    workspace, faults = read_workspace(root)
    assert faults.found == []
    first, second = workspace.instructions["valley/loan-2024"].deviations
    assert isinstance(first, Deviation) and isinstance(first.text, Entry)
    assert first.text.allow == {"drafting-shall": "It is quoted."}
    assert (first.entry, first.replaces, first.approved_by) == ("lending", "ab", "B")
    assert first.approved_on is not None and first.approved_on.value == date(2024, 1, 2)
    assert second.entry == "book" and second.text is not None and second.expires is not None
    change = workspace.instructions["valley/loan-change"]
    assert (change.varies, change.precedent, change.answers["copies"].value) == ("loan-2024", "loan", 2)
    assert change.effective is not None
    assert change.effective.value == date(2024, 6, 1)


AUTHORITY = """authority:
  - {id: board, party: borrower, gives: [agree-changes, sign], body: The board, meeting: 2024-02-01, minute: '7', resolution: R1,
     officer: The secretary, ceiling_class: 4, ceiling_money: '£10,000.50', expires: 2025-02-01, report_back: next meeting,
     source: REG, status: unconfirmed}
  - {id: lending, party: lender, gives: approve, body: The council, meeting: 2024-02-01, minute: '8'}
retention:
  hand: {rule: Keep for six years, event: the end of the loan, period: 6 years, source: Limitation Act 1980 s.5}
"""


def test_authority_and_retention_are_typed(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    with (root / "agreements/valley/committee.yaml").open("a") as file:
        file.write(AUTHORITY)
    workspace, faults = read_workspace(root)
    assert faults.found == []
    committee = workspace.committees["valley"]
    first, second = committee.authority
    assert first.authority == Authority(
        *(
            "board",
            "borrower",
            ("sign", "agree-changes"),
            "The board",
            "2024-02-01",
            "7",
            "R1",
            "The secretary",
        ),
        *(4, "10000.50", "2025-02-01", "next meeting"),
    )
    assert (first.source, first.status) == ("REG", Status.UNCONFIRMED)
    assert second.authority == Authority(
        "lending", "lender", ("approve",), "The council", "2024-02-01", "8", ""
    )
    assert (second.status, second.span.line) == (Status.CONFIRMED, 12)
    assert set(committee.retention) == {"hand"}
    kept = committee.retention["hand"]
    assert (kept.event, kept.period) == ("the end of the loan", Period(6, PeriodUnit.YEARS))


def test_data_that_looks_like_prose_stays_data(tmp_path: Path) -> None:
    root = workspace_with(None, tmp_path)
    people = root / "parties/people.yaml"
    odd = "Smith & Sons <UK> 'Ltd' {{7*7}} {% x %} 1. {#x} </w:t>"
    people.write_text(people.read_text().replace("The Reading Room", '"' + odd + '"'))
    workspace, faults = read_workspace(root)
    assert faults.found == []
    assert field(workspace.parties["borrower"], "legal_name").value == odd


def test_the_content_of_this_repository_is_read_without_a_fault() -> None:
    workspace, faults = read_workspace(SOUND.parents[2])
    assert [f"{fault.span} {fault.code} {fault.message}" for fault in faults.found] == []
    assert len(workspace.instructions) >= 9
