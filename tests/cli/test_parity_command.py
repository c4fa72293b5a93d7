"""`concordat parity`: its forms, its files and its exit codes."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from cli.test_commands import _own_signals, bytes_of, run
from support import loans_workspace, swap

__all__ = ["_own_signals"]

LOAN = "agreements/valley/loan-2024.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that no test changes."""
    return loans_workspace(tmp_path_factory.mktemp("parity") / "w")


def test_on_a_terminal_or_elsewhere_every_difference_is_told(folder: Path) -> None:
    before = bytes_of(folder)
    result = run("parity", "valley/loan-2024", "-C", folder)
    assert result.exit_code == 1 and not result.stderr, "there is a fault among them"
    lines = result.stdout.splitlines()
    assert lines[0] == "Branch Loan Agreement"
    assert "Differences: fault: 1; deviation: 1; local term: 1; allowed field: 4." in lines
    assert "{+promptly+}" in result.stdout and not any(line != line.rstrip() for line in lines)
    assert bytes_of(folder) == before


def test_without_a_fault_the_run_ends_well(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, LOAN, "  elm-branch: {loan_weeks: 4}\n", "")
    assert run("parity", "valley", "-C", folder).exit_code == 0


@pytest.mark.parametrize("arguments", [("--json",), ("--format", "json")])
def test_json_holds_it_all(folder: Path, arguments: tuple[str, ...]) -> None:
    result = run("parity", "valley", "--precedent", *arguments, "-C", folder)
    (kind,) = json.loads(result.stdout)["kinds"]
    assert len(kind["agreements"]) == 6 and len(kind["differences"]) == 7 and len(kind["departures"]) == 4
    assert {d["sort"] for d in kind["differences"]} == {"particular", "provision", "clause", "row"}
    assert {v["standing"] for d in kind["differences"] for v in d["variants"]} == {
        "allowed field", "local term", "deviation", "fault",
    }  # fmt: skip


def test_a_web_page_that_all_can_read(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "parity.html"
    result = run("parity", "valley", "--precedent", "--output", page, "-C", folder)
    assert result.exit_code == 1 and "7 differences, 1 of them faults" in result.stderr and not result.stdout
    text = page.read_text(encoding="utf-8")
    root = html.fromstring(text)
    assert root.get("lang") == "en-GB" and [h.tag for h in root.iter("h1", "h2", "h3")] == [
        "h1",
        "h2",
        "h3",
        "h3",
        "h3",
    ]
    for table in root.iter("table"):
        assert root.get_element_by_id(table.get("aria-labelledby")).text_content()
        assert all(th.get("scope") == "col" for th in table.xpath("thead//th"))
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.xpath("tbody/tr"))
    assert not root.xpath("//@src | //link | //script") and "http" not in text
    assert next(one.text_content() for one in root.iter("ins")) == "inserted: promptly"
    again = tmp_path / "again.html"
    run("parity", "valley", "--precedent", "--format", "html", "-o", again, "-C", folder)
    assert again.read_bytes() == page.read_bytes()


def test_a_workbook_whose_bytes_are_always_the_same(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        assert run("parity", "valley", "-o", path, "-C", folder).exit_code == 1
    data = first.read_bytes()
    assert data == second.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert (
            "1980-01-01T00:00:00Z" in core
            and core.count("Z<") == core.count("1980-01-01")
            and "openpyxl" not in core
        )
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Summary", "differences", "places"]
    sheet = book["differences"]
    assert sheet["A2"].value == "No." and sheet.freeze_panes == "B3" and sheet.print_title_rows == "$2:$2"
    assert "Ashford must then {+promptly+} return each Book." in [row[4].value for row in sheet.iter_rows()]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, LOAN, "\neach:\n", '\nparty_particulars:\n  ferry-branch: {keeper: "=2+2"}\neach:\n')
    run("parity", "valley", "-o", tmp_path / "a.xlsx", "-C", folder)
    cells = [c for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["differences"].iter_rows() for c in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"} and "=2+2" in [
        cell.value for cell in cells
    ]
    run("parity", "valley", "-o", tmp_path / "a.html", "-C", folder)
    assert "=2+2" in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "write terminal, html, xlsx, json"),
        (("--format", "xlsx"), "add --output FILE.xlsx"),
        (("--output", "parity.txt"), "write --format html, xlsx or json too"),
        (("nowhere",), "no agreement is named “nowhere”"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run("parity", *arguments, "-C", folder)
    assert result.exit_code == 2 and said in result.stderr and not result.stdout
    assert not Path("parity.txt").exists()


def test_a_file_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    result = run("parity", "valley", "--format", "html", "--output", tmp_path / "taken", "-C", folder)
    assert result.exit_code == 3 and "could not be written" in result.stderr
    assert list((tmp_path / "taken").iterdir()) == [] and len(list(tmp_path.iterdir())) == 1


def test_an_error_of_a_check_is_said_beside_the_comparison(tmp_path: Path) -> None:
    folder = loans_workspace(tmp_path / "w")
    swap(folder, LOAN, "    reason: The branch moves in the summer\n", "    reason: ''\n")
    result = run("parity", "valley", "-C", folder)
    assert (
        result.exit_code == 1 and "[deviation-reason]" in result.stderr and "no reason given" in result.stdout
    )
