"""What follows from a change, what is renumbered, and what the first screen counts and names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from concordat.model.changes import Change, Kind
from concordat.model.comparison import Comparison
from concordat.model.data import Datum
from concordat.model.library import Dataset, Workspace
from concordat.model.tree import Agreement
from concordat.versions.compare import compare
from concordat.versions.matching import match, side
from concordat.versions.members import NOBODY
from concordat.versions.renumbered import renumbered
from concordat.versions.weigh import weigh
from support import loans_workspace, swap
from versions.weighing import ON, compared, composed, line, only, weighed

LOAN, DALE = "valley/loan-2024/ashford-branch", "valley/loan-2024/dale-branch"
LENDING, MONEY, ENDING, TERMS = (
    f"clauses/{name}.md" for name in ("loans/lending", "loans/money", "loans/ending", "definitions/loans")
)
Both = tuple[Workspace, Agreement]


@pytest.fixture(scope="module")
def loan(tmp_path_factory: pytest.TempPathFactory) -> Both:
    return composed(loans_workspace(tmp_path_factory.mktemp("follows") / "w"), LOAN)


def edited(folder: Path, *edits: tuple[str, str, str], name: str = LOAN) -> Agreement:
    loans_workspace(folder / "w")
    for file, old, new in edits:
        swap(folder / "w", file, old, new)
    return composed(folder / "w", name)[1]


def numbers(comparison: Comparison) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in comparison.renumbered]


def test_a_clause_that_comes_renumbers_the_next_and_what_that_holds_is_not_told_again(
    tmp_path: Path, loan: Both
) -> None:
    found = weighed(
        *loan,
        edited(
            tmp_path,
            (
                "agreements/valley/loan-2024.yaml",
                "start_date: 2024-04-01",
                "start_date: 2024-04-01\n  sunday: yes",
            ),
        ),
    )
    assert numbers(found) == [("clause 3", "clause 4")]


def test_a_provision_that_comes_renumbers_those_behind_it(tmp_path: Path, loan: Both) -> None:
    found = weighed(
        *loan, edited(tmp_path / "a", (MONEY, "1. {#limit}", "1. {#new} It must save.\n1. {#limit}"))
    )
    assert numbers(found) == [("clause 2.1", "clause 2.2"), ("clause 2.2", "clause 2.3")]
    found = weighed(
        *loan,
        edited(tmp_path / "b", (LENDING, "   1. {#weekdays}", "   1. {#eve} on each eve\n   1. {#weekdays}")),
    )
    assert numbers(found) == [("clause 1.3.1", "clause 1.3.2"), ("clause 1.3.2", "clause 1.3.3")]


def test_what_moved_for_its_own_sake_is_not_renumbered(tmp_path: Path, loan: Both) -> None:
    after = edited(
        tmp_path,
        ("agreements/precedents/branch-loan.yaml", "  - lending\n  - money\n", "  - money\n  - lending\n"),
    )
    matched = match(side(loan[1], NOBODY), side(after, NOBODY))
    assert [(one.before, one.after) for one in renumbered(matched, ())] == [
        ("clause 2", "clause 1"),
        ("clause 1", "clause 2"),
    ]
    assert [one.before for one in renumbered(matched, (_moved(loan[1], after),))] == ["clause 1"]


def _moved(old: Agreement, new: Agreement) -> Change:
    """The clause about money, said to have moved."""
    whole = replace(
        old,
        groups=tuple(
            replace(g, blocks=tuple(b for b in g.blocks if b.identity != "money")) for g in old.groups
        ),
    )
    added = next(change for change in compare(whole, new) if change.identity == "money")
    return replace(added, kind=Kind.MOVED, name_before="clause 2")


def test_a_changed_meaning_is_followed_through_the_meanings_that_use_it(tmp_path: Path, loan: Both) -> None:
    after = edited(tmp_path, (TERMS, "a printed work", "a work"))
    assert [(one.name, one.how) for one in only(weighed(*loan, after)).consequences] == [
        ("clause 1.1", "uses the term"),
        ("clause 1.2", "uses the term by way of “Loan”"),
        ("clause 3.2", "uses the term"),
        ("definition of Loan", "uses the term"),
    ]


def test_a_changed_answer_is_followed_to_where_it_prints(tmp_path: Path, loan: Both) -> None:
    after = edited(tmp_path, ("agreements/precedents/branch-loan.yaml", "default: 3}", "default: 4}"))
    assert [(one.name, one.how) for one in only(weighed(*loan, after)).consequences] == [
        ("clause 1.2", "prints it"),
        ("definition of Loan", "prints it"),
    ]


def test_what_refers_to_a_provision_that_goes_or_moves_is_named(tmp_path: Path, loan: Both) -> None:
    after = edited(tmp_path, (LENDING, "1. {#length} A Loan lasts {{ particulars.loan_weeks }}.\n", ""))
    (gone,) = (one for one in weighed(*loan, after).changes if one.change.identity == "lending/length")
    assert [(one.name, one.how) for one in gone.consequences] == [("clause 3.3", "refers to it")]
    after = edited(tmp_path / "b", (ENDING, "[](#end) prevails over [](#lending/length)", "This prevails over [](#lending/length)"),
                   (ENDING, "1. {#end} Either party may end this agreement on three months’ warning.\n", ""))  # fmt: skip
    (gone,) = (one for one in weighed(*loan, after).changes if one.change.identity == "ending/end")
    assert [(one.name, one.how) for one in gone.consequences] == [("clause 3.2", "referred to it")]


SCREEN = Dataset(
    "comparison-lines",
    "Lines",
    {},
    tuple(
        Datum({key: Datum(value) for key, value in row.items()})
        for row in (
            {"id": "parties", "heading": "Parties", "sorts": "party"},
            {"id": "terms", "heading": "Local terms", "counted": "local-terms-list/matter", "one": "term", "many": "terms",
             "tables": "local-terms-list", "row_class": "5"},
            {"id": "money", "heading": "Money", "money": "yes", "entries": "money"},
            {"id": "other", "heading": "Other", "rest": "yes"},
        )
    ),
    None,  # type: ignore[arg-type]
)  # fmt: skip
GARDEN = "      - {id: garden, matter: The garden, term: Dale keeps the garden.}\n"


def screened(workspace: Workspace, old: Agreement, new: Agreement) -> Comparison:
    """Two trees weighed with lines of this test's own."""
    matched = match(side(old, NOBODY), side(new, NOBODY))
    return weigh(
        compared(old, "draft"), compared(new, "not issued"), matched, compare(old, new), on=ON, lines=SCREEN
    )


