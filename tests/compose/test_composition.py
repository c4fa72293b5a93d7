"""Composition on text fixtures: what is chosen, filled, defined, numbered and referred to."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.language.walk import blocks, iterate, passages
from concordat.language.words import plain
from concordat.model.tree import (
    Agreement,
    Definition,
    Group,
    GroupKind,
    Provision,
    Reference,
    Table,
    Unresolved,
    Use,
)
from support import REPOSITORY, read_one, sharing_workspace, swap

NAME = "riverside/sharing-2024"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return sharing_workspace(tmp_path / "workspace")


def provision(agreement: Agreement, identity: str) -> Provision:
    for block in blocks(agreement):
        if isinstance(block, Provision) and block.identity == identity:
            return block
    raise AssertionError(f"no provision {identity}")


def text(agreement: Agreement, identity: str) -> str:
    return plain(provision(agreement, identity).inlines)


def lines(agreement: Agreement) -> str:
    found = []
    for place in iterate(agreement):
        block = place.block
        match block:
            case Group():
                heading = plain(block.heading.inlines) if block.heading else ""
                found.append(f"{block.identity}: {block.label} {heading}".rstrip())
            case Provision():
                found.append(f"{block.identity}: {block.label} {plain(block.inlines)}")
            case Definition():
                found.append(f"{block.identity}: {block.term} {plain(block.inlines)}")
            case Table():
                for row in block.rows:
                    found.append(f"{row.identity}: " + " | ".join(plain(cell.inlines) for cell in row.cells))
            case _:
                inlines = getattr(block, "inlines", ())
                label = getattr(block, "label", "")
                found.append(f"{block.identity}: {label} {plain(inlines)}".rstrip())
    return "\n".join(found) + "\n"


def test_the_whole_tree_is_as_drafted(workspace: Path, golden) -> None:
    agreement, reading = read_one(workspace, NAME)
    assert not reading.faults.errors
    golden("expected/data-sharing.txt", lines(agreement))


def test_a_list_is_punctuated_by_the_composer(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    assert text(agreement, "sharing/study") == "to study reading;"
    assert text(agreement, "sharing/publish") == "to publish results under clause 3; or"
    assert text(agreement, "sharing/law") == "as Law requires."


def test_a_list_left_with_one_member_becomes_a_sentence(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    one = provision(agreement, "ending/one")
    assert plain(one.inlines) == "When this Agreement ends, Hilltop must return the Data."
    assert one.children == ()


def test_a_reference_to_a_merged_member_points_to_its_sentence(workspace: Path) -> None:
    swap(workspace, "clauses/sharing/ending.md", "as far as [](#one) needs", "as far as [](#return) needs")
    agreement, reading = read_one(workspace, NAME)
    assert not reading.faults.errors
    assert (
        text(agreement, "ending/law") == "Clause 2 and Schedule 1 continue as far as clause 4.2 needs them."
    )


def test_a_condition_that_is_not_met_leaves_out_and_says_so(workspace: Path) -> None:
    swap(
        workspace,
        "agreements/riverside/sharing-2024.yaml",
        "end_date: 2025-02-28",
        "end_date: 2025-02-28\n  purpose: audit",
    )
    agreement, reading = read_one(workspace, NAME)
    assert not reading.faults.errors
    assert "publication" in {omitted.identity for omitted in agreement.omitted}
    assert text(agreement, "sharing/fee").endswith("and must not publish.")
    assert [
        plain(c.inlines) for c in provision(agreement, "ending/one").children if isinstance(c, Provision)
    ] == [
        "return the Data; and",
        "stop all use.",
    ]


def test_a_repetition_has_keys_and_its_references_mean_their_own_copy(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    library = provision(agreement, "sharing/care@riverside-library")
    other = provision(agreement, "sharing/care@hilltop-university")
    assert [i.target for i in library.inlines if isinstance(i, Reference)] == [
        "sharing/care@riverside-library"
    ]
    assert [i.text for i in other.inlines if isinstance(i, Reference)] == ["clause 2.3.2"]


def test_a_reference_from_outside_into_a_repetition_is_an_error(workspace: Path) -> None:
    swap(
        workspace,
        "clauses/sharing/ending.md",
        "as far as [](#one) needs",
        "as far as [](#sharing/care) needs",
    )
    _, reading = read_one(workspace, NAME)
    assert [d.code for d in reading.faults.errors] == ["reference-loop"]


def test_references_are_worded_as_drafters_word_them(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    assert (
        text(agreement, "meaning/terms")
        == "The meanings in paragraph 1 of Part A of Schedule 1 apply to this Agreement."
    )
    assert text(agreement, "data-fields/meaning-of-fields") == (
        "The Data is what the table shows, as paragraph 1 of Part A has it."
    )
    assert text(agreement, "data-fields/again") == "Paragraph 1 prevails over Part A."
    assert "Clause 2.1 still applies." in text(agreement, "sharing/ask")
    assert "(see paragraph 1 of Part B of Schedule 1 and clause 2.1)" in text(agreement, "publication/names")


def test_uses_are_found_longest_first_and_only_used_definitions_stand(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    terms = [block.identity for block in blocks(agreement) if isinstance(block, Definition)]
    assert terms == ["term/agreement", "term/data", "term/law", "term/working-day"]
    uses = {i.text for i in provision(agreement, "sharing/send").inlines if isinstance(i, Use)}
    assert {"Data", "Working Days", "Riverside", "Hilltop"} <= uses


def test_data_never_become_structure(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    parties = next(g for g in agreement.groups if g.kind is GroupKind.PARTIES)
    assert "{{7*7}}" in plain(parties.blocks[1].inlines)  # type: ignore[union-attr]
    assert 'Riverside & District <Library> "Trust", a charity' in plain(parties.blocks[0].inlines)  # type: ignore[union-attr]


def test_a_total_is_exact_and_a_blank_passes_through(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    table = next(block for block in blocks(agreement) if isinstance(block, Table))
    assert table.rows[-1].total
    assert plain(table.rows[-1].cells[2].inlines) == "£50.30"
    assert plain(table.rows[0].cells[1].inlines) == "[Form of the fact: from Riverside]"


def test_nothing_is_unresolved(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)

    assert not [
        inline
        for block in blocks(agreement)
        for _, inlines in passages(block)
        for inline in inlines
        if isinstance(inline, Unresolved)
    ]


def test_the_cover_says_that_no_lawyer_approved_until_an_adopter_is_named(workspace: Path) -> None:
    agreement, _ = read_one(workspace, NAME)
    assert "No qualified lawyer has approved it." in agreement.apparatus.statement
    house = workspace / "agreements/house/house.yaml"
    house.write_text(
        house.read_text(encoding="utf-8") + "\nadopter: Riverside Law, 1 May 2024\n", encoding="utf-8"
    )
    agreement, reading = read_one(workspace, NAME)
    assert not reading.faults.errors
    assert "lawyer" not in agreement.apparatus.statement
    assert "not the agreement that the named bodies signed" in agreement.apparatus.statement


def test_every_identity_of_a_real_agreement_is_its_own() -> None:
    for name in ("london/joint-working-2023", "north-east-and-north-cumbria/delegation-2025"):
        agreement, _ = read_one(REPOSITORY, name)
        identities = [block.identity for block in blocks(agreement)]
        assert len(identities) == len(set(identities))
