"""The web page: one file, no network, landmarks, links that lead somewhere, tables that say what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from concordat.language.walk import identities
from concordat.model.library import House
from concordat.model.tree import Agreement, Mark, MarkKind, Text
from concordat.render.html import render_html
from views.change import with_words


@pytest.fixture(scope="module")
def text(agreement: Agreement, house: House) -> str:
    return render_html(agreement, house)


@pytest.fixture(scope="module")
def page(text: str) -> Any:
    return html.document_fromstring(text)


def test_it_asks_for_nothing_from_outside(text: str, page: Any) -> None:
    for name in ("src", "srcset", "poster", "data", "action"):
        assert not page.xpath(f"//*[@{name}]")
    assert not page.xpath("//script|//link|//iframe|//object|//embed")
    assert "@import" not in text and "url(" not in text
    outward = [href for href in page.xpath("//a/@href") if not href.startswith("#")]
    assert outward == ["https://example.org/pay?a=1&b=2"]


def test_every_place_has_its_identity_as_its_id_once(agreement: Agreement, page: Any) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if re.search(r"\s", name)]
    unprinted = {
        "schedules",
        *(i for i in identities(agreement) if i.endswith("~heading") or i.startswith("running/")),
    }
    assert set(identities(agreement)) - unprinted <= set(ids)


def test_every_link_within_the_page_leads_somewhere(page: Any) -> None:
    ids = set(page.xpath("//@id"))
    inward = [href for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(inward) > 20
    assert {unquote(href[1:]) for href in inward} <= ids


def test_uses_lead_to_definitions_and_references_to_provisions(page: Any) -> None:
    assert page.xpath("//a[@class='use'][.='Goods']/@href") == ["#term/goods"]
    assert page.xpath("//a[@class='reference'][.='clause 1.1.1(a)']/@href") == ["#supply/land"]
    (goods,) = page.xpath("//*[@id='term/goods']//dfn")
    assert goods.text == "Goods"


def test_landmarks_language_title_and_the_way_past_the_contents(page: Any) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext("head/title").startswith("DRAFT – ")
    body = page.find("body")
    assert [child.tag for child in body] == ["a", "header", "nav", "main", "footer"]
    assert body.find("a").get("href") == "#" + body.find("main").get("id")
    (named,) = page.xpath("//nav/@aria-labelledby")
    assert page.xpath(f"//*[@id='{named}']")[0].text == "Contents"
    assert "width=device-width" in page.xpath("//meta[@name='viewport']/@content")[0]
    assert "user-scalable" not in html.tostring(page, encoding="unicode")


def test_headings_begin_at_one_and_skip_no_level(page: Any) -> None:
    levels = [int(tag.tag[1]) for tag in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1
    (schedule,) = page.xpath("//*[@id='lists']")
    (part,) = page.xpath("//*[@id='lists/part-goods']")
    assert (schedule.tag, part.tag) == ("h2", "h3")


def test_tables_have_caption_summary_and_scope(page: Any) -> None:
    (table,) = page.xpath("//*[@id='lists/prices']")
    assert table.findtext("caption") == "Prices of “goods”"
    assert {head.get("scope") for head in table.xpath("thead//th")} == {"col"}
    assert {head.get("scope") for head in table.xpath("tbody//th")} == {"row"}
    assert all(len(row) == 7 for row in table.xpath(".//tr"))
    (described,) = table.xpath("@aria-describedby")
    assert page.xpath(f"//*[@id='{described}']")[0].text == "One row for each kind of goods, with its price."
    region = table.getparent()
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    for answers in page.xpath("//table[@class='particulars']"):
        assert page.xpath(f"//*[@id='{answers.get('aria-labelledby')}']")
        assert {head.get("scope") for head in answers.xpath(".//th")} == {"row"}


def test_a_table_without_rows_is_a_caption_and_a_line(page: Any) -> None:
    (caption,) = page.xpath("//*[@id='lists/extras']")
    assert (caption.tag, caption.text) == ("p", "Extras")
    assert "the list of extras" in caption.getnext().text_content()


def test_labels_are_text_kept_apart_from_the_words(page: Any) -> None:
    (opening,) = page.xpath("//*[@id='supply/land']/p")
    assert opening.text_content() == "(a) by land:"
    assert page.xpath("//*[@id='supply']")[0].text_content() == '1 Supply of "widgets" & gears'


def test_hostile_words_stay_words(agreement: Agreement, house: House) -> None:
    hostile = '</p></main><script>alert(1)</script><img src="file:///etc/passwd" onerror=x> {{7*7}} &lt;'
    text = render_html(
        with_words(agreement, "supply/weekly", [Text(hostile)]), replace(house, css="</style><b>")
    )
    page: Any = html.document_fromstring(text)
    assert not page.xpath("//script|//img|//b")
    assert hostile in " ".join(page.xpath("//*[@id='supply/weekly']")[0].text_content().split())


def test_a_marked_inline_is_an_insertion_or_a_deletion(agreement: Agreement, house: House) -> None:
    marks = [Mark(kind, "change-1") for kind in (MarkKind.INSERTED, MarkKind.DELETED)]
    page: Any = html.document_fromstring(
        render_html(with_words(agreement, "supply/weekly", [Text(mark.kind, mark) for mark in marks]), house)
    )
    found = page.xpath("//ins|//del")
    assert [(tag.tag, tag[-1].tail) for tag in found] == [("ins", "inserted"), ("del", "deleted")]


def test_the_users_picture_travels_in_the_page_with_its_words(agreement: Agreement, house: House) -> None:
    text = render_html(agreement, replace(house, logo=b"\x89PNG", logo_alternative="Acme & Co"))
    page: Any = html.document_fromstring(text)
    (logo,) = page.xpath("//img")
    assert logo.get("src").startswith("data:image/png;base64,") and logo.get("alt") == "Acme & Co"


def test_colours_of_text_stand_out_enough(house: House) -> None:
    """WCAG 2.2, 1.4.3: text stands out from its ground by 4.5 to 1."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", house.css))
    for text in ("ink", "accent", "quiet", "warn"):
        for ground in ("#ffffff", colours["wash"], colours["blank"], "#e8f0f7"):
            assert contrast(colours[text], ground) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_same_tree_same_page(agreement: Agreement, house: House, text: str) -> None:
    assert render_html(agreement, house) == text
