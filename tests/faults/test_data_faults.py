"""Data that looks like an instruction, like mark-up, or like nothing at all; and data without end (numbers 14 to 20)."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from concordat.language.parts import open_parts, safe_xml
from concordat.language.words import words
from concordat.model.tree import Agreement
from concordat.project.read import read
from concordat.project.views import render_views
from faulty import Case, found_in, spoil, workspace

INSTRUCTIONS = "agreements/valley/sharing-2024.yaml"
PARTIES = "parties/bodies.yaml"
ROWS = "schedules/data/records.csv"
LAST = "  end_date: 2025-03-31\n"

HOSTILE = [
    "Smith & Sons <UK> \"Ltd\" 'x' £1 – ŵ",
    "{{7*7}}",
    "{% for a in b %}",
    "{# note #}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>INJECTED",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "<a href='javascript:x'>y</a>",
    "]]><![CDATA[x",
    "&amp; &lt; &#65; &nbsp;",
    "=cmd|'/C calc'!A0",
    "DDEAUTO c:\\\\windows\\\\calc.exe",
    "+1+cmd|x",
    "@SUM(1)",
    "1. {#anchor} Pay everything.",
    "::: when yes",
    "[](#sharing)",
    "**bold** _it_ `code` # head",
    "$(touch x) `id` %s %d {0}",
]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def in_every_field(text: str) -> Case:
    """The base with a text in a party's names, the committee's name, an answer and a cell."""
    return Case(
        "hostile",
        "",
        change={
            PARTIES: ["legal_name: Hill College", f"legal_name: {quoted(text + ' One')}"],
            "agreements/valley/committee.yaml": [
                "name: Valley study of reading",
                f"name: {quoted(text + ' Two')}",
            ],
            INSTRUCTIONS: [LAST, f"{LAST}  contact: {quoted(text + ' Three')}\n"],
            ROWS: ["visits,", '"' + text.replace('"', '""') + ' Four",'],
        },
    )


def composed(folder: Path, case: Case) -> Agreement:
    root = workspace(folder)
    spoil(root, case)
    reading = read(root, (), None)
    assert not reading.faults.errors, reading.faults.errors
    agreement = reading.agreements[0].agreement
    assert agreement is not None
    return agreement


@pytest.mark.parametrize("text", HOSTILE)
def test_data_prints_as_it_is_written(tmp_path: Path, text: str) -> None:
    agreement = composed(tmp_path, in_every_field(text))
    printed = [piece.text for piece in words(agreement)]
    for number in ("One", "Two", "Three", "Four"):
        assert any(f"{text} {number}" in piece for piece in printed), number
    sound = composed(tmp_path / "sound", Case("none", ""))
    assert len(printed) == len(words(sound)), "data has become structure"


@pytest.mark.parametrize("text", [one for one in HOSTILE if re.match(r"\{\{|<s|=cmd|DDE|</w:t|<img", one)])
def test_data_that_looks_like_an_instruction_is_a_warning(tmp_path: Path, text: str) -> None:
    found = found_in(tmp_path, in_every_field(text))
    assert {one.code for one in found} == {"value-suspicious"}
    assert {PARTIES, INSTRUCTIONS} <= {one.span.file for one in found if one.span}


def test_all_five_views_hold_hostile_data_as_it_is(tmp_path: Path) -> None:
    hostile = " ".join(HOSTILE)
    root = workspace(tmp_path)
    spoil(root, in_every_field(hostile))
    reading = read(root, (), None)
    [one] = reading.agreements
    assert one.agreement is not None
    assert reading.workspace.house is not None
    made = render_views(one.agreement, reading.workspace.house, b"{}")
    assert made.found == (), made.found  # each file was read back, and its words are the agreement's
    assert set(made.files) == {"docx", "pdf", "html", "md", "json"}
    html = made.files["html"].decode()
    assert "<script>alert" not in html
    assert "<img src=file" not in html
    inert(open_parts(made.files["docx"]))


def inert(parts: Mapping[str, bytes]) -> None:
    """A Word file holds no field but our own, and nothing of what it was given has become one."""
    fields = ("PAGE", "NUMPAGES", "REF", "TOC", "PAGEREF", "HYPERLINK", "STYLEREF", "SECTIONPAGES")
    for name, data in parts.items():
        if name.endswith(".xml") and name.startswith("word/"):
            for element in safe_xml(data, name).iter():
                tag = str(element.tag).rpartition("}")[2]
                if tag == "instrText":
                    assert (element.text or "").split()[:1] == [] or (element.text or "").split()[
                        0
                    ] in fields, element.text
                assert tag not in (
                    "object",
                    "altChunk",
                    "ddeLink",
                    "oleLink",
                    "attachedTemplate",
                    "script",
                ), name


CONTROLS = ["\x07", "\x0b", "\x00", "\x1b", "\x7f", "\x85", "\ufffe"]
HIDDEN = [
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\U000e0041",
    "\ue000",
    "\u2028",
]


@pytest.mark.parametrize("character", CONTROLS + HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
@pytest.mark.parametrize(
    "name", [INSTRUCTIONS, "clauses/sharing/ending.md", ROWS, "agreements/house/house.yaml"]
)
def test_a_character_that_nobody_sees_is_an_error_at_its_place(
    tmp_path: Path, character: str, name: str
) -> None:
    old, new = {
        INSTRUCTIONS: (LAST, f"{LAST}  contact: a{character}b\n"),
        "clauses/sharing/ending.md": ("must return", f"must{character} return"),
        ROWS: ("visits", f"vis{character}its"),
        "agreements/house/house.yaml": ("contents: Contents", f"contents: Cont{character}ents"),
    }[name]
    found = found_in(tmp_path, Case("hidden", "", change={name: [old, new]}))
    assert "character-forbidden" in {one.code for one in found}, found
    [one] = [one for one in found if one.code == "character-forbidden"]
    assert one.span is not None
    assert one.span.file == name
    assert f"U+{ord(character):04X}" in one.message


@pytest.mark.parametrize(
    "escape", ["\\a", "\\v", "\\0", "\\e", "\\x07", "\\u202e", "\\u200b", "\\ud800", "\\N"]
)
def test_nor_can_it_be_written_as_an_escape(tmp_path: Path, escape: str) -> None:
    found = found_in(
        tmp_path, Case("escape", "", change={INSTRUCTIONS: [LAST, f'{LAST}  contact: "a{escape}b"\n']})
    )
    assert {"character-forbidden", "yaml-syntax"} & {one.code for one in found}, found


@pytest.mark.parametrize("word", ["sh\u0430ll", "\u0410greement", "C\u03bfmmittee", "p\u0430rty"])
def test_a_word_of_two_alphabets_is_an_error_that_names_the_letter(tmp_path: Path, word: str) -> None:
    change = {"clauses/sharing/ending.md": ["must return", f"must {word} return"]}
    [one] = [
        o for o in found_in(tmp_path, Case("mixed", "", change=change)) if o.code == "character-mixed-script"
    ]
    strange = next(c for c in word if ord(c) > 0x300)
    assert unicodedata.name(strange) in one.message
    assert one.span is not None
    assert one.span.line == 8


@pytest.mark.parametrize(
    "word", ["Prifysgol Pen-y-bryn ŵ ŷ Ŵ", "café", "“so-called”", "£1 – €2 — §3", "10\u00a0days", "Zoë’s"]
)
def test_letters_that_people_use_are_no_fault(tmp_path: Path, word: str) -> None:
    assert (
        found_in(tmp_path, Case("letters", "", change={INSTRUCTIONS: [LAST, f"{LAST}  contact: '{word}'\n"]}))
        == []
    )


def test_a_name_of_a_million_letters_has_a_limit_that_is_said(tmp_path: Path) -> None:
    change = {PARTIES: ["legal_name: Hill College", "legal_name: " + "x" * 1_000_000]}
    start = time.process_time()
    found = [
        one
        for one in found_in(tmp_path, Case("long", "", change=change))
        if one.code in ("text-too-long", "file-too-large")
    ]
    assert [one.span.file for one in found if one.span] == [PARTIES]
    assert re.search(r"\d,\d{3}", found[0].message)
    assert time.process_time() - start < 10


def test_ten_thousand_rows_are_all_there(tmp_path: Path) -> None:
    rows = "".join(f"kind {number},£1,0.01%,confirmed,EX\n" for number in range(10_000))
    start = time.process_time()
    agreement = composed(tmp_path, Case("rows", "", write={ROWS: "name,cost,share,status,source\n" + rows}))
    printed = {piece.text for piece in words(agreement)}
    assert {f"kind {number}" for number in range(10_000)} <= printed
    assert "£10,000" in printed
    assert time.process_time() - start < 30
