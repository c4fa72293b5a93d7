"""Tables of seven parties and of twelve columns, as a board reads them: whole words, wide pages, sound files."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdf
import pytest

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.project.views import Views, render_views
from support import REPOSITORY, read_one, seven_workspace
from views.change import with_long_table
from views.test_verapdf import verapdf


@dataclass(frozen=True)
class Wide:
    """The agreement of seven parties, its house and its five views."""

    agreement: Agreement
    house: House
    views: Views


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Wide:
    folder = seven_workspace(tmp_path_factory.mktemp("wide") / "workspace")
    agreement, reading = read_one(folder, "hillside/planning-2025")
    house = reading.workspace.house
    assert house is not None
    return Wide(agreement, house, render_views(agreement, house, b"{}"))


def test_all_five_views_hold_the_words_of_wide_tables_and_empty_frames(wide: Wide) -> None:
    assert wide.views.found == ()
    assert sorted(wide.views.files) == ["docx", "html", "json", "md", "pdf"]


def test_the_pages_of_wide_tables_lie_and_the_heading_stands_on_the_first(wide: Wide) -> None:
    pages = pypdf.PdfReader(BytesIO(wide.views.files["pdf"])).pages
    lies = [page.mediabox.width > page.mediabox.height for page in pages]
    texts = [page.extract_text() for page in pages]
    first = next(number for number, lie in enumerate(lies) if lie)
    assert "Finance" in texts[first] and "Allocation of each party" in texts[first]
    assert lies == [False] * first + [True] * sum(lies) + [False] * (len(lies) - first - sum(lies))
    assert 3 <= sum(lies) <= 4


def test_no_figure_and_no_heading_is_cut(wide: Wide, tmp_path: Path) -> None:
    file = tmp_path / "wide.pdf"
    file.write_bytes(wide.views.files["pdf"])
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    words = set(text.split())
    assert {
        "£2,564,827,465",
        "£420,470,118",
        "−£1,250,000",
        "Gorsefield",
        "Brockmoor",
        "Vacancies",
        "Mitigation",
    } <= words


def test_a_table_of_one_page_is_not_broken_over_two(wide: Wide) -> None:
    pages = pypdf.PdfReader(BytesIO(wide.views.files["pdf"])).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert sum("Cancer services" in text for text in texts) == 1
    assert any("Cancer services" in text and "Trauma and" in text for text in texts)


def test_every_row_has_its_heading_and_a_row_to_be_filled_in_has_none(wide: Wide) -> None:
    html = wide.views.files["html"].decode()
    bodies = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    rows = [row for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]
    frames = [row for row in rows if 'class="frame"' in row]
    assert len(frames) == 3 and all("<th" not in row and "–" not in row for row in frames)
    assert all('scope="row"' in row for row in rows if row not in frames)


def test_the_word_copy_is_valid_with_its_wide_pages_side_by_side(wide: Wide, tmp_path: Path) -> None:
    file = tmp_path / "wide.docx"
    file.write_bytes(wide.views.files["docx"])
    found = subprocess.run(
        [REPOSITORY / "tools" / "ooxml-validator", file], capture_output=True, timeout=120, check=False
    )
    # The cover, what comes before the schedule, the schedule, and the signatures.
    with ZipFile(file) as parts:
        sections = parts.read("word/document.xml").decode().split("<w:sectPr")[1:]
    assert ['w:orient="landscape"' in section for section in sections] == [False, False, True, False]
    assert (found.returncode, (found.stdout + found.stderr).decode()) == (0, "")


def test_the_pdf_is_sound_for_a_reader_that_speaks(wide: Wide, tmp_path: Path) -> None:
    file = tmp_path / "wide.pdf"
    file.write_bytes(wide.views.files["pdf"])
    checked = verapdf("ua1,3a", file)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_cell_that_is_lost_is_seen(wide: Wide) -> None:
    """The comparison would find it: a tree with other rows has other words."""
    other = with_long_table(wide.agreement, 2, landscape=True)
    assert render_views(other, wide.house, b"{}").files["md"] != wide.views.files["md"]
