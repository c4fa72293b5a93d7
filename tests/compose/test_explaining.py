"""`explain` for every sort of place, by identity and by label; which files an agreement was made from; names of agreements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.language.naming import name_of
from concordat.language.walk import iterate
from concordat.model.tree import Group, Paragraph, Signature, Table
from concordat.project.explain import Explanation, explain
from concordat.project.inputs import sources
from concordat.project.read import read
from concordat.project.selection import select
from support import SHARING, read_one, sharing_workspace, swap

NAME = "riverside/sharing-2024"
TERMS = "clauses/definitions/terms.md"
INSTRUCTIONS = "agreements/riverside/sharing-2024.yaml"
PRECEDENT = "agreements/precedents/data-sharing.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return sharing_workspace(tmp_path / "w")


def told(root: Path, wanted: str) -> Explanation:
    found, faults = explain(root, NAME, wanted)
    assert found is not None, [d.message for d in faults.found]
    return found


def test_every_place_is_explained_by_its_identity_and_by_its_label(root: Path) -> None:
    swap(root, TERMS, ": the facts that [](#data-fields) lists.",
         ": either of:\n  1. {#listed} the facts that [](#data-fields) lists;\n  1. {#made} what follows.")  # fmt: skip
    swap(root, "clauses/recitals/data-sharing.md", "and Riverside holds records of loans.",
         "and Riverside:\n   1. {#holds} holds records; and\n   1. {#keeps} keeps them.")  # fmt: skip
    agreement, _ = read_one(root, NAME)
    for place in iterate(agreement):
        identity = place.block.identity
        assert told(root, identity).identity == identity
        if not isinstance(place.block, Paragraph | Signature | Group):
            assert told(root, name_of(place)).identity == identity, name_of(place)
    assert told(root, "paragraph (a) of the definition of Data").identity == "term/data/listed"
    assert told(root, "recital (A)(b)").identity == "recital/keeps"


def test_a_row_and_a_cell_are_explained(root: Path) -> None:
    row = told(root, "data-fields/fields#title-author")
    assert row.identity == "data-fields/fields#title-author"
    assert row.words == "title & author text, <= 80 letters £20.10 Agreed"
    cell = told(root, "data-fields/fields#title-author/cost")
    assert cell.words == "£20.10"
    assert [str(read.span) for value in cell.values for read in value.reads] == [
        "schedules/data/fields.csv:2:39"
    ]


def test_a_member_that_was_merged_is_explained_where_its_words_are(root: Path) -> None:
    found = told(root, "ending/return")
    assert (found.identity, found.present) == ("ending/one", True)


def test_a_question_that_is_not_asked_says_why(root: Path) -> None:
    swap(root, PRECEDENT, "label: Contact", "label: Contact\n    when: particulars.sensitive")
    found = told(root, "particular/contact")
    assert not found.present and found.name == "Contact"
    assert [condition.expression for condition in found.conditions] == ["particulars.sensitive"]


def test_what_a_condition_left_out_is_named_by_its_own_words(root: Path) -> None:
    swap(root, "clauses/sharing/ending.md", '   1. {#publish-stop when="not may_publish"} stop all use\n',
         "   1. {#keep} keep a list\n   ::: when not may_publish\n   1. {#stop} stop all use\n"
         "   1. {#wait} wait\n   :::\n")  # fmt: skip
    assert told(root, "ending/stop").name == "stop all use"
    assert told(root, "ending/wait").name == "wait"


def test_a_definition_is_explained_by_the_definitions_and_its_deviation(root: Path) -> None:
    found = told(root, "term/law")
    assert (found.title, found.wording, found.deviation) == ("", "", None)
    (root / "agreements/riverside/local").mkdir()
    (root / "agreements/riverside/local/law.md").write_text("{#law} Law\n: any statute.\n", encoding="utf-8")
    (root / INSTRUCTIONS).write_text(
        (root / INSTRUCTIONS).read_text(encoding="utf-8")
        + "deviations:\n  - {definition: law, text: local/law.md, replaces: 'sha256:" + "0" * 64
        + "', reason: Shorter, approved_by: The Board, approved_on: 2024-01-01, expires: 2030-01-01}\n",
        encoding="utf-8",
    )  # fmt: skip
    found = told(root, "term/law")
    assert found.deviation is not None and found.deviation.reason == "Shorter"
    assert (found.wording, str(found.file)) == ("local", "agreements/riverside/local/law.md:1:1")


def inputs(root: Path) -> dict[str, str]:
    agreement, reading = read_one(root, NAME)
    record = json.loads(sources(reading.workspace, reading.agreements[0].selected, agreement))
    return dict(record["inputs"])


EVERY = sorted(path.relative_to(SHARING).as_posix() for path in SHARING.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", EVERY)
def test_each_file_that_the_agreement_was_made_from_is_listed_with_its_digest(root: Path, name: str) -> None:
    before = inputs(root)
    assert name in before
    path = root / name
    path.write_bytes(path.read_bytes() + (b"\n" if path.suffix == ".csv" else b"\n\n"))
    after = inputs(root)
    assert {key for key in before if before[key] != after[key]} == {name}


def test_a_table_that_is_only_counted_is_listed_with_its_rows(root: Path) -> None:
    swap(root, "schedules/data-fields.md", "   ::: table fields\n   :::\n", "")
    agreement, _ = read_one(root, NAME)
    assert not [place for place in iterate(agreement) if isinstance(place.block, Table)]
    assert {"schedules/tables/fields.yaml", "schedules/data/fields.yaml", "schedules/data/fields.csv"} <= set(
        inputs(root)
    )


def test_the_file_of_a_clause_that_its_own_condition_leaves_out_is_listed(root: Path) -> None:
    swap(
        root,
        "clauses/sharing/publication.md",
        "significance: 7",
        'significance: 7\nwhen: "particulars.sensitive"',
    )
    assert "clauses/sharing/publication.md" in inputs(root)


@pytest.mark.parametrize("name", ("agreements", "agreements/", "./agreements/riverside", "agreements/riverside/sharing-2024.yaml",
                                  "riverside/*", "*", "riverside", "riverside/sharing-2024/"))  # fmt: skip
def test_an_agreement_is_meant_by_its_path_its_folder_or_a_pattern(root: Path, name: str) -> None:
    faults = Faults()
    found = select(read(root, (), None).workspace, (name,), faults)
    assert [one.path for one in found] == [NAME] and not faults.found
