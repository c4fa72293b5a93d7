"""The views of a comparison: each tells every change once, with its class and its route, and says none where there is none."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from lxml import html
from rich.console import Console

from concordat.cli import shown
from concordat.diagnostics import Faults
from concordat.language.words import words
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.changes import Sort
from concordat.model.comparison import Comparison
from concordat.model.library import House
from concordat.project.board_page import board_tree
from concordat.project.diff import Form, as_form
from concordat.project.redline_front import front_of
from concordat.project.views import compare_views
from concordat.render.html import render_html
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text
from concordat.render.text.issued import quoted_control
from concordat.versions.board import board_page
from concordat.versions.comparison_report import comparison_report
from concordat.versions.told import CONFIRM, NO_CHANGE, difference, title_of, version_of
from support import REPOSITORY
from versions.comparison_sample import CHANGES, NEW, OLD, no_change, sample

NEVER = re.compile(r"\b(minor|immaterial|no legal effect|safe)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def house() -> House:
    """The shipped house, as board papers have it."""
    faults = Faults()
    found = read_house(WorkspaceFiles(REPOSITORY, faults), faults)
    assert found is not None and found.paper is not None and not faults.errors
    return found.paper


def as_text(comparison: Comparison, form: Form) -> str:
    return as_form(comparison, form).decode()


def board(comparison: Comparison, house: House) -> str:
    return render_text(board_tree(comparison, house, example=False), house)


def front(comparison: Comparison, house: House) -> str:
    return "\n".join(
        line for part in quoted_control(front_of(comparison, "What changed", house)) for line in part
    )


@pytest.mark.parametrize(("form", "name"), [(Form.MARKDOWN, "md"), (Form.JSON, "json"), (Form.HTML, "html")])
def test_a_view_is_as_it_was_read(form: Form, name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"views/comparison.{name}", as_text(sample(), form))


def test_the_terminal_is_as_it_was_read(
    golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(shown, "say", said.append)
    monkeypatch.setattr(shown, "Console", lambda width=80: Console(width=width, force_terminal=False))
    shown.show(comparison_report(sample()), titled=True)
    golden("views/comparison.txt", "\n".join(said) + "\n")


def test_the_page_for_a_board_is_as_it_was_read(house: House, golden: Callable[[str, str], None]) -> None:
    golden("views/board.md", board(sample(), house))


def test_the_front_of_a_redline_is_as_it_was_read(house: House, golden: Callable[[str, str], None]) -> None:
    golden("views/front.md", front(sample(), house) + "\n")


def test_the_page_for_a_board_holds_the_same_words_in_each_view(house: House) -> None:
    faults, tree = Faults(), board_tree(sample(), house, example=True)
    compare_views(
        tree, {"md": render_text(tree, house).encode(), "html": render_html(tree, house).encode()}, faults
    )
    assert not faults.found and len(words(tree)) > 20
    assert house.issued.example in tree.apparatus.statement


def test_the_page_for_a_board_is_one_page(house: House) -> None:
    assert render_pdf(board_tree(sample(), house, example=True), house, b"{}").pages == 1


def test_every_change_is_told_once_with_its_class_and_its_route() -> None:
    page = html.fromstring(as_text(sample(), Form.HTML))
    told = [one for one in page.iter("article") if not one.findtext("h4", "").startswith("Route")]
    assert len(told) == len(CHANGES)
    for number, (article, (grade, one)) in enumerate(zip(told, CHANGES, strict=True), start=1):
        assert article.findtext("h4") == f"{number}. {one.name}"
        said = {dt.text: dt.getnext().text_content() for dt in article.iter("dt")}
        assert said["Class"] == f"{grade[0]} ({grade[1]})" and CONFIRM in " ".join(said.values())
        assert said["Indicated route"].startswith(f"Class {grade[0]}" if grade[0] != 8 else "Route A: Board of Trustees; the body")  # fmt: skip
    markdown = as_text(sample(), Form.MARKDOWN)
    assert [int(n) for n in re.findall(r"^#### (\d+)\. ", markdown, re.MULTILINE)] == list(
        range(1, len(CHANGES) + 1)
    )
    data = json.loads(as_text(sample(), Form.JSON))
    assert [one["number"] for one in data["changes"]] == list(range(1, len(CHANGES) + 1))
    assert all(one["grade"] and one["routes"] for one in data["changes"]) and data["schema"] == 1
    assert data["changes"][3]["change"]["money_after"] == "1250"


def test_a_workbook_has_a_row_for_each_change() -> None:
    data = as_form(sample(), Form.XLSX)
    assert data == as_form(sample(), Form.XLSX)
    book = openpyxl.load_workbook(io.BytesIO(data))
    (name,) = [one for one in book.sheetnames if one.startswith("changes")]
    rows = [[cell.value or "" for cell in row] for row in book[name].iter_rows(min_row=3)]
    assert len(rows) == len(CHANGES) and {len(row) for row in rows} == {13}
    heads = [cell.value for cell in book[name][2]]
    figure = dict(zip(heads, rows[3], strict=True))
    assert (figure["Sum before"], figure["Sum after"], figure["Difference"]) == ("£1,000", "£1,250", "+£250")
    assert rows[4][heads.index("What happened")] == "moved and reworded"


def test_no_view_judges_how_much_a_change_matters(house: House) -> None:
    for found in (sample(), no_change()):
        texts = [as_text(found, form) for form in (Form.MARKDOWN, Form.HTML, Form.JSON)]
        for text in (*texts, board(found, house), front(found, house)):
            assert not NEVER.search(text)
    assert NEVER.search("a Minor change")


def test_words_are_never_cut_and_marks_are_written() -> None:
    long = "x" * 40_000
    found = sample()
    first = found.changes[0]
    edits = (replace(first.change.edits[1], after=long), *first.change.edits[2:])
    longer = replace(
        found, changes=(replace(first, change=replace(first.change, edits=edits)), *found.changes[1:])
    )
    assert f"{{+{long}+}}" in as_text(longer, Form.MARKDOWN) and f"inserted: </span>{long}" in as_text(
        longer, Form.HTML
    )
    page = as_text(found, Form.HTML)
    assert "Each Branch insures &lt;its&gt; Books." in page and "{+promptly+}" in as_text(
        found, Form.MARKDOWN
    )


def test_where_nothing_changed_it_is_said_plainly(house: House) -> None:
    for form in (Form.MARKDOWN, Form.HTML):
        text = as_text(no_change(), form)
        assert NO_CHANGE in text and "Places with a new number" not in text
    assert NO_CHANGE in board(no_change(), house) and "What to ask" not in board(no_change(), house)
    assert NO_CHANGE in front(no_change(), house)


def test_the_heading_says_what_is_compared() -> None:
    found = sample()
    assert title_of(found) == "Changes since approval: Branch Loan Agreement: Dale Branch"
    assert title_of(replace(found, old=replace(OLD, state="draft"))).startswith("What changed: ")
    other = replace(OLD, path="hill/loan", of="Hill Branch")
    assert title_of(replace(found, old=other)) == "What differs: Branch Loan Agreement: Hill Branch; and Branch Loan Agreement: Dale Branch"  # fmt: skip
    assert version_of(NEW) == "version 1.1, for signature, 10 February 2024"
    assert (
        version_of(replace(NEW, number="", state="not issued", date=""))
        == "the text of valley/loan@1.1, not issued"
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("1000", "1250.5", "+£250.50"),
        ("1250", "1000", "−£250"),
        ("5", "5", "£0"),
        ("", "5", ""),
        ("5", "", ""),
    ],
)
def test_a_difference_of_sums(before: str, after: str, said: str) -> None:
    one, other = (Decimal(text) if text else None for text in (before, after))
    assert difference(one, other) == said


def test_a_long_list_is_counted_and_a_long_comparison_still_fits() -> None:
    found = sample()
    row, word = found.changes[5], found.changes[0]
    name = row.change.name_after
    rows = [replace(row, number=n, change=replace(row.change, name_after=name.replace("Maps", f"Line {n}"))) for n in range(1, 12)]  # fmt: skip
    many = [
        replace(word, number=n, change=replace(word.change, name_after=f"clause {n}")) for n in range(20, 60)
    ]
    ((_, said),) = board_page(replace(found, changes=tuple(rows))).changes
    assert said.startswith("11 lines are added to “Collections”: Line 1, Line 2") and "Line 11." in said
    page = board_page(replace(found, changes=(*many, *rows)))
    assert len(page.changes) == 5 and page.changes[-1][0] == "5 to 8"
    assert page.changes[-1][1].startswith("47 more changes, under their subjects above")
    subjects = dict(page.subjects)
    told = {line.heading for line in found.first if line.said != "none"}
    assert told == subjects.keys() - {"Nothing else"}
    assert all(line.heading in subjects["Nothing else"] for line in found.first if line.said == "none")
    assert board_page(found).subjects == ()


def test_parties_that_come_and_go_are_named_together() -> None:
    found = sample()
    row = found.changes[5]
    one = replace(row.change, sort=Sort.PARTY, name_after="party Hill Branch")
    ((_, said),) = board_page(replace(found, changes=(replace(row, change=one),))).changes
    assert said == "Hill Branch joins as a party."
    two = replace(one, name_after="party Elm Branch")
    both = (replace(row, change=one), replace(row, number=7, change=two))
    ((_, said),) = board_page(replace(found, changes=both)).changes
    assert said == "2 parties join: Hill Branch and Elm Branch."
