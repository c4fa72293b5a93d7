"""A redline as a web page and as a PDF: read from each side it has that side's words; it is said and shown without colour."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from concordat.language.redlined import accepted, rejected
from concordat.language.sides import Side
from concordat.language.words import contents, labels, running_lines, words
from concordat.load.html import read_html
from concordat.load.pdf import read_pdf
from concordat.load.view import ViewReading
from concordat.model.library import House
from concordat.model.tree import Agreement, Inline, Mark, Reference, Text
from concordat.render.html import render_html
from concordat.render.html.redline import REDLINE_STYLE
from concordat.render.pdf import PdfOutput, render_pdf
from issued_tree import control_group
from redlined_tree import CAME, WENT, at_random, edited, redlined_agreement
from sample_tree import sample_agreement
from support import read_one, seven_workspace
from views.change import with_children, with_words
from views.conftest import shipped_house
from views.test_html import contrast
from views.test_pdf import tags
from views.test_verapdf import verapdf

SIDES: dict[Side, Callable[[Agreement], Agreement]] = {Side.ACCEPTED: accepted, Side.REJECTED: rejected}


@pytest.fixture(scope="module")
def redline() -> Agreement:
    return redlined_agreement()


@pytest.fixture(scope="module")
def text(redline: Agreement, house: House) -> str:
    return render_html(redline, house)


@pytest.fixture(scope="module")
def page(text: str) -> Any:
    return html.document_fromstring(text)


@pytest.fixture(scope="module")
def made(redline: Agreement, house: House) -> PdfOutput:
    return render_pdf(redline, house, b"{}")


def differences(agreement: Agreement, read: Callable[[Side], ViewReading]) -> list[str]:
    """Where a file, read from each side, has not the words, labels, contents and running lines of that side's tree."""
    found = []
    for side, tree_of in SIDES.items():
        tree, reading = tree_of(agreement), read(side)
        told = {
            "words": (reading.words, tuple(piece.text for piece in words(tree))),
            "labels": (reading.labels, tuple(piece.text for piece in labels(tree))),
            "contents": (reading.contents, tuple(entry.text for entry in contents(accepted(agreement)))),
            "running": (reading.running, tuple(piece.text for piece in running_lines(tree))),
        }
        found += [f"{side} {name}" for name, (printed, expected) in told.items() if printed != expected]
    return found


# ------------------------------------------------------------------ the words


def test_the_web_page_read_from_each_side_has_the_words_of_that_side(redline: Agreement, text: str) -> None:
    assert differences(redline, lambda side: read_html(text, side)) == []


def test_the_pdf_read_from_each_side_has_the_words_of_that_side(redline: Agreement, made: PdfOutput) -> None:
    assert differences(redline, lambda side: read_pdf(made.data, side)) == []


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("month</del>", "</del>month", ["accepted words"]),
        ("week</ins>", "</ins>week", ["rejected words"]),
        ("<del>3 </del>", "3 ", ["accepted labels"]),
        ("S. Jones</del>", "</del>", ["rejected words"]),
        ("Delivery<ins>", "<ins>Delivery", ["rejected words"]),
    ],
)
def test_a_page_whose_marks_stand_elsewhere_is_caught(
    old: str, new: str, faults: list[str], redline: Agreement, text: str
) -> None:
    assert text.count(old) == 1
    assert differences(redline, lambda side: read_html(text.replace(old, new), side)) == faults


def test_a_pdf_of_another_redline_is_caught(redline: Agreement, house: House) -> None:
    other = with_words(redline, "supply/weekly", edited("=Delivery takes place each week.", "+ Never."))
    data = render_pdf(other, house, b"{}").data
    assert differences(redline, lambda side: read_pdf(data, side)) == ["accepted words", "rejected words"]


def test_all_that_is_said_is_no_word(text: str) -> None:
    """Read as it stands, the page has both texts, and nothing of what is said beside them."""
    read = " ".join(read_html(text).words)
    assert "each monthweek, never;, in May" in read
    assert "end of" not in read and "How to read" not in read and "\u200b" not in read


