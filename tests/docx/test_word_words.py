"""A Word file prints the words, labels, contents and running lines of the tree; what is changed in it is seen."""

from __future__ import annotations

import io
import re
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_support import DOCUMENT, changed, pages, parts, swapped, word

from concordat.language.identity import bookmark_name
from concordat.language.words import contents, labels, normalise, running_lines, words
from concordat.load.word import read_word
from concordat.model.tree import Agreement, Inline, Reference, Text
from sample_tree import sample_agreement
from views.change import with_words


def texts(agreement: Agreement) -> tuple[str, ...]:
    return tuple(piece.text for piece in words(agreement))


def test_the_file_prints_what_the_tree_holds() -> None:
    agreement = sample_agreement()
    reading = read_word(word(agreement))
    assert reading.faults == ()
    assert reading.words == texts(agreement)
    assert reading.labels == tuple(piece.text for piece in labels(agreement))
    assert reading.contents == tuple(entry.text for entry in contents(agreement))
    assert reading.pages == tuple(str(page) for page in pages(agreement).values())
    assert reading.running == tuple(piece.text for piece in running_lines(agreement))


def test_each_reference_prints_the_number_of_its_target() -> None:
    references = read_word(word()).references
    assert [reference.printed for reference in references] == [
        *("Schedule 2", "1.1.1", "(a)", "Schedule 1"),
        *("1", "2", "Part A", "2.1"),
    ]
    assert [reference.label for reference in references] == [reference.printed for reference in references]


def test_the_draft_is_said_on_the_cover_and_in_the_running_lines() -> None:
    apparatus = read_word(word()).apparatus
    assert apparatus[0] == "DRAFT" and "It is not the agreement that the named bodies signed." in apparatus[1]
    assert "Draft of model text, not issued" in apparatus and "Page 1 of 1" in apparatus


def test_a_deleted_word_is_caught() -> None:
    cut = changed(word(), DOCUMENT, swapped("Delivery takes place each week.", "Delivery takes place each."))
    assert read_word(cut).words != texts(sample_agreement())


def provision(text: str, identity: str) -> str:
    """The content control of a provision, whole."""
    start = text.index(f'<w:sdt><w:sdtPr><w:alias w:val="{identity}"/>')
    return text[start : text.index("</w:sdt>", start) + len("</w:sdt>")]


def test_two_provisions_in_each_other_s_place_are_caught() -> None:
    def swap(text: str) -> str:
        one, other = provision(text, "supply/land"), provision(text, "supply/sea")
        return text.replace(one, "\0").replace(other, one).replace("\0", other)

    reading = read_word(changed(word(), DOCUMENT, swap))
    assert reading.words != texts(sample_agreement())
    assert sorted(reading.words) == sorted(texts(sample_agreement()))


def test_a_dropped_cell_is_caught() -> None:
    def drop(text: str) -> str:
        found = re.search(r"<w:tc>(?:(?!<w:tc>).)*Cogs &lt; 5 mm.*?</w:tc>", text)
        assert found is not None
        return text.replace(found.group(), "")

    assert read_word(changed(word(), DOCUMENT, drop)).words != texts(sample_agreement())


def test_a_list_that_does_not_start_again_or_counts_otherwise_is_caught() -> None:
    wanted = tuple(piece.text for piece in labels(sample_agreement()))
    unrestarted = changed(
        word(), "word/numbering.xml", lambda text: re.sub(r"<w:lvlOverride.*?</w:lvlOverride>", "", text)
    )
    assert read_word(unrestarted).labels != wanted
    other = changed(
        word(), "word/numbering.xml", swapped('w:lvlText w:val="Part %2"', 'w:lvlText w:val="%2"')
    )
    assert read_word(other).labels != wanted


def test_a_stale_reference_is_seen() -> None:
    def stale(text: str) -> str:
        place = text.index(f"REF {bookmark_name('price/sum')} ")
        return text[:place] + text[place:].replace(">2.1<", ">2.7<", 1)

    wrong = [r for r in read_word(changed(word(), DOCUMENT, stale)).references if r.printed != r.label]
    assert [(r.printed, r.label) for r in wrong] == [("2.7", "2.1")]


NASTY = st.text(st.sampled_from("ab Z.1)(][*_`\\<>#|&;~-+=:\"'!?{}%£–ŵ\t\u00a0"), min_size=1, max_size=40)


def _inlines(found: list[tuple[bool, str]]) -> list[Inline]:
    return [Reference(t, "supply/duty", "", t, "", None) if linked else Text(t) for linked, t in found]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.booleans(), NASTY), min_size=1, max_size=4))
