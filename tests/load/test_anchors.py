"""`concordat anchor`: the missing anchors and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.diagnostics import Faults
from concordat.load.anchors import write_anchors
from concordat.load.prose import ProseKind, anchored, parse_prose
from load.test_prose import numbered, provisions

CLAUSE = "clauses/a/x.md"


def test_missing_anchors_are_written_from_the_first_words() -> None:
    text = (
        "\ufeff---\r\nid: x\r\n---\r\nOpening words.\r\n\r\n1. The Partner must {{ x }} do it.\r\n"
        '1. {when="x"} The Partner must do it.\r\n   1. {#a} kept  \r\n   1. {{ x }}\r\n::: when x\r\n'
        '1. {list=or} [In 5 days]{when="y"} the Con:\r\n:::\r\n'
    )
    written = write_anchors(text, CLAUSE)
    assert written == (
        "\ufeff---\r\nid: x\r\n---\r\nOpening words.\r\n\r\n1. {#partner-must-do-it} The Partner must {{ x }} do it.\r\n"
        '1. {#partner-must-do-it-2 when="x"} The Partner must do it.\r\n   1. {#a} kept  \r\n   1. {#provision} {{ x }}\r\n::: when x\r\n'
        '1. {#5-days-con list=or} [In 5 days]{when="y"} the Con:\r\n:::\r\n'
    )
    assert write_anchors(written, CLAUSE) == written


def test_terms_and_parts() -> None:
    terms = '2006 Act\n: the Act:\n  1. first thing\n\n{plural="Years"} Year\n: a year.\n'
    assert write_anchors(terms, "clauses/definitions/x.md") == (
        '{#2006-act} 2006 Act\n: the Act:\n  1. {#first-thing} first thing\n\n{#year plural="Years"} Year\n: a year.\n'
    )
    part = "---\nid: x\n---\n## The List\n1. It is here.\n"
    assert (
        write_anchors(part, "schedules/x.md")
        == "---\nid: x\n---\n## {#part-list} The List\n1. {#it-is-here} It is here.\n"
    )


def test_a_line_that_cannot_be_read_is_left_alone() -> None:
    for text in ('1. {when="x} One.\n', "1. {#Bad_Anchor} One.\n", "10. One.\n", "- One.\n", "---\nid: x\n"):
        assert write_anchors(text, CLAUSE) == text


@settings(max_examples=60, deadline=None)
@given(provisions(), st.sets(st.integers(0, 30)))
def test_only_anchors_are_added(lines: list[str], taken_out: set[int]) -> None:
    whole = numbered(lines)
    text = "\n".join(
        line.replace(f"{{#a{row}}} ", "").replace(f"#a{row} ", "") if row in taken_out else line
        for row, line in enumerate(whole)
    )
    written = write_anchors(text, CLAUSE)
    faults = Faults()
    anchors = [
        anchor for anchor, _ in anchored(parse_prose(written, CLAUSE, 1, faults, kind=ProseKind.CLAUSE))
    ]
    assert faults.found == []
    assert len(anchors) == len(set(anchors))
    for before, after in zip(text.split("\n"), written.split("\n"), strict=True):
        assert before == after or ("{#" in after and len(after) > len(before))
        if before != after:
            start = after.index("{#")
            assert before.startswith(after[:start])
            assert after.endswith(before[start:].removeprefix("{"))
