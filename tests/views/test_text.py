"""The canonical text: what it looks like, and what an edit and an insertion change in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import unified_diff

import pytest

from concordat.language.sentences import sentences
from concordat.model.library import House
from concordat.model.tree import Agreement, Block, Group, Origin, Provision, Reference, Text
from concordat.render.text import render_text
from concordat.render.text.markdown import escape
from views.change import rebuilt, with_words


def test_the_whole_text(agreement: Agreement, house: House, golden: Callable[[str, str], None]) -> None:
    golden("sample.md", render_text(agreement, house))


def changes(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_an_edited_sentence_changes_its_line_and_nothing_else(agreement: Agreement, house: House) -> None:
    edited = with_words(agreement, "supply/weekly", [Text("Delivery takes place each week. Once in May.")])
    assert changes(render_text(agreement, house), render_text(edited, house)) == [
        "-   Twice in May.",
        "+   Once in May.",
    ]


def test_an_inserted_provision_changes_its_lines_and_numbers_in_references(
    agreement: Agreement, house: House
) -> None:
    def change(block: Block) -> Block:
        if isinstance(block, Group) and block.identity == "price":
            new = Provision(
                "price/new", 1, (2, 1), "2.1", "2.1", (Text("A new duty."),), (), None, Origin(None)
            )
            moved = tuple(
                replace(one, label=f"2.{at}", cite=f"2.{at}")
                for at, one in enumerate(block.blocks[1:], start=2)
                if isinstance(one, Provision)
            )
            return replace(block, blocks=(block.blocks[0], new, *moved))
        if isinstance(block, Provision):
            words = tuple(
                replace(one, text="clause 2.2", label="2.2")
                if isinstance(one, Reference) and one.target == "price/sum"
                else one
                for one in block.inlines
            )
            return replace(block, inlines=words)
        return block

    changed = changes(render_text(agreement, house), render_text(rebuilt(agreement, change), house))
    start, end = (
        "1. Extras follow [paragraph 2 of Part A](#lists/review) and [clause ",
        "](#price/sum). <!-- lists/extras-are -->",
    )
    assert changed == ["+1. A new duty. <!-- price/new -->", f"-{start}2.1{end}", f"+{start}2.2{end}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        (
            "Under s. 65 of the Act, e.g. No. 5. Then more.",
            ["Under s. 65 of the Act, e.g. No. 5.", "Then more."],
        ),
        ("“Stop here.” He did (at once.) Yes!", ["“Stop here.”", "He did (at once.)", "Yes!"]),
        ("It costs £1.5m. £2m is the limit. 3 days.", ["It costs £1.5m.", "£2m is the limit.", "3 days."]),
        ("no capital follows. so it runs on.", ["no capital follows. so it runs on."]),
        ("", [""]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text", ["1. not a list", "- not a list", "# no heading", "> no quotation", "| no table"]
)
def test_what_opens_a_line_opens_nothing(text: str, agreement: Agreement, house: House) -> None:
    edited = render_text(with_words(agreement, "supply/weekly", [Text(f"First. {text}. Last")]), house)
    assert text not in [line.strip().rstrip(".") for line in edited.splitlines()]


def test_escaping() -> None:
    assert escape("a*b_c`d<e|f\\g") == "a\\*b\\_c\\`d\\<e\\|f\\\\g"
    assert escape("Smith & Sons &amp; [x] [y](z)") == "Smith & Sons \\&amp; [x] [y\\](z)"


def test_it_says_that_it_is_a_draft(agreement: Agreement, house: House) -> None:
    assert "\n> DRAFT. This is a draft of model text." in render_text(agreement, house)
