"""What a family must agree on: each fault planted once in a sound family, and the lawful cases that pass."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from concordat.diagnostics import Diagnostic
from concordat.project.read import Reading, read
from support import lending_workspace, swap

COMMITTEE = "agreements/valley/committee.yaml"
LENDING = "agreements/valley/lending-2025.yaml"
CONSORTIUM = "agreements/valley/consortium-2025.yaml"
CONSORTIUM_PRECEDENT = "agreements/precedents/consortium.yaml"
CHECKED = "schedules/data/check-family.yaml"
TERMS = "clauses/definitions/terms.md"
THREE = {"valley/consortium-2025", "valley/lending-2025/hill-library", "valley/lending-2025/river-library"}

Change = tuple[str, str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lending_workspace(tmp_path / "w")


def look(root: Path, changes: Iterable[Change], *names: str) -> Reading:
    for name, old, new in changes:
        swap(root, name, old, new)
    return read(root, names, None)


def at(reading: Reading, found: Diagnostic) -> str:
    """What stands in the file at a diagnostic."""
    assert found.span is not None
    return reading.workspace.sources[found.span.file].split("\n")[found.span.line - 1][
        found.span.column - 1 :
    ]


def stopped(reading: Reading) -> set[str]:
    return {one.path for one in reading.agreements if not one.sound}


FAULTS: list[tuple[str, list[Change], str, str, list[str]]] = [
    ("list", [(CONSORTIUM, "book_list: novels", "book_list: all")], "family-differs", "all",
     ["the list of books differs in the family “2025”", "Consortium Agreement valley/consortium-2025 has “The list of all books”",
      "Lending Agreement valley/lending-2025/hill-library (and 1 other) has “The list of novels”"]),
    ("panel", [(CONSORTIUM, "Valley Lending Panel", "Valley Panel")], "family-differs", "Valley Panel", ["the name of the panel differs"]),
    ("begins", [(CONSORTIUM, "begins: 2025-04-01", "begins: 2025-03-01")], "family-dates", "2025-03-01",
     ["the start of the consortium is out of order", "1 March 2025 in the Consortium Agreement", "is before 1 April 2025 in the Lending Agreement"]),
    ("ends", [(CONSORTIUM, "ends: 2026-03-31", "ends: 2027-04-01")], "family-dates", "2027-04-01", ["is after 31 March 2027"]),
    ("shares", [(COMMITTEE, "share: 40%", "share: 39.9%")], "family-shares", "39.9%",
     ["the shares of the cost make 99.9%, not 100%, in valley/consortium-2025: River Library 60%, Hill Library 39.9%"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "changes", "code", "place", "words"), FAULTS, ids=[one[0] for one in FAULTS]
)
def test_a_family_that_does_not_agree_is_refused(
    root: Path, name: str, changes: list[Change], code: str, place: str, words: list[str]
) -> None:
    reading = look(root, changes)
    found = [d for d in reading.faults.errors if d.code == code]
    assert found and {d.code for d in reading.faults.errors} <= {code, "family-differs", "term-two-meanings"}
    assert at(reading, found[0]).startswith(place)
    assert [part for part in words if part not in found[0].message] == []
    assert found[0].related and found[0].hint


def test_the_fault_is_told_and_stops_an_agreement_that_is_built_alone(root: Path) -> None:
    change = [(CONSORTIUM, "book_list: novels", "book_list: all")]
    reading = look(root, change, "valley/lending-2025/hill-library")
    assert stopped(reading) == {"valley/lending-2025/hill-library"}
    assert {d.code for d in reading.faults.errors} == {"family-differs"}
    assert stopped(read(root, (), None)) == THREE


@pytest.mark.parametrize("one", sorted(THREE))
@pytest.mark.parametrize(
    ("name", "changes", "code", "place", "words"), FAULTS[:3], ids=[one[0] for one in FAULTS[:3]]
)
def test_whichever_is_asked_for_is_told(
    root: Path, name: str, changes: list[Change], code: str, place: str, words: list[str], one: str
) -> None:
    whole = {d for d in look(root, changes).faults.errors if d.code in (code, "term-two-meanings")}
    assert set(read(root, (one,), None).faults.errors) & whole == whole


def test_a_broken_reference_is_told_to_the_agreement_that_it_points_into(root: Path) -> None:
    changes = [("clauses/lending/panel.md", "[](~lending/lending/lend)", "[](~lending/fund/pay)")]
    reading = look(root, changes, "valley/lending-2025/river-library")
    [found] = reading.faults.errors
    assert found.code == "reference-sister" and found.agreement == "valley/consortium-2025"
    assert len(read(root, (), None).faults.errors) == 1


def test_the_rows_that_one_table_lacks_are_named(root: Path) -> None:
    precedent = (root / CONSORTIUM_PRECEDENT).read_text()
    (root / CONSORTIUM_PRECEDENT).write_text(precedent)
    reading = look(
        root,
        [
            (CONSORTIUM, "book_list: novels", "book_list: all"),
            (
                CHECKED,
                "rule: same, what: the list of books, particular: book_list",
                "rule: same, what: the start, particular: begins",
            ),
        ],
    )
    [found] = reading.faults.errors
    assert "the table of books differs" in found.message
    assert "has 3 rows, with “the-origin-of-species science” that the other lacks" in found.message
    assert found.span is not None and found.span.file == "schedules/data/books.yaml"


def test_an_answer_of_one_party_is_compared_party_by_party(root: Path) -> None:
    (root / CONSORTIUM).write_text(
        (root / CONSORTIUM).read_text() + "party_particulars:\n  hill-library: {notices: 9 Hill Road}\n"
    )
    reading = read(root, (), None)
    [found] = reading.faults.errors
    assert "the address for notices of Hill Library differs" in found.message
    assert stopped(reading) == {"valley/consortium-2025", "valley/lending-2025/hill-library"}


def test_one_body_has_one_name_in_a_family(root: Path) -> None:
    question = (
        "party_particulars:\n  short_name: {ask: Its name?, label: Name, type: text, default: Library}\n"
    )
    reading = look(root, [(CONSORTIUM_PRECEDENT, "party_particulars:\n", question)])
    messages = [d.message for d in reading.faults.errors if d.code == "family-differs"]
    assert any("the short name of “river-library” differs" in message for message in messages)
    assert any("whose short name is “Library” differs" in message for message in messages)


def test_a_term_with_other_words_in_one_agreement_has_two_meanings(root: Path) -> None:
    local = root / "agreements/valley/local/book.md"
    local.parent.mkdir()
    local.write_text('{#book plural="Books"} Book\n: a book that is bound, and that [](#books) lists.\n')
    (root / CONSORTIUM).write_text((root / CONSORTIUM).read_text() + (
        "deviations:\n  - {definition: book, text: local/book.md, replaces: 'sha256:0', reason: Old., approved_by: Panel, approved_on: 2025-01-01}\n"
    ))  # fmt: skip
    [found] = read(root, (), None).faults.errors
    assert found.code == "term-two-meanings"
    assert "“a book that is bound, and that … lists.”" in found.message and "“what … lists.”" in found.message


def test_a_term_whose_value_differs_has_two_meanings_unless_it_is_each_agreements_own(root: Path) -> None:
    changes = [
        (CONSORTIUM, "Valley Lending Panel", "Valley Panel"),
        (CHECKED, "rule: same, what: the name of the panel, particular: panel_name", "rule: same, what: the list, particular: book_list"),
    ]  # fmt: skip
    reading = look(root, changes)
    assert {d.code for d in reading.faults.errors} == {"term-two-meanings"}
    found = reading.faults.errors[0]
    assert "“Valley Lending Panel”" in found.message and "“Valley Panel”" in found.message
    assert at(reading, found).startswith("Valley Panel")
    swap(root, CHECKED, "  - {id: list", "  - {id: own, rule: own-meaning, term: panel}\n  - {id: list")
    assert read(root, (), None).faults.errors == ()


LAWFUL: list[tuple[str, list[Change]]] = [
    ("each names its own party", [(TERMS, ": what [](#books) lists.", ": what [](#books) lists[, for {{ this.legal_name }}]{when=\"not has_host\"}.")]),
    ("parties are counted", [(TERMS, ": what [](#books) lists.", ": what [](#books) lists for {{ parties | count | in_words }} parties.")]),
    ("a blank differs from nothing", [(CONSORTIUM, "panel_name: Valley Lending Panel", "panel_name: {blank: Name of the panel, from: the County}"), (CHECKED, "  - {id: list", "  - {id: own, rule: own-meaning, term: panel}\n  - {id: list")]),
    ("a share is a blank", [(COMMITTEE, "share: 40%", "share: {blank: Share of Hill Library}")]),
    ("a party of one kind only", [(CONSORTIUM, "  host: river-library", "  host: river-library\n  county_signs: yes"), (COMMITTEE, "county: {notices: 3 County Square}", "county: {notices: 3 County Square}")]),
    ("the consortium begins later", [(CONSORTIUM, "begins: 2025-04-01", "begins: 2025-05-01")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes"), LAWFUL, ids=[one[0] for one in LAWFUL])
def test_a_lawful_family_passes(root: Path, name: str, changes: list[Change]) -> None:
    assert [d.message for d in look(root, changes).faults.errors] == []


def test_without_the_table_only_names_and_terms_are_compared(root: Path) -> None:
    (root / CHECKED).unlink()
    assert read(root, (), None).faults.errors == ()
    reading = look(
        root, [(CONSORTIUM, "book_list: novels", "book_list: all"), (COMMITTEE, "share: 40%", "share: 9%")]
    )
    assert reading.faults.errors == ()


def test_agreements_of_no_common_family_need_not_agree(root: Path) -> None:
    old = '  "2025": {lending: lending-2025, consortium: consortium-2025}'
    new = '  "2025": {lending: lending-2025}\n  "2026": {consortium: consortium-2025}'
    swap(
        root,
        "clauses/lending/panel.md",
        "1. {#lending} The parties must keep to [](~lending/lending/lend).\n",
        "",
    )
    lending = root / "clauses/lending/lending.md"
    lending.write_text(lending.read_text().split("1. {#panel-decides}")[0])
    reading = look(root, [(COMMITTEE, old, new), (CONSORTIUM, "book_list: novels", "book_list: all"), ("clauses/lending/panel.md", "::: for lending in sisters('lending')\n   1. {#record} that of {{ lending.this.short_name | term }}, which began on {{ lending.begins }}\n   :::", "1. {#record} a record")])  # fmt: skip
    assert [d.message for d in reading.faults.errors] == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("rule: hundred", "rule: hundreds", "no check reads the rule “hundreds”"),
        ("particular: panel_name", "particular: panel_nam", "no precedent asks “panel_nam”"),
        ("tables: books", "tables: book", "no table “book”"),
        ("between: consortium}", "between: consorcium}", "no family has an agreement under the key “consorcium”"),
        (", party_particular: share, between: consortium", ", between: consortium", "needs `particular` or `party_particular`"),
    ],
)  # fmt: skip
def test_a_row_that_no_check_can_read_is_named(root: Path, old: str, new: str, words: str) -> None:
    found = look(root, [(CHECKED, old, new)]).faults.errors
    assert [d.code for d in found] == ["table-malformed"]
    assert words in found[0].message and found[0].hint


# Names in each precedent


def names(reading: Reading) -> list[Diagnostic]:
    return [d for d in reading.faults.errors if d.code == "expression-name"]


def test_a_shared_clause_has_its_names_in_each_precedent(root: Path) -> None:
    change = (
        "clauses/lending/meaning.md",
        "1. {#terms} The meanings",
        "1. {#terms} The host is {{ particulars.host.short_name }}.\n   The meanings",
    )
    found = names(look(root, [change]))
    assert "in the precedent “lending”, which uses this text too" in found[0].message
    assert found[0].related[0].span.file == "agreements/precedents/lending.yaml"


def test_what_a_precedent_never_reaches_needs_no_name_there(root: Path) -> None:
    # care/host reads particulars.host, which lending does not ask; its fact has_host is plainly false.
    assert names(read(root, (), None)) == []
    found = names(
        look(
            root,
            [("agreements/precedents/lending.yaml", 'has_host: "false"', 'has_host: "parties | count > 9"')],
        )
    )
    assert "particulars.host" in found[0].message


def test_a_definition_has_its_names_where_its_term_is_used(root: Path) -> None:
    word = "\n{#host} Host\n: the library that is called {{ particulars.host.short_name }}.\n"
    (root / TERMS).write_text((root / TERMS).read_text() + word)
    assert (
        names(
            look(
                root, [("clauses/lending/panel.md", "The Panel decides", "The Host, with the Panel, decides")]
            )
        )
        == []
    )
    found = names(look(root, [("clauses/lending/lending.md", "binds the parties", "binds the Host")]))
    assert "in the precedent “lending”" in found[0].message


def test_a_definition_under_a_condition_is_not_reached_either(root: Path) -> None:
    word = '\n{#host when="has_host"} Host\n: the library that is called {{ particulars.host.short_name }}.\n'
    (root / TERMS).write_text((root / TERMS).read_text() + word)
    assert names(look(root, [("clauses/lending/care.md", "The host, {{", "The Host, {{")])) == []
    assert names(look(root, [(TERMS, 'when="has_host"} Host', 'when="has_hosts"} Host')]))


# Examples


def test_an_example_says_so_and_no_other_footprint_may_hold_one(root: Path) -> None:
    reading = look(root, [(COMMITTEE, "name: Valley lending", "example: yes\nname: Valley lending"),
                          (CONSORTIUM, "ends: 2026-03-31", "ends: {value: 2026-03-31, status: example}")])  # fmt: skip
    assert reading.faults.found == []
    shown = reading.agreements[0].agreement
    assert shown is not None
    assert shown.apparatus.mark == "EXAMPLE"
    assert shown.apparatus.note == "Example of invented bodies, not issued"
    assert shown.apparatus.statement.startswith("This is an example")
    reading = look(root, [(COMMITTEE, "example: yes\n", "")])
    [found] = reading.faults.errors
    assert found.code == "example-fact" and at(reading, found).startswith("2026-03-31")
    agreement = reading.agreements[0].agreement
    assert agreement is not None and agreement.apparatus.mark == "DRAFT"
