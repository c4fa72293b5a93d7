"""house.docx is a lawyer's to change: what may change does, what may not is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from word_support import DOCUMENT, changed, house, house_with, pages, parts, swapped, word

from concordat.load.word import read_word
from concordat.render.docx import check_house, render_docx
from concordat.render.docx.cover import picture_size
from sample_tree import sample_agreement

LOGO = Path(__file__).parents[1] / "views" / "logo.png"
STYLES = "word/styles.xml"


def codes(part: str, change: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in check_house(house_with(part, change)).found]


def test_the_shipped_house_is_without_fault() -> None:
    assert check_house(house()).found == []


def test_a_fault_stands_beside_house_yaml() -> None:
    found = check_house(house_with(DOCUMENT, swapped("{{r title}}", "{{r titel}}"))).found
    assert str(found[0].span) == "agreements/house/house.docx:1:1"


@pytest.mark.parametrize(
    "strange",
    [
        "{{ title }}",
        "{{r titel}}",
        "{% for x in y %}",
        "{{r title|safe}}",
        "{# note #}",
        "{{r title",
        "{{p title}}",
        "{{7*7}}",
    ],
)
def test_whatever_else_looks_like_a_placeholder_is_named(strange: str) -> None:
    found = codes(DOCUMENT, swapped("{{r title}}", strange))
    assert {code for code, _ in found} == {"house-placeholder"}
    assert strange[:2] in found[0][1]
    data, faults = render_docx(sample_agreement(), house_with(DOCUMENT, swapped("{{r title}}", strange)), {})
    assert data == b"" and faults.errors


def test_a_placeholder_in_a_running_line_is_read_too() -> None:
    assert codes("word/footer1.xml", swapped("{{r note}}", "{{r nota}}"))[0][0] == "house-placeholder"


@pytest.mark.parametrize("name", ["title", "committee", "mark", "statement"])
def test_a_placeholder_that_is_needed_is_missed(name: str) -> None:
    ((code, message),) = codes(DOCUMENT, swapped(f"{{{{r {name}}}}}", "words"))
    assert code == "house-placeholder" and f"{{{{r {name}}}}}" in message


@pytest.mark.parametrize(
    ("part", "name"), [(DOCUMENT, "p body"), (DOCUMENT, "p contents"), ("word/footer1.xml", "r note")]
)
def test_so_are_the_body_and_the_draft_note(part: str, name: str) -> None:
    found = codes(part, swapped(f"{{{{{name}}}}}", "words"))
    assert [code for code, _ in found] == ["house-placeholder"] and name in found[0][1]


def test_the_body_must_stand_alone() -> None:
    assert codes(DOCUMENT, swapped("{{p body}}", "Here: {{p body}}"))[0][0] == "house-placeholder"


def test_words_beside_a_placeholder_are_kept_and_so_is_their_look() -> None:
    run = '<w:r><w:t xml:space="preserve">{{r version}}</w:t></w:r>'
    words = (
        '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">State: {{r ver</w:t></w:r><w:proofErr w:type="spellStart"/>'
        "<w:r><w:rPr><w:i/></w:rPr><w:t>sion}}.</w:t><w:tab/><w:t>End</w:t></w:r>"
    )
    own = house_with(DOCUMENT, swapped(run, words))
    assert check_house(own).found == []
    data = word(own=own)
    assert "State: draft, not issued." in read_word(data).apparatus and "End" in read_word(data).apparatus
    assert '<w:rPr><w:i/></w:rPr><w:t xml:space="preserve">draft, not issued<' in parts(data)[DOCUMENT]


def test_every_missing_style_is_named() -> None:
    found = codes(
        STYLES, lambda text: text.replace('"Schedule level 3"', '"Other"').replace('"Blank"', '"Blink"')
    )
    assert [code for code, _ in found] == ["house-style-missing"] * 2
    assert "“Schedule level 3”" in found[0][1] and "“Blank”" in found[1][1]


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        (
            DOCUMENT,
            lambda t: t.replace('w:top="1417"', 'w:top="1000"'),
            "the top margin is 17.6 mm, and 25 mm",
        ),
        (DOCUMENT, lambda t: t.replace('w:w="11906"', 'w:w="12240"'), "the page's width is 215.9 mm"),
        (STYLES, lambda t: t.replace('w:sz w:val="22"', 'w:sz w:val="24"'), "size in half-points"),
        (STYLES, lambda t: t.replace('w:line="300"', 'w:line="320"'), "line pitch"),
        (STYLES, lambda t: t.replace('w:ascii="Liberation Sans"', 'w:ascii="Georgia"'), "font"),
        (
            "word/numbering.xml",
            lambda t: t.replace('"Part %2"', '"Division %2"'),
            "“Part heading” is “Division %2”",
        ),
    ],
)
def test_departures_from_house_yaml_are_warnings(part: str, change: Callable[[str], str], words: str) -> None:
    own = house_with(part, change)
    found = check_house(own)
    assert found.found and {fault.code for fault in found.found} == {"house-departs"} and not found.errors
    assert any(words in fault.message for fault in found.found)
    _, faults = render_docx(sample_agreement(), own, {})
    assert [fault.code for fault in faults.found] == [fault.code for fault in found.found]


def test_a_restyled_house_has_the_same_words_labels_and_bookmarks_and_other_looks() -> None:
    def restyle(text: str) -> str:
        text = text.replace("23415C", "5B2A4A").replace('w:ascii="Liberation Sans"', 'w:ascii="Georgia"')
        return re.sub(r'w:before="(\d+)"', lambda found: f'w:before="{int(found.group(1)) + 40}"', text)

    own = replace(house_with(STYLES, restyle), logo=LOGO.read_bytes(), logo_alternative="The & emblem")
    old, new = word(), word(own=own)
    one, other = read_word(old), read_word(new)
    assert (one.words, one.labels, one.places) == (other.words, other.labels, other.places)
    assert parts(old)[STYLES] != parts(new)[STYLES]
    assert 'descr="The &amp; emblem"' in parts(new)[DOCUMENT] and "word/media/logo.png" in parts(new)
    assert {fault.code for fault in check_house(own).found} == {"house-departs"}


def test_the_adopter_takes_its_place_or_leaves_none() -> None:
    assert "adopter" not in parts(word())[DOCUMENT]
    own = replace(house(), adopter="Adopted by <Trust> on 1 May 2025")
    assert "Adopted by <Trust> on 1 May 2025" in read_word(word(own=own)).apparatus


def test_pictures_of_the_house_come_along() -> None:
    relation = '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
    docx = changed(
        house().docx, "word/_rels/document.xml.rels", lambda t: t.replace("</Rel", relation + "</Rel", 1)
    )
    docx = changed(docx, "word/media/a.png", "picture")
    own = replace(house(), docx=docx)
    assert check_house(own).found == [] and "word/media/a.png" in parts(word(own=own))


BARRED = {
    "a tracked change": lambda t: t.replace(
        "<w:body>", '<w:body><w:p><w:ins w:id="1" w:author="A"/></w:p>', 1
    ),
    "a comment": lambda t: t.replace(
        "<w:body>", '<w:body><w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', 1
    ),
    "hidden text": lambda t: t.replace(
        "<w:body>", "<w:body><w:p><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>", 1
    ),
    "a field other": lambda t: t.replace(
        "<w:body>", '<w:body><w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>', 1
    ),
    "an embedded file": lambda t: t.replace("<w:body>", "<w:body><w:altChunk/>", 1),
}


@pytest.mark.parametrize("words", BARRED)
def test_what_may_not_stand_in_a_house_is_named(words: str) -> None:
    found = codes(DOCUMENT, BARRED[words])
    assert found[0][0] == "house-malformed" and words in found[0][1]


def test_a_house_that_is_linked_to_another_file_is_named() -> None:
    link = (
        '<Relationship Id="x" Type="http://x/image" Target="http://example.org/a.png" TargetMode="External"/>'
    )
    found = codes("word/_rels/document.xml.rels", lambda t: t.replace("</Rel", link + "</Rel", 1))
    assert found[0][0] == "house-malformed" and "http://example.org/a.png" in found[0][1]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_a_house_that_is_no_word_file_is_named(data: bytes) -> None:
    found = check_house(replace(house(), docx=data)).found
    assert [fault.code for fault in found] == ["house-malformed"]


def test_what_word_leaves_in_a_house_does_not_reach_an_agreement() -> None:
    def as_saved_by_word(text: str) -> str:
        text = text.replace("<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">')
        return text.replace(
            "{{r title}}",
            '{{r title}}</w:t></w:r><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:t>',
        )

    own = house_with(DOCUMENT, as_saved_by_word)
    made = parts(word(own=own))[DOCUMENT]
    assert "rsid" not in made and "_GoBack" not in made
    assert read_word(word(own=own)).words == read_word(word()).words


def test_lists_of_the_house_s_own_stay_beside_ours() -> None:
    own_list = (
        '<w:abstractNum w:abstractNumId="40"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    )

    def add(text: str) -> str:
        text = re.sub(r"(<w:numbering[^>]*>)", lambda found: found.group() + own_list, text, count=1)
        return text.replace(
            "</w:numbering>", '<w:num w:numId="41"><w:abstractNumId w:val="40"/></w:num></w:numbering>'
        )

    data = word(own=house_with("word/numbering.xml", add))
    numbering = parts(data)["word/numbering.xml"]
    assert 'w:lvlText w:val="%1)"' in numbering and '<w:num w:numId="42">' in numbering
    assert read_word(data).labels == read_word(word()).labels


def test_the_look_of_a_number_is_the_house_s() -> None:
    own = house_with(
        "word/numbering.xml",
        lambda t: t.replace("55636F", "112233").replace('w:suff w:val="tab"', 'w:suff w:val="space"'),
    )
    numbering = parts(word(own=own))["word/numbering.xml"]
    assert "112233" in numbering and 'w:suff w:val="space"' in numbering and "55636F" not in numbering


def test_the_size_of_a_picture() -> None:
    assert picture_size(LOGO.read_bytes())[0] > 1
    assert picture_size(b"no picture") == (1, 1)


def test_pages_are_the_only_thing_that_the_layout_gives() -> None:
    agreement = sample_agreement()
    with_pages, _ = render_docx(agreement, house(), pages(agreement))
    without, _ = render_docx(agreement, house(), {})
    assert with_pages != without and read_word(with_pages).words == read_word(without).words