SHOWN = st.text(st.sampled_from("ab Z.,;(£\n"), min_size=1, max_size=12)
MARKS = st.sampled_from([None, CAME, WENT])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(SHOWN, MARKS, st.booleans()), min_size=1, max_size=7))
def test_any_marks_within_a_text_are_read_back(parts: list[tuple[str, Mark | None, bool]]) -> None:
    inlines: list[Inline] = [
        Reference(text, "supply/duty", "", text, "", None, mark) if linked else Text(text, mark)
        for text, mark, linked in parts
    ]
    agreement = with_words(redlined_agreement(), "supply/weekly", inlines)
    page = render_html(agreement, shipped_house())
    for side, tree_of in SIDES.items():
        expected = [piece.text for piece in words(tree_of(agreement))]
        assert list(read_html(page, side).words) == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_marks_wherever_they_stand_are_read_back(seed: int) -> None:
    agreement = at_random(sample_agreement(), seed)
    text = render_html(agreement, shipped_house())
    assert differences(agreement, lambda side: read_html(text, side)) == []
    ids = html.document_fromstring(text).xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("seed", range(3))
def test_marks_wherever_they_stand_are_read_back_from_the_pdf(seed: int, tmp_path: Path) -> None:
    agreement, reading = read_one(seven_workspace(tmp_path / "workspace"), "hillside/planning-2025")
    house = reading.workspace.house
    assert house is not None
    marked = at_random(agreement, seed)
    data = render_pdf(marked, house, b"{}").data
    assert differences(marked, lambda side: read_pdf(data, side)) == []


def tokens(seed: random.Random) -> Iterator[Inline]:
    """A long text with a mark here and there, whose spaces stand before, within and after what is marked."""
    for _ in range(60):
        word = "".join(seed.choice("abcdefghi") for _ in range(seed.randint(1, 9)))
        shape = seed.choice(("{} ", " {}", "{}", "{}, ", " {} ", "({}"))
        yield Text(shape.format(word), seed.choice((None, None, CAME, WENT)))


def test_no_space_is_lost_or_won_where_a_marked_line_ends(house: House) -> None:
    """A line loses the space at its end: it must come back on the side, or the sides, that have it."""
    seed = random.Random(7)
    texts = [tuple(tokens(seed)) for _ in range(120)]
    agreement = with_children(redlined_agreement(), "supply/weekly", texts)
    data = render_pdf(agreement, house, b"{}").data
    assert differences(agreement, lambda side: read_pdf(data, side)) == []


# ------------------------------------------------------------------ the web page


def outline(fragment: Any) -> str:
    """A part of a page as lines, one for each element that begins a line of its own."""
    written = html.tostring(fragment, encoding="unicode")
    return re.sub(r"(?=<(?:section|h\d|ol|li|p|table|tr|th|td|div)[ >])", "\n", written).strip() + "\n"


def test_the_whole_of_some_clauses(page: Any, golden: Callable[[str, str], None]) -> None:
    (supply,) = page.xpath("//section[h3[@id='supply']]")
    (price,) = page.xpath("//section[h3[@id='~was/price']]")
    (table,) = page.xpath("//table[@id='lists/prices']")
    golden("redline.html", "\n".join(outline(one) for one in (price, supply, table)))


