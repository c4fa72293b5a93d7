"""What a drafter wrote prints: closing words, words under conditions, local definitions, totals that are worked out."""

from __future__ import annotations

from pathlib import Path

from concordat.language.walk import blocks
from concordat.language.words import plain, words
from concordat.model.tree import Agreement, Definition, Provision, Reference, Table, Use
from concordat.project.views import compare_views
from concordat.render.docx import render_docx
from concordat.render.html import render_html
from concordat.render.text import render_text
from support import read_one, sharing_workspace, swap

NAME = "riverside/sharing-2024"
TERMS = "clauses/definitions/terms.md"
ENDING = "clauses/sharing/ending.md"
PRECEDENT = "agreements/precedents/data-sharing.yaml"


def said(agreement: Agreement) -> list[str]:
    return [piece.text for piece in words(agreement)]


def test_the_closing_words_of_a_definition_and_of_a_recital_print_in_every_view(tmp_path: Path) -> None:
    root = sharing_workspace(tmp_path / "w")
    swap(root, TERMS, ": the facts that [](#data-fields) lists.",
         ": either of:\n  1. {#listed} the facts that [](#data-fields) lists;\n  1. {#made} what [](#listed) gives,\n\n"
         "  but not the names of readers.")  # fmt: skip
    swap(root, "clauses/recitals/data-sharing.md", "and Riverside holds records of loans.",
         "and Riverside:\n   1. {#holds} holds records; and\n   1. {#keeps} keeps them,\n\n   as it always has.")  # fmt: skip
    agreement, reading = read_one(root, NAME)
    assert not reading.faults.errors
    assert "but not the names of readers." in said(agreement)
    assert "as it always has." in said(agreement)
    assert "what paragraph (a) gives," in said(agreement)
    house = reading.workspace.house
    assert house is not None
    word, found = render_docx(agreement, house, {})
    assert not found.errors
    files = {
        "md": render_text(agreement, house).encode(),
        "html": render_html(agreement, house).encode(),
        "docx": word,
    }
    compare_views(agreement, files, found)
    assert not found.errors, [d.message for d in found.errors]


def test_words_under_conditions_in_lines_of_the_precedent_print_where_they_are_met(tmp_path: Path) -> None:
    root = sharing_workspace(tmp_path / "w")
    swap(root, PRECEDENT, "opening: Signed by the parties on the dates below.",
         "opening: 'Signed[ by the parties[ in full]{when=\"may_publish\"}]{when=\"party_count == 2\"}[ never]{when=\"not may_publish\"}.'")  # fmt: skip
    swap(root, PRECEDENT, "[, a charity]", '[, a[ good]{when="may_publish"} charity]')
    agreement, reading = read_one(root, NAME)
    assert not reading.faults.errors
    assert "Signed by the parties in full." in said(agreement)
    assert any(", a good charity (“Riverside”)" in text for text in said(agreement))


def test_the_forms_of_a_term_are_those_of_the_text_that_stands_in_its_place(tmp_path: Path) -> None:
    root = sharing_workspace(tmp_path / "w")
    (root / "agreements/riverside/local").mkdir()
    (root / "agreements/riverside/local/law.md").write_text(
        '{#law plural="Laws" except="Rule of Law"} Law\n: any statute.\n', encoding="utf-8"
    )
    name = "agreements/riverside/sharing-2024.yaml"
    (root / name).write_text(
        (root / name).read_text(encoding="utf-8")
        + "deviations:\n  - {definition: law, text: local/law.md, replaces: 'sha256:" + "0" * 64
        + "', reason: Local, approved_by: The Board, approved_on: 2024-01-01, expires: 2030-01-01}\n",
        encoding="utf-8",
    )  # fmt: skip
    swap(root, ENDING, "This Agreement ends", "Under Law and the Rule of Law this Agreement ends")
    agreement, _ = read_one(root, NAME)
    (end,) = [b for b in blocks(agreement) if isinstance(b, Provision) and b.identity == "ending/end"]
    assert [i.text for i in end.inlines if isinstance(i, Use)] == ["Law", "Agreement"]
    (law,) = [b for b in blocks(agreement) if isinstance(b, Definition) and b.identity == "term/law"]
    assert plain(law.inlines) == "any statute."


def test_a_reference_in_a_definition_means_its_own_anchor_first(tmp_path: Path) -> None:
    root = sharing_workspace(tmp_path / "w")
    swap(root, TERMS, ": the facts that [](#data-fields) lists.",
         ": either of:\n  1. {#terms} the facts that [](#data-fields) lists;\n  1. {#made} [](#terms) again.")  # fmt: skip
    agreement, _ = read_one(root, NAME)
    (data,) = [b for b in blocks(agreement) if isinstance(b, Definition) and b.identity == "term/data"]
    made = data.children[1]
    assert isinstance(made, Provision)
    assert [(i.text, i.target) for i in made.inlines if isinstance(i, Reference)] == [
        ("paragraph (a)", "term/data/terms")
    ]


def totals(root: Path) -> list[str]:
    agreement, reading = read_one(root, NAME)
    assert not reading.faults.errors
    table = next(block for block in blocks(agreement) if isinstance(block, Table))
    return [plain(cell.inlines) for cell in table.rows[-1].cells]


def test_a_column_that_is_worked_out_has_its_total(tmp_path: Path) -> None:
    root = sharing_workspace(tmp_path / "w")
    swap(root, "schedules/tables/fields.yaml", "{name: cost,", '{name: price, value: "row.cost",')
    swap(root, "schedules/tables/fields.yaml", "{cost: sum}", "{price: sum}")
    assert totals(root)[2] == "£50.30"


def test_an_empty_cell_that_prints_as_a_blank_makes_its_total_that_blank(tmp_path: Path) -> None:
    root = sharing_workspace(tmp_path / "w")
    swap(
        root,
        "schedules/tables/fields.yaml",
        'unit: "£"}',
        'unit: "£", blank: {wanted: Cost, from: Riverside}}',
    )
    swap(root, "schedules/data/fields.csv", '"£30.20"', "")
    assert totals(root)[2] == "[Cost: from Riverside]"
