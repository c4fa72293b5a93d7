"""An issued version: its control group and the notes of its signature pages are apparatus in every view, and look it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from concordat.diagnostics import Faults
from concordat.language.canonical import text_digest
from concordat.language.words import contents, labels, running_lines, words
from concordat.model.library import House
from concordat.model.tree import Agreement, Apparatus, Table
from concordat.project.views import READERS, Views, compare_views, render_views
from concordat.render.html import render_html
from concordat.render.html.issued import issued_style
from concordat.render.pdf import render_pdf
from concordat.render.text import render_text
from issued_tree import CONTROL_WORDS, EVENTS, HEADS, control_group, issued, table
from sample_tree import sample_agreement
from support import read_one, seven_workspace
from views.conftest import shipped_house
from views.test_pdf import tags
from views.test_verapdf import verapdf

VIEWS = ("docx", "html", "json", "md", "pdf")
WAYS = ("hand", "deed")


@dataclass(frozen=True)
class Issued:
    """A version for signature, and its five views."""

    agreement: Agreement
    views: Views

    def file(self, ending: str) -> bytes:
        return self.views.files[ending]


@pytest.fixture(scope="module")
def made(house: House) -> dict[str, Issued]:
    """Under hand and as a deed."""
    found = {way: issued(deed=way == "deed") for way in WAYS}
    return {way: Issued(one, render_views(one, house, b"{}")) for way, one in found.items()}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("way", WAYS)
def test_a_view_reads_back_as_that_of_the_draft(way: str, view: str, made: dict[str, Issued]) -> None:
    agreement = sample_agreement()
    assert made[way].views.found == ()
    reading = READERS[view](made[way].file(view))
    assert " ".join(reading.words) == " ".join(piece.text for piece in words(agreement))
    if reading.labels:
        assert reading.labels == tuple(piece.text for piece in labels(agreement))
        assert reading.contents == tuple(entry.text for entry in contents(agreement))
    if reading.running:
        assert reading.running == tuple(piece.text for piece in running_lines(agreement))
    assert (reading.labels, reading.running) != ((), ()) or view in ("md", "json")


@pytest.mark.parametrize("view", VIEWS)
def test_no_word_of_the_control_group_is_a_word_of_the_view(view: str, made: dict[str, Issued]) -> None:
    reading = READERS[view](made["hand"].file(view))
    told = " ".join((*reading.words, *reading.labels, *reading.contents, *reading.running))
    assert not [wanted for wanted in (*CONTROL_WORDS, "Text digest") if wanted in told]


def leaked(view: str, data: bytes) -> bytes:
    """A file in which the control group no longer says that it is apparatus."""
    if view == "pdf":
        with pikepdf.open(BytesIO(data)) as file:
            (control,) = [tag for tag in _tags(file.Root.StructTreeRoot) if tag.S == "/Control"]
            control.S = pikepdf.Name("/Sect")
            out = BytesIO()
            file.save(out)
            return out.getvalue()
    old, new = {
        "html": (b'class="control apparatus"', b'class="control"'),
        "md": (b"> | 1.0 | 12 February 2024 |", b"| 1.0 | 12 February 2024 |"),
    }[view]
    assert data.count(old) == 1
    return data.replace(old, new)


def _tags(tag: Any) -> Iterator[Any]:
    kids = tag.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, int) and "/S" in kid:
            yield kid
            yield from _tags(kid)


@pytest.mark.parametrize("view", ["html", "md", "pdf"])
def test_a_control_group_that_leaks_into_the_words_is_caught(view: str, made: dict[str, Issued]) -> None:
    faults = Faults()
    compare_views(made["hand"].agreement, {view: leaked(view, made["hand"].file(view))}, faults)
    assert "words-differ" in {fault.code for fault in faults.found}


def test_the_words_of_the_control_group_are_printed(made: dict[str, Issued]) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(made["hand"].file("pdf"))).pages]
    page = made["hand"].file("html").decode()
    text = made["hand"].file("md").decode()
    for wanted in CONTROL_WORDS[:-1]:
        assert wanted in pages[1] and wanted in page and wanted in text
    assert "Contents" in pages[2] and "Contents" not in pages[1]


# ------------------------------------------------------------------ the text


def test_the_whole_text(house: House, golden: Callable[[str, str], None]) -> None:
    golden("issued.md", render_text(issued(), house))


def test_an_event_that_is_added_is_a_line_that_is_added(house: House) -> None:
    def with_events(events: tuple[tuple[str, ...], ...]) -> str:
        agreement = issued()
        control = control_group()
        blocks = (
            control.blocks[0],
            table("control/versions", "Versions", HEADS, events),
            *control.blocks[2:],
        )
        shown = replace(agreement.apparatus, control=replace(control, blocks=blocks))
        return render_text(replace(agreement, apparatus=shown), house)

    lines = unified_diff(with_events(EVENTS[:-1]).splitlines(), with_events(EVENTS).splitlines(), n=0)
    assert [line.strip() for line in lines if line[:1] in "+-"][2:] == [
        "+> | 1.0 | 28 March 2024 | Issued for signature | Governance lead |"
    ]


NASTY = st.text(st.sampled_from("ab Z.1)(][*_`\\<>#|&;~-+=:\"'!?{}%£–ŵ\n"), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(NASTY, min_size=4, max_size=4), NASTY)
def test_no_character_leads_out_of_the_quotation(cells: list[str], note: str) -> None:
    agreement = issued()
    control = control_group((tuple(cells[:3]),))
    control = replace(control, blocks=(table("control/versions", cells[3], HEADS, EVENTS), *control.blocks))
    shown = replace(agreement.apparatus, control=control, signature_note=note)
    files = {
        "md": render_text(replace(agreement, apparatus=shown), shipped_house()).encode(),
        "html": render_html(replace(agreement, apparatus=shown), shipped_house()).encode(),
    }
    faults = Faults()
    compare_views(agreement, files, faults)
    assert not faults.found


# ------------------------------------------------------------------ the web page


def test_the_control_group_has_its_place_and_its_name_on_the_web_page(made: dict[str, Issued]) -> None:
    page: Any = html.document_fromstring(made["hand"].file("html"))
    assert [child.tag for child in page.find("body")] == ["a", "header", "section", "nav", "main", "footer"]
    (control,) = page.xpath("//section[contains(@class, 'control')]")
    (heading,) = page.xpath(f"//*[@id='{control.get('aria-labelledby')}']")
    assert (heading.tag, heading.text) == ("h2", "Version control")
    levels = [int(tag.tag[1]) for tag in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [link for link in page.xpath("//a/@href") if "control" in link]
    assert {head.get("scope") for head in control.xpath(".//thead//th")} == {"col"}
    assert len(control.xpath(".//tbody//th[@scope='row']")) == len(EVENTS) + 4
    for described in control.xpath(".//@aria-labelledby | .//@aria-describedby"):
        assert page.xpath(f"//*[@id='{described}']")


def test_a_draft_has_no_rule_for_what_it_does_not_show(house: House) -> None:
    draft = sample_agreement().apparatus
    assert issued_style(draft) == ""
    assert "control" not in render_html(sample_agreement(), house)
    assert ".control" in issued_style(issued().apparatus)


# ------------------------------------------------------------------ the PDF


def test_the_control_group_is_a_part_of_its_own_for_a_reader_that_speaks(made: dict[str, Issued]) -> None:
    names = [name for name, _ in tags(made["hand"].file("pdf")) if name.startswith("Document/Control")]
    assert names.count("Document/Control/H2") == 1 and names.count("Document/Control/H3") == 2
    assert names.count("Document/Control/Table") == names.count("Document/Control/Table/Caption") == 3
    scopes = {
        attributes.get("/Scope")
        for name, attributes in tags(made["hand"].file("pdf"))
        if "Control" in name and name.endswith("/TH")
    }
    assert scopes == {"/Column", "/Row"}
    with pikepdf.open(BytesIO(made["hand"].file("pdf"))) as file:
        assert file.Root.StructTreeRoot.RoleMap["/Control"] == "/Sect"
        titles = [one.title for one in file.open_outline().root]
    assert "Version control" not in titles and titles[0] == "Particulars"


def test_a_draft_does_not_name_the_kind_that_it_has_not(pdf: Any) -> None:
    with pikepdf.open(BytesIO(pdf.data)) as file:
        assert "/Control" not in file.Root.StructTreeRoot.RoleMap


def test_the_files_conform_to_both_standards(made: dict[str, Issued], tmp_path: Path) -> None:
    files = [tmp_path / f"{way}.pdf" for way in WAYS]
    for file in files:
        file.write_bytes(made[file.stem].file("pdf"))
    checked = verapdf("ua1,3a", *files)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("conforms") == 4


def signatories(pages: list[str]) -> list[list[str]]:
    """On each page with a signature block, the parties that sign there."""
    found = [re.findall(r"Signed for ([^\n]+)", page) for page in pages]
    return [names for names in found if names]


def test_each_party_signs_on_a_page_of_its_own_that_says_what_it_signs(made: dict[str, Issued]) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(made["hand"].file("pdf"))).pages]
    assert [len(names) for names in signatories(pages)] == [1, 1]
    digest = text_digest(made["hand"].agreement)
    for number, page in enumerate(pages, start=1):
        if "Signed for " in page:
            assert 'Supply Agreement & "terms". Version 1.0.' in page
            assert digest in page.split()  # whole, on one line
            assert f"Page {number} of {len(pages)}" in page
    assert "Signatures" in pages[-2] and "Signed under hand by the parties named below." in pages[-2]


def test_a_signature_page_that_is_not_broken_is_seen(house: House) -> None:
    flat = replace(house, css=house.css + "@media print { .page-own ~ .page-own { break-before: auto; } }")
    pages = [page.extract_text() for page in PdfReader(BytesIO(render_pdf(issued(), flat, b"{}").data)).pages]
    assert [len(names) for names in signatories(pages)] == [2]


def test_seven_parties_have_seven_pages(tmp_path: Path) -> None:
    agreement, reading = read_one(seven_workspace(tmp_path / "workspace"), "hillside/planning-2025")
    house = reading.workspace.house
    assert house is not None
    data = render_pdf(issued(agreement), house, b"{}").data
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert (
        sum(text_digest(agreement) in page for page in pages) == 1 + 7
    )  # the cover, and each page of signature


# ------------------------------------------------------------------ how it stands on the page


def boxes(data: bytes, folder: Path) -> list[list[tuple[str, tuple[float, ...]]]]:
    """The words of each page of a PDF, each with its left, top, right and bottom in points."""
    file = folder / "boxes.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, timeout=60)
    pages = []
    for page in done.stdout.decode().split("<page ")[1:]:
        found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
        pages.append([(one[4], tuple(float(n) for n in one[:4])) for one in found])
    return pages


def room(page: list[tuple[str, tuple[float, ...]]]) -> float:
    """The millimetres between the heading of a block and its first line."""
    heading = next(box for word, box in page if word == "Signed")
    line = next(box for word, box in page if word == "Signature")
    return (line[1] - heading[3]) / 72 * 25.4


def test_a_deed_has_room_for_a_seal_and_a_hand_for_itself(made: dict[str, Issued], tmp_path: Path) -> None:
    last = {way: boxes(made[way].file("pdf"), tmp_path)[-1] for way in WAYS}
    assert 50 <= room(last["deed"]) <= 58
    assert 7 <= room(last["hand"]) <= 15


@pytest.mark.parametrize("mark", ["FOR SIGNATURE", "EXAMPLE, FOR APPROVAL"])
def test_nothing_overlaps_and_nothing_is_cut(mark: str, house: House, tmp_path: Path) -> None:
    agreement = issued(mark=mark)
    header = (
        "Delegation Agreement: NHS Bath and North East Somerset, Swindon and Wiltshire Integrated Care Board"
    )
    line = replace(
        agreement.running[0], inlines=(replace(agreement.groups[1].heading.inlines[0], text=header),)
    )  # type: ignore[union-attr,type-var]
    data = render_pdf(replace(agreement, running=(line, *agreement.running[1:])), house, b"{}").data
    for number, page in enumerate(boxes(data, tmp_path)):
        assert not list(overlapping(page))
        width = 841.9 if any(box[2] > 595 for _, box in page) else 595.3
        assert all(box[0] >= 70 and box[2] <= width - 70 for _, box in page)
        if number:
            marks = [box for word, box in page if word in mark.split() and box[1] < 70]
            assert len(marks) == len(mark.split()) and len({box[1] for box in marks}) == 1


def overlapping(page: list[tuple[str, tuple[float, ...]]]) -> Iterator[tuple[str, str]]:
    """Pairs of words one of which stands on the other."""
    for place, (word, one) in enumerate(page):
        for other_word, other in page[place + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > 1 and down > 3:
                yield word, other_word


def test_words_that_overlap_are_seen(house: House, tmp_path: Path) -> None:
    squeezed = replace(house, css=house.css + ".cover h1 { margin-bottom: -20pt; }")
    (cover, *_) = boxes(render_pdf(issued(), squeezed, b"{}").data, tmp_path)
    assert list(overlapping(cover))


def test_a_control_group_without_a_heading_or_rows_is_drawn(house: House) -> None:
    agreement = issued()
    group = replace(control_group(()), heading=None)
    shown: Apparatus = replace(agreement.apparatus, control=group, signature_note=None)
    views = render_views(replace(agreement, apparatus=shown), house, b"{}")
    assert views.found == () and len(views.files) == 5
    assert b"None." in views.files["html"]


def test_the_control_group_turns_no_page(house: House) -> None:
    agreement = issued()
    control = control_group()
    wide = tuple(replace(one, landscape=True) if isinstance(one, Table) else one for one in control.blocks)
    shown = replace(agreement.apparatus, control=replace(control, blocks=wide))
    views = render_views(replace(agreement, apparatus=shown), house, b"{}")
    assert views.found == ()
    for page in PdfReader(BytesIO(views.files["pdf"])).pages[:3]:
        assert page.mediabox.width < page.mediabox.height
    with ZipFile(BytesIO(views.files["docx"])) as parts:
        before = parts.read("word/document.xml").decode().partition("TOC ")[0]
    assert "apparatus" in before and "landscape" not in before
