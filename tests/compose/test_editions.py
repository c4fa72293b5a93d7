"""National text takes the place of what stood in for it, with no change in code or precedent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from concordat.language.walk import blocks
from concordat.language.words import labels, plain, words
from concordat.model.tree import Agreement, Definition, Group, GroupKind, Provision, Publication
from concordat.project.explain import explain
from concordat.project.inputs import used_files
from concordat.project.listing import list_agreements
from concordat.project.read import read
from support import FORM, form_workspace, read_one, swap

PATH = "towns/lending-2031"
EDITION = "clauses/national/form-2031"


def group(agreement: Agreement, identity: str) -> Group:
    return next(b for b in blocks(agreement) if isinstance(b, Group) and b.identity == identity)


def codes(folder: Path) -> dict[str, str]:
    """The errors of a workspace: code and message."""
    return {d.code: d.message for d in read(folder, (), None).faults.errors}


def headed(agreement: Agreement, *kinds: GroupKind) -> list[str]:
    return [
        f"{b.label} {plain(b.heading.inlines)}"
        for b in blocks(agreement)
        if isinstance(b, Group) and b.kind in kinds and b.heading is not None
    ]


def test_without_the_edition_what_stands_in_prints_and_numbers_are_live(tmp_path: Path) -> None:
    shutil.rmtree(form_workspace(tmp_path) / "clauses" / "national")
    agreement, reading = read_one(tmp_path, PATH)
    assert not reading.faults.errors
    assert headed(agreement, GroupKind.CLAUSE) == [
        "1 Meaning of terms",
        "2 Lending",
        "3 Care of Books",
        "4 Returns",
    ]
    assert group(agreement, "lending").wording == "stand-in"
    assert agreement.schema == 1 and group(agreement, "lending").published is None


def test_with_it_the_national_text_prints_under_its_published_numbers(tmp_path: Path) -> None:
    agreement, reading = read_one(form_workspace(tmp_path), PATH)
    assert not reading.faults.errors, [d.message for d in reading.faults.errors]
    assert headed(agreement, GroupKind.CLAUSE, GroupKind.SCHEDULE, GroupKind.PART) == [
        "1 Interpretation",
        "2 Lending of Books",
        "3 Not used",
        "3A Care of Books",
        "4 Not used",
        "5 Return of Books",
        "Schedule 1 Definitions",
        "Schedule 2 Not used",
        "Schedule 2A Local rules",
        "Part A Towns",
        "Schedule 3 List of Books",
        "Part A Old Books",
        "Part B New Books",
    ]
    held = group(agreement, "lending")
    assert held.wording == "mandated" and agreement.schema == 2
    assert held.published == Publication(
        "The invented League of Libraries", "Form L (an invention for tests)", "2031-01-31"
    )
    assert [piece.text for piece in labels(agreement) if piece.identity.startswith("returns")] == [
        "5",
        "5.1",
        "5.2",
    ]


def test_all_of_its_definitions_stand_in_place_of_the_library_s(tmp_path: Path) -> None:
    agreement, _ = read_one(form_workspace(tmp_path), PATH)
    found = {b.identity: plain(b.inlines) for b in blocks(agreement) if isinstance(b, Definition)}
    assert found["term/book"] == "any bound volume."  # the same anchor
    assert (
        "term/borrower" not in found and found["term/form-borrower"] == "a party that borrows."
    )  # the same term
    assert "term/reader" in found  # used nowhere
    assert "term/agreement" in found  # the library's own


def test_references_follow(tmp_path: Path) -> None:
    agreement, _ = read_one(form_workspace(tmp_path), PATH)
    said = {piece.identity: piece.text for piece in words(agreement)}
    assert said["care/main"].endswith("as Schedule 2A says:")
    assert said["care/law"] == "Clause 3A.1.1 does not limit clause 2.1."
    assert said["returns/main"].endswith("under clause 2.1.1.")
    assert said["books/new"].endswith("under Part A.")


def test_a_reference_to_what_is_not_used_is_refused(tmp_path: Path) -> None:
    swap(form_workspace(tmp_path), "clauses/lending/care.md", "[](#returns)", "[](#fines)")
    assert "left out" in codes(tmp_path)["reference-dropped"]


def test_a_reference_to_a_place_that_the_national_text_has_not_is_refused(tmp_path: Path) -> None:
    swap(form_workspace(tmp_path), f"{EDITION}/lending.md", "{#main}", "{#other}")
    swap(tmp_path, f"{EDITION}/numbering.yaml", "lending/main", "lending/other")
    assert "national text" in codes(tmp_path)["reference-unknown"]


def test_an_answer_brings_a_clause_back_under_its_own_number(tmp_path: Path) -> None:
    swap(
        form_workspace(tmp_path),
        "agreements/towns/lending-2031.yaml",
        "2031-04-01",
        "2031-04-01\n  fines: yes",
    )
    agreement, _ = read_one(tmp_path, PATH)
    assert "4 Fines" in headed(agreement, GroupKind.CLAUSE)
    assert "3A Care of Books" in headed(agreement, GroupKind.CLAUSE)
    assert "Schedule 2 Tariff" in headed(agreement, GroupKind.SCHEDULE)
    assert group(agreement, "tariff").wording == "stand-in"  # the edition does not hold it


def test_mandated_text_is_judged_by_no_check_of_drafting(tmp_path: Path) -> None:
    _, reading = read_one(form_workspace(tmp_path), PATH)
    assert "shall" in (tmp_path / EDITION / "lending.md").read_text()
    assert not [d for d in reading.faults.found if d.span is not None and EDITION in d.span.file]
    swap(tmp_path, "clauses/lending/care.md", "must keep it dry", "shall keep it dry")
    assert "drafting-shall" in codes(tmp_path)


def test_a_deviation_from_it_is_refused(tmp_path: Path) -> None:
    own = "---\nid: lending\ntitle: Lending\nwording: local\nsignificance: 5\n---\n1. {#main} Nobody lends.\n"
    folder = form_workspace(tmp_path, {"agreements/towns/local/lending.md": own})
    dev = "\ndeviations:\n  - {clause: lending, text: local/lending.md, replaces: 'sha256:0', reason: No.}\n"
    path = folder / "agreements/towns/lending-2031.yaml"
    path.write_text(path.read_text() + dev)
    assert "mandated wording" in codes(folder)["deviation-locked"]


def test_a_deviation_from_one_of_its_definitions_is_refused(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path, {"agreements/towns/local/book.md": "{#book} Book\n: a scroll.\n"})
    dev = "\ndeviations:\n  - {definition: book, text: local/book.md, replaces: 'sha256:0', reason: No.}\n"
    path = folder / "agreements/towns/lending-2031.yaml"
    path.write_text(path.read_text() + dev)
    assert "mandated wording" in codes(folder)["deviation-locked"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. {#start} Lending", '1. {#start when="particulars.fines"} Lending'),
        ("shall begin on", 'shall [not]{when="particulars.fines"} begin on'),
        ("1. {#start} Lending shall begin on {{ particulars.start_date }}.", "::: when particulars.fines\n1. {#start} Lending.\n:::"),
        ("wording: mandated", "wording: mandated\nwhen: particulars.fines"),
    ],
)  # fmt: skip
def test_a_condition_in_it_is_refused(tmp_path: Path, old: str, new: str) -> None:
    swap(form_workspace(tmp_path), f"{EDITION}/lending.md", old, new)
    assert "must stand whole" in codes(tmp_path)["mandated-condition"]


@pytest.mark.parametrize("key", ["publisher", "reference", "date"])
def test_it_says_who_published_it(tmp_path: Path, key: str) -> None:
    path = form_workspace(tmp_path) / EDITION / "lending.md"
    path.write_text(
        "".join(line for line in path.read_text().splitlines(True) if not line.startswith(f"{key}:"))
    )
    assert f"`{key}:`" in codes(tmp_path)["key-missing"]


def test_text_of_an_edition_that_is_not_mandated_is_refused(tmp_path: Path) -> None:
    swap(form_workspace(tmp_path), f"{EDITION}/lending.md", "wording: mandated", "wording: model")
    assert "mandated" in codes(tmp_path)["value-type"]


def test_a_digest_that_the_text_does_not_match_is_an_error(tmp_path: Path) -> None:
    agreement, _ = read_one(form_workspace(tmp_path), PATH)
    digest = group(agreement, "lending").digest
    swap(
        tmp_path, f"{EDITION}/lending.md", "wording: mandated", f"wording: mandated\ndigest: sha256:{digest}"
    )
    assert codes(tmp_path) == {}
    swap(tmp_path, f"{EDITION}/lending.md", "new Books", "newer Books")
    assert "changed since" in codes(tmp_path)["mandated-digest"]


def test_a_schedule_is_told_from_a_clause_by_what_it_replaces_or_says(tmp_path: Path) -> None:
    agreement, _ = read_one(form_workspace(tmp_path), PATH)
    assert group(agreement, "books").kind is GroupKind.SCHEDULE
    (tmp_path / "schedules" / "books.md").unlink()
    (tmp_path / "schedules" / "tariff.md").write_text((FORM / "schedules" / "tariff.md").read_text())
    assert "prose-stray-line" in codes(tmp_path) or "clause-unknown" in codes(tmp_path)  # taken for a clause
    swap(tmp_path, f"{EDITION}/books.md", "wording: mandated", "kind: schedule\nwording: mandated")
    assert codes(tmp_path) == {}


def test_a_number_that_does_not_follow_is_named_at_its_place(tmp_path: Path) -> None:
    swap(
        form_workspace(tmp_path),
        f"{EDITION}/numbering.yaml",
        "lending/new: '2.1.2'",
        "lending/new: '2.2.2'",
    )
    assert "“2.2.2”" in codes(tmp_path)["numbering-frozen"]


def test_what_was_published_later_cannot_stand_earlier(tmp_path: Path) -> None:
    swap(form_workspace(tmp_path), "agreements/precedents/lending.yaml",
         "  - {clause: meaning, wording: stand-in}\n  - {clause: lending, wording: stand-in}\n",
         "  - {clause: lending, wording: stand-in}\n  - {clause: meaning, wording: stand-in}\n")  # fmt: skip
    assert "after what was published after it" in codes(tmp_path)["numbering-frozen"]


def test_a_precedent_may_freeze_its_own_numbers(tmp_path: Path) -> None:
    shutil.rmtree(form_workspace(tmp_path) / "clauses" / "national")
    swap(tmp_path, "agreements/precedents/lending.yaml", "edition: form-2031", "numbering: frozen")
    assert "published numbers" in codes(tmp_path)["file-missing"]
    own = tmp_path / "agreements" / "precedents" / "numbering"
    own.mkdir()
    (own / "lending.yaml").write_text("clauses: {meaning: 1, gone: 2, returns: 3}\n")
    agreement, reading = read_one(tmp_path, PATH)
    assert not reading.faults.errors
    found = headed(agreement, GroupKind.CLAUSE)
    assert found == ["1 Meaning of terms", "2 Not used", "2A Lending", "2B Care of Books", "3 Returns"]


def test_a_deed_and_a_hand_are_chosen_by_their_conditions(tmp_path: Path) -> None:
    agreement, _ = read_one(form_workspace(tmp_path), PATH)
    assert agreement.groups[-1].execution is None
    assert "Signed by the parties on the dates below." in [piece.text for piece in words(agreement)]
    swap(tmp_path, "agreements/towns/lending-2031.yaml", "2031-04-01", "2031-04-01\n  sealed: yes")
    agreement, _ = read_one(tmp_path, PATH)
    assert agreement.groups[-1].execution == "deed"
    said = [piece.text for piece in words(agreement)]
    assert "Executed as a deed by Moss Library (invented)" in said and said.count("Seal") == 2


def test_no_way_of_signing_is_a_fault(tmp_path: Path) -> None:
    swap(form_workspace(tmp_path), "agreements/precedents/lending.yaml", "  - mode: hand\n", "  - mode: hand\n    when: particulars.fines\n")  # fmt: skip
    assert "nobody could sign" in codes(tmp_path)["execution-none"]


def test_a_provision_of_national_text_that_is_gone_keeps_its_number(tmp_path: Path) -> None:
    agreement, _ = read_one(form_workspace(tmp_path), PATH)
    gone = next(b for b in blocks(agreement) if b.identity == "returns/gone")
    assert isinstance(gone, Provision) and gone.not_used and gone.label == "5.1"


def test_what_is_national_and_what_is_not_used_is_explained(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    present, _ = explain(folder, PATH, "2.1.1")
    assert present is not None and present.wording == "mandated" and present.published is not None
    assert present.file is not None and present.file.file == f"{EDITION}/lending.md"
    absent, _ = explain(folder, PATH, "Schedule 2")
    assert (
        absent is not None and not absent.present and absent.conditions[0].expression == "particulars.fines"
    )
    gone, _ = explain(folder, PATH, "clause 3")
    assert gone is not None and gone.words == "Not used"
    assert gone.file is not None and gone.file.file == f"{EDITION}/numbering.yaml"


def test_the_files_of_the_edition_are_among_the_inputs(tmp_path: Path) -> None:
    reading = read(form_workspace(tmp_path), (PATH,), None)
    [one] = reading.agreements
    assert one.agreement is not None
    used = used_files(reading.workspace, one.selected, one.agreement)
    wanted = ("lending.md", "meanings.md", "numbering.yaml", "definitions/form.md")
    assert {f"{EDITION}/{name}" for name in wanted} <= set(used)
    assert "clauses/lending/lending.md" not in used


def test_an_agreement_is_listed_by_what_its_edition_brings(tmp_path: Path) -> None:
    found, faults = list_agreements(form_workspace(tmp_path), "term/reader")
    assert [one.path for one in found] == [PATH] and not faults.found


def test_a_file_beside_the_editions_is_named(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    (folder / EDITION / "lending.md").rename(folder / "clauses" / "national" / "lending.md")
    assert "named for its edition" in codes(folder)["file-name"]


def test_mandated_text_may_name_a_schedule_by_its_published_number_alone(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    swap(
        folder, "agreements/precedents/lending.yaml", "  - local-rules\n", ""
    )  # what else refers to the list of Books
    swap(folder, "clauses/lending/care.md", ", and [](#books) and [](#main) apply", "")
    swap(folder, "clauses/lending/care.md", "as [](#local-rules) says:", "so:")
    assert codes(folder) == {}  # mandated itself
    (folder / EDITION / "books.md").unlink()
    swap(folder, f"{EDITION}/numbering.yaml", "  books: Schedule 3\n  books/part-old: Part A\n  books/old: '1'\n"
         "  books/part-new: Part B\n  books/new: '1'\n", "  books: Schedule 3\n  books/main: '1'\n")  # fmt: skip
    swap(folder, "schedules/books.md", " under [](#local-rules) and [](#local-rules/part-towns)", "")
    assert "Schedule 3" in codes(folder)["schedule-unreferred"]
    swap(folder, f"{EDITION}/fines.md", "The fine is in [](#tariff).", "The fine is nothing.")
    swap(folder, f"{EDITION}/meaning.md", "headings shall", "headings and Schedule 3 shall")
    assert "schedule-unreferred" not in codes(folder)


def test_two_headings_of_the_national_text_may_be_the_same(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    swap(folder, f"{EDITION}/returns.md", "title: Return of Books", "title: Lending of Books")
    assert codes(folder) == {}
    swap(folder, "clauses/lending/care.md", "title: Care of Books", "title: Lending of Books")
    assert "stands twice" in codes(folder)["drafting-duplicate-heading"]


def test_an_edition_that_no_precedent_names_is_a_doubt(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    swap(folder, "agreements/precedents/lending.yaml", "edition: form-2031", "edition: form-2032")
    [found] = [d for d in read(folder, (), None).faults.found if d.code == "mandated-unused"]
    assert "“form-2031”" in found.message and "form-2032" in found.hint


def test_a_fault_in_the_condition_of_a_later_way_of_signing_is_told(tmp_path: Path) -> None:
    swap(form_workspace(tmp_path), "agreements/precedents/lending.yaml", "  - mode: hand\n", "  - mode: hand\n    when: particulars.fined\n")  # fmt: skip
    swap(tmp_path, "agreements/towns/lending-2031.yaml", "2031-04-01", "2031-04-01\n  sealed: yes")
    assert any("fined" in message for message in codes(tmp_path).values())
