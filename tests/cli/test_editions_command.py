"""`concordat diff --editions`: its forms, its files, its exit codes, and what it never prints."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from cli.test_commands import _own_signals, run
from second_edition import AGREEMENT, FOLDER, NEW, OLD, two_editions
from support import swap

__all__ = ["_own_signals"]

NEVER = re.compile(r"\b(minor|immaterial|no legal effect|safe)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that no test changes."""
    return two_editions(tmp_path_factory.mktemp("editions") / "w")


def test_on_a_terminal_every_change_is_told_and_none_is_said(folder: Path) -> None:
    result = run("diff", "--editions", OLD, NEW, "-C", folder)
    assert result.exit_code == 1 and not result.stderr, "a model text meets a national change"
    said = result.stdout
    assert (
        "In 1 agreement: conflict: 1; comes with the new edition: 7; as the new edition already: none."
        in said
    )
    assert "Local text where nothing changed nationally: None." in said
    assert "new Books{+, except in May+}." in said and "9 (national text)" in said
    assert not any(line != line.rstrip() for line in said.splitlines())


@pytest.mark.parametrize("ending", ["html", "xlsx", "json", "md"])
def test_each_view_holds_every_place_and_nothing_that_weighs_in_words(
    folder: Path, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"editions.{ending}"
    result = run("diff", "--editions", OLD, NEW, AGREEMENT, "--output", file, "-C", folder)
    assert result.exit_code == 1 and "8 national changes, 1 conflicts" in result.stderr and not result.stdout
    data = file.read_bytes()
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        said = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    else:
        said = data.decode() if ending in ("json", "md") else html.fromstring(data).text_content()
    for place in (
        "clause 2.1.2",
        "definition of Loan",
        "paragraph 2 of Part B of Schedule 2",
        "must keep it dry",
    ):
        assert place in said.replace("\\", ""), place
    assert not NEVER.search(said)


def test_json_says_all_with_its_schema(folder: Path) -> None:
    result = run("diff", "--editions", OLD, NEW, "--json", "-C", folder)
    found = json.loads(result.stdout)
    [kind] = found["kinds"]
    assert found["schema"] == 1 and kind["precedent"] == "lending" and len(kind["changes"]) == 8
    assert {ours["outcome"] for one in kind["changes"] for ours in one["ours"]} == {
        "conflict",
        "comes with the new edition",
    }


def test_where_all_is_held_the_run_ends_well(tmp_path: Path) -> None:
    own = two_editions(tmp_path / "w")
    swap(own, "agreements/precedents/lending.yaml", f"edition: {OLD}", f"edition: {NEW}")
    swap(own, f"{FOLDER}/care.md", "for each Book.", "for each Book as [](#local-rules) says.")
    assert run("diff", "--editions", OLD, NEW, "-C", own).exit_code == 0


@pytest.mark.parametrize(
    ("names", "said"),
    [((OLD, "form-2032"), "[edition-unknown]"), ((OLD, NEW, "towns/none"), "[agreement-unknown]")],
)
def test_a_name_that_means_nothing_is_said(folder: Path, names: tuple[str, ...], said: str) -> None:
    result = run("diff", "--editions", *names, "-C", folder)
    assert result.exit_code == 2 and said in result.stderr


def test_without_the_option_a_third_name_is_refused(folder: Path) -> None:
    result = run("diff", f"{AGREEMENT}@draft", AGREEMENT, "towns", "-C", folder)
    assert result.exit_code == 2 and "--editions" in result.stderr
