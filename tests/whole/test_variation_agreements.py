"""The variation agreement on the shipped content: the twenty boards from 59 services to 70, and the four collaborations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from concordat.diagnostics import Faults, Severity
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.amendments import Numbers
from concordat.model.library import Workspace
from concordat.model.tree import Agreement, Group, Particular, Provision, Recital, Signature, Table
from concordat.project.amending import amended, manner_of
from concordat.project.read import read
from concordat.project.selection import all_agreements, select
from concordat.project.texts import read_texts
from concordat.project.vary import Variation, variations, vary
from concordat.render.text import render_text
from concordat.versions.amending.amend import gives
from concordat.versions.amending.apply import apply
from concordat.versions.amending.numbers import frozen
from support import REPOSITORY, read_one, real_workspace, swap

EARLY = ("east-midlands", "east-of-england", "north-west", "west-midlands")
MANCHESTER = "north-west/delegation-2024/greater-manchester"
NORTH_WEST = "north-west/collaboration-2024"
EXAMPLE = "example-footprint/collaboration-2024"
RESTATED = "example-footprint/collaboration-2025-restated"


def made(
    root: Path, *names: str, sides: tuple[str, str] | None = None
) -> tuple[tuple[Variation, ...], list[str], Faults]:
    """The variation agreements of these names, what is said besides, and what was found."""
    workspace, faults = read_texts(root)
    said: list[str] = []
    found = variations(root, workspace, select(workspace, names, faults), said, faults, sides)
    return tuple(found), said, faults


def one_of(root: Path, name: str, sides: tuple[str, str] | None = None) -> Agreement:
    """The tree of one variation agreement, which has no error."""
    (found,), _, faults = made(root, name, sides=sides)
    assert found.sound and found.tree is not None, [str(d) for d in faults.errors]
    return found.tree


def answer(tree: Agreement, name: str) -> str:
    """An answer of the Particulars as it prints."""
    return next(
        plain(one.inlines)
        for one in blocks(tree)
        if isinstance(one, Particular) and one.identity == f"particular/{name}"
    )


def recitals(tree: Agreement) -> str:
    """The recitals, one a line."""
    found = (one for one in blocks(tree) if isinstance(one, Recital | Provision))
    return "\n".join(plain(one.inlines) for one in found if one.identity.startswith("recital/"))


def without_amendments(text: str) -> str:
    """The text of a variation agreement with its amendments left out: they have golden files of their own."""
    before, _, rest = text.partition("<!-- amendments~start -->\n")
    return before + "\n## Signatures" + rest.partition("\n## Signatures")[2]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return read_texts(REPOSITORY)[0]


@pytest.mark.parametrize(("name", "file"), [(MANCHESTER, "delegation.md"), (NORTH_WEST, "collaboration.md")])
def test_the_words_of_a_variation_agreement(
    name: str, file: str, workspace: Workspace, golden: Callable[[Path | str, str], None]
) -> None:
    assert workspace.house is not None
    text = render_text(one_of(REPOSITORY, name), workspace.house)
    assert "shall" not in text and "Schedule 1" in text
    golden(f"variations/{file}", without_amendments(text))


def test_the_variation_of_a_delegation_says_what_the_clause_that_it_is_made_under_asks_for() -> None:
    tree = one_of(REPOSITORY, MANCHESTER)
    assert tree.title == "Variation 1 of the Delegation Agreement"
    assert tree.path == "north-west/delegation-2024-variation-1/greater-manchester"
    old, _ = read_one_from(REPOSITORY, MANCHESTER, date(2025, 3, 31))
    cited = {one.identity: one.cite for one in blocks(old) if isinstance(one, Provision)}
    said = {one.identity: plain(one.inlines) for one in blocks(tree) if isinstance(one, Provision)}
    assert f"made under clause {cited['variation/local']} of the Varied" in said["variation-power/made-under"]
    assert said["variation-services/number"].startswith(
        "The Amendments add 11 services to the 59 that the table of Delegated Services showed before, so that it shows 70"
    )
    assert f"clause {cited['variation/adding']} of the" in said["variation-services/stated"]
    # Of the four things that the clause asks for, the date is known, and what nobody has said is a blank.
    assert answer(tree, "effective_date") == "1 April 2025"
    for name in (
        "funds_increase",
        "funds_working",
        "contracts_note",
        "people_note",
        "reference",
        "agreement_date",
    ):
        assert answer(tree, name).startswith("["), name
    assert "has not been issued" in recitals(tree) and "No earlier variation" in recitals(tree)
    assert not any(one.identity.startswith("particular/money_effect") for one in blocks(tree))


def read_one_from(root: Path, name: str, day: date) -> tuple[Agreement, object]:
    """An agreement with its text of a day."""
    reading = read(root, (name,), None, text_from=day)
    (composed,) = reading.agreements
    assert composed.agreement is not None
    return composed.agreement, reading


def rows(tree: Agreement, name: str) -> list[dict[str, str]]:
    """The rows of a table, each by its columns, as they print."""
    table = next(b for b in blocks(tree) if isinstance(b, Table) and b.identity.endswith(f"/{name}"))
    return [
        {cell.identity.rpartition("/")[2]: plain(cell.inlines) for cell in row.cells} for row in table.rows
    ]


def test_the_text_as_varied_keeps_the_date_and_the_standing_of_each_of_the_fifty_nine() -> None:
    before, _ = read_one_from(REPOSITORY, MANCHESTER, date(2025, 3, 31))
    after, _ = read_one(REPOSITORY, MANCHESTER)
    old, new = rows(before, "delegated-services"), rows(after, "delegated-services")
    assert (len(old), len(new)) == (59, 70)
    assert [row for row in new if row in old] == old
    added = [row for row in new if row not in old]
    assert {row["delegated_from"] for row in added} == {"1 April 2025"}
    assert {row["delegated_from"] for row in old} == {"1 April 2024"}
    assert {row["wave"] for row in added} == {"1 April 2025"}
    assert sum(row["service"].startswith("[") for row in added) == 8
    assert any(one.identity == "delegated-services/added" for one in blocks(after))
    assert not any(one.identity == "delegated-services/added" for one in blocks(before))


def test_the_amendments_add_the_eleven_and_touch_no_row_of_the_fifty_nine() -> None:
    tree = one_of(REPOSITORY, MANCHESTER)
    services = [
        b for b in blocks(tree) if isinstance(b, Table) and b.identity.endswith("/delegated-services")
    ]
    inserted = [row for table in services for row in table.rows]
    assert len(inserted) == 11
    said = [
        plain(b.inlines) for b in blocks(tree) if isinstance(b, Provision) and "/amendment-" in b.identity
    ]
    about = [one for one in said if "the table “Delegated Services”" in one]
    assert about and all("insert the following row" in one for one in about)
    listed = next(one for one in said if "“List of services”" in one)
    assert "substitute “The list of 70 services that applies from 1 April 2025”" in listed


@pytest.mark.parametrize("wording", ["for-substitute", "delete-and-replace"])
@pytest.mark.parametrize("numbering", ["live", "frozen"])
@pytest.mark.parametrize("schedules", ["rows", "whole"])
def test_the_amendments_carried_out_give_the_text_as_varied(
    wording: str, numbering: str, schedules: str
) -> None:
    workspace, _ = read_texts(REPOSITORY)
    assert workspace.house is not None
    chosen = {"wording": wording, "numbering": numbering, "schedules": schedules}
    house = replace(workspace.house, variation=chosen)
    for name in (MANCHESTER, NORTH_WEST):
        old, _ = read_one_from(REPOSITORY, name, date(2025, 3, 31))
        new, _ = read_one(REPOSITORY, name)
        manner = manner_of(house)
        if manner.numbering is Numbers.FROZEN:
            new = frozen(old, new, manner)
        amendments = amended(old, new, house)
        words = " ".join(one.instruction for one in amendments)
        assert ("substitute" in words) == (wording == "for-substitute")
        assert ("replace with" in words) == (wording == "delete-and-replace")
        assert gives(apply(old, amendments, manner), new)


@pytest.mark.slow
def test_each_of_the_twenty_boards_and_the_four_footprints_has_its_variation_without_an_error(
    workspace: Workspace,
) -> None:
    names = [f"{slug}/{kind}-2024" for slug in EARLY for kind in ("delegation", "collaboration")]
    found, said, faults = made(REPOSITORY, *names)
    assert not said and not faults.errors
    assert [one.of.split("/")[1] for one in found].count("delegation-2024") == 20
    assert len(found) == 24 and all(one.sound and one.amendments for one in found)
    boards = {one.path for one in all_agreements(workspace) if one.path.startswith(tuple(EARLY))}
    assert {one.of for one in found} <= boards
    for one in found:
        assert one.tree is not None
        assert answer(one.tree, "effective_date") == "1 April 2025" and answer(one.tree, "number") == "1"
        signed = {b.identity for b in blocks(one.tree) if isinstance(b, Signature)}
        parties = {b.identity for b in blocks(one.new.agreement) if isinstance(b, Signature)}  # type: ignore[arg-type]
        assert signed == parties
        assert not any(d.code != "fact-unconfirmed" for d in one.found if d.severity is Severity.WARNING)


def test_the_recitals_name_the_version_that_is_varied_and_the_variations_before() -> None:
    tree = one_of(REPOSITORY, EXAMPLE, ("@1.2", "@1.3"))
    assert tree.path == "example-footprint/collaboration-2024-variation-2"
    assert (tree.title, answer(tree, "number")) == ("Variation 2 of the Collaboration Agreement", "2")
    said = recitals(tree)
    assert "The text that is varied is version 1.2 of the Varied Agreement, whose text digest" in said
    assert "variation 1, with effect from 1 October 2024" in said and "has not been issued" not in said
    assert answer(tree, "agreement_date") == "28 March 2024"
    assert answer(tree, "agreement_reference").startswith("EXAMPLE-CA-2024")
    assert tree.apparatus.mark == "EXAMPLE"


def test_two_texts_of_two_overlays_make_one_variation_of_a_name_of_its_own() -> None:
    tree = one_of(REPOSITORY, EXAMPLE, ("@1.1", "@draft"))
    assert tree.path == "example-footprint/collaboration-2024-variation" and answer(tree, "number") == "1"


def test_a_deed_is_varied_by_a_deed(tmp_path: Path) -> None:
    overlay = (
        "varies: collaboration-2025-restated\neffective: 2025-03-01\nparticulars:\n  meetings_each_year: 9\n"
    )
    root = real_workspace(
        tmp_path / "w", {"agreements/example-footprint/deed-variation.yaml": overlay}, ("example-footprint",)
    )
    tree = one_of(root, RESTATED)
    execution = next(b for b in blocks(tree) if isinstance(b, Group) and b.identity == "execution")
    assert execution.execution == "deed"
    said = {one.identity: plain(one.inlines) for one in blocks(tree) if isinstance(one, Provision)}
    assert "executed as a deed" in said["variation-signature/deed"]
    assert "variation-signature/under-hand" not in said
    # No service changes, so what is said of services gives way to what is said of money.
    assert "variation-money/effect" in said and "variation-services/arrangement" not in said
    assert "variation/functions-changed" not in said["variation-power/approved"]


def test_what_is_not_varied_and_what_says_the_same_is_said_and_not_written(tmp_path: Path) -> None:
    root = real_workspace(tmp_path / "w", footprints=("example-footprint",))
    outcome = vary(root, ("example-footprint/delegation-2024",), lambda *_: None, 1)
    assert not outcome.rows and len(outcome.said) == 3 and "no overlay varies it" in outcome.said[0]
    outcome = vary(root, (EXAMPLE,), lambda *_: None, 1, "@1.3", "@signed")
    assert not outcome.rows and not outcome.faults.errors
    assert outcome.said == (f"{EXAMPLE}: the two texts say the same, so there is nothing to set out.",)
    assert not (root / "build").exists()


def test_two_texts_are_of_one_agreement(tmp_path: Path) -> None:
    root = real_workspace(tmp_path / "w", footprints=("example-footprint",))
    outcome = vary(root, ("example-footprint",), lambda *_: None, 1, "@1.2", "@1.3")
    assert [d.code for d in outcome.faults.errors] == ["agreement-unknown"]
    outcome = vary(root, (EXAMPLE,), lambda *_: None, 1, "@1.3", RESTATED)
    assert [d.code for d in outcome.faults.errors] == ["agreement-unknown"]
    assert "another agreement" in outcome.faults.errors[0].message and not outcome.rows


def test_an_error_in_one_of_the_texts_stops_its_variation_alone(tmp_path: Path) -> None:
    root = real_workspace(tmp_path / "w", footprints=("north-west",))
    swap(root, "agreements/north-west/delegation-2024-variation-1.yaml", "added_effective_date: {value: 2025-04-01", "added_effective_date: {value: 2025-03-31")  # fmt: skip
    found, _, faults = made(root, "north-west/delegation-2024", NORTH_WEST)
    assert {one.of: one.sound for one in found} == {
        NORTH_WEST: True,
        **{f"north-west/delegation-2024/{slug}": False for slug in ("cheshire-and-merseyside", "greater-manchester", "lancashire-and-south-cumbria")},
    }  # fmt: skip
    assert {d.code for d in faults.errors} == {"rule-broken"}


def test_a_draft_that_holds_variations_says_that_it_is_unofficial() -> None:
    said = "It holds variation 1 from 1 April 2025: a consolidation, which is unofficial."
    after, _ = read_one(REPOSITORY, NORTH_WEST)
    before, _ = read_one_from(REPOSITORY, NORTH_WEST, date(2025, 3, 31))
    assert said in after.apparatus.statement and "consolidation" not in before.apparatus.statement
    both, _ = read_one(REPOSITORY, EXAMPLE)
    held = "variation 1 from 1 October 2024 and variation 2 from 1 January 2025"
    assert held in both.apparatus.statement
    assert "consolidation" not in read_one(REPOSITORY, RESTATED)[0].apparatus.statement
