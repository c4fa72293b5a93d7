"""The pack of one real board covers its published paper, repeats none of its faults, and names each of them where it is typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concordat.compose.bind import bind
from concordat.diagnostics import Diagnostic, Severity
from concordat.language.walk import identities, inlines, iterate
from concordat.language.words import labels, words
from concordat.model.tree import Agreement, Reference
from concordat.project.papers import Paper
from concordat.project.read import Reading, read
from concordat.project.views import Views, render_views
from concordat.project.wanted import blanks_of
from support import REPOSITORY, change, real_workspace

NAME = "buckinghamshire-oxfordshire-and-berkshire-west"
AGREEMENTS = (f"south-east/delegation-2025/{NAME}", "south-east/collaboration-2025")
FILE = f"agreements/south-east/papers/{NAME}.yaml"
AS_PUBLISHED = (REPOSITORY / "tests" / "whole" / "papers" / "as-published.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(REPOSITORY, AGREEMENTS, None, papers=True)


@pytest.fixture(scope="module")
def paper(reading: Reading) -> Paper:
    return next(one for one in reading.papers if one.path == f"south-east/papers/{NAME}")


@pytest.fixture(scope="module")
def tree(reading: Reading, paper: Paper) -> Agreement:
    assert paper.tree is not None and reading.workspace.house is not None
    trees = {key: one.agreement for key, one in paper.spoken.items() if one.agreement is not None}
    return bind(paper.tree, trees, paper.plan, reading.workspace.house)


@pytest.fixture(scope="module")
def views(reading: Reading, tree: Agreement) -> Views:
    house = reading.workspace.house
    assert house is not None and house.paper is not None
    return render_views(tree, house.paper, b"{}")


def said_at(tree: Agreement, identity: str) -> str:
    """All words at a place and below it."""
    held = {
        inner
        for place in iterate(tree)
        if identity in {place.block.identity, *(up.identity for up in place.parents)}
        for inner in (place.block.identity, f"{place.block.identity}~heading")
    }
    return " ".join(
        piece.text for piece in words(tree) if piece.identity in held or piece.identity.split("#")[0] in held
    )


def points() -> list[tuple[str, str, str]]:
    """The rows of the table in docs/pack.md: the point, the place, the words."""
    text = (REPOSITORY / "docs" / "pack.md").read_text(encoding="utf-8").split("point by point")[1]
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| `([^`|]+)` \| ([^|]+) \|$", text, re.MULTILINE)
    assert len(rows) == text.count("\n| ") - 1, "a row of the table is not as the others are"
    return rows


def test_the_paper_has_no_fault(paper: Paper) -> None:
    assert [d.message for d in paper.found if d.severity is Severity.ERROR] == []
    assert paper.sound


@pytest.mark.parametrize(("point", "place", "wanted"), points())
def test_each_point_of_the_published_paper_is_covered(
    tree: Agreement, point: str, place: str, wanted: str
) -> None:
    assert wanted in said_at(tree, place), f"{point}: {place} says {said_at(tree, place)[:300]}"


def test_every_paragraph_has_a_row() -> None:
    told = {
        number
        for point, _, _ in points()
        for number in map(
            int, re.findall(r"(?<!Schedule )\b\d+\b", point.replace("action 1", "").replace("action 2", ""))
        )
    }
    assert set(range(1, 24)) <= told


def test_what_the_published_paper_got_wrong_is_not_in_it(tree: Agreement) -> None:
    part_1 = said_at(tree, "particulars") + said_at(tree, "terms")
    for wrong in (
        "Health and Social Care Act",
        "minor",
        "immaterial",
        "small",
        "endorse",
        "signing",
        "Discussion",
    ):
        assert wrong not in part_1, wrong
    signing = re.findall(r"[^.;]*\bsigns?\b[^.;]*", said_at(tree, "paper-decision"))
    assert [one.strip() for one in signing] == ["AUTHORISES the Chief Executive to sign them"]


def test_the_resolution_has_its_five_limbs(tree: Agreement) -> None:
    limbs = [
        said_at(tree, f"paper-decision/{name}").split()[0]
        for name in ("approves", "authorises", "delegates", "appoints", "scheme")
    ]
    assert limbs == ["APPROVES", "AUTHORISES", "DELEGATES", "APPOINTS", "APPROVES"]
    shown = {piece.identity: piece.text for piece in labels(tree)}
    assert [shown[f"paper-decision/{name}"] for name in ("approves", "scheme")] == ["(a)", "(e)"]


def test_every_fact_of_the_published_paper_has_its_source_and_status(paper: Paper) -> None:
    asked = ("title", "agenda_item", "conditions_note")
    answers = [(name, datum) for name, datum in paper.instructions.answers.items() if name not in asked]
    for name, datum in answers:
        rows = (
            [cell for row in datum.value for key, cell in row.value.items() if key == "text"]
            if name == "notes"
            else [datum]
        )  # type: ignore[union-attr]
        assert all(one.source for one in rows), name


def test_the_schedules_are_those_of_their_agreements(tree: Agreement, paper: Paper) -> None:
    for key, wanted in paper.plan.agreements.items():
        whole = paper.spoken[key].agreement
        assert whole is not None
        for schedule in wanted.material:
            own = [
                piece.text for piece in words(whole) if piece.identity.split("~")[0].split("/")[0] == schedule
            ]
            bound = [
                p.text
                for p in words(tree)
                if p.identity.removeprefix(f"{key}.").split("~")[0].split("/")[0] == schedule
                and p.identity.startswith(f"{key}.")
            ]
            assert bound[0] == f"{own[0]} ({whole.title})" and bound[1:] == own[1:], schedule
            numbers = [p.text for p in labels(whole) if p.identity.split("/")[0] == schedule]
            assert [
                p.text
                for p in labels(tree)
                if p.identity.startswith(f"{key}.{schedule}")
                and p.identity.split("/")[0] == f"{key}.{schedule}"
            ] == numbers


def test_no_identity_stands_twice_and_no_reference_leads_nowhere(tree: Agreement) -> None:
    every = list(identities(tree))
    assert len(every) == len(set(every))
    targets = {i.target for place in iterate(tree) for i in inlines(place.block) if isinstance(i, Reference)}
    assert targets and targets <= set(every)


def test_the_paper_ends_on_its_second_side(views: Views) -> None:
    assert not views.found and set(views.files) >= {"pdf", "docx", "html"}
    assert views.contents_on == 3


# --- the faults of the published paper, each caught by name


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    folder = real_workspace(tmp_path_factory.mktemp("published"))
    change(folder, {FILE: AS_PUBLISHED})
    found = read(folder, AGREEMENTS, None, papers=True)
    return tuple(d for d in found.faults.found if d.span is not None and "/papers/" in d.span.file)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("rule-broken", "A paper that asks the Board to decide is for decision or for ratification"),
        ("answer-empty", "number of the agenda item"),
        ("rule-broken", "The end of the paper asks for what the front sheet asks for"),
        ("drafting-old-law", "“Health and Social Care Act 2022” no longer exists"),
        ("paper-phrase", "A board does not sign: “The BOB ICB Board is required to review, endorse and sign"),
        ("paper-phrase", "A board does not sign: “The Board are asked to formally agree ICB readiness"),
        (
            "paper-phrase",
            "A board does not sign: “The Board are asked to formally endorse and sign the Southeast",
        ),
        ("paper-phrase", "named by their size: “any proposed minor changes"),
        ("paper-phrase", "small/immaterial changes"),
        ("paper-wordings", "“minor”, “small”, “immaterial”"),
        (
            "paper-schedule",
            "Schedule 2 is called “Delegated Services” (Delegation Agreement), and here “Services”",
        ),
        (
            "paper-schedule",
            "Schedule 4 is called “Information governance and sharing” (Collaboration Agreement)",
        ),
    ],
)
def test_each_fault_is_caught_by_name(faults: tuple[Diagnostic, ...], code: str, message: str) -> None:
    assert any(d.code == code and message in d.message for d in faults), [
        d.message for d in faults if d.code == code
    ]


def test_and_nothing_else_is(faults: tuple[Diagnostic, ...]) -> None:
    assert len([d for d in faults if d.severity is Severity.ERROR]) == 12


def test_a_right_name_and_number_is_let_be(faults: tuple[Diagnostic, ...]) -> None:
    told = " ".join(d.message for d in faults)
    assert "Schedule 7" not in told and "Schedule 5" not in told
    assert not [d for d in faults if d.code == "paper-count"], "70 is the number of the agreement"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("meeting_date: {value: 2025-03-11", "meeting_date: {value: 2025-04-01", "rule-broken", "takes effect on or before the day of the meeting"),
        ("70 were found ready", "71 specialised services were found ready", "paper-count", "the paper says 71 services"),
        ("Four fifths", "As Schedule 12 says, four fifths", "paper-schedule", "there is no Schedule 12"),
        ("purpose: {value: decision", "purpose: {value: ratification", "rule-broken", "A paper for ratification asks the Board to ratify"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_caught(tmp_path: Path, old: str, new: str, code: str, message: str) -> None:
    text = (REPOSITORY / FILE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    folder = real_workspace(tmp_path / "w", {FILE: text.replace(old, new)})
    found = read(folder, AGREEMENTS, None, papers=True).faults.found
    assert any(d.code == code and message in d.message for d in found), [
        d.message for d in found if d.code == code
    ]


# --- other papers


def test_the_worked_example_is_whole_and_fits_too() -> None:
    found = read(REPOSITORY, ["example-footprint"], None, papers=True)
    [paper] = [one for one in found.papers if one.path == "example-footprint/papers/example-central"]
    house = found.workspace.house
    assert paper.sound and paper.tree is not None and house is not None and house.paper is not None
    trees = {key: one.agreement for key, one in paper.spoken.items() if one.agreement is not None}
    tree = bind(paper.tree, trees, paper.plan, house)
    assert [one.wanted for one in blanks_of(tree)] == ["Authority"], (
        "the record of authority comes with versions"
    )
    assert render_views(tree, house.paper, b"{}").contents_on == 3


@pytest.mark.parametrize(
    ("old", "new", "said", "unsaid"),
    [
        (f"  delegation: {AGREEMENTS[0]}\n", "", "The Collaboration Agreement moves nothing", "By programme"),
        (f"  collaboration: {AGREEMENTS[1]}\n", "", "to sign it;", "pooled fund"),
        ("asks: {value: [approve, authorise, delegate, appoint, scheme]", "asks: {value: [approve, authorise]", "to sign them.", "DELEGATES"),
        ("session: {value: public", "session_reason: it names staff\n  session: {value: private", "In private", "In public"),
    ],
)  # fmt: skip
def test_a_paper_says_what_its_answers_ask(
    tmp_path: Path, old: str, new: str, said: str, unsaid: str
) -> None:
    text = (REPOSITORY / FILE).read_text(encoding="utf-8")
    assert text.count(old) == 1
    found = read(
        real_workspace(tmp_path / "w", {FILE: text.replace(old, new)}), AGREEMENTS, None, papers=True
    )
    [paper] = [one for one in found.papers if one.path == f"south-east/papers/{NAME}"]
    assert paper.tree is not None
    assert [d.message for d in paper.found if d.severity is Severity.ERROR] == []
    whole = " ".join(piece.text for piece in words(paper.tree))
    assert said in whole and unsaid not in whole