def test_no_character_is_lost(found: list[tuple[bool, str]]) -> None:
    agreement = with_words(sample_agreement(), "supply/weekly", _inlines(found))
    reading = read_word(word(agreement))
    assert [normalise(text) for text in reading.words] == list(texts(agreement))


RUN = '<w:r><w:t xml:space="preserve">Delivery takes place each week. Twice in May.</w:t></w:r>'
WHAT_IS_NOT_READ = {
    "ins": f'<w:ins w:id="1" w:author="A">{RUN}</w:ins>',
    "delText": '<w:del w:id="1" w:author="A"><w:r><w:delText>no</w:delText></w:r></w:del>' + RUN,
    "hidden": RUN.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
    "text box": "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    + RUN,
    "footnote": '<w:r><w:footnoteReference w:id="2"/></w:r>' + RUN,
    "sym": '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + RUN,
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + RUN,
    "dirty": '<w:r><w:fldChar w:fldCharType="begin" w:dirty="1"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + RUN,
}


@pytest.mark.parametrize("kind", WHAT_IS_NOT_READ)
def test_what_is_not_modelled_is_named_and_never_skipped(kind: str) -> None:
    reading = read_word(changed(word(), DOCUMENT, swapped(RUN, WHAT_IS_NOT_READ[kind])))
    assert reading.faults and DOCUMENT in reading.faults[0]
    assert reading.words == ()


def test_a_block_that_is_not_modelled_is_named() -> None:
    added = changed(
        word(), DOCUMENT, lambda text: text.replace("<w:body>", '<w:body><w:altChunk r:id="x"/>', 1)
    )
    assert "altChunk" in read_word(added).faults[0]


def test_smart_tags_and_inner_controls_are_read_through() -> None:
    wrapped = (
        f'<w:smartTag w:element="x" w:uri="y"><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:smartTag>'
    )
    reading = read_word(changed(word(), DOCUMENT, swapped(RUN, wrapped)))
    assert reading.words == texts(sample_agreement())


def test_a_repeated_list_that_is_not_there_is_named() -> None:
    lost = changed(
        word(), "word/numbering.xml", lambda text: re.sub(r'<w:num w:numId="1">.*?</w:num>', "", text)
    )
    reading = read_word(lost)
    assert reading.words == () and "the list 1" in reading.faults[0]


@pytest.mark.parametrize(
    ("data", "words_"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "looks like a PDF"),
        (b"<html>", "looks like a web page"),
        (b"{\\rtf1", "looks like an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password-protected"),
        (b"PK\x03\x04 cut", "damaged"),
    ],
)
def test_what_is_no_word_file_is_named(data: bytes, words_: str) -> None:
    reading = read_word(data)
    assert reading.words == () and words_ in reading.faults[0]


def test_a_truncated_file_is_named() -> None:
    assert read_word(word()[:9000]).faults


def test_a_doctype_is_refused_in_any_encoding() -> None:
    def with_doctype(text: str) -> str:
        head, rest = text.split("?>", 1)
        return head + '?><!DOCTYPE w [<!ENTITY e "llo">]>' + rest

    assert "DOCTYPE" in read_word(changed(word(), DOCUMENT, with_doctype)).faults[0]
    wide = (
        with_doctype(parts(word())[DOCUMENT])
        .replace('encoding="UTF-8"', 'encoding="UTF-16"')
        .encode("utf-16")
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, wide if name == DOCUMENT else old.read(name))
    assert "DOCTYPE" in read_word(made.getvalue()).faults[0]


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/DOCUMENT.xml", "../evil.xml", "/abs.xml", "a\\b.xml"]
)
def test_doubled_and_leaving_parts_are_refused(name: str) -> None:
    made = io.BytesIO(word())
    with zipfile.ZipFile(made, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the name stands there already is the point
        archive.writestr(zipfile.ZipInfo(name), "<x/>")
    assert read_word(made.getvalue()).faults


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    made = io.BytesIO(word())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.xml", b" " * 8_000_000)
    assert "unpacks" in read_word(made.getvalue()).faults[0]


def test_a_linked_template_is_named() -> None:
    link = '<Relationship Id="t" Type="http://x/attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/>'
    linked = changed(
        word(),
        "word/_rels/document.xml.rels",
        lambda text: text.replace("</Relationships>", link + "</Relationships>"),
    )
    assert "attachedTemplate" in read_word(linked).faults[0]
