"""Messages as people read them: the place, the line itself, a caret under the right words, the hint."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from concordat.cli.messages import LONGEST, as_json, as_text, counted, in_order
from concordat.diagnostics import Diagnostic, Related, Span

Golden = Callable[[Path | str, str], None]

SOURCES = {
    "clauses/sharing/ending.md": "---\nid: ending\n---\n1. {#end} The parties shall stop.\n",
    "agreements/riverside/sharing-2024.yaml": "precedent: data-sharing\nparticulars:\n\tstart_date: soon\n",
    "schedules/fields.md": "form feed \x0c and zero\u200bwidth and \u2028 separator\nsecond line\n",
}
FOUND = (
    Diagnostic(
        "set-aside",
        None,
        "build/riverside/a.docx had been edited since it was written; it is kept as a-edited-1.docx",
        "take what you need from it",
    ),
    Diagnostic(
        "words-differ",
        None,
        "the pdf view does not hold the words of the agreement",
        "please report it",
        agreement="riverside/sharing-2024",
    ),
    Diagnostic(
        "yaml-syntax",
        Span("agreements/riverside/sharing-2024.yaml", 3, 1),
        "a tab where YAML wants spaces",
        "Replace the tab by spaces.",
        (Related("what is being read begins here", Span("agreements/riverside/sharing-2024.yaml", 2, 1)),),
    ),
    Diagnostic(
        "drafting-shall",
        Span("clauses/sharing/ending.md", 4, 23, 5),
        "“shall” leaves open whether this is a duty or an effect",
        "write “must” for a duty, “is” for an effect",
    ),
    Diagnostic("character-forbidden", Span("schedules/fields.md", 1, 20), "column 20 holds a character", ""),
    Diagnostic(
        "file-missing", Span("agreements/riverside/committee.yaml", 1, 1), "no such file", "Write it."
    ),
)


def excerpt(source: str, span: Span) -> tuple[str, str]:
    """The line that a message shows and the line of its caret, without the gutter."""
    lines = as_text([Diagnostic("yaml-syntax", span, "m")], {span.file: source}).split("\n")
    assert len(lines) == 4, lines
    gutter = f" {span.line} | "
    assert lines[2].startswith(gutter) and lines[3].startswith(f"{' ' * len(str(span.line))}  | ")
    return lines[2][len(gutter) :], lines[3][len(gutter) :]


def under(source: str, span: Span) -> str:
    """The words that the caret stands under."""
    shown, caret = excerpt(source, span)
    start = caret.index("^")
    assert caret.strip() == "^" * (len(caret) - start), "the caret has a gap"
    return shown[start : len(caret)]


def test_messages_as_text(golden: Golden) -> None:
    golden("messages.txt", as_text(FOUND, SOURCES) + f"\n\n{counted(FOUND)}\n")


def test_messages_as_json(golden: Golden) -> None:
    golden("messages.json", as_json(FOUND) + "\n")


def test_the_caret_stands_under_the_words() -> None:
    source = SOURCES["clauses/sharing/ending.md"]
    assert under(source, Span("f", 4, 23, 5)) == "shall"
    assert under(source, Span("f", 4, 1, 2)) == "1."


@pytest.mark.parametrize(
    "before", ["\t", "\t\t", "\x0b", "\x0c", "\u2028", "\x85", "\u200b", "\u202e", "\x1c"]
)
def test_no_character_before_the_words_moves_the_caret_or_the_line(before: str) -> None:
    source = f"first\na{before}b words c\nthird\n"
    shown, _ = excerpt(source, Span("f", 2, source.split("\n")[1].index("words") + 1, 5))
    assert shown == f"a{'·' * len(before)}b words c"
    assert under(source, Span("f", 2, source.split("\n")[1].index("words") + 1, 5)) == "words"
    assert excerpt(source, Span("f", 3, 1))[0] == "third"


def test_line_ends_of_windows_are_not_shown() -> None:
    assert excerpt("one\r\ntwo words\r\n", Span("f", 2, 5, 5)) == ("two words", "    ^^^^^")


@pytest.mark.parametrize("column", [9, 10, 99])
def test_a_place_at_or_behind_the_end_of_the_line_is_shown_there(column: int) -> None:
    assert excerpt("12345678\n", Span("f", 1, column)) == ("12345678", "        ^")


def test_a_place_in_an_empty_line() -> None:
    assert excerpt("one\n\nthree\n", Span("f", 2, 1, 3)) == ("", "^")


def test_a_length_beyond_the_line_is_cut() -> None:
    assert under("short line\n", Span("f", 1, 7, 400)) == "line"


@pytest.mark.parametrize("column", [1, 40, 80, 81, 500, 881, 940, 990])
def test_a_very_long_line_is_cut_round_the_place(column: int) -> None:
    line = "".join(f"{n:04d} " for n in range(200))  # 1,000 characters
    source = f"{line[: column - 1]}HERE{line[column + 3 :]}"
    shown, _ = excerpt(source, Span("f", 1, column, 4))
    assert under(source, Span("f", 1, column, 4)) == "HERE"
    assert len(shown) <= LONGEST + 2
    assert shown.strip("…") in source and len(shown.strip("…")) == LONGEST
    assert shown.startswith("…") == (not source.startswith(shown.strip("…")))
    assert shown.endswith("…") == (not source.endswith(shown.strip("…")))


def test_the_end_of_a_very_long_line() -> None:
    shown, caret = excerpt("x" * 1000, Span("f", 1, 1001))
    assert shown == "…" + "x" * LONGEST and caret == " " * (LONGEST + 1) + "^"


def test_a_file_that_cannot_be_shown_still_has_its_message() -> None:
    found = [Diagnostic("file-missing", Span("a.yaml", 7, 3), "no such file", "Write it.")]
    expected = "a.yaml:7:3: error: no such file [file-missing]\n  = hint: Write it."
    assert as_text(found, {}) == as_text(found, {"a.yaml": "one line"}) == expected


def test_messages_are_in_order_of_their_places_and_those_without_come_first() -> None:
    places = [None, Span("a", 2, 1), Span("b", 1, 1), Span("a", 10, 1), Span("a", 2, 3), None]
    found = [Diagnostic("yaml-key", span, f"message {n}") for n, span in enumerate(places)]
    assert [d.message[-1] for d in in_order(found)] == ["0", "5", "1", "4", "3", "2"]
    assert in_order(reversed(found))[2:] == in_order(found)[2:]


def test_the_same_fault_of_several_agreements_is_said_once() -> None:
    found = [
        Diagnostic("fact-unconfirmed", Span("a", 1, 1), "no source", agreement=path)
        for path in ("x/1", "x/2")
    ]
    assert as_text(found, {}).count("no source") == 1
    assert counted(found) == "no errors, 1 warning"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ([], "no errors, no warnings"),
        (["yaml-key"], "1 error, no warnings"),
        (["yaml-key", "yaml-tag", "term-unused"], "2 errors, 1 warning"),
        (["set-aside", "term-unused"], "no errors, 2 warnings"),
    ],
)
def test_counted(codes: list[str], words: str) -> None:
    assert counted([Diagnostic(code, None, code) for code in codes]) == words


def test_json_is_read_back_with_every_part() -> None:
    records = json.loads(as_json(FOUND))
    assert [record["code"] for record in records] == [d.code for d in in_order(FOUND)]
    one = next(record for record in records if record["code"] == "yaml-syntax")
    assert (one["file"], one["line"], one["column"]) == ("agreements/riverside/sharing-2024.yaml", 3, 1)
    assert one["severity"] == "error" and one["hint"] == "Replace the tab by spaces."
    assert one["related"] == [
        {
            "label": "what is being read begins here",
            "file": "agreements/riverside/sharing-2024.yaml",
            "line": 2,
        }
    ]
    assert next(r for r in records if r["code"] == "set-aside")["severity"] == "warning"
    assert json.loads(as_json([])) == []
