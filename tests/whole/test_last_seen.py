"""The part of a pack that says what has changed since the board last saw it, on the shipped content and its register."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.compose.bind import bind
from concordat.diagnostics import Diagnostic, Severity
from concordat.language.walk import blocks
from concordat.language.words import contents, plain, words
from concordat.model.tree import Agreement, Group, GroupKind, Table
from concordat.project.papers import Paper
from concordat.project.read import read
from concordat.project.views import render_views
from support import REPOSITORY, real_workspace, swap

FOOTPRINT = "example-footprint"
RESTATED = f"{FOOTPRINT}/papers/example-central-restated"
FILE = f"agreements/{RESTATED}.yaml"
SPOKEN = {RESTATED: (f"{FOOTPRINT}/collaboration-2025-restated",)}
"""What is composed for a paper, where that is not its whole footprint."""

SPEAKS = "  collaboration: example-footprint/collaboration-2025-restated\n"


def paper_of(folder: Path, path: str = RESTATED) -> tuple[Paper, tuple[Diagnostic, ...], Agreement | None]:
    """A paper, what is wrong in it, and its pack."""
    names = SPOKEN.get(path, (path.split("/")[0],))
    reading = read(folder, names, None, family=False, papers=True)
    [paper] = [one for one in reading.papers if one.path == path]
    wrong = tuple(d for d in paper.found if d.severity is Severity.ERROR)
    if paper.tree is None or reading.workspace.house is None:
        return paper, wrong, None
    trees = {key: one.agreement for key, one in paper.spoken.items() if one.agreement is not None}
    return paper, wrong, bind(paper.tree, trees, paper.plan, reading.workspace.house)


def said(tree: Agreement | None) -> str:
    """The sentences of the part, its tables left out."""
    assert tree is not None
    return " ".join(p.text for p in words(tree) if p.identity.startswith("what-has-changed~start"))


def tables(tree: Agreement | None) -> list[Table]:
    assert tree is not None
    return [b for b in blocks(tree) if isinstance(b, Table) and b.identity.startswith("what-has-changed/")]


@pytest.fixture(scope="module")
def shipped() -> tuple[Paper, tuple[Diagnostic, ...], Agreement | None]:
    return paper_of(REPOSITORY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return real_workspace(tmp_path / "w", footprints=[FOOTPRINT])


def seeing(folder: Path, seen: str) -> tuple[Paper, tuple[Diagnostic, ...], Agreement | None]:
    """The paper about the restated agreement, with `seen:` as given."""
    swap(folder, FILE, SPEAKS, f"{SPEAKS}seen: {seen}\n")
    return paper_of(folder)


def test_a_restated_agreement_is_compared_with_what_every_party_approved_before(
    shipped: tuple[Paper, tuple[Diagnostic, ...], Agreement | None],
) -> None:
    paper, wrong, tree = shipped
    assert not wrong and paper.sound
    assert "as version 1.3 (signed, 20 December 2024)" in said(tree)
    assert [
        name
        for name in paper.seen
        if name.endswith("register/collaboration-2024/1.3/for-approval/agreement.json")
    ]


def test_each_change_is_a_row_with_the_words_before_and_now(
    shipped: tuple[Paper, tuple[Diagnostic, ...], Agreement | None],
) -> None:
    changes = tables(shipped[2])[-1]
    cells = {plain(row.cells[1].inlines): [plain(cell.inlines) for cell in row.cells] for row in changes.rows}
    lines = {plain(row.cells[0].inlines): plain(row.cells[1].inlines) for row in tables(shipped[2])[0].rows}
    assert lines["Parties"] == "none" and "Expiry Date" in lines["Term, termination and variation"]
    assert cells["Particulars, Expiry Date: changed"][2:4] == [
        "31 March 2027 (example)",
        "31 March 2028 (example)",
    ]
    assert cells["Particulars, Execution: changed"][2:4] == ["Under hand (example)", "As a deed (example)"]
    assert [column.heading for column in changes.columns][-1] == "Indicated route"


def test_the_route_is_that_of_the_board_whose_paper_it_is(
    shipped: tuple[Paper, tuple[Diagnostic, ...], Agreement | None],
) -> None:
    whole = said(shipped[2])
    assert "Class 8 (legal substance)" in whole and "Indicated route: Example Central ICB: " in whole
    assert "Example North ICB" not in whole and "every change of words is a variation" in whole
    for row in tables(shipped[2])[-1].rows:
        routes = plain(row.cells[4].inlines)
        assert routes and "3 December" not in routes, "no other board's approval"


def test_the_part_stands_between_the_paper_and_the_schedules_and_the_views_hold_it(
    shipped: tuple[Paper, tuple[Diagnostic, ...], Agreement | None],
) -> None:
    _, _, tree = shipped
    assert tree is not None
    kinds = [(g.kind, g.identity) for g in tree.groups if isinstance(g, Group)]
    assert kinds[1:4] == [
        (GroupKind.TERMS, "terms"),
        (GroupKind.PACK_PART, "what-has-changed"),
        (GroupKind.PACK_PART, "material-schedules"),
    ]
    assert "Part 2. What has changed since the Board last saw it" in [entry.text for entry in contents(tree)]
    house = read(REPOSITORY, (FOOTPRINT,), None).workspace.house
    assert house is not None and house.paper is not None
    views = render_views(tree, house.paper, b"{}")
    assert not views.found and views.contents_on == 3


def test_where_no_register_holds_a_version_it_says_so_and_nothing_more() -> None:
    name = "buckinghamshire-oxfordshire-and-berkshire-west"
    _, wrong, tree = paper_of(REPOSITORY, f"south-east/papers/{name}")
    assert not wrong and not tables(tree)
    assert said(tree) == (
        "The Board has not seen an earlier text of the Delegation Agreement. "
        "The Board has not seen an earlier text of the Collaboration Agreement."
    )


def test_a_board_that_never_saw_it_is_told_so_whatever_the_register_holds() -> None:
    paper, wrong, tree = paper_of(REPOSITORY, f"{FOOTPRINT}/papers/example-central")
    assert not wrong and not tables(tree) and paper.seen == {}
    assert said(tree).count("has not seen an earlier text") == 2


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ('{collaboration: "@1.0"}', "as version 1.0 (for approval, 10 January 2025)"),
        ('"@1.0"', "as version 1.0 (for approval, 10 January 2025)"),
        ("{collaboration: example-footprint/collaboration-2024@1.2}", "as version 1.2 (signed, 27 September 2024)"),
        ("{collaboration: example-footprint/collaboration-2024@0.2}", "as version 0.2 (draft, 9 February 2024)"),
        ("2024-10-01", "as version 1.2 (signed, 27 September 2024)"),
        ("{collaboration: 2024-09-13}", "as version 1.2 (approved, 12 September 2024)"),
        ("2024-09-01", "as version 1.2 (for approval, 30 August 2024)"),
        ("never", "The Board has not seen an earlier text of the Collaboration Agreement."),
        ("{}", "as version 1.3 (signed, 20 December 2024)"),
    ],
)  # fmt: skip
def test_the_paper_may_say_what_the_board_last_saw(folder: Path, seen: str, told: str) -> None:
    _, wrong, tree = seeing(folder, seen)
    assert not wrong, [d.message for d in wrong]
    assert told in said(tree)


def test_a_text_with_the_same_words_has_no_changes(folder: Path) -> None:
    swap(folder, FILE, "2025-01-22", "2025-02-20")
    swap(folder, FILE, "[approve, authorise]", "[ratify]")
    swap(
        folder,
        FILE,
        "purpose: {value: decision",
        "ratified_from: {value: 2025-02-01, source: invented, status: example}\n  purpose: {value: ratification",
    )
    dated = "  date_of_agreement: {value: 2025-01-31, source: invented, status: example}\n"
    swap(
        folder, "agreements/example-footprint/collaboration-2025-restated.yaml", dated, ""
    )  # as it was issued
    _, wrong, tree = seeing(folder, '"@1.1"')
    assert not wrong, [d.message for d in wrong]
    assert said(tree).endswith("as version 1.1 (signed, 31 January 2025). No word of it has changed since.")
    assert not tables(tree)


def test_a_version_before_its_approval_stands_as_it_did_then(folder: Path) -> None:
    swap(folder, FILE, "2025-01-22", "2024-12-04")
    _, _, tree = paper_of(folder)
    assert "as version 1.3 (for approval, 22 November 2024)" in said(tree), (
        "the last party approved it a day later"
    )


@pytest.mark.parametrize(
    ("seen", "code", "message"),
    [
        ('{collaboration: "@7.0"}', "version-unknown", "has no version 7.0"),
        ('"@approved-by-nobody"', "version-unknown", "is no number of a version, no day and no state"),
        ("last month", "version-unknown", "“last month” names no version"),
        ("2020-01-01", "version-unknown", "had been issued for approval on 2020-01-01"),
        ("{collaboration: south-east/collaboration-2025@1.0}", "version-unknown", "has no version 1.0"),
    ],
)  # fmt: skip
def test_what_names_no_version_is_a_fault_at_its_place(
    folder: Path, seen: str, code: str, message: str
) -> None:
    _, wrong, _ = seeing(folder, seen)
    [fault] = wrong
    assert fault.code == code and message in fault.message and fault.hint
    assert fault.span is not None and (fault.span.file, fault.span.line) == (FILE, 8)


def test_a_key_of_which_the_paper_does_not_speak_is_named(folder: Path) -> None:
    swap(folder, FILE, SPEAKS, f'{SPEAKS}seen: {{delegation: "@1.0"}}\n')
    found = read(folder, (FOOTPRINT,), None, papers=True).faults.errors
    assert [(d.code, d.span.line) for d in found if d.span is not None] == [("key-unknown", 8)]