def test_rows_that_come_and_go_are_counted_and_named(tmp_path: Path) -> None:
    workspace, before = composed(loans_workspace(tmp_path / "w"), DALE)
    more = "".join(
        f"      - {{id: t{number}, matter: Term {number}, term: Agreed.}}\n" for number in range(1, 15)
    )
    after = edited(tmp_path / "a", ("agreements/valley/loan-2024.yaml", GARDEN, more), name=DALE)
    found = screened(workspace, before, after)
    assert line(found, "terms") == (
        f"14 terms added: {'; '.join(f'Term {number}' for number in range(1, 13))} and 2 more. 1 term removed: The garden"
    )
    assert {one.said for one in found.first if one.name != "terms"} == {"none"}
    assert {(one.grade, one.reason) for one in found.changes} == {
        (5, "a term comes, which is of class 5"), (5, "a term goes, which is of class 5"),
    }  # fmt: skip


def test_a_line_names_its_changes_and_money_its_sums(tmp_path: Path, loan: Both) -> None:
    after = edited(
        tmp_path,
        ("agreements/precedents/branch-loan.yaml", "'£1,000'", "'£1,250'"),
        (MONEY, "must report", "may report"),
        (ENDING, "must then return", "must then, return"),
    )
    found = screened(loan[0], loan[1], after)
    first = {one.name: one for one in found.first}
    assert first["money"].said == (
        "Particulars, Yearly limit: £1,000 before, £1,250 after, £250 more. 1 other change, of class 6 (money): clause 2.2"
    )
    assert (first["money"].money_before, first["money"].money_after) == (1000, 1250)
    assert first["other"].said == "1 change, of class 8 (legal substance): clause 3.2"
    assert (first["parties"].said, first["terms"].said) == ("none", "none")
    assert sorted(number for one in found.first for number in one.numbers) == [
        one.number for one in found.changes
    ]


def test_several_sums_of_one_text_are_each_said_and_no_ceiling_covers_them(
    tmp_path: Path, loan: Both
) -> None:
    words = "must report what it spends"
    before = edited(tmp_path / "a", (MONEY, words, f"{words} above £10 or £20"))
    after = edited(tmp_path / "b", (MONEY, words, f"{words} above £10 or £25"))
    found = screened(loan[0], before, after)
    assert line(found, "money") == "Clause 2.2: £10 and £20 before, £10 and £25 after"
    first = next(one for one in found.first if one.name == "money")
    assert (first.money_before, first.money_after) == (None, None)
