"""Each single edit of what people write is one change, told as what it is, with every place where it shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from concordat.compose.compose import compose
from concordat.language.walk import blocks
from concordat.load.workspace import read_workspace
from concordat.model.changes import Change, Kind, Nature, Sort
from concordat.model.tree import Agreement, Row, Table, Text
from concordat.versions.compare import compare
from support import loans_workspace, sharing_workspace, swap
from views.change import rebuilt

LOAN, SHARING = "valley/loan-2024", "riverside/sharing-2024"
PRECEDENT = "agreements/precedents/branch-loan.yaml"
LENDING, MONEY, ENDING = (f"clauses/loans/{name}.md" for name in ("lending", "money", "ending"))
TERMS = "clauses/definitions/loans.md"


def composed(folder: Path, name: str, number: int = 0) -> Agreement:
    workspace, faults = read_workspace(folder)
    assert not faults.errors, [f"{d.span}: {d.message}" for d in faults.errors]
    instructions = workspace.instructions[name]
    members = workspace.committees[name.split("/")[0]].members
    member = None
    if instructions.for_each:
        slug = str(members[number].value)
        member = workspace.parties[slug]
    agreement, problems = compose(workspace, instructions, member)
    assert agreement is not None and not problems.errors, [d.message for d in problems.errors]
    return agreement


@pytest.fixture(scope="module")
def loan(tmp_path_factory: pytest.TempPathFactory) -> Agreement:
    return composed(loans_workspace(tmp_path_factory.mktemp("loan") / "w"), LOAN)


@pytest.fixture(scope="module")
def sharing(tmp_path_factory: pytest.TempPathFactory) -> Agreement:
    return composed(sharing_workspace(tmp_path_factory.mktemp("sharing") / "w"), SHARING)


def edited(folder: Path, file: str, old: str, new: str) -> Agreement:
    swap(loans_workspace(folder / "w"), file, old, new)
    return composed(folder / "w", LOAN)


def shown(change: Change) -> list[str]:
    return sorted(place.identity for place in change.places)


REWORDED, CHANGED, ADDED, REMOVED, MOVED = Kind.REWORDED, Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.MOVED
CASES = {
    "a word": (ENDING, "must then return", "must return", REWORDED, Sort.PROVISION, "ending/return", ["ending/return"]),
    "a reference to another place": (
        ENDING, "over [](#lending/length)", "over [](#lending/lend)", REWORDED, Sort.PROVISION, "ending/again", ["ending/again"],
    ),
    "a title": (MONEY, "title: Money", "title: Sums", REWORDED, Sort.HEADING, "money~heading", ["money~heading"]),
    "a meaning": (TERMS, "a printed work", "a work", REWORDED, Sort.DEFINITION, "term/book", ["term/book"]),
    "a connective": (
        LENDING, "list=and", "list=or", REWORDED, Sort.PROVISION, "lending/weekdays", ["lending/weekdays"],
    ),
    "a provision in the midst": (
        MONEY, "1. {#report}", "1. {#new} It must save.\n1. {#report}", ADDED, Sort.PROVISION, "money/new", ["money/new"],
    ),
    "a provision with others under it": (
        MONEY, "1. {#report}", "1. {#new list=and} It must:\n   1. {#a} save\n   1. {#b} count\n1. {#report}", ADDED,
        Sort.PROVISION, "money/new", ["money/a", "money/b", "money/new"],
    ),
    "the last of a list": (
        LENDING, "   1. {#saturday} on Saturday\n", "   1. {#saturday} on Saturday\n   1. {#eve} on each eve\n", ADDED,
        Sort.PROVISION, "lending/eve", ["lending/eve", "lending/saturday", "lending/weekdays"],
    ),
    "a provision with the first use of a term": (
        MONEY, "1. {#report}", "1. {#new} It must give Notice.\n1. {#report}", ADDED, Sort.PROVISION, "money/new",
        ["money/new", "term/notice", "term/notice~term"],
    ),
    "a clause": (
        PRECEDENT, "  - money\n", "", REMOVED, Sort.CLAUSE, "money", ["money/limit", "money/report", "money~heading"],
    ),
    "an answer that prints in three places": (
        PRECEDENT, "default: 3}", "default: 4}", CHANGED, Sort.PARTICULAR, "particular/loan_weeks",
        ["lending/length", "particular/loan_weeks", "term/loan"],
    ),
    "a period of one": (
        PRECEDENT, "default: 3}", "default: 1}", CHANGED, Sort.PARTICULAR, "particular/loan_weeks",
        ["lending/length", "particular/loan_weeks", "term/loan"],
    ),
    "a sum": (
        PRECEDENT, "'£1,000'", "'£1,250'", CHANGED, Sort.PARTICULAR, "particular/limit", ["money/limit", "particular/limit"],
    ),
    "the label of an answer": (
        PRECEDENT, "label: Yearly limit", "label: Limit", REWORDED, Sort.HEADING, "particular/limit~label", ["particular/limit~label"],
    ),
    "a fact of a party": (
        "parties/libraries.yaml", "'1901'", "'1902'", CHANGED, Sort.PARTY, "party/ashford-branch", ["money/report"],
    ),
    "the caption of a table": (
        "schedules/tables/local-terms-list.yaml", "title: Local terms", "title: Terms", REWORDED, Sort.TABLE,
        "local-terms/local-terms-list~caption", None,
    ),
    "the head of a column": (
        "schedules/tables/local-terms-list.yaml", "heading: Matter", "heading: Subject", REWORDED, Sort.COLUMN,
        "local-terms/local-terms-list/matter", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_single_edit_is_one_change(tmp_path: Path, loan: Agreement, case: str) -> None:
    file, old, new, kind, sort, identity, places = CASES[case]
    found = compare(loan, edited(tmp_path, file, old, new))
    assert [(c.kind, c.sort, c.identity) for c in found] == [(kind, sort, identity)]
    if places is not None:
        assert shown(found[0]) == sorted(places)


def test_the_title_is_one_change_with_the_running_line(tmp_path: Path, loan: Agreement) -> None:
    found = compare(
        loan, edited(tmp_path, PRECEDENT, "title: Branch Loan Agreement", "title: Loan Agreement")
    )
    assert [(c.kind, c.sort, shown(c)) for c in found] == [
        (REWORDED, Sort.TITLE, ["running/header", "title"])
    ]


def test_what_each_party_has_alike_is_one_change(tmp_path: Path, loan: Agreement) -> None:
    (line,) = compare(
        loan, edited(tmp_path / "a", PRECEDENT, "lines: [Signature, Name]", "lines: [Signature]")
    )
    assert (line.kind, line.sort) == (REMOVED, Sort.SIGNATURE)
    assert [one for one in shown(line) if "label" not in one] == [
        "sign/ashford-branch~name",
        "sign/county-library~name",
    ]
    (words,) = compare(loan, edited(tmp_path / "b", PRECEDENT, "heading: Signed for", "heading: Signed by"))
    assert (words.kind, shown(words)) == (REWORDED, ["sign/ashford-branch", "sign/county-library"])
    (named,) = compare(loan, edited(tmp_path / "c", PRECEDENT, "}} (“{{", "}}, called (“{{"))
    assert (named.kind, named.sort, len(named.places)) == (REWORDED, Sort.PARTY, 2)


def test_a_word_of_a_repeated_provision_is_one_change(tmp_path: Path) -> None:
    repeated = (
        "1. {#report}",
        "::: for one in parties\n1. {#each} {{ one.short_name | term }} must read WORD.\n:::\n1. {#report}",
    )
    trees = [
        edited(tmp_path / word, MONEY, repeated[0], repeated[1].replace("WORD", word))
        for word in ("it", "this")
    ]
    (found,) = compare(*trees)
    assert (found.kind, shown(found)) == (
        REWORDED,
        ["money/each@ashford-branch", "money/each@county-library"],
    )


def test_a_column_comes_as_a_column(tmp_path: Path, sharing: Agreement) -> None:
    folder = sharing_workspace(tmp_path / "w")
    swap(
        folder,
        "schedules/tables/fields.yaml",
        "  - {name: status,",
        "  - {name: again, heading: Again, type: text, value: row.name}\n  - {name: status,",
    )
    (found,) = compare(sharing, composed(folder, SHARING))
    assert (found.kind, found.sort, found.identity) == (ADDED, Sort.COLUMN, "data-fields/fields/again")
    assert len(found.places) == 5


def test_lineage_is_followed(tmp_path: Path, loan: Agreement) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(
        folder,
        MONEY,
        "{#report} {{ this.legal_name }}, which",
        '{#account was="money/report"} {{ this.legal_name }}, that',
    )
    (found,) = compare(loan, composed(folder, LOAN))
    assert (found.kind, found.places[0].identity_before, found.identity) == (
        REWORDED,
        "money/report",
        "money/account",
    )
    assert [(e.before, e.after) for e in found.edits if not e.same] == [(" which", " that")]


def test_a_partys_new_name_is_one_change(tmp_path: Path, loan: Agreement) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(
        folder,
        "parties/libraries.yaml",
        "Ashford Branch Library, short_name: Ashford",
        "Ash Ford Library, short_name: Ash Ford",
    )
    found = compare(loan, composed(folder, LOAN))
    assert [(c.kind, c.sort, c.identity) for c in found] == [(CHANGED, Sort.PARTY, "party/ashford-branch")]
    assert {"committee", "running/header", "lending/lend", "sign/ashford-branch", "particular/keeper@ashford-branch"} <= {
        place.identity for place in found[0].places
    }  # fmt: skip


def test_a_new_term_is_one_change(tmp_path: Path, loan: Agreement) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, TERMS, '{#book plural="Books"} Book', '{#book plural="Volumes"} Volume')
    swap(folder, TERMS, "keeps a Book", "keeps a Volume")
    swap(folder, LENDING, "each Book", "each Volume")
    swap(folder, ENDING, "each Book", "each Volume")
    found = compare(loan, composed(folder, LOAN))
    assert [(c.kind, c.sort, c.identity) for c in found] == [(REWORDED, Sort.DEFINITION, "term/book")]
    assert shown(found[0]) == ["ending/return", "lending/lend", "term/book~term", "term/loan"]


def test_an_answer_that_brings_words_is_told_with_them(tmp_path: Path, loan: Agreement) -> None:
    found = compare(loan, edited(tmp_path, PRECEDENT, "local: yes, default: no", "local: yes, default: yes"))
    assert [(c.kind, c.identity, c.nature) for c in found] == [
        (CHANGED, "particular/sunday", Nature.DATA),
        (ADDED, "lending/sunday", Nature.DATA),
        (ADDED, "sundays", Nature.DATA),
    ]
    assert all("particulars.sunday" in [cause.name for cause in c.causes] for c in found[1:])


def test_a_table_that_a_condition_brings_says_by_which_answer(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(
        folder,
        "schedules/local-terms.md",
        "   ::: table local-terms-list\n   :::",
        "   :::: when open_all_week\n   ::: table local-terms-list\n   :::\n   ::::",
    )
    closed = composed(folder, LOAN)
    swap(folder, PRECEDENT, "local: yes, default: no", "local: yes, default: yes")
    (found,) = (c for c in compare(closed, composed(folder, LOAN)) if c.sort is Sort.TABLE)
    assert (found.kind, found.nature) == (ADDED, Nature.DATA)
    assert "particulars.sunday" in [cause.name for cause in found.causes]


def test_money_before_and_after(tmp_path: Path, loan: Agreement) -> None:
    (found,) = compare(loan, edited(tmp_path, PRECEDENT, "'£1,000'", "'£1.25m'"))
    assert (found.money_before, found.money_after) == (1000, 1_250_000)


def test_the_class_is_that_of_the_place(tmp_path: Path, loan: Agreement) -> None:
    new = edited(tmp_path, PRECEDENT, "'£1,000'", "'£1,250'")
    (found,) = compare(loan, new, significance={"particular/limit": 6})
    assert found.significance == 6
    (meaning,) = compare(loan, edited(tmp_path / "b", TERMS, "a printed work", "a work"))
    assert meaning.significance == 8, "the highest of the clauses that use it"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ENDING, "months’ warning", "months' warning"),
        (TERMS, "{#loan", "{#notice-2} Unused\n: a thing.\n\n{#loan"),
        ("agreements/valley/committee.yaml", "region: Valley", "region: Hills"),
        (PRECEDENT, "# One agreement", "# An agreement"),
    ],
    ids=["quotes", "an unused term", "what does not print", "a comment"],
)
def test_what_is_never_reported(tmp_path: Path, loan: Agreement, file: str, old: str, new: str) -> None:
    assert compare(loan, edited(tmp_path, file, old, new)) == ()


# --- moves


def test_a_clause_that_moved_is_one_move_with_all_that_it_holds(tmp_path: Path, loan: Agreement) -> None:
    (found,) = compare(
        loan, edited(tmp_path, PRECEDENT, "  - lending\n  - money\n", "  - money\n  - lending\n")
    )
    assert (found.kind, found.sort, found.identity, found.edits) == (MOVED, Sort.CLAUSE, "money", ())
    assert (found.name_before, found.name_after) == ("clause 2", "clause 1")
    assert shown(found) == ["money/limit", "money/report", "money~heading"]
    assert {place.identity: place.behind for place in found.places}["money/report"] == "money/limit"


SATURDAY, SUNDAY = "   1. {#saturday} on Saturday\n", "   1. {#eve} on the day before\n"


@pytest.mark.parametrize("words", ["on Saturday", "on any Saturday"], ids=["moved", "moved and reworded"])
def test_a_provision_that_moved_is_one_move_with_the_words_that_differ(tmp_path: Path, words: str) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, LENDING, SATURDAY, SATURDAY + SUNDAY)
    old = composed(folder, LOAN)
    swap(folder, LENDING, SATURDAY + SUNDAY, SUNDAY + SATURDAY.replace("on Saturday", words))
    found = compare(old, composed(folder, LOAN))
    assert [(c.kind, c.sort) for c in found] == [(MOVED, Sort.PROVISION)], found
    assert bool(found[0].edits) == (words != "on Saturday")


def test_two_rewordings_of_what_moved_stay_changes_of_their_own(tmp_path: Path, loan: Agreement) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, PRECEDENT, "  - lending\n  - money\n", "  - money\n  - lending\n")
    text = (folder / MONEY).read_text(encoding="utf-8")
    swapped = text.replace("must report", "may report").replace("may spend", "must spend")
    (folder / MONEY).write_text(swapped, encoding="utf-8")
    found = compare(loan, composed(folder, LOAN))
    assert sorted(c.kind for c in found) == [MOVED, REWORDED, REWORDED]


def test_a_renamed_definition_is_not_said_to_move(tmp_path: Path, loan: Agreement) -> None:
    folder = loans_workspace(tmp_path / "w")
    text = (folder / TERMS).read_text(encoding="utf-8")
    assert "{#book" in text
    found = compare(loan, edited(tmp_path / "b", TERMS, "a printed work", "a work"))
    assert MOVED not in {c.kind for c in found}


def test_a_row_that_moved_is_told_and_one_that_is_sorted_is_not(tmp_path: Path, sharing: Agreement) -> None:
    table = next(b for b in blocks(sharing) if isinstance(b, Table) and len(b.rows) > 2)
    first, second, *others = table.rows

    def with_rows(rows: tuple[Row, ...]) -> Agreement:
        return rebuilt(
            sharing, lambda block: replace(block, rows=rows) if block.identity == table.identity else block
        )

    turned = with_rows((second, first, *others))
    assert [(c.kind, c.sort) for c in compare(sharing, turned)] == [(MOVED, Sort.ROW)]
    numbered = [
        replace(row, cells=(replace(row.cells[0], inlines=(Text(str(n)),)), *row.cells[1:]))
        for n, row in enumerate(table.rows)
    ]
    again = [
        replace(row, cells=(replace(row.cells[0], inlines=(Text(str(n)),)), *row.cells[1:]))
        for n, row in enumerate((second, first, *others))
    ]
    assert MOVED not in {c.kind for c in compare(with_rows(tuple(numbered)), with_rows(tuple(again)))}


# --- tables


DATA = "schedules/data/fields.csv"


def with_data(folder: Path, old: str, new: str) -> Agreement:
    swap(sharing_workspace(folder / "w"), DATA, old, new)
    return composed(folder / "w", SHARING)


def test_a_cell_and_the_total_that_follows_it_are_one_change(tmp_path: Path, sharing: Agreement) -> None:
    found = compare(sharing, with_data(tmp_path, "£20.10", "£21.10"))
    assert [(c.kind, c.sort, c.identity) for c in found] == [
        (CHANGED, Sort.CELL, "data-fields/fields#title-author/cost")
    ]
    assert (str(found[0].money_before), str(found[0].money_after)) == ("20.10", "21.10")
    assert shown(found[0]) == ["data-fields/fields#title-author/cost", "data-fields/fields#~total/cost"]


def test_a_row_comes_and_goes_as_a_row_with_the_total_and_the_count(
    tmp_path: Path, sharing: Agreement
) -> None:
    shorter = with_data(tmp_path, 'date of loan,,"£30.20",unconfirmed\n', "")
    gone, *others = compare(sharing, shorter)
    assert (gone.kind, gone.sort, gone.identity) == (REMOVED, Sort.ROW, "data-fields/fields#date-of-loan")
    assert "data-fields/fields#~total/cost" in shown(gone)
    assert [c.sort for c in others] == [], others
    (back,) = compare(shorter, sharing)
    assert (back.kind, back.identity) == (ADDED, gone.identity)
