"""`concordat blanks`: a list for each body, on a terminal, as a Word form, a workbook, a web page and data."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from cli.test_commands import _own_signals, bytes_of, run
from concordat.diagnostics import Faults
from concordat.language.parts import open_parts
from concordat.load.word import read_word
from concordat.model.asked import Asked, AskedBody, AskedList, Going, Named
from concordat.model.library import House
from concordat.project import blanks as command
from concordat.project.blanks import Form, as_form, blanks
from support import REPOSITORY, loans_workspace, swap
from validators import validate

__all__ = ["_own_signals"]

Golden = Callable[[Path | str, str], None]

PRECEDENT = "agreements/precedents/branch-loan.yaml"
LIMIT = "local: yes, default: '£1,000'}"
WANTED_LIMIT = "local: yes, default: {blank: Yearly limit, from: the treasurer, until: signing}}"


def lacking(folder: Path) -> Path:
    """The branches' workspace, in two footprints, where a limit is wanted of a treasurer."""
    loans_workspace(folder)
    swap(folder, PRECEDENT, LIMIT, WANTED_LIMIT)
    shutil.copytree(folder / "agreements/valley", folder / "agreements/coast")
    swap(folder, "agreements/coast/committee.yaml", "Valley branches", "Coast branches")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that no test changes."""
    return lacking(tmp_path_factory.mktemp("blanks") / "w")


def rows_of(path: Path) -> list[tuple[object, ...]]:
    """The rows of a workbook's only sheet, from the heads of its columns on."""
    (sheet,) = openpyxl.load_workbook(path).worksheets
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_a_list_for_each_body(folder: Path, golden: Golden) -> None:
    before = bytes_of(folder)
    result = run("blanks", "valley", "-C", folder)
    assert result.exit_code == 0 and not result.stderr
    golden("blanks.txt", result.stdout)
    assert bytes_of(folder) == before


def test_each_thing_is_asked_once_in_a_footprint_with_all_its_places(folder: Path) -> None:
    found, _, faults = blanks(folder, ["valley"])
    assert not faults.found
    (library,) = (body for body in found.bodies if body.name == "The County Library Trust")
    (keeper,) = library.asked
    assert len(keeper.agreements) == 6 and len(keeper.going) == 1
    assert keeper.going[0].places == ("Particulars, Keeper",)


def test_a_party_has_one_list_and_a_description_one_for_each_footprint(folder: Path) -> None:
    found, _, _ = blanks(folder, [])
    (library,) = (body for body in found.bodies if body.name == "The County Library Trust")
    assert library.heading == "The County Library Trust"
    assert [one.within for one in library.asked] == ["Coast branches", "Valley branches"]
    treasurers = [body for body in found.bodies if body.name == "the treasurer"]
    assert [one.heading for one in treasurers] == [
        "the treasurer, Coast branches",
        "the treasurer, Valley branches",
    ]
    assert all(path.startswith("coast/") for path in treasurers[0].asked[0].agreements)


def test_a_party_named_by_its_short_name_is_that_party_and_nobody_is_the_drafter(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path)
    swap(folder, PRECEDENT, LIMIT, WANTED_LIMIT.replace("the treasurer", "County Library"))
    swap(folder, PRECEDENT, "unit: weeks, significance: 4, default: 3}", "unit: weeks, significance: 4}")
    found, _, faults = blanks(folder, ["valley/loan-2024/dale-branch"])
    assert not faults.errors, faults.errors
    asked = {body.name: [one.wanted for one in body.asked] for body in found.bodies}
    assert asked["The County Library Trust"] == ["Yearly limit", "Name of the keeper"]
    assert "County Library" not in asked


def test_json_holds_it_all(folder: Path) -> None:
    told = json.loads(run("blanks", "valley", "--json", "-C", folder).stdout)
    assert told == json.loads(run("blanks", "valley", "--format", "json", "-C", folder).stdout)
    treasurer = next(body for body in told["bodies"] if body["name"] == "the treasurer")
    (limit,) = treasurer["asked"]
    assert (limit["wanted"], limit["until"], treasurer["within"]) == (
        "Yearly limit",
        "signing",
        "Valley branches",
    )
    assert {place for going in limit["going"] for place in going["places"]} >= {"clause 2.1"}
    assert len(told["agreements"]) == 6 and told["footprints"] == ["Valley branches"]