def test_every_id_is_unique_and_every_link_leads_somewhere(page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inward = [unquote(href[1:]) for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(inward) > 20 and set(inward) <= set(ids)
    for named in page.xpath("//@aria-labelledby|//@aria-describedby"):
        assert named in ids


def test_what_stands_keeps_its_address_and_what_is_gone_has_another(page: Any) -> None:
    (stands,), (gone,) = page.xpath("//*[@id='price/sum']"), page.xpath("//*[@id='~was/price/sum']")
    assert gone.xpath("ancestor::section[contains(@class, 'moved-away')]")
    assert stands.xpath("ancestor::section[contains(@class, 'moved-here')]")
    assert page.xpath("//*[@id='~was/term/fee']//a/@href") == ["#~was/dropped"]


def test_a_flag_says_what_became_of_a_whole_place_and_leads_to_the_other_half(page: Any) -> None:
    def flag_of(path: str) -> str:
        (flag,) = page.xpath(f"{path}//*[contains(@class, 'flag')]")
        return str(flag.text_content()).strip()

    assert flag_of("//section[h3[@id='~was/price']]") == "Moved from here to clause 3"
    assert flag_of("//section[h3[@id='price']]") == "Moved here from clause 1"
    assert flag_of("//li[@id='supply/new']") == "Inserted"
    assert flag_of("//*[@id='~was/lists/prices#old']") == flag_of("//div[@id='~was/term/fee']") == "Deleted"
    links = page.xpath("//section[h3[@id='~was/price' or @id='price']]/p[contains(@class, 'flag')]/a/@href")
    assert links == ["#price", "#~was/price"]


def test_marked_words_are_said_where_they_begin_and_end(page: Any) -> None:
    (weekly,) = page.xpath("//*[@id='supply/weekly']/p")
    assert " ".join(weekly.text_content().replace("\u200b", "").split()) == (
        "1.2 Delivery inserted: soon end of inserted takes place each deleted: month end of deleted "
        "inserted: week end of inserted , never deleted: ; end of deleted inserted: , end of inserted in May."
    )
    for mark in page.xpath("//main//ins | //main//del"):
        alone = mark.xpath("ancestor::*[contains(@class, 'label')] | ancestor::thead")
        flagged = mark.xpath("preceding-sibling::*[contains(@class, 'flag')]")
        assert alone or flagged or "spoken" in mark[0].get("class"), html.tostring(mark)


def test_a_place_that_differs_has_a_rule_at_its_edge(page: Any) -> None:
    names = ("changed", "inserted", "deleted", "moved-here", "moved-away")
    wanted = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in names)
    for mark in page.xpath("//main//ins | //main//del"):
        assert mark.xpath(f"ancestor::*[{wanted}] | ancestor::thead"), html.tostring(mark)
    assert not page.xpath("//*[@id='supply/duty']//*[contains(@class, 'changed')]")


def test_headings_skip_no_level_and_the_key_stands_before_the_summary(
    redline: Agreement, house: House
) -> None:
    shown = replace(redline.apparatus, control=control_group())
    page: Any = html.document_fromstring(render_html(replace(redline, apparatus=shown), house))
    levels = [int(tag.tag[1]) for tag in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = [heading.text_content() for heading in page.xpath("//body/section/h2")]
    assert headings == ["How to read this copy", "Version control"]
    assert "Version 1.0 compared with version 0.2" in page.xpath("//section[1]")[0].text_content()


def test_the_title_and_the_landmarks_are_those_of_any_copy(page: Any) -> None:
    assert page.findtext("head/title").startswith('REDLINE – Supply Agreement & "terms" – ')
    assert [child.tag for child in page.find("body")] == ["a", "header", "section", "nav", "main", "footer"]


def test_colours_of_marks_stand_out_enough(house: House) -> None:
    """WCAG 2.2, 1.4.3 and 1.4.11; and the marks are told apart by lines, whatever their colours."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", house.css + REDLINE_STYLE))
    for text in ("came", "went", "moved"):
        for ground in ("#ffffff", colours["wash"], colours["blank"], "#e8f0f7"):
            assert contrast(colours[text], ground) >= 4.5, (text, ground)
    lines = re.findall(r"(?m)^\.redline (?:ins|del)[^{]*\{ text-decoration: ([a-z-]+ [a-z]+)", REDLINE_STYLE)
    assert len(lines) == len(set(lines)) == 4


def test_a_tree_without_marks_has_nothing_of_a_redline(house: House) -> None:
    page = render_html(sample_agreement(), house)
    assert "redline" not in page and "spoken" not in page and "~was" not in page
    assert "How to read" not in page


def test_hostile_words_within_marks_stay_words(redline: Agreement, house: House) -> None:
    hostile = '</ins></p><script>alert(1)</script><img src=x> &lt; "'
    changed = with_words(redline, "supply/weekly", [Text(hostile, CAME), Text(hostile, WENT)])
    page: Any = html.document_fromstring(render_html(replace(changed, redline=hostile), house))
    assert not page.xpath("//script|//img")


# ------------------------------------------------------------------ the PDF


def test_the_pdf_conforms_to_both_standards(
    redline: Agreement, made: PdfOutput, house: House, tmp_path: Path
) -> None:
    shown = replace(redline.apparatus, control=control_group())
    files = {
        "redline.pdf": made.data,
        "summary.pdf": render_pdf(replace(redline, apparatus=shown), house, b"{}").data,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    checked = verapdf("ua1,3a", *(tmp_path / name for name in files))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert len(re.findall(r"(?m)^conforms", checked.stdout)) == 4


def test_the_tags_tell_marked_words_from_others(made: PdfOutput) -> None:
    found = Counter(
        (name.rsplit("/", 1)[-1], attributes.get("/TextDecorationType"))
        for name, attributes in tags(made.data)
    )
    assert found["Inserted", "/Underline"] > 50 and found["Deleted", "/LineThrough"] > 50
    assert found["Said", None] > 100
    with pikepdf.open(BytesIO(made.data)) as file:
        roles = file.Root.StructTreeRoot.RoleMap
        assert {str(roles[f"/{name}"]) for name in ("Inserted", "Deleted", "Said")} == {"/Span"}
    names = [name for name, _ in tags(made.data)]
    assert [name for name in names if name.endswith("LI/Lbl/Deleted")]
    assert [name for name in names if name.endswith("Apparatus/Link")]


def test_who_has_the_text_read_out_hears_what_became_of_it(made: PdfOutput) -> None:
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages).split())
    assert "takes place each deleted: month end of deleted inserted: week end of inserted , never" in said
    assert "Moved here from clause 1 moved here: This clause is about money only." in said
    assert "inserted: Siân O'Brien end of inserted" in said


def test_what_is_said_moves_no_word(house: House) -> None:
    """A text of marks alone lies as the same text without them: what is said has no width."""

    def lines(inlines: list[Inline]) -> list[str]:
        agreement = with_words(redlined_agreement(), "supply/weekly", inlines)
        data = render_pdf(agreement, house, b"{}").data
        (text,) = [t for page in PdfReader(BytesIO(data)).pages if "zebra" in (t := page.extract_text())]
        return [line.split()[-1] for line in text.splitlines() if line.count("zebra") > 3]

    plain: list[Inline] = [Text(f"zebra{'s' * (n % 5)} ") for n in range(60)]
    marked: list[Inline] = [replace(one, mark=CAME if n % 2 else None) for n, one in enumerate(plain)]  # type: ignore[type-var]
    assert len(lines(plain)) >= 4
    assert len(lines(marked)) == len(lines(plain))


def test_the_outline_is_that_of_the_newer_text(made: PdfOutput) -> None:
    def titles(entries: Any) -> Iterator[str]:
        for entry in entries:
            yield entry.title
            yield from titles(entry.children)

    with pikepdf.open(BytesIO(made.data)) as file:
        found = list(titles(file.open_outline().root))
    assert found.count("3 Price") == found.count("2 General") == 1
    assert "Background" in found and '1 Supply of "widgets" & gears' in found
    assert not [title for title in found if "inserted" in title or "deleted" in title or "Recitals" in title]


def test_running_lines_are_marked_on_every_page_but_the_cover(made: PdfOutput) -> None:
    pages = [page.extract_text().replace("\u00a0", " ") for page in PdfReader(BytesIO(made.data)).pages]
    heads = ["deleted: Purchase end of deleted" in text and 'Agreement & "terms"' in text for text in pages]
    assert len(pages) > 8 and all(heads[1:])
    assert all("REDLINE" in text and "Redline, not issued" in text for text in pages)


def test_contents_print_the_pages_of_what_stands(made: PdfOutput, redline: Agreement) -> None:
    reading = read_pdf(made.data, Side.ACCEPTED)
    assert reading.pages == tuple(str(made.page_of[entry.identity]) for entry in contents(accepted(redline)))


def test_same_redline_same_bytes(redline: Agreement, made: PdfOutput, house: House, text: str) -> None:
    assert render_html(redline, house) == text
    assert render_pdf(redline, house, b"{}").data == made.data
