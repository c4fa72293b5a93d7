"""The PDF: what its tags say, what travels in it, what it refuses, and that the same inputs give the same bytes."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from concordat.language.words import contents, words
from concordat.load.pdf import read_pdf
from concordat.load.pdf_text import TextReader
from concordat.model.library import House
from concordat.model.tree import Agreement, Reference, Text
from concordat.render.pdf import PdfOutput, RenderFailed, lay_out, render_pdf
from views.change import with_children, with_long_table, with_words

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def file(pdf: PdfOutput) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf.data)) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(pdf: PdfOutput) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf.data), strict=True).pages]


@pytest.fixture(scope="module")
def long(agreement: Agreement, house: House) -> PdfOutput:
    return render_pdf(with_long_table(agreement, 60), house, b"{}")


def tags(data: bytes) -> list[tuple[str, Any]]:
    """Each tag of a file, in order, with the kinds that hold it: `Document/Sect/P`."""
    with pikepdf.open(BytesIO(data)) as file:
        return list(_walk(file.Root.StructTreeRoot, ""))


def _walk(tag: Any, path: str) -> Iterator[tuple[str, Any]]:
    kids = tag.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, int) and "/S" in kid:
            name = f"{path}/{str(kid.S)[1:]}".lstrip("/")
            yield name, {str(key): str(value) for key, value in dict(kid.get("/A", {})).items()}
            yield from _walk(kid, name)


def kinds(data: bytes) -> Counter[str]:
    return Counter(name.rsplit("/", 1)[-1] for name, _ in tags(data))


def test_the_contents_are_tagged_as_contents(pdf: PdfOutput, agreement: Agreement) -> None:
    names = [name for name, _ in tags(pdf.data)]
    entries = [name for name in names if name.endswith("/TOCI")]
    assert len(entries) == len(contents(agreement))
    assert {name.split("/TOC", 1)[0] for name in entries} == {"Document/Contents"}
    assert sum(name.endswith("TOCI/TOC/TOCI") for name in entries) == 2
    assert sum(name.endswith("TOCI/Reference/Link") for name in names) == len(entries)


def test_heads_have_scope_and_the_table_its_summary(pdf: PdfOutput) -> None:
    heads = Counter(attributes.get("/Scope") for name, attributes in tags(pdf.data) if name.endswith("/TH"))
    assert heads == {"/Column": 7, "/Row": 3 + 7}
    (summary,) = [a["/Summary"] for name, a in tags(pdf.data) if name.endswith("/Table") and "/Summary" in a]
    assert summary == "One row for each kind of goods, with its price."


def test_a_table_over_several_pages_is_one_table_with_one_head(long: PdfOutput) -> None:
    found = kinds(long.data)
    assert found["THead"] == 1
    assert found["Table"] == 4
    assert found["TR"] == 60 + 1 + 7
    with pikepdf.open(BytesIO(long.data)) as file:
        furniture = [TextReader().read(page).artifacts for page in file.pages]
    repeated = [{text for what, text in found if "/Subtype" not in what} for found in furniture]
    assert sum({"Line", "Goods", "Maker"} <= heads for heads in repeated) >= 3


def test_lists_have_labels_and_bodies(pdf: PdfOutput) -> None:
    names = [name for name, _ in tags(pdf.data)]
    entries = [name for name in names if name.endswith("/LI")]
    assert (
        len(entries)
        == sum(name.endswith("/LI/Lbl") for name in names)
        == sum(n.endswith("/LI/LBody") for n in names)
    )
    assert max(name.count("/LI") for name in entries) == 4


def test_headings_are_levels_without_a_gap(pdf: PdfOutput) -> None:
    levels = [int(name[-1]) for name, _ in tags(pdf.data) if re.search(r"/H\d$", name)]
    assert levels[0] == 1 and set(levels) == {1, 2, 3}
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_all_content_is_tagged_or_furniture(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert not (name in ("TJ", "Tj") and depth == 0)


def test_a_link_is_one_annotation_a_line_and_says_its_words(file: pikepdf.Pdf) -> None:
    links = [link for page in file.pages for link in page.get("/Annots", ())]
    said = [str(link.Contents) for link in links]
    assert "clause 1.1.1(a)" in said and "Schedule 2 Lists & prices" in said
    places = [
        (tuple(float(n) for n in link.Rect), page.index)
        for page in file.pages
        for link in page.get("/Annots", ())
    ]
    assert len(places) == len(set(places))


def test_the_outline_goes_by_clause(pdf: PdfOutput) -> None:
    outline: list[Any] = PdfReader(BytesIO(pdf.data)).outline
    top = [one.title for one in outline if not isinstance(one, list)]
    assert top == [
        "Particulars", "Parties", "Background", "Agreed terms",
        "Schedule 1 Definitions", "Schedule 2 Lists & prices", "Signatures",
    ]  # fmt: skip
    below = [[one.title for one in part] for part in outline if isinstance(part, list)]
    assert ['1 Supply of "widgets" & gears', "2 Price", "3 General"] in below
    assert ["Part A Goods", "Part B Extras"] in below


def test_the_inputs_travel_in_the_file_without_a_date(file: pikepdf.Pdf) -> None:
    assert list(file.attachments) == ["sources.json"]
    inputs = file.attachments["sources.json"].get_file()
    assert inputs.read_bytes() == b'{"made":"from this"}'
    assert inputs.mime_type == "application/json"
    assert [date.year for date in (inputs.creation_date, inputs.mod_date) if date] == [1980, 1980]
    (related,) = file.Root.AF
    assert str(related.AFRelationship) == "/Source"
    assert "/CreationDate" not in file.docinfo and "/Author" not in file.docinfo


def test_only_the_fonts_of_the_house_are_in_the_file(file: pikepdf.Pdf) -> None:
    fonts = {str(f.BaseFont).split("+")[-1] for page in file.pages for f in page.Resources.Font.values()}
    assert fonts and all(font.startswith("Liberation-Sans") for font in fonts)
    for page in file.pages:
        for font in page.Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_every_page_says_that_it_is_a_draft_and_which_page_it_is(pages: list[str], file: pikepdf.Pdf) -> None:
    for number, text in enumerate(pages, start=1):
        assert "DRAFT" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "Draft of model text, not issued" in text
    assert str(file.docinfo["/Title"]).startswith("DRAFT – ")
    assert str(file.Root.Lang) == "en-GB"


def test_running_lines_are_on_every_page_but_the_cover(pages: list[str]) -> None:
    assert ["– Smith & Sons <UK>" in text for text in pages] == [False] + [True] * (len(pages) - 1)


def test_pages_have_the_geometry_of_the_house(agreement: Agreement, house: House) -> None:
    narrow = replace(house, page_width=200, page_height=280, margin_left=40)
    made = render_pdf(agreement, narrow, b"{}")
    sizes = {
        tuple(round(float(n) / 72 * 25.4) for n in page.mediabox[2:])
        for page in PdfReader(BytesIO(made.data)).pages
    }
    assert sizes == {(200, 280), (280, 200)}


def test_a_wide_table_and_the_few_words_of_its_schedule_turn_their_page_and_no_other(
    pdf: PdfOutput, file: pikepdf.Pdf
) -> None:
    broad = [n for n, page in enumerate(file.pages, 1) if float(page.mediabox[2]) > float(page.mediabox[3])]
    assert broad == [pdf.page_of["lists"]]


def test_the_layout_alone_gives_the_same_pages(agreement: Agreement, house: House, pdf: PdfOutput) -> None:
    layout = lay_out(agreement, house)
    assert (layout.pages, dict(layout.page_of)) == (pdf.pages, dict(pdf.page_of))


def test_no_space_is_lost_where_a_line_ends(agreement: Agreement, house: House) -> None:
    text = "pre- and post-natal care 2023–24 and/or a well-known [blank] – £5 " * 12 + "www.example.org/" * 12
    changed = with_words(agreement, "supply/lorry", [Text(text)])
    expected = " ".join(piece.text for piece in words(changed)).split()
    assert " ".join(read_pdf(render_pdf(changed, house, b"{}").data).words).split() == expected


def _line_widths(box: Any) -> Iterator[list[float]]:
    """The widths of the lines of each paragraph under a box of the layout."""
    children = getattr(box, "children", ())
    lines = [child.width for child in children if type(child).__name__ == "LineBox"]
    if len(lines) > 1:
        yield lines
    for child in children:
        yield from _line_widths(child)


def test_a_line_before_a_link_is_as_full_as_any_other(agreement: Agreement, house: House) -> None:
    """A space that ends a text may hang over the edge; the engine alone would break after the first word."""
    link = Reference("clause 1.1.1(a) of these terms", "supply/land", "", "", "", None)
    wanted = "must send what is wanted by them under "
    texts = [(Text(f"Each supplier {'i' * n} {wanted}"), link) for n in range(20, 80)]
    layout = lay_out(with_children(agreement, "supply/weekly", texts), house)
    first = [
        lines[0]
        for page in layout.document.pages[layout.page_of["terms"] - 1 : layout.page_of["definitions"] - 1]
        for lines in _line_widths(page._page_box)
    ]
    assert len(first) >= 50
    assert min(first) > 150


@pytest.mark.parametrize(
    "rule",
    [
        ".cover { background: url(http://example.org/x.png) }",
        "@import url('file:///etc/hosts');",
        ".cover { background: url(file:///etc/passwd) }",
        "@font-face { font-family: X; src: url(data:font/ttf;base64,AAAA) } p { font-family: X }",
        "p::before { content: url(../../secret.png) }",
    ],
)
def test_an_address_outside_the_house_stops_the_run(rule: str, agreement: Agreement, house: House) -> None:
    with pytest.raises(RenderFailed) as failed:
        render_pdf(agreement, replace(house, css=f"{rule}\n{house.css}"), b"{}")
    assert failed.value.diagnostic.code in ("asset-missing", "house-malformed")
    assert failed.value.diagnostic.hint


def test_a_letter_that_no_font_has_is_a_fault_and_no_gap(agreement: Agreement, house: House) -> None:
    with pytest.raises(RenderFailed, match=r"文 \(U\+6587\)"):
        render_pdf(with_words(agreement, "supply/weekly", [Text("A 文 letter.")]), house, b"{}")


def test_a_house_without_its_font_is_a_fault(agreement: Agreement, house: House) -> None:
    with pytest.raises(RenderFailed, match="no font of the family Arial"):
        lay_out(agreement, replace(house, font_family="Arial"))
    with pytest.raises(RenderFailed, match="cannot be read as a font"):
        lay_out(agreement, replace(house, fonts={"x.ttf": b"no font"}))


def test_a_rule_that_cannot_be_followed_is_a_fault(agreement: Agreement, house: House) -> None:
    with pytest.raises(RenderFailed, match=r"house\.css"):
        lay_out(agreement, replace(house, css=house.css + "\np { colour-of-words: red }"))


def test_programs_started_later_have_their_fonts(agreement: Agreement, house: House) -> None:
    before = os.environ.get("FONTCONFIG_FILE")
    lay_out(agreement, house)
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_a_failure_travels_between_processes(agreement: Agreement, house: House) -> None:
    with pytest.raises(RenderFailed) as failed:
        lay_out(agreement, replace(house, font_family="Arial"))
    again = pickle.loads(pickle.dumps(failed.value))
    assert again.diagnostic == failed.value.diagnostic


MAKE = """
import sys
sys.path[:0] = ["src", "tests"]
from sample_tree import sample_agreement
from views.conftest import shipped_house
from concordat.render.pdf import prepare_worker, render_pdf
prepare_worker()
sys.stdout.buffer.write(render_pdf(sample_agreement(), shipped_house(), b'{"made":"from this"}').data)
"""


def test_another_process_in_another_place_and_time_gives_the_same_bytes(
    pdf: PdfOutput, tmp_path: Path
) -> None:
    other = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "77",
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
    }
    made = subprocess.run([sys.executable, "-c", MAKE], cwd=ROOT, env=other, capture_output=True, check=True)
    assert made.stdout == pdf.data