def test_a_workbook_with_one_sheet_that_filters(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        result = run("blanks", "-o", path, "-C", folder)
        assert result.exit_code == 0 and not result.stdout
    assert first.read_bytes() == second.read_bytes()
    book = openpyxl.load_workbook(first)
    assert book.sheetnames == ["wanted"]
    sheet, (heads, *rows) = book["wanted"], rows_of(first)
    assert heads == (
        "Wanted of", "What is wanted", "May stand until", "Agreements", "Where it goes", "Answer",
    )  # fmt: skip
    assert sheet.auto_filter.ref == f"A2:F{len(rows) + 2}" and sheet.freeze_panes == "B3"
    assert sheet.column_dimensions["F"].width == 60 and {row[5] for row in rows} == {None}
    found, _, _ = blanks(folder, [])
    assert len(rows) == found.count and f"{found.count} things wanted" in result.stderr
    limit = next(row for row in rows if row[0] == "the treasurer, Valley branches")
    assert limit[1:3] == ("Yearly limit", "it is signed")
    assert "valley/loan-2024/elm-branch" in str(limit[3]).split("\n")


def test_a_form_to_send_holds_it_all_and_is_valid(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    for path in (first, second):
        assert run("blanks", "valley", "-o", path, "-C", folder).exit_code == 0
    data = first.read_bytes()
    assert data == second.read_bytes() and validate(data, tmp_path) == (0, "")
    reading = read_word(data)
    found, _, _ = blanks(folder, ["valley"])
    entries = ["How to answer", *(body.heading for body in found.bodies), "The agreements"]
    assert list(reading.contents) == entries
    for body in found.bodies:
        assert {body.heading, f"Wanted of {body.heading}"} <= set(reading.words)
    text = " ".join(reading.words)
    for asked in (one for body in found.bodies for one in body.asked):
        assert all(place in text for going in asked.going for place in going.places)
        assert asked.wanted in text and all(path in text for path in asked.agreements)
    body = open_parts(data)["word/document.xml"].decode()
    tables = len(found.bodies) + 1
    assert body.count("<w:tblHeader/>") == tables, "the heads repeat on each page"
    assert body.count("<w:tblDescription ") == tables and body.count("<w:tblCaption ") == tables
    assert 'w:orient="landscape"' in body
    for one in found.bodies:
        caption = body.index(f">Wanted of {one.heading}<")
        between = body[body.rindex(f">{one.heading}<", 0, caption) : caption]
        assert "<w:sectPr" not in between, "a heading stands on the wide page of its table"
    running = "".join(data.decode() for name, data in open_parts(data).items() if "header" in name)
    assert "DRAFT" in running and "What is still wanted: Valley branches" in running


def test_a_form_that_lost_a_word_is_not_given(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, house, _ = blanks(folder, ["valley"])
    whole = command.render_docx

    def forgetful(form: object, *rest: object) -> object:
        less = replace(form, groups=form.groups[:-1])  # type: ignore[type-var, attr-defined]
        return whole(less, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "render_docx", forgetful)
    faults = Faults()
    assert as_form(found, Form.DOCX, house, faults) == b""
    assert {one.code for one in faults.errors} == {"words-differ"}
    result = run("blanks", "valley", "-o", tmp_path / "a.docx", "-C", folder)
    assert result.exit_code != 0 and "[words-differ]" in result.stderr and list(tmp_path.iterdir()) == []


def test_a_web_page_with_a_table_for_each_body(folder: Path, tmp_path: Path) -> None:
    run("blanks", "valley", "-o", tmp_path / "a.html", "-C", folder)
    root = html.fromstring((tmp_path / "a.html").read_text(encoding="utf-8"))
    found, _, _ = blanks(folder, ["valley"])
    assert [one.text_content() for one in root.iter("h2")] == [body.heading for body in found.bodies]
    assert len(list(root.iter("table"))) == len(found.bodies)
    for table in root.iter("table"):
        assert [th.text_content() for th in table.xpath("thead//th")][-1] == "Answer"
        assert all(row[0].get("scope") == "row" for row in table.xpath("tbody/tr"))


def house_of(folder: Path) -> House:
    house = blanks(folder, ["valley"])[1]
    assert house is not None
    return house


def test_unusual_characters_change_nothing(folder: Path, tmp_path: Path) -> None:
    going = (Going(("a/b",), ("clause 1",)), Going(("a/c",), ('table “<x> & "y"”',)))
    asked = Asked("=2+2 {{ 7*7 }} <b>", "approval", "Ŵ & Co", going)
    found = AskedList((AskedBody("@R&D [x]", "Ŵ & Co", (asked,)),), (Named("a/b", "T", "O"),), ("Ŵ & Co",))
    book = openpyxl.load_workbook(io.BytesIO(as_form(found, Form.XLSX, None, Faults())))
    cells = [cell for row in book["wanted"].iter_rows(min_row=3) for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert (
        cells[1].value == "=2+2 {{ 7*7 }} <b>" and cells[4].value == 'a/b: clause 1\na/c: table “<x> & "y"”'
    )
    faults = Faults()
    data = as_form(found, Form.DOCX, house_of(folder), faults)
    assert not faults.errors and validate(data, tmp_path) == (0, "")
    assert 'In a/b: clause 1. In a/c: table “<x> & "y"”.' in read_word(data).words
    page = as_form(found, Form.HTML, None, Faults()).decode()
    assert "=2+2 {{ 7*7 }} &lt;b&gt;" in page


@pytest.mark.parametrize("form", list(Form))
def test_where_nothing_is_wanted_each_form_says_so(form: Form, folder: Path, tmp_path: Path) -> None:
    none, faults = AskedList((), (), ()), Faults()
    if form is Form.TERMINAL:
        own = loans_workspace(tmp_path / "w")
        swap(own, PRECEDENT, "default: {blank: Name of the keeper, from: ''}", "default: Jo Invented")
        result = run("blanks", "valley/loan-2024/dale-branch", "-C", own)
        assert (result.exit_code, result.stdout) == (0, "Nothing is wanted.\n")
        return
    data = as_form(none, form, house_of(folder), faults)
    assert not faults.errors
    if form is Form.XLSX:
        assert openpyxl.load_workbook(io.BytesIO(data))["wanted"]["A2"].value == "Nothing is wanted."
    elif form is Form.DOCX:
        assert validate(data, tmp_path) == (0, "") and "Nothing is wanted." in read_word(data).words
    elif form is Form.HTML:
        assert b"Nothing is wanted." in data
    else:
        assert json.loads(data)["bodies"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "write terminal, docx, html, xlsx, json"),
        (("--format", "docx"), "add --output FILE.docx"),
        (("--format", "xlsx"), "add --output FILE.xlsx"),
        (("--output", "blanks.txt"), "write --format docx, html, xlsx or json too"),
        (("nowhere",), "no agreement is named “nowhere”"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run("blanks", *arguments, "-C", folder)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout
    assert not Path("blanks.txt").exists()


def test_a_file_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken.xlsx").mkdir()
    result = run("blanks", "valley", "-o", tmp_path / "taken.xlsx", "-C", folder)
    assert result.exit_code == 3 and "could not be written" in result.stderr


def test_an_error_of_a_check_hides_no_list(tmp_path: Path) -> None:
    """What is wrong `check` says; the list says what is wanted all the same."""
    folder = lacking(tmp_path / "w")
    swap(
        folder,
        "agreements/valley/loan-2024.yaml",
        "    reason: The branch moves in the summer\n",
        "    reason: ''\n",
    )
    result = run("blanks", "valley", "-C", folder)
    assert result.exit_code == 0 and "the treasurer, Valley branches" in result.stdout


def test_where_something_cannot_be_read_nothing_is_listed(tmp_path: Path) -> None:
    folder = lacking(tmp_path / "w")
    swap(folder, "agreements/coast/loan-2024.yaml", "precedent: branch-loan", "precedent: branch-loam")
    result = run("blanks", "-C", folder)
    assert result.exit_code == 2 and "[precedent-unknown]" in result.stderr and not result.stdout
    assert "precedent-unknown" in run("blanks", "--json", "-C", folder).stdout


def test_the_shipped_content_asks_each_board_once_for_its_address() -> None:
    found, _, _ = blanks(REPOSITORY, ["south-east/2025"])
    (sussex,) = (body for body in found.bodies if body.name == "NHS Sussex Integrated Care Board")
    (address,) = (one for one in sussex.asked if one.wanted == "Address of the principal office")
    assert set(address.agreements) == {"south-east/collaboration-2025", "south-east/delegation-2025/sussex"}
    assert all(len(going.places) >= 2 for going in address.going)
