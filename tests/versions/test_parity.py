"""Agreements of one kind side by side: each difference named, what accounts for it, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from concordat.model.changes import Kind, Nature, Sort
from concordat.model.library import Precedent
from concordat.model.parity import Difference, Parity, Standing
from concordat.model.report import plain_cell
from concordat.model.tree import Agreement
from concordat.project.parity import Form, as_form, parities
from concordat.versions.compare import compare
from concordat.versions.members import Member
from concordat.versions.parity import Compared, parity
from concordat.versions.parity_report import parity_report
from support import loans_workspace, read_one, swap

LOAN = "agreements/valley/loan-2024.yaml"
BRANCHES = ("ashford", "birch", "cedar", "dale", "elm", "ferry")
PATHS = tuple(f"valley/loan-2024/{name}-branch" for name in BRANCHES)
ALLOWED, LOCAL, DEVIATION, FAULT = Standing


def beside(folder: Path, name: str = "valley", precedent: bool = False) -> Parity:
    found, faults = parities(folder, (name,), precedent)
    assert not faults.errors, [d.message for d in faults.errors]
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Parity:
    return beside(loans_workspace(tmp_path_factory.mktemp("six") / "w"), "valley/2024", precedent=True)


def one(found: Parity, identity: str) -> Difference:
    return next(d for d in found.differences if d.identity == identity)


def branches(paths: tuple[str, ...]) -> list[str]:
    return [path.rpartition("/")[2].removesuffix("-branch") for path in paths]


def test_every_difference_is_named_and_nothing_else(six: Parity) -> None:
    told = {
        d.identity: (d.standing, [(branches(v.agreements), v.standing) for v in d.variants])
        for d in six.differences
    }
    assert told == {
        "particular/loan_weeks": (FAULT, [(["elm"], FAULT)]),
        "ending/return": (DEVIATION, [(["ferry"], DEVIATION)]),
        "local-terms/local-terms-list#garden": (LOCAL, [(["dale"], LOCAL)]),
        "particular/limit": (ALLOWED, [(["birch"], ALLOWED)]),
        "particular/sunday": (ALLOWED, [(["cedar"], ALLOWED)]),
        "lending/sunday": (ALLOWED, [(["cedar"], ALLOWED)]),
        "sundays": (ALLOWED, [(["cedar"], ALLOWED)]),
    }
    assert six.agreements == PATHS and len(six.faults) == 1


def test_one_word_of_a_deviation_is_shown_as_that_word(six: Parity) -> None:
    found = one(six, "ending/return")
    (variant,) = found.variants
    assert [(e.before, e.after) for e in variant.edits if not e.same] == [("", " promptly")]
    assert (
        variant.reason
        == "The branch moves in the summer; approved by Board of the County Library on 1 March 2024"
    )
    assert found.nature is Nature.WORDING and branches(found.usual.agreements) == list(BRANCHES[:5])
    assert found.places == (found.name,)


def test_an_answer_that_may_not_differ_says_where_and_what_to_do(six: Parity) -> None:
    found = one(six, "particular/loan_weeks")
    assert found.usual.text == "3 weeks" and found.variants[0].text == "4 weeks"
    assert "loan-2024.yaml:11:" in found.variants[0].reason and "`local: yes`" in found.variants[0].reason
    assert len(found.places) == 3, "the answer, the clause and the definition: one cause, one difference"


def test_what_follows_from_an_answer_says_from_which(six: Parity) -> None:
    assert one(six, "sundays").variants[0].reason == "follows from “Open on Sundays”"
    assert one(six, "sundays").usual.text is None
    assert one(six, "sundays").variants[0].text == (
        "Sundays The County Library must pay for each Sunday. Either party may end Sunday opening by Notice."
        " Notice: a letter that names its reason."
    )


def test_what_the_two_members_make_differ_is_no_cause(tmp_path: Path) -> None:
    """A condition that reads the parties too: their names differ, and decided nothing."""
    folder = loans_workspace(tmp_path / "w")
    swap(
        folder,
        "agreements/precedents/branch-loan.yaml",
        '"particulars.sunday"',
        '"parties | count == 2 and particulars.sunday"',
    )
    found = one(beside(folder), "sundays")
    assert (found.standing, found.variants[0].reason) == (ALLOWED, "follows from “Open on Sundays”")


def test_departures_from_the_precedent(six: Parity) -> None:
    assert six.departures is not None
    assert [(branches((d.agreement,))[0], d.what, d.name, d.here) for d in six.departures] == [
        ("birch", "answer", "Yearly limit", "£1,500"),
        ("cedar", "answer", "Open on Sundays", "yes"),
        ("elm", "answer", "Length of a loan", "4 weeks"),
        ("ferry", "deviation", "Ending", "local text"),
    ]


def test_agreements_that_say_the_same_but_for_their_member_do_not_differ(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    text = (folder / LOAN).read_text(encoding="utf-8")
    (folder / LOAN).write_text(text[: text.index("\neach:") + 1], encoding="utf-8")
    found = beside(folder)
    assert found.differences == () and found.texts > 50
    report = parity_report((found,), "Parity")
    assert (
        report.parts[0].statements[1]
        == "Differences: fault: none; deviation: none; local term: none; allowed field: none."
    )
    assert report.parts[0].tables[0].rows == () and report.parts[0].tables[0].empty == "No difference."


def test_a_local_term_without_the_mark_is_a_fault(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    precedent = "agreements/precedents/branch-loan.yaml"
    swap(folder, precedent, "{schedule: local-terms, local: yes}", "local-terms")
    swap(folder, precedent, "significance: 4, local: yes, default: []", "significance: 4, default: []")
    found = beside(folder)
    assert {d.identity for d in found.faults} == {
        "particular/loan_weeks", "local-terms/local-terms-list#garden",
    }  # fmt: skip


def test_a_party_answers_for_itself(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, LOAN, "each:\n", "party_particulars:\n  ferry-branch: {keeper: Mx Fern}\neach:\n")
    found = one(beside(folder), "particular/keeper@this")
    assert found.standing is ALLOWED


def test_no_local_answer_may_differ_between_footprints_where_the_question_says_no(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    hills = (folder / "agreements/valley/committee.yaml").read_text(encoding="utf-8")
    (folder / "agreements/hills").mkdir()
    (folder / "agreements/hills/committee.yaml").write_text(
        hills.replace("Valley", "Hills").replace(", elm-branch, ferry-branch", ""), encoding="utf-8"
    )
    (folder / "agreements/hills/loan-2024.yaml").write_text(
        "precedent: branch-loan\nfor_each: members\nparticulars: {start_date: 2024-05-01, loan_weeks: 2}\n",
        encoding="utf-8",
    )
    found = beside(folder, "agreements")
    assert len(found.agreements) == 10
    weeks, start = one(found, "particular/loan_weeks"), one(found, "particular/start_date")
    assert [(v.text, v.standing) for v in weeks.variants] == [("2 weeks", ALLOWED), ("4 weeks", FAULT)]
    assert start.standing is ALLOWED, "each footprint answers for itself"
    swap(folder, "agreements/precedents/branch-loan.yaml", "significance: 7}", "significance: 7, local: no}")
    assert one(beside(folder, "agreements"), "particular/start_date").standing is FAULT


def test_words_that_nothing_accounts_for_are_a_fault(tmp_path: Path) -> None:
    """As where two trees were made of two states of the library."""
    folder = loans_workspace(tmp_path / "w")
    first, reading = read_one(folder, PATHS[0])
    swap(folder, "clauses/loans/money.md", "must report", "must promptly report")
    second, _ = read_one(folder, PATHS[1])
    precedent: Precedent = reading.workspace.library.precedents["branch-loan"]
    compared = (
        Compared(first, "valley/loan-2024", Member("ashford-branch", ("Ashford Branch Library", "Ashford"))),
        Compared(
            second, "valley/loan-2024", Member("birch-branch", ("Birch Lane Branch Library", "Birch Lane"))
        ),
    )
    faults = parity(precedent, compared).faults
    assert [(d.identity, d.variants[0].reason) for d in faults] == [
        ("money/report", "no answer, no local term and no deviation accounts for it")
    ]


def test_this_of_one_agreement_matches_that_of_the_other(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    first, _ = read_one(folder, PATHS[0])
    birch, _ = read_one(folder, PATHS[1])
    members = {
        "old_member": Member("ashford-branch", ("Ashford Branch Library", "Ashford")),
        "new_member": Member("birch-branch", ("Birch Lane Branch Library", "Birch Lane")),
    }
    (found,) = compare(first, birch, **members)  # type: ignore[arg-type]
    assert (found.kind, found.sort, found.identity) == (Kind.CHANGED, Sort.PARTICULAR, "particular/limit")
    assert len(compare(first, birch)) > 1, "without the members the two parties are two bodies"


def test_an_agreement_alone_has_nothing_to_differ_from(tmp_path: Path) -> None:
    found = beside(loans_workspace(tmp_path / "w"), PATHS[0])
    assert found.differences == () and found.agreements == PATHS[:1]


def test_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    found, faults = parities(loans_workspace(tmp_path / "w"), ("valley/2025",), False)
    assert found == () and [d.code for d in faults.errors] == ["agreement-unknown"]


def test_a_deviation_for_one_member_stands_in_its_agreement_alone(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    texts = [words_of(read_one(folder, path)[0]) for path in PATHS]
    assert ["promptly" in text for text in texts] == [False] * 5 + [True]
    swap(folder, LOAN, "only_for: [ferry-branch]", "only_for: [fery-branch]")
    _, faults = parities(folder, ("valley",), False)
    assert [(d.code, str(d.span)) for d in faults.errors] == [("party-unknown", f"{LOAN}:19:5")]


def test_a_deviation_of_a_definition_is_one_too(tmp_path: Path) -> None:
    folder = loans_workspace(
        tmp_path / "w",
        {"agreements/valley/local/book.md": '{#book plural="Books"} Book\n: a printed work that is old.\n'},
    )
    swap(
        folder, LOAN, "deviations:\n",
        "deviations:\n  - {definition: book, text: local/book.md, replaces: 'sha256:0', reason: Old stock, only_for: [dale-branch]}\n",
    )  # fmt: skip
    found, _ = parities(folder, ("valley",), False)
    book = one(found[0], "term/book")
    assert [(branches(v.agreements), v.standing, v.reason) for v in book.variants] == [
        (["dale"], DEVIATION, "Old stock; not approved")
    ]


def test_kinds_are_compared_each_for_itself(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    text = (folder / "agreements/precedents/branch-loan.yaml").read_text(encoding="utf-8")
    other = text.replace("id: branch-loan", "id: other").replace("title: Branch Loan", "title: Other")
    (folder / "agreements/precedents/other.yaml").write_text(other, encoding="utf-8")
    (folder / "agreements/valley/other.yaml").write_text(
        "precedent: other\nfor_each: members\nparticulars: {start_date: 2024-04-01}\n", encoding="utf-8"
    )
    found, faults = parities(folder, (), False)
    assert not faults.errors and [(kind.precedent, len(kind.agreements)) for kind in found] == [
        ("branch-loan", 6), ("other", 6),
    ]  # fmt: skip
    assert found[1].differences == ()
    names = openpyxl.load_workbook(io.BytesIO(as_form(found, Form.XLSX))).sheetnames
    assert len(set(names)) == len(names) == 5


def words_of(agreement: Agreement) -> str:
    return str(agreement.groups)


def test_the_report_shows_marks_and_letters(six: Parity) -> None:
    (part,) = parity_report((six,), "Parity").parts
    differences, places, departures = part.tables
    rows = {plain_cell(row[0]): [plain_cell(cell) for cell in row[1:]] for row in differences.rows}
    assert rows["1B"][0] == "fault" and rows["1A"][2] == "the other 5"
    assert rows["2B"][3] == "Ashford must then {+promptly+} return each Book."
    assert [plain_cell(cell) for cell in places.rows[1]][1:] == ["A"] * 5 + ["B"]
    assert [plain_cell(cell) for cell in places.rows[2]][1:] == ["–", "–", "–", "B", "–", "–"]
    assert places.headings == ("Place", *(f"{name}-branch" for name in BRANCHES))
    assert len(departures.rows) == 4
