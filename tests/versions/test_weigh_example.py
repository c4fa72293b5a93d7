"""The worked example: each kind of edit is told once, with its class, its line of the first screen and its route."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from concordat.model.comparison import Comparison
from concordat.model.library import Workspace
from concordat.model.tree import Agreement
from concordat.versions.figures import Figure
from concordat.versions.guidance import BINDS, PROPOSED
from support import REPOSITORY, real_workspace, swap
from versions.weighing import EXAMPLE, FORBIDDEN, all_said, composed, line, only, weighed

TOGETHER, NORTH = f"{EXAMPLE}/collaboration-2024", f"{EXAMPLE}/delegation-2024/example-north"
INSTRUCTIONS = f"agreements/{TOGETHER}.yaml"
GUIDANCE, SERVICES = "schedules/data/mandated-guidance.yaml", "schedules/data/specialised-services.csv"
Edit = Callable[..., Comparison]


@pytest.fixture(scope="module")
def edit(tmp_path_factory: pytest.TempPathFactory) -> Edit:
    """Weighs an agreement of the example against itself with one place of one file edited."""
    folder = real_workspace(tmp_path_factory.mktemp("example"), footprints=(EXAMPLE,))
    shutil.rmtree(folder / "agreements" / EXAMPLE / "register")

    @cache
    def base(name: str) -> tuple[Workspace, Agreement]:
        return composed(folder, name)

    def made(name: str, file: str, old: str, new: str, state: str = "approved") -> Comparison:
        workspace, before = base(name)
        text = (folder / file).read_bytes()
        swap(folder, file, old, new)
        try:
            _, after = composed(folder, name)
        finally:
            (folder / file).write_bytes(text)
        records = [one.authority for one in workspace.committees[EXAMPLE].authority]
        found = weighed(workspace, before, after, state, authorities=records)
        assert not any(word in all_said(found) for word in FORBIDDEN)
        return found

    return made


def others(comparison: Comparison, *names: str) -> set[str]:
    """What the lines say that are not these."""
    return {one.said for one in comparison.first if one.name not in names}


def test_an_allocation_raised_is_money_by_its_total_and_never_added_to_it(edit: Edit) -> None:
    found = edit(TOGETHER, INSTRUCTIONS, 'baseline: "£61,240,500"', 'baseline: "£61,340,500"')
    top = found.changes[0]
    assert (top.grade, top.lines, top.change.identity.rpartition("/")[2]) == (6, ("money",), "baseline")
    assert top.reason == "the column “Baseline (£)” is of class 6"
    said = line(found, "money")
    assert "Total of “Baseline (£)” in table “Allocation of each ICB” in Part B of Schedule 3: " in said
    assert "£100,000 more" in said and "£200,000 more" not in said
    assert others(found, "money") == {"none"}
    assert {route.body for route in top.routes} == {"the body that approved it"}
    assert any("reaches class 3" in route.said for route in top.routes)


def test_a_quorum_lowered_is_a_governance_power(edit: Edit) -> None:
    found = edit(TOGETHER, INSTRUCTIONS, "quorum_members: {value: 2,", "quorum_members: {value: 1,")
    top = found.changes[0]
    assert (top.grade, top.grade_name, top.lines) == (7, "governance power, dates of effect", ("governance",))
    assert line(found, "governance").startswith(
        "1 change, of class 7 (governance power, dates of effect): Particulars, "
    )
    assert [one.how for one in top.consequences] and {one.how for one in top.consequences} == {"prints it"}


def test_a_service_renamed_is_told_by_both_names_and_nothing_is_added_or_removed(edit: Edit) -> None:
    found = edit(
        NORTH,
        SERVICES,
        ",Adult congenital heart disease services,",
        ",Congenital heart disease services for adults,",
    )
    top = only(found)
    assert (top.grade, top.lines, top.reason) == (5, ("services",), "the column “Service” is of class 5")
    assert line(found, "services") == (
        "None added. None removed. "
        "1 named otherwise: “Adult congenital heart disease services” is now “Congenital heart disease services for adults”"
    )
    assert others(found, "services") == {"none"}


def test_a_service_added_is_counted_and_named(edit: Edit) -> None:
    old = 'Adult ataxia telangiectasia services,name in NHS England list of April 2023,"NCBPS23G, NCBPSG23",by name,,Not known,no,'
    found = edit(NORTH, SERVICES, old, old.removesuffix("no,") + "yes,")
    assert line(found, "services").startswith(
        "1 service added: Adult ataxia telangiectasia services. None removed"
    )
    (row,) = (
        one for one in found.changes if one.change.sort.value == "row" and one.change.kind.value == "added"
    )
    assert (row.grade, row.reason) == (5, "a service comes, which is of class 5")


def test_a_table_that_is_emptied_is_told_by_the_totals_that_go(edit: Edit) -> None:
    schemes = "  capital_schemes:\n"
    text = (REPOSITORY / INSTRUCTIONS).read_text(encoding="utf-8")
    rows = text.partition(schemes)[2].partition("\n  hub_costs")[0]
    emptied = edit(TOGETHER, INSTRUCTIONS, f"{schemes}{rows}", "  capital_schemes: []")
    assert re.search(
        r"Total of “.*?” in table “Capital schemes” .*?: £[\d,]+ before, none after", line(emptied, "money")
    )


EDITIONS = {
    "as amended from time to time": (
        "Example edition 4, 1 February 2024",
        "Example edition 5, 1 May 2024",
        BINDS,
    ),
    "as at its date": ("Example edition, 1 January 2024", "Example edition, 1 May 2024", PROPOSED),
}


@pytest.mark.parametrize("standing", EDITIONS)
def test_a_newer_edition_binds_already_or_is_proposed(edit: Edit, standing: str) -> None:
    old, new, said = EDITIONS[standing]
    found = edit(NORTH, GUIDANCE, old, new)
    top = only(found)
    assert (top.grade, top.grade_name, top.lines) == (3, "outside reference", ("guidance",))
    assert (
        top.reason.casefold()
        == f"the column “reference or version” is of class 3; it is read “{standing}”: {said}".casefold()
    )
    officer = next(route for route in top.routes if route.party == "party/example-north")
    assert (officer.held, officer.body) == (True, "Chief Executive")
    assert line(found, "guidance") != "none" and others(found, "guidance") == {"none"}


def test_must_becomes_may_and_a_comma_comes_after_signature(edit: Edit) -> None:
    file = "clauses/collaboration/joining-and-leaving.md"
    found = edit(
        TOGETHER,
        file,
        "It must give every other Partner Notice of that day",
        "It may give every other Partner Notice of that day",
    )
    top = only(found)
    assert (top.grade, top.lines) == (8, ("term-and-variation",))
    assert top.reason.endswith("is of class 8; the words that differ hold “must”, “may”")
    comma = edit(
        TOGETHER, file, "ceases to be a Partner on the day", "ceases to be a Partner, on the day", "signed"
    )
    assert only(comma).grade == 8
    assert all(
        route.said.startswith(
            "Class 8 (legal substance). A variation or an agreed correction, whatever its class. Indicated route: "
        )
        for route in only(comma).routes
    )
    assert comma.statements == (
        "The older version is signed: every change of words is a variation or an agreed correction, whatever its class.",
    )


def test_a_changed_definition_takes_the_highest_class_of_its_users_and_lists_them(edit: Edit) -> None:
    found = edit(
        TOGETHER,
        "clauses/definitions/time.md",
        "a day that is not a Saturday, a Sunday,",
        "a day that is not a Sunday,",
    )
    top = only(found)
    assert (top.grade, top.lines) == (8, ("definitions",))
    assert "uses it and is of class 8" in top.reason
    hows = {one.how for one in top.consequences}
    assert "uses the term" in hows and len(top.consequences) > 20
    assert [one.identity for one in top.consequences] == list(
        dict.fromkeys(one.identity for one in top.consequences)
    )


def test_a_deviation_is_local_text_of_the_class_of_what_it_replaces(edit: Edit, tmp_path: Path) -> None:
    folder = real_workspace(tmp_path / "w", footprints=(EXAMPLE,))
    workspace, before = composed(folder, TOGETHER)
    digest = workspace.library.entries["notices"].digest
    body = (folder / "clauses/general/notices.md").read_text(encoding="utf-8")
    local = folder / "agreements" / EXAMPLE / "local" / "notices.md"
    local.parent.mkdir()
    local.write_text(
        body.replace("A Notice must be in writing", "A Notice must be in clear writing"), encoding="utf-8"
    )
    path = folder / INSTRUCTIONS
    path.write_text(path.read_text(encoding="utf-8") + (
        f"deviations:\n  - clause: notices\n    text: local/notices.md\n    replaces: sha256:{digest}\n"
        "    reason: Invented\n    approved_by: Invented\n    approved_on: 2024-03-01\n"
    ), encoding="utf-8")  # fmt: skip
    found = weighed(workspace, before, composed(folder, TOGETHER)[1])
    assert found.changes and {one.grade for one in found.changes} == {4}
    assert all("local text in place of the library’s" in one.reason for one in found.changes)


def test_versions_of_the_example_are_weighed() -> None:
    (_, old), (workspace, new) = (composed(REPOSITORY, f"{TOGETHER}@{number}") for number in ("0.1", "0.2"))
    found = weighed(workspace, old, new, "draft")
    assert [(one.grade, one.lines, one.change.name) for one in found.changes] == [
        (7, ("governance",), "Particulars, Majority needed"),
        (4, ("other",), "Particulars, Yearly review by"),
    ]
    assert [route.body for route in found.routes] == ["the drafting team"]
    assert len(found.first) == 11 and sum(one.said == "none" for one in found.first) == 9


def test_sums_are_said_with_their_difference_and_a_move_within_a_total_as_that() -> None:
    assert Figure("a", Decimal(5), Decimal(3)).said == "a: £5 before, £3 after, £2 less"
    assert Figure("a", None, Decimal(3)).said == "a: none before, £3 after"
    assert (
        Figure("a", Decimal(5), Decimal(5), Decimal(2)).said == "a: £5 before and after, £2 moved within it"
    )
