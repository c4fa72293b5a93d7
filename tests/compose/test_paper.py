"""A paper is composed as any agreement is, and bound with schedules whose words, labels and references are their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.compose.bind import bind
from concordat.language.canonical import from_canonical, to_canonical
from concordat.language.walk import identities, inlines, iterate
from concordat.language.words import contents, labels, words
from concordat.model.tree import Agreement, Group, GroupKind, Reference
from concordat.project.papers import Paper
from concordat.project.read import Reading, read
from faulty import Case, spoil, workspace
from support import change, swap

PAPER = "agreements/valley/papers/hill-college.yaml"


def with_paper(folder: Path) -> Path:
    root = workspace(folder)
    spoil(root, Case("none", "", on_top="paper"))
    return root


def bound_of(reading: Reading) -> tuple[Paper, Agreement, Agreement]:
    [paper] = reading.papers
    whole = paper.spoken["sharing"].agreement
    house = reading.workspace.house
    assert paper.tree is not None and whole is not None and house is not None
    return paper, whole, bind(paper.tree, {"sharing": whole}, paper.plan, house)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Paper, Agreement, Agreement]:
    return bound_of(read(with_paper(tmp_path), (), None, papers=True))


def test_it_reads_the_agreement_of_which_it_speaks(made: tuple[Paper, Agreement, Agreement]) -> None:
    paper, _, tree = made
    said = [piece.text for piece in words(tree)]
    assert (
        "The board approves the Data Sharing Agreement, which shares 2 kinds of record from 1 April 2024."
        in said
    )
    assert "It has 1 blanks." in said and "Schedule 2 says what is shared." in said
    assert (tree.title, tree.committee, tree.cover) == (
        "Sharing of records in the Valley",
        "Hill College",
        "head",
    )
    assert paper.sound


def test_it_speaks_of_an_agreement_as_overlays_have_it_and_never_of_an_overlay(tmp_path: Path) -> None:
    root = with_paper(tmp_path)
    later = "varies: sharing-2024\neffective: 2024-06-01\nparticulars: {start_date: 2024-05-01}\n"
    change(root, {"agreements/valley/variation.yaml": later})
    _, _, tree = bound_of(read(root, (), None, papers=True))
    assert any("from 1 May 2024." in piece.text for piece in words(tree))
    swap(root, PAPER, "valley/sharing-2024", "valley/variation")
    [fault] = read(root, (), None, papers=True).faults.errors
    assert (fault.code, fault.hint) == (
        "paper-agreement",
        "It is an overlay: name valley/sharing-2024, which it varies.",
    )


def test_its_parts_stand_in_order_and_each_schedule_after_its_guide(
    made: tuple[Paper, Agreement, Agreement],
) -> None:
    _, _, tree = made
    assert [(group.kind, group.identity) for group in tree.groups] == [
        (GroupKind.PARTICULARS, "particulars"),
        (GroupKind.TERMS, "terms"),
        (GroupKind.PACK_PART, "bound"),
        (GroupKind.SCHEDULES, "schedules"),
        (GroupKind.PACK_PART, "attached"),
    ]
    assert [entry.text for entry in contents(tree)][3:] == [
        "Part 2. The schedules",
        "About Schedule 2 The Records (Data Sharing Agreement)",
        "Schedule 2 The Records (Data Sharing Agreement)",
        "Part 3. Attachments",
    ]


def test_a_schedule_keeps_its_words_and_labels(made: tuple[Paper, Agreement, Agreement]) -> None:
    _, whole, tree = made
    own = [p.text for p in words(whole) if p.identity.startswith("records/")]
    assert [p.text for p in words(tree) if p.identity.startswith("sharing.records/")] == own != []
    numbers = [p.text for p in labels(whole) if p.identity.split("/")[0] == "records"]
    assert [p.text for p in labels(tree) if p.identity.split("/")[0] == "sharing.records"] == numbers


def test_every_identity_is_one_place_and_every_reference_leads_to_one(
    made: tuple[Paper, Agreement, Agreement],
) -> None:
    _, _, tree = made
    every = list(identities(tree))
    assert len(every) == len(set(every))
    found = [i for place in iterate(tree) for i in inlines(place.block) if isinstance(i, Reference)]
    assert {reference.target for reference in found} <= set(every)


def test_a_reference_out_of_the_pack_is_words(tmp_path: Path) -> None:
    root = with_paper(tmp_path)
    swap(
        root,
        "schedules/records.md",
        "that the table lists.",
        "that the table lists, as [](#sharing) and [](#table) say.",
    )
    _, whole, tree = bound_of(read(root, (), None, papers=True))
    targets = [i.target for place in iterate(tree) for i in inlines(place.block) if isinstance(i, Reference)]
    assert targets == ["sharing.records/table"], "a clause is not in the pack"
    own = next(p.text for p in words(whole) if p.identity == "records/table")
    assert next(p.text for p in words(tree) if p.identity == "sharing.records/table") == own


def test_a_material_schedule_that_is_not_in_the_agreement_leaves_its_guide_out(
    made: tuple[Paper, Agreement, Agreement], tmp_path: Path
) -> None:
    paper, whole, _ = made
    without = tuple(
        Group(g.identity, g.kind, g.label, g.number, g.heading, ()) if g.kind is GroupKind.SCHEDULES else g
        for g in whole.groups
    )
    bare = Agreement(**{**{n: getattr(whole, n) for n in whole.__dataclass_fields__}, "groups": without})
    house = read(with_paper(tmp_path / "again"), (), None).workspace.house
    assert paper.tree is not None and house is not None
    tree = bind(paper.tree, {"sharing": bare}, paper.plan, house)
    assert GroupKind.SCHEDULES not in [group.kind for group in tree.groups]


def test_it_can_be_stored_and_read_again(made: tuple[Paper, Agreement, Agreement]) -> None:
    _, _, tree = made
    assert from_canonical(to_canonical(tree)) == tree


def test_an_agreement_of_which_the_paper_does_not_speak_is_not_given(tmp_path: Path) -> None:
    root = with_paper(tmp_path)
    swap(root, PAPER, "  sharing: valley/sharing-2024\n", "  {}\n")
    found = read(root, (), None, papers=True).faults.found
    assert any(d.code == "expression-name" and "agreements.sharing" in d.message for d in found)


def test_a_name_that_only_papers_have_is_unknown_elsewhere(tmp_path: Path) -> None:
    root = with_paper(tmp_path)
    clause = root / "clauses" / "sharing" / "ending.md"
    more = "1. {#spoken} {{ agreements.sharing.title }} ends.\n"
    clause.write_text(clause.read_text(encoding="utf-8").rstrip("\n") + "\n" + more, encoding="utf-8")
    found = read(root, (), None, papers=True).faults.found
    assert any(d.code == "expression-name" and "agreements" in d.message for d in found)
