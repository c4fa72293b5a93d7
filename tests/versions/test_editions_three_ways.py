"""Two national editions and our text: what each change means for an agreement, by planted cases and invented editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.load.workspace import read_workspace
from concordat.model.changes import Kind
from concordat.model.editions import EditionsCompared, NationalChange, OurText, Outcome
from concordat.model.register import State
from concordat.project.editions_compared import editions_compared
from concordat.versions.routes import APPROVER, DRAFTERS
from life_steps import approved, issued
from second_edition import AGREEMENT, NEW, OLD, two_editions
from support import change, swap

INSTRUCTIONS = f"agreements/{AGREEMENT}.yaml"
PRECEDENT = "agreements/precedents/lending.yaml"
LOCAL = "---\nid: {id}\ntitle: {title}\nwording: local\nsignificance: 5\n---\n{text}\n"


def compared(folder: Path, old: str = OLD, new: str = NEW) -> EditionsCompared:
    found, faults = editions_compared(folder, old, new, ())
    assert "edition-unknown" not in {d.code for d in faults.found}
    [kind] = found
    return kind


def at(kind: EditionsCompared, identity: str) -> tuple[NationalChange, OurText]:
    """The change of a place, and what it means for the one agreement."""
    [found] = [one for one in kind.changes if one.identity == identity]
    [ours] = found.ours
    return found, ours


def deviate(folder: Path, entry: str, text: str, *, kind: str = "clause", replaces: str = "sha256:0") -> None:
    """Set local text in the place of an entry. It is refused where that is national, and composed all the same."""
    change(folder, {f"agreements/towns/local/{entry}.md": text})
    path = folder / INSTRUCTIONS
    more = f"  - {{{kind}: {entry}, text: local/{entry}.md, replaces: '{replaces}', reason: Our readers asked for it., approved_by: Moss board, approved_on: 2031-02-01}}\n"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + ("" if "deviations:" in before else "deviations:\n") + more, encoding="utf-8")


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> EditionsCompared:
    """An agreement whose national text is that of the older edition."""
    return compared(two_editions(tmp_path_factory.mktemp("editions") / "w"))


@pytest.mark.parametrize(
    ("identity", "kind", "old", "new"),
    [
        ("lending/new", Kind.REWORDED, "new Books.", "new Books, except in May."),
        ("lending/notice", Kind.ADDED, None, "A party may end lending on three months' notice."),
        ("books/new", Kind.REMOVED, "New Books are listed by Fern under Part A.", None),
        ("books/more", Kind.ADDED, None, "More Books are listed by Fern."),
        ("term/book", Kind.REWORDED, "any bound volume.", "any bound volume or recording."),
        ("term/reader", Kind.REMOVED, "Reader a person whom nothing in the form mentions.", None),
        ("term/loan", Kind.ADDED, None, "Loan a lending of a Book."),
    ],
)
def test_a_national_change_comes_with_the_new_edition_where_our_text_is_the_old(
    following: EditionsCompared, identity: str, kind: Kind, old: str | None, new: str | None
) -> None:
    found, ours = at(following, identity)
    assert (found.kind, found.old, found.new) == (kind, old, new)
    assert ours.outcome is Outcome.COMES and not ours.edits and not ours.reason


def test_each_is_national_and_has_the_class_of_its_subject_and_who_decides(
    following: EditionsCompared,
) -> None:
    classes = {one.identity: one.subject for one in following.changes}
    assert classes["lending/new"] == 8 and classes["books/more"] == 6 and classes["care"] == 5
    assert classes["term/book"] == 8, "a clause of class 8 uses it"
    assert [one.subject for one in following.changes] == sorted(classes.values(), reverse=True)
    assert {one.decides.partition(":")[0] for one in following.changes} == {
        "The invented League of Libraries"
    }
    assert (
        "Form M" in at(following, "lending/new")[0].decides
        and "31 January 2033" in at(following, "lending/new")[0].decides
    )


def test_what_is_the_same_or_only_renumbered_is_no_change(following: EditionsCompared) -> None:
    told = {one.entry for one in following.changes}
    assert not told & {"meaning", "meanings", "returns"}, (
        "published again under another reference, with other numbers"
    )
    assert following.unchanged == 4, "these three, and the definition of Borrower"
    assert ("clause 5", "clause 4") in {(one.before, one.after) for one in following.renumbered}


def test_a_place_that_prints_not_used_is_no_text(following: EditionsCompared) -> None:
    assert not [one for one in following.changes if "Not used" in (one.old or "") + (one.new or "")]
    assert not [one for one in following.changes if one.identity in ("returns/gone", "fines")]


def test_model_text_where_the_new_edition_has_its_own_is_a_conflict_of_three_texts(
    following: EditionsCompared,
) -> None:
    found, ours = at(following, "care")
    assert found.kind is Kind.ADDED and found.old is None
    assert found.new is not None and found.new.startswith("Care of Books The Borrower shall care")
    assert (ours.outcome, ours.whose) == (Outcome.CONFLICT, "model")
    assert ours.text is not None and "must keep it dry" in ours.text


def test_what_the_precedent_does_not_take_and_what_would_break_are_told(following: EditionsCompared) -> None:
    assert following.untaken == ("clause “Insurance”",)
    [one] = following.agreements
    assert one.faults == ("no provision refers to Schedule 1A (Local rules)",)
    assert (one.version, one.state, one.adopts) == ("", "not issued", DRAFTERS)


def test_local_text_in_place_of_changed_national_text_is_a_conflict(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    own = "1. {#main} Each party shall lend to the Borrower:\n   1. {#old} old Books, subject to [](#returns);\n   1. {#new} new Books, but no atlas.\n1. {#start} Lending shall begin on {{ particulars.start_date }}."
    deviate(folder, "lending", LOCAL.format(id="lending", title="Lending of Books", text=own))
    kind = compared(folder)
    found, ours = at(kind, "lending/new")
    assert (found.old, found.new, ours.text) == (
        "new Books.",
        "new Books, except in May.",
        "new Books, but no atlas.",
    )
    assert (ours.outcome, ours.whose) == (Outcome.CONFLICT, "local")
    assert ours.reason == "Our readers asked for it; approved by Moss board on 1 February 2031"
    assert [(e.before, e.after) for e in ours.edits if not e.same] == [("", ", but no atlas")]
    assert at(kind, "lending/notice")[1].outcome is Outcome.COMES, "the rest of the clause is as it was"


def test_local_text_that_says_what_the_new_edition_says_is_held_already(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    deviate(folder, "book", "{#book} Book\n: any bound volume or recording.\n", kind="definition")
    assert at(compared(folder), "term/book")[1].outcome is Outcome.HELD


def test_local_text_where_nothing_changed_nationally_is_told_apart(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    own = "1. {#main} The Borrower shall return each Book at once under [](#lending/old)."
    deviate(folder, "returns", LOCAL.format(id="returns", title="Return of Books", text=own))
    kind = compared(folder)
    [local] = kind.local
    assert (local.identity, local.whose, local.subject) == ("returns/main", "local", 8)
    assert (
        local.national is not None
        and local.text is not None
        and "at once" in local.text
        and "at once" not in local.national
    )
    assert not [one for one in kind.changes if one.entry == "returns"]


def test_a_clause_that_is_withdrawn_meets_nothing_but_its_old_self(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    swap(folder, INSTRUCTIONS, "2031-04-01", "2031-04-01\n  fines: yes")
    found, ours = at(compared(folder), "fines")
    assert (found.kind, found.new, ours.outcome) == (Kind.REMOVED, None, Outcome.COMES)
    deviate(
        folder,
        "fines",
        LOCAL.format(
            id="fines", title="Fines", text="1. {#main} No fine is more than a pound ([](#tariff))."
        ),
    )
    found, ours = at(compared(folder), "fines")
    assert ours.outcome is Outcome.CONFLICT and ours.text is not None and "more than a pound" in ours.text


def test_where_the_precedent_names_the_newer_already_everything_is_held(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    swap(folder, PRECEDENT, f"edition: {OLD}", f"edition: {NEW}")
    kind = compared(folder)
    assert {ours.outcome for one in kind.changes for ours in one.ours} == {Outcome.HELD} and not kind.local
    assert not kind.agreements[0].faults


def test_an_edition_against_itself_gives_nothing(tmp_path: Path) -> None:
    kind = compared(two_editions(tmp_path / "w"), OLD, OLD)
    assert not kind.changes and not kind.local and not kind.renumbered


def test_backwards_what_came_goes(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    there, back = compared(folder), compared(folder, NEW, OLD)
    turned = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    assert {(one.identity, turned.get(one.kind, one.kind), one.new, one.old) for one in there.changes} == {
        (one.identity, one.kind, one.old, one.new) for one in back.changes
    }


def test_several_agreements_share_one_change(tmp_path: Path) -> None:
    second = "precedent: lending\nparticulars:\n  start_date: 2031-05-01\n"
    folder = two_editions(tmp_path / "w", {"agreements/towns/lending-2032.yaml": second})
    kind = compared(folder)
    [found] = [one for one in kind.changes if one.identity == "lending/new"]
    assert [(ours.agreement, ours.outcome) for ours in found.ours] == [
        ("towns/lending-2031", Outcome.COMES),
        ("towns/lending-2032", Outcome.COMES),
    ]


@pytest.mark.parametrize(("replaces", "changed"), [("sha256:0", True), ("", False)])
def test_a_deviation_from_the_library_s_own_text_is_told_with_whether_that_has_changed(
    tmp_path: Path, replaces: str, changed: bool
) -> None:
    folder = two_editions(tmp_path / "w")
    if not changed:
        replaces = f"sha256:{read_workspace(folder)[0].library.entries['local-rules'].digest}"
    rules = (
        (folder / "schedules" / "local-rules.md")
        .read_text(encoding="utf-8")
        .replace("wording: model", "wording: local")
    )
    deviate(folder, "local-rules", rules, kind="schedule", replaces=replaces)
    [one] = compared(folder).library
    assert (one.entry, one.changed) == ("local-rules", changed) and one.reason.startswith(
        "Our readers asked for it"
    )


def test_who_is_indicated_to_agree_it_depends_on_the_last_version(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    assert not issued(folder, State.FOR_APPROVAL, "2031-03-01", AGREEMENT, {}).faults.errors
    for party in ("moss-library", "fern-library"):
        assert not approved(folder, party, "2031-03-02", AGREEMENT).faults.errors
    [one] = compared(folder).agreements
    assert (one.version, one.state, one.adopts) == ("1.0", "approved", APPROVER)


@pytest.mark.parametrize("names", [(OLD, "form-2099"), ("form-2099", NEW)])
def test_an_edition_that_is_not_there_is_named(tmp_path: Path, names: tuple[str, str]) -> None:
    found, faults = editions_compared(two_editions(tmp_path / "w"), *names, ())
    assert not found and [d.code for d in faults.errors] == ["edition-unknown"]
    assert "form-2099" in faults.errors[0].message


def test_editions_that_no_kind_of_agreement_takes_are_named(tmp_path: Path) -> None:
    folder = two_editions(tmp_path / "w")
    swap(folder, PRECEDENT, f"edition: {OLD}", "edition: form-2030")
    found, faults = editions_compared(folder, OLD, NEW, ())
    assert not found and "takes its text from" in faults.errors[-1].message
