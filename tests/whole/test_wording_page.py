"""The page of locked wording: what is mandated, what stands in, and the digest of each as held."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from test_parts_alone import verapdf

from concordat.language.words import words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.model.tree import Agreement, Table
from concordat.project.build import build
from concordat.project.wording import wording_page
from support import form_workspace, read_one, sharing_workspace

LENT = "towns/lending-2031"
STAND_IN = (
    "These clauses are the test's own wording. This page does not show that the League's text is unaltered."
)
MANDATED = "The digests below are those of the text that the invented League of Libraries published."


def page(folder: Path, tree: Agreement | None = None) -> Agreement | None:
    agreement, reading = read_one(folder, LENT)
    asked = reading.workspace.library.precedents["lending"].wording_page
    assert asked is not None
    return wording_page(folder, tree or agreement, asked)


def rows(found: Agreement | None) -> dict[str, list[str]]:
    assert found is not None
    table = found.groups[0].blocks[1]
    assert isinstance(table, Table)
    return {
        row.cells[0].inlines[0].text: [cell.inlines[0].text for cell in row.cells[1:]] for row in table.rows
    }


def test_it_names_each_mandated_clause_with_who_published_it(tmp_path: Path) -> None:
    found = page(form_workspace(tmp_path))
    assert list(rows(found)) == ["Clause 1", "Clause 2", "Clause 5", "Schedule 1", "Schedule 3"]
    title, whose, published, digest, file = rows(found)["Clause 2"]
    assert (title, whose, file) == ("Lending of Books", "Mandated", "Unchanged")
    assert published == "The invented League of Libraries, Form L (an invention for tests), 31 January 2031"
    body = (tmp_path / "clauses/national/form-2031/lending.md").read_text().split("---\n", 2)[2]
    assert digest == sha256(body.encode()).hexdigest()
    assert [p.text for p in words(found) if p.identity == "wording~start"] == [MANDATED]  # type: ignore[arg-type]


def test_where_any_is_a_stand_in_it_opens_by_saying_so(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    (folder / "clauses/national/form-2031/returns.md").unlink()
    (folder / "clauses/national/form-2031/numbering.yaml").unlink()
    found = page(folder)
    assert rows(found)["Clause 4"][1:3] == ["Stand-in", "Not held"]
    assert found is not None and found.apparatus.statement.startswith(STAND_IN)
    assert [p.text for p in words(found) if p.identity == "wording~start"] == [STAND_IN]


def test_without_national_text_nobody_is_said_to_have_published_anything(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    shutil.rmtree(folder / "clauses" / "national")
    found = rows(page(folder))
    assert {len(cells) for cells in found.values()} == {4} and {cells[1] for cells in found.values()} == {
        "Stand-in"
    }


def test_a_file_that_is_no_longer_what_the_tree_holds_is_told(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    tree, _ = read_one(folder, LENT)
    path = folder / "clauses/national/form-2031/lending.md"
    path.write_text(path.read_text().replace("new Books", "newer Books"))
    (folder / "clauses/national/form-2031/books.md").unlink()
    found = rows(page(folder, tree))
    assert (
        found["Clause 2"][-1].startswith("Changed: ")
        and found["Clause 2"][-1] != f"Changed: {found['Clause 2'][-2]}"
    )
    assert found["Schedule 3"][-1] == "Not there"
    assert found["Clause 1"][-1] == "Unchanged"


def test_a_build_writes_it_and_both_judges_find_nothing(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    (folder / "clauses/national/form-2031/returns.md").unlink()
    outcome = build(folder, (LENT,), lambda *_: None, 1)
    assert not outcome.faults.errors
    made = folder / "build" / "towns" / "lending-2031"
    file = made / "towns-lending-2031-wording-DRAFT.pdf"
    assert verapdf(file).count("conforms") == 2
    html = (made / "towns-lending-2031-wording-DRAFT.html").read_text()
    assert read_html(html).words == read_pdf(file.read_bytes()).words
    text = html[html.index("<body") :]
    assert text.index("does not show that the League") < text.index("<table")


def test_a_precedent_that_asks_for_none_has_none(tmp_path: Path) -> None:
    build(sharing_workspace(tmp_path), ("riverside",), lambda *_: None, 1)
    assert not list((tmp_path / "build").rglob("*wording*")) and list(
        (tmp_path / "build").rglob("*-DRAFT.pdf")
    )
