"""What the Word file is made of: bookmarks, controls, fields, tables, sections, properties; and the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

from lxml import etree
from word_support import DOCUMENT, REPOSITORY, house, pages, parts, word

from concordat.language.canonical import text_digest
from concordat.language.identity import bookmark_name
from concordat.language.walk import blocks
from concordat.load.word import read_word
from concordat.model.tree import Block, Provision, Signature, Text
from concordat.render.docx import render_docx
from sample_tree import AWKWARD, sample_agreement
from views.change import rebuilt, with_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def root(part: str = DOCUMENT) -> etree._Element:
    return etree.fromstring(parts(word())[part].encode())


def values(element: str, attribute: str = "val") -> list[str]:
    return [found.get(W + attribute, "") for found in root().iter(W + element)]


def test_every_place_has_its_bookmark_and_its_identity_in_full() -> None:
    wanted = {block.identity for block in blocks(sample_agreement()) if block.identity != "schedules"}
    names = values("bookmarkStart", "name")
    assert set(names) == {bookmark_name(identity) for identity in wanted} and len(names) == len(set(names))
    assert all(re.fullmatch(r"_c[0-9a-f]{20}", name) for name in names)
    places = etree.fromstring(parts(word())["customXml/item1.xml"].encode())
    assert {p.get("bookmark"): p.get("identity") for p in places} == {bookmark_name(i): i for i in wanted}


def test_a_control_bears_the_identity_and_is_hidden() -> None:
    aliases, tags = values("alias"), values("tag")
    assert "supply/rail" in aliases and "term/goods-new" in aliases and "price~start" in aliases
    assert tags == [bookmark_name(alias) for alias in aliases]
    ids = values("id")
    text = parts(word())[DOCUMENT]
    assert text.count('<w15:appearance w15:val="hidden"/>') == len(aliases)
    assert (
        len([i for i in ids if i])
        == len(re.findall('<w:id w:val="', text))
        == len(set(re.findall('<w:id w:val="(\\d+)"', text)))
    )


def test_an_identity_that_is_too_long_for_word_is_cut_in_the_alias_alone() -> None:
    long = "supply/" + "very-" * 20 + "long"

    def rename(block: Block) -> Block:
        return (
            replace(block, identity=long)
            if isinstance(block, Provision) and block.identity == "supply/sea"
            else block
        )

    made = parts(word(rebuilt(sample_agreement(), rename)))
    assert f'<w:alias w:val="{long[:63]}…"/>' in made[DOCUMENT]
    assert f'bookmark="{bookmark_name(long)}" identity="{long}"' in made["customXml/item1.xml"]


def test_references_are_one_field_a_level_and_words_where_there_is_no_number() -> None:
    text = parts(word())[DOCUMENT]
    for identity in ("supply/means", "supply/land", "lists", "lists/part-goods", "price/sum"):
        assert f"REF {bookmark_name(identity)} \\n \\h" in text
    assert (
        f'<w:hyperlink w:anchor="{bookmark_name("general")}" w:history="1"><w:r><w:t xml:space="preserve">this clause'
        in text
    )
    assert "\\w" not in text and "\\r" not in text


def test_the_contents_are_a_field_with_entries_and_true_pages() -> None:
    text = parts(word())[DOCUMENT]
    assert '<w:docPartGallery w:val="Table of Contents"/>' in text
    assert " TOC \\h \\z \\t &quot;Heading 1,1,Heading 2,2,Schedule heading,3,Part heading,4&quot; " in text
    assert text.count(" PAGEREF ") == len(pages(sample_agreement()))


def test_contents_without_a_layout_have_no_page_numbers() -> None:
    data, _ = render_docx(sample_agreement(), house(), {})
    assert set(read_word(data).pages) == {""}


def test_tables_repeat_their_head_keep_rows_whole_and_speak_for_themselves() -> None:
    text = parts(word())[DOCUMENT]
    assert text.count("<w:tblHeader/>") == 1
    assert text.count("<w:cantSplit/>") == text.count("<w:tr>") == 4 + 3 + 4
    assert (
        '<w:tblCaption w:val="Prices of “goods”"/><w:tblDescription w:val="One row for each kind of goods'
        in text
    )
    assert text.count('w:firstColumn="1"') == text.count("<w:tbl>") == 4
    figures = re.findall(r'<w:pStyle w:val="(Tablefigures|Tabletotalfigures)"/>', text)
    assert figures == ["Tablefigures"] * 4 + ["Tabletotalfigures"] * 2


def test_the_particulars_have_headed_rows_and_no_head() -> None:
    text = parts(word())[DOCUMENT]
    assert len(re.findall(r'<w:tblStyle w:val="Particularstable"/>', text)) == 3
    assert text.count('w:firstRow="0"') == 3


def test_a_wide_table_turns_the_page_and_turns_it_back() -> None:
    sizes = [(s.get(W + "w"), s.get(W + "h")) for s in root().iter(W + "pgSz")]
    upright, wide = ("11906", "16838"), ("16838", "11906")
    assert sizes == [upright, upright, wide, upright]
    related = parts(word())["word/_rels/document.xml.rels"]
    assert "wide-header1.xml" in related and "wide-footer1.xml" in related
    stops = re.findall(
        r'<w:tab w:val="(?:clear|right)" w:pos="(\d+)"/>', parts(word())["word/wide-header1.xml"]
    )
    assert [int(stops[1]) - int(stops[0])] == [16838 - 11906]


def test_a_signature_block_is_kept_together_and_ruled_where_nothing_stands() -> None:
    count = 0
    for block in (b for b in blocks(sample_agreement()) if isinstance(b, Signature)):
        count += len(block.lines)
    lines = [
        p for p in root().iter(W + "p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='Signatureline']") is not None
    ]
    assert len(lines) == count
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in lines] == [True, True, True, False] * 2
    assert [len(p.findall(f"{W}r/{W}tab")) for p in lines] == [2, 1, 1, 2] * 2


def test_properties_say_what_it_is_and_nothing_of_who_or_when() -> None:
    agreement = sample_agreement()
    made = parts(word(agreement))
    assert (
        "<dc:title>DRAFT – Supply Agreement &amp; &quot;terms&quot; – Smith &amp; Sons"
        in made["docProps/core.xml"]
    )
    assert "<dc:language>en-GB</dc:language>" in made["docProps/core.xml"]
    custom = made["docProps/custom.xml"]
    assert 'name="agreement"><vt:lpwstr>sample/supply<' in custom and ">draft, not issued<" in custom
    assert f'name="text digest"><vt:lpwstr>{text_digest(agreement)}<' in custom
    everything = "\n".join(made.values())
    for barred in (
        "creator",
        "lastModifiedBy",
        "dcterms",
        "rsid",
        "updateFields",
        "w:dirty",
        "w:vanish",
        "w:comment",
    ):
        assert barred not in everything, barred
    assert (
        "attachedTemplate" not in everything and "/work" not in everything and "docProps/app.xml" not in made
    )


def test_nothing_outside_the_file_but_links_that_a_reader_may_follow() -> None:
    related = [text for name, text in parts(word()).items() if name.endswith(".rels")]
    external = re.findall(r'Type="([^"]*)" Target="([^"]*)" TargetMode="External"', "\n".join(related))
    assert [(kind.rsplit("/", 1)[-1], target) for kind, target in external] == [
        ("hyperlink", "https://example.org/pay?a=1&amp;b=2")
    ]


def test_the_language_is_english_of_the_united_kingdom() -> None:
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', parts(word())["word/styles.xml"])) == {"en-GB"}


def test_every_part_is_well_formed_and_names_survive() -> None:
    for name, text in parts(word()).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(text.encode())
    assert AWKWARD in read_word(word()).words


def test_a_character_that_no_file_can_hold_is_a_fault_and_no_file_is_made() -> None:
    data, faults = render_docx(with_words(sample_agreement(), "supply/weekly", [Text("a\x07b")]), house(), {})
    assert data == b"" and [fault.code for fault in faults.errors] == ["render-failed"]
    data, faults = render_docx(
        with_words(sample_agreement(), "supply/weekly", [Text("a\ud800b")]), house(), {}
    )
    assert data == b"" and [fault.code for fault in faults.errors] == ["render-failed"]


def test_the_zip_file_tells_nothing_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        members = archive.infolist()
    names = [member.filename for member in members]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert {(m.date_time, m.create_system, m.external_attr) for m in members} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0)
    }


def test_the_same_bytes_in_another_process_with_another_seed() -> None:
    program = (
        "import hashlib, sys; sys.path[:0] = ['tests', 'tests/docx']; from word_support import word;"
        "print(hashlib.sha256(word()).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "src"}
        command = [sys.executable, "-c", program]
        found = subprocess.run(
            command, cwd=REPOSITORY, env=environment, capture_output=True, check=True, timeout=120
        )
        digests.add(found.stdout)
    assert len(digests) == 1
