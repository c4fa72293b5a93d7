"""One agreement has a text for each date: overlays, a restatement, and a family, before, on and after each day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.compose.members import agreements_of
from concordat.diagnostics import Span
from concordat.language.overlays import chain_of, restated_on, text_from, workspace_from
from concordat.language.words import words
from concordat.load.workspace import read_workspace
from concordat.model.data import Datum
from concordat.model.library import Deviation, Instructions, Workspace
from concordat.model.tree import Agreement, Value
from concordat.project.explain import explain
from concordat.project.inputs import used_files
from concordat.project.listing import list_agreements
from concordat.project.read import Reading, read
from support import change, lending_workspace, loans_workspace, swap

VALLEY = "agreements/valley/"
ENDING = "sha256:050de51a530310141ca46d8f4621bfeec8ad7f97ba5e01b39be6edc9744d3880"
LOCAL = "---\nid: ending\ntitle: Ending\nwording: local\nsignificance: 8\n---\n"
END = "1. {{#end}} Either party may end this agreement on {} months’ warning.\n1. {{#return}} {{{{ this.short_name | term }}}} must then return each Book.\n"
DEVIATION = (
    "  - {{clause: ending, text: local/{}.md, replaces: '"
    + ENDING
    + "', reason: Agreed, approved_by: Board of the County Library,\n"
    "     approved_on: 2024-06-01, only_for: [{}]}}\n"
)
OVERLAYS = {
    f"{VALLEY}loan-2024-summer.yaml": "varies: loan-2024\neffective: 2024-07-01\n"
    "particulars:\n  loan_weeks: 4\n  sunday: yes\n"
    "party_particulars:\n  ashford-branch: {keeper: Ann Ash}\n"
    "each:\n  birch-branch: {limit: '£2,000'}\n"
    "deviations:\n" + DEVIATION.format("ending-summer", "birch-branch, ferry-branch"),
    f"{VALLEY}loan-2024-winter.yaml": "varies: loan-2024\neffective: 2024-12-01\n"
    "particulars:\n  loan_weeks: 5\n"
    "each:\n  elm-branch: {loan_weeks: 6}\n"
    "deviations:\n" + DEVIATION.format("ending-winter", "birch-branch"),
    f"{VALLEY}loan-2025.yaml": "precedent: branch-loan\nfor_each: members\nrestates: loan-2024\n"
    "particulars: {start_date: 2025-04-01, loan_weeks: 7}\n",
    f"{VALLEY}local/ending-summer.md": LOCAL + END.format("six"),
    f"{VALLEY}local/ending-winter.md": LOCAL + END.format("nine"),
}
BEFORE, SUMMER, AUTUMN, WINTER = date(2024, 6, 30), date(2024, 7, 1), date(2024, 11, 30), date(2024, 12, 1)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loans_workspace(tmp_path_factory.mktemp("overlays") / "w", OVERLAYS)


def on(root: Path, branch: str, day: date | None, base: str = "loan-2024") -> tuple[Agreement, Reading]:
    """The agreement of a branch with the text of a day, without an error."""
    reading = read(root, (f"valley/{base}/{branch}",), None, text_from=day)
    assert [f"{d.span}: {d.message}" for d in reading.faults.errors] == []
    [one] = reading.agreements
    assert one.agreement is not None
    return one.agreement, reading


def said(agreement: Agreement, identity: str) -> str:
    return " / ".join(piece.text for piece in words(agreement) if piece.identity == identity)


def of_branch(root: Path, branch: str, day: date | None) -> tuple[str, str, str]:
    """The length of a loan, the yearly limit, and the warning, of a branch on a day."""
    agreement, _ = on(root, branch, day)
    length, limit = said(agreement, "lending/length"), said(agreement, "money/limit")
    return length.split()[3], limit.split()[-4], said(agreement, "ending/end").split()[-3]


@pytest.mark.parametrize(
    ("branch", "day", "expected"),
    [
        ("ashford-branch", date(2024, 4, 1), ("3", "£1,000", "three")),
        ("ashford-branch", BEFORE, ("3", "£1,000", "three")),
        ("ashford-branch", SUMMER, ("4", "£1,000", "three")),
        ("ashford-branch", AUTUMN, ("4", "£1,000", "three")),
        ("ashford-branch", WINTER, ("5", "£1,000", "three")),
        ("ashford-branch", None, ("5", "£1,000", "three")),
        ("birch-branch", BEFORE, ("3", "£1,500", "three")),
        ("birch-branch", SUMMER, ("4", "£2,000", "six")),
        ("birch-branch", WINTER, ("5", "£2,000", "nine")),
        ("elm-branch", BEFORE, ("4", "£1,000", "three")),  # its own answer, which the nearest is
        ("elm-branch", SUMMER, ("4", "£1,000", "three")),
        ("elm-branch", WINTER, ("6", "£1,000", "three")),
        ("ferry-branch", BEFORE, ("3", "£1,000", "three")),
        ("ferry-branch", WINTER, ("5", "£1,000", "six")),  # the winter's text is the Birch Lane’s alone
    ],
)
def test_the_text_of_a_day(root: Path, branch: str, day: date | None, expected: tuple[str, str, str]) -> None:
    assert of_branch(root, branch, day) == expected


def test_a_condition_and_a_party_follow_the_day(root: Path) -> None:
    before, _ = on(root, "ashford-branch", BEFORE)
    after, _ = on(root, "ashford-branch", SUMMER)
    assert (said(before, "sundays/pay"), said(after, "sundays/pay")) == (
        "",
        "The County Library must pay for each Sunday.",
    )
    keeper = "particular/keeper@ashford-branch"
    assert "Keeper" in said(before, keeper) and "Name of the keeper" in said(before, keeper)
    assert "Ann Ash" in said(after, keeper)


def test_a_local_text_that_an_overlay_replaces_for_some_stands_for_the_rest(root: Path) -> None:
    assert "promptly" in said(on(root, "ferry-branch", BEFORE)[0], "ending/return")
    assert "promptly" not in said(on(root, "ferry-branch", SUMMER)[0], "ending/return")
    merged = workspace_from(read_workspace(root)[0], None).instructions["valley/loan-2024"]
    assert [(d.span.file, d.only_for) for d in merged.deviations] == [
        (f"{VALLEY}loan-2024-summer.yaml", ("ferry-branch",)),
        (f"{VALLEY}loan-2024-winter.yaml", ("birch-branch",)),
    ]


def test_text_from_is_the_day_of_the_last_overlay(tmp_path: Path) -> None:
    own = loans_workspace(tmp_path / "w", OVERLAYS)
    swap(own, "clauses/loans/money.md", "in each year.", "in each year from {{ text_from }}.")
    told = {day: said(on(own, "dale-branch", day)[0], "money/limit") for day in (BEFORE, SUMMER, WINTER)}
    assert [text.rpartition("from ")[2] for text in told.values()] == [
        "1 April 2024.",
        "1 July 2024.",
        "1 December 2024.",
    ]


def test_every_value_names_the_file_that_it_came_from(root: Path) -> None:
    def places(place: str, branch: str = "ashford-branch") -> list[str]:
        told, faults = explain(root, f"valley/loan-2024/{branch}", place)
        assert told is not None and faults.errors == ()
        return [str(read.span) for value in told.values for read in value.reads]

    assert places("lending/length") == [f"{VALLEY}loan-2024-winter.yaml:4:15"]
    assert places("particular/keeper@ashford-branch") == [f"{VALLEY}loan-2024-summer.yaml:7:28"]
    assert places("particular/start_date") == [f"{VALLEY}loan-2024.yaml:4:15"]
    told, _ = explain(root, "valley/loan-2024/birch-branch", "ending/end")
    assert told is not None and told.deviation is not None
    assert told.deviation.span.file == f"{VALLEY}loan-2024-winter.yaml"


def test_the_files_of_the_overlays_are_among_the_inputs(tmp_path: Path) -> None:
    own = loans_workspace(tmp_path / "w", OVERLAYS)
    # Nothing of it prints in Dale's agreement, but that agreement is varied from its day as the others are.
    elm = "varies: loan-2024\neffective: 2025-01-01\neach: {elm-branch: {loan_weeks: 8}}\n"
    change(own, {f"{VALLEY}loan-2024-elm.yaml": elm})
    for day, expected in ((BEFORE, []), (SUMMER, ["summer"]), (None, ["elm", "summer", "winter"])):
        agreement, reading = on(own, "dale-branch", day)
        used = used_files(reading.workspace, reading.agreements[0].selected, agreement)
        found = [name.removesuffix(".yaml").rpartition("-")[2] for name in used if "loan-2024-" in name]
        assert found == expected


def test_an_overlay_is_no_agreement_and_says_what_to_write_instead(root: Path) -> None:
    workspace, _ = read_workspace(root)
    assert list(agreements_of(workspace, workspace.instructions["valley/loan-2024-summer"])) == []
    listed, _ = list_agreements(root, None)
    assert [one.path for one in listed if "summer" in one.path] == []
    assert {one.varied_from for one in listed if "loan-2024" in one.path} == {("2024-07-01", "2024-12-01")}
    assert {one.varied_from for one in listed if "loan-2025" in one.path} == {()}
    for name, meant in (
        ("valley/loan-2024-summer", "valley/loan-2024"),
        ("agreements/valley/loan-2024-summer.yaml", "valley/loan-2024"),
        ("valley/loan-2024-summer/dale-branch", "valley/loan-2024/dale-branch"),
    ):
        for day in (None, BEFORE):
            [fault] = read(root, (name,), None, text_from=day).faults.errors
            assert (fault.code, fault.hint) == (
                "agreement-unknown",
                f"write {meant}: its text holds what its overlays change",
            )
            assert fault.message.endswith("is no agreement: it varies valley/loan-2024 from 1 July 2024")


def test_a_chain_is_followed_both_ways_and_each_day_has_its_agreement(root: Path) -> None:
    workspace, _ = read_workspace(root)
    first, second = "valley/loan-2024/elm-branch", "valley/loan-2025/elm-branch"
    for one in (workspace, workspace_from(workspace, None), workspace_from(workspace, BEFORE)):
        assert chain_of(one, first).after == (second,) and chain_of(one, first).before == ()
        assert chain_of(one, second).before == (first,) and chain_of(one, second).after == ()
        for path in (first, second):
            days = (
                date(2024, 3, 31),
                date(2024, 4, 1),
                date(2025, 3, 31),
                date(2025, 4, 1),
                date(2030, 1, 1),
            )
            assert [restated_on(one, path, day) for day in days] == [None, first, first, second, second]
    assert said(on(root, "elm-branch", date(2025, 4, 1), "loan-2025")[0], "lending/length").split()[3] == "7"


def test_a_chain_of_three_has_its_order(tmp_path: Path) -> None:
    third = {
        f"{VALLEY}loan-2026.yaml": "precedent: branch-loan\nfor_each: members\nrestates: loan-2025\nparticulars: {start_date: 2026-04-01}\n"
    }
    workspace, faults = read_workspace(loans_workspace(tmp_path / "w", {**OVERLAYS, **third}))
    assert faults.found == []
    chain = chain_of(workspace, "valley/loan-2026")
    assert (chain.before, chain.after) == (("valley/loan-2024", "valley/loan-2025"), ())
    assert chain_of(workspace, "valley/loan-2024").after == ("valley/loan-2025", "valley/loan-2026")


def test_a_family_is_read_as_of_one_day(tmp_path: Path) -> None:
    own = lending_workspace(tmp_path / "w")
    change(
        own,
        {
            f"{VALLEY}lending-change.yaml": "varies: lending-2025\neffective: 2025-10-01\nparticulars: {panel_name: Valley Board}\n",
            f"{VALLEY}consortium-change.yaml": "varies: consortium-2025\neffective: 2025-10-01\nparticulars: {panel_name: Valley Board, has_fund: no}\n",
        },
    )
    river = "valley/lending-2025/river-library"
    for day, fund, panel in ((date(2025, 9, 30), True, "Panel"), (date(2025, 10, 1), False, "Board")):
        reading = read(own, (), None, text_from=day)
        assert [d.message for d in reading.faults.errors] == []
        agreement = next(one.agreement for one in reading.agreements if one.path == river)
        assert agreement is not None
        assert (said(agreement, "lending/fund") != "") is fund  # what the sister of that day answers
        assert said(agreement, "particular/panel_name").endswith(panel)
    swap(own, f"{VALLEY}consortium-change.yaml", "2025-10-01", "2025-11-01")
    codes = {
        day: {d.code for d in read(own, (), None, text_from=day).faults.errors}
        for day in (date(2025, 9, 30), date(2025, 10, 1), date(2025, 11, 1))
    }
    assert list(codes.values()) == [set(), {"family-differs", "term-two-meanings"}, set()]


def test_a_workspace_without_overlays_is_the_same(tmp_path: Path) -> None:
    workspace, _ = read_workspace(loans_workspace(tmp_path / "w"))
    assert workspace_from(workspace, None) is workspace


@cache
def loans() -> Workspace:
    return read_workspace(loans_workspace(Path(mkdtemp()) / "w"))[0]


BASE = "valley/loan-2024"
MEMBERS = ("ashford", "birch", "cedar")
NAMES = st.sampled_from(("limit", "sunday", "loan_weeks"))
FIRST = date(2024, 4, 1)


@st.composite
def changes(draw: st.DrawFn, path: str) -> Instructions:
    """What some instructions hold: every value is a text that is found nowhere else."""

    def answers(where: str) -> dict[str, Datum]:
        return {name: Datum(f"{path} {where} {name}", Span(path, 1, 1)) for name in draw(st.sets(NAMES))}

    def by_slug(where: str) -> dict[str, dict[str, Datum]]:
        return {slug: answers(f"{where} {slug}") for slug in draw(st.sets(st.sampled_from(MEMBERS)))}

    entries = draw(st.sets(st.sampled_from(("ending", "money"))))
    deviations = tuple(
        Deviation(
            entry,
            None,
            path,
            "",
            None,
            None,
            None,
            Span(path, 1, 1),
            tuple(sorted(draw(st.sets(st.sampled_from(MEMBERS))))),
        )
        for entry in sorted(entries)
    )
    own = replace(
        loans().instructions[BASE], path=path, answers=answers("all"), party_answers=by_slug("party")
    )
    return replace(own, each=by_slug("each"), deviations=deviations)


@st.composite
def varied(draw: st.DrawFn) -> tuple[Instructions, list[Instructions], int]:
    """A base, overlays in the order of their names, each with a day of its own, and a day to ask for."""
    days = draw(st.lists(st.integers(1, 9), unique=True, max_size=4))
    overlays = [
        replace(
            draw(changes(f"valley/change-{place}")),
            varies="loan-2024",
            effective=Datum(FIRST + timedelta(day)),
        )
        for place, day in enumerate(days)
    ]
    return draw(changes(BASE)), overlays, draw(st.integers(0, 10))


def in_force(overlays: list[Instructions], day: date) -> list[Instructions]:
    """The overlays of a day in the order of their days, told without the code that is tested."""
    dated = [(one.effective.value, one) for one in overlays if one.effective is not None]
    found = [(when, one) for when, one in dated if isinstance(when, date) and when <= day]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def local_texts(text: Instructions) -> dict[tuple[str, str], str]:
    """For each member and entry, whose deviation stands; there is never more than one."""
    found: dict[tuple[str, str], str] = {}
    for slug in MEMBERS:
        for one in text.of_member(slug).deviations:
            assert (slug, one.entry) not in found
            found[slug, one.entry] = one.replaces
    return found


@given(varied())
@settings(max_examples=150, deadline=None)
def test_the_last_overlay_in_force_that_says_something_is_followed(
    drawn: tuple[Instructions, list[Instructions], int],
) -> None:
    base, overlays, number = drawn
    day = FIRST + timedelta(number)
    text = text_from(base, overlays, day, MEMBERS)
    told = [base, *in_force(overlays, day)]
    assert text.overlays == () if len(told) == 1 else text.overlays[-1].path == told[-1].path
    if len(told) == 1:
        assert text == base
    answers = {name: datum for one in told for name, datum in one.answers.items()}
    assert text.answers == answers
    for level in ("party_answers", "each"):
        flat = {
            (slug, name): datum
            for one in told
            for slug, own in getattr(one, level).items()
            for name, datum in own.items()
        }
        merged = getattr(text, level)
        assert {(slug, name): datum for slug, own in merged.items() for name, datum in own.items()} == flat
    deviations = {
        (slug, deviation.entry): deviation.replaces
        for one in told
        for deviation in one.deviations
        for slug in deviation.only_for or MEMBERS
    }
    assert local_texts(text) == deviations


@given(varied())
@settings(max_examples=100, deadline=None)
def test_overlays_merged_in_one_go_are_those_merged_one_by_one_and_a_text_of_any_day_can_still_be_had(
    drawn: tuple[Instructions, list[Instructions], int],
) -> None:
    base, overlays, number = drawn
    day = FIRST + timedelta(number)
    stepwise = base
    for one in in_force(overlays, day):
        stepwise = text_from(stepwise, (one,), None, MEMBERS)
    assert stepwise == text_from(base, reversed(overlays), day, MEMBERS)
    workspace = replace(loans(), instructions={one.path: one for one in (base, *overlays)})
    straight = workspace_from(workspace, day)
    assert workspace_from(workspace_from(workspace, None), day) == straight if overlays else True
    assert set(straight.instructions) == {BASE}


def test_a_value_of_the_tree_keeps_its_own_place(root: Path) -> None:
    agreement, _ = on(root, "ashford-branch", AUTUMN)
    length = next(b for g in agreement.groups for b in g.blocks if b.identity == "lending")
    spans = {read.span.file for p in getattr(length, "blocks", ()) for i in getattr(p, "inlines", ()) if isinstance(i, Value)
             for read in i.reads if read.span is not None}  # fmt: skip
    assert f"{VALLEY}loan-2024-summer.yaml" in spans and f"{VALLEY}loan-2024-winter.yaml" not in spans
