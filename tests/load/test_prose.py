"""The prose parser: what a clause becomes, the place of everything in it, and that no text makes it fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.diagnostics import Faults, Span
from concordat.load.prose import ProseKind, parse_definitions, parse_line, parse_prose
from concordat.model import prose
from concordat.model.prose import (
    Aside,
    Connective,
    DefinitionsHere,
    Expression,
    ForBlock,
    Hole,
    Note,
    Pointer,
    SourcePart,
    SourceProvision,
    TableHere,
    WebLink,
    WhenBlock,
    Words,
)

CLAUSE = """\
Opening [and more]{when="x == 'y'"} of {{ a.b | term }}.
Second line \\[kept\\] here.

1. {#notice when="foo" was="old/one, old/two"} A Partner [](#bar/baz) must.
   Another sentence {{ x['}}'] }} with [the web](https://example.org).
   1. {#c list=or} Child:
      1. {#d} leaf
      ::: note
      hello
        there
      :::

   closing {{ v }} words.
::: for party in members
1. {#e} Loop
:::
:::: when a > b
::: table rows
:::
::::
## {#part-a when="y"} Part title
1. {#f} Part
::: definitions
:::
"""


def parse(
    text: str, kind: ProseKind = ProseKind.SCHEDULE, first_line: int = 1
) -> tuple[tuple[prose.SourceBlock, ...], Faults]:
    faults = Faults()
    return parse_prose(text, "c.md", first_line, faults, kind=kind), faults


def test_a_clause_becomes_blocks() -> None:
    blocks, faults = parse(CLAUSE)
    assert faults.found == []
    opening, notice, loop, condition, part = blocks
    assert isinstance(opening, prose.SourceParagraph)
    assert [type(inline) for inline in opening.inlines] == [Words, Aside, Words, Hole, Words, Words]
    assert (
        "".join(inline.text for inline in opening.inlines if isinstance(inline, Words))
        == "Opening  of . Second line [kept] here."
    )
    assert isinstance(notice, SourceProvision)
    assert (notice.anchor, notice.was) == ("notice", ("old/one", "old/two"))
    assert notice.when == Expression("foo", Span("c.md", 4, 19, 3))
    (child,) = notice.children
    assert isinstance(child, SourceProvision) and child.connective is Connective.OR
    leaf, note = child.children
    assert isinstance(leaf, SourceProvision) and leaf.anchor == "d"
    assert isinstance(note, Note) and note.text == "hello\n  there"
    assert notice.closing is not None and notice.closing.inlines[0] == Words(
        "closing ", Span("c.md", 13, 4, 8)
    )
    assert isinstance(loop, ForBlock) and (loop.name, loop.expression.text) == ("party", "members")
    assert isinstance(condition, WhenBlock) and condition.expression.text == "a > b"
    assert isinstance(condition.blocks[0], TableHere) and condition.blocks[0].table == "rows"
    assert isinstance(part, SourcePart) and (part.anchor, part.title) == ("part-a", "Part title")
    assert isinstance(part.blocks[1], DefinitionsHere)
    column = CLAUSE.split("\n")[3].index("[](#bar/baz)") + 1
    assert any(inline == Pointer("bar/baz", Span("c.md", 4, column, 12)) for inline in notice.opening.inlines)
    assert any(isinstance(inline, WebLink) and inline.words == "the web" for inline in notice.opening.inlines)


def test_lists_that_directives_part_are_one_sequence() -> None:
    text = "1. {#a} One:\n   1. {#b} two\n   ::: when x\n   1. {#c} three\n   :::\n   1. {#d} four\n1. {#e} Five\n"
    blocks, faults = parse(text, ProseKind.CLAUSE)
    assert faults.found == []
    first = blocks[0]
    assert isinstance(first, SourceProvision)
    assert [type(child).__name__ for child in first.children] == [
        "SourceProvision",
        "WhenBlock",
        "SourceProvision",
    ]
    assert len(blocks) == 2


def test_definitions() -> None:
    text = (
        '{#act plural="Acts" except="Act One; Act Two" when="x"} 2006 Act\n: the Act of 2006:\n  1. {#q} first\n'
        "     ::: for a in b\n     1. {#r} second\n     :::\n\n  and no other.\n\n{#y} Year\n: a year\n  of {{ z }} days.\n"
    )
    faults = Faults()
    act, year = parse_definitions(text, "d.md", 1, faults)
    assert faults.found == []
    assert (act.anchor, act.term, act.plural, act.exceptions) == (
        "act",
        "2006 Act",
        "Acts",
        ("Act One", "Act Two"),
    )
    assert act.when == Expression("x", Span("d.md", 1, 53, 1))
    assert [type(block).__name__ for block in act.blocks] == [
        "SourceParagraph",
        "SourceProvision",
        "SourceParagraph",
    ]
    assert year.term == "Year"
    (meaning,) = year.blocks
    assert isinstance(meaning, prose.SourceParagraph)
    assert meaning.inlines[-2] == Hole(Expression("z", Span("d.md", 12, 9, 1)), Span("d.md", 12, 6, 7))


def test_a_line_in_yaml_keeps_its_place() -> None:
    faults = Faults()
    paragraph = parse_line('of {{ a }}[ b]{when="c"}', Span("p.yaml", 9, 14, 24), faults)
    assert faults.found == []
    assert paragraph.inlines[1] == Hole(Expression("a", Span("p.yaml", 9, 20, 1)), Span("p.yaml", 9, 17, 7))


def test_the_first_line_is_counted_from_where_the_text_begins() -> None:
    blocks, _ = parse("1. {#a} One\n", first_line=20)
    assert blocks[0].span.line == 20


# Places ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    """Generated prose: its lines, and the anchors of its provisions in order with their depth."""

    lines: tuple[str, ...]


NAME = st.text("abcdefgh", min_size=1, max_size=6)
PLAIN = st.sampled_from(
    ["The Partner must act", "in £5m “quoted” text", "ŵ and NBSP\u00a0here", "a; b: c, d", "x (y) z", "it's"]
)
VALUE = NAME.map(lambda name: "{{ " + name + " }}") | NAME.map(lambda name: "{{" + name + "['}}']}}")
REFERENCE = NAME.map(lambda name: f"[](#{name}/{name})")
LINK = NAME.map(lambda name: f"[{name}](https://example.org/{name})")
PIECE = PLAIN | VALUE | REFERENCE | LINK
SPAN = (
    st.lists(PIECE, min_size=1, max_size=3)
    .map(" ".join)
    .flatmap(lambda words: NAME.map(lambda name: f"[{words}]{{when=\"{name} == '{name}'\"}}"))
)
SENTENCE = (
    st.lists(PIECE | SPAN, min_size=1, max_size=4).map(" ".join).map(lambda text: "Begin " + text + ".")
)


@st.composite
def provisions(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of some provisions, indented by three for each level, anchors left to be numbered."""
    lines: list[str] = []
    indent = " " * 3 * depth
    for _ in range(draw(st.integers(1, 3 if depth == 0 else 2))):
        directive = draw(st.sampled_from(["", "", "", "when", "for"]))
        if directive:
            lines.append(
                f"{indent}{':' * (6 - depth)} " + ("when x > 1" if directive == "when" else "for one in many")
            )
        attributes = draw(
            st.sampled_from(["{#ANCHOR}", '{#ANCHOR when="cond"}', '{#ANCHOR list=or was="a/b"}'])
        )
        sentences = draw(st.lists(SENTENCE, min_size=1, max_size=2))
        lines.append(f"{indent}1. {attributes} {sentences[0]}")
        lines.extend(f"{indent}   {sentence}" for sentence in sentences[1:])
        if depth < 3 and draw(st.booleans()):
            lines.extend(draw(provisions(depth + 1)))
            if draw(st.booleans()):
                lines.extend(["", f"{indent}   {draw(SENTENCE)}"])
        if draw(st.booleans()):
            lines.append("")
        if directive:
            lines.append(f"{indent}{':' * (6 - depth)}")
    return lines


def numbered(lines: list[str]) -> list[str]:
    return [line.replace("ANCHOR", f"a{number}", 1) for number, line in enumerate(lines)]


def parts(thing: object) -> Iterator[object]:
    """Every type of the prose model within a thing, itself included."""
    if is_dataclass(thing):
        yield thing
        for name in fields(thing):
            yield from parts(getattr(thing, name.name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from parts(one)


def begins(thing: object) -> str | None:
    """What the source must begin with at the place of a thing."""
    match thing:
        case Expression(text=text) | Words(text=text):
            return text.rstrip(" ")
        case Hole():
            return "{{"
        case Pointer(target=target):
            return f"[](#{target})"
        case WebLink(words=words, address=address):
            return f"[{words}]({address})"
        case Aside():
            return "["
        case SourceProvision():
            return "1. "
        case WhenBlock() | ForBlock():
            return ":::"
    return None


@settings(max_examples=150, deadline=None)
@given(provisions())
def test_every_place_is_right(lines: list[str]) -> None:
    lines = numbered(lines)
    blocks, faults = parse("\n".join(lines) + "\n", ProseKind.CLAUSE)
    assert faults.found == []
    written = [line.split("{#", 1)[1].split("}", 1)[0].split(" ", 1)[0] for line in lines if "1. {#" in line]
    found = [thing.anchor for thing in parts(blocks) if isinstance(thing, SourceProvision)]
    assert found == written
    for thing in parts(blocks):
        start = begins(thing)
        if start is not None:
            span = thing.span  # type: ignore[attr-defined]
            assert lines[span.line - 1][span.column - 1 :].startswith(start), (thing, lines)
        if isinstance(thing, SourceProvision):
            assert f"{{#{thing.anchor}" in lines[thing.span.line - 1]
            depth = (thing.span.column - 1) // 3
            assert all((child.span.column - 1) // 3 == depth + 1 for child in thing.children)


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text("1. {}#[]()\n:|>-\\\"'=when abc\t", max_size=80), st.sampled_from(list(ProseKind)))
def test_no_text_makes_it_fail(text: str, kind: ProseKind) -> None:
    faults = Faults()
    if kind is ProseKind.DEFINITIONS:
        parse_definitions(text, "c.md", 1, faults)
    else:
        parse_prose(text, "c.md", 1, faults, kind=kind)
    for fault in faults.found:
        assert fault.span is not None and fault.span.line >= 1 and fault.span.column >= 1


@settings(max_examples=150, deadline=None)
@given(provisions(), st.data())
def test_a_line_moved_sideways_is_never_taken_in_silence(lines: list[str], data: st.DataObject) -> None:
    """Where a provision's line is moved by one or two columns the reading is a fault, never another structure."""
    lines = numbered(lines)
    rows = [row for row, line in enumerate(lines) if "1. {#" in line]
    row = data.draw(st.sampled_from(rows))
    by = data.draw(st.sampled_from([1, 2]))
    moved = [*lines[:row], " " * by + lines[row], *lines[row + 1 :]]
    _, faults = parse("\n".join(moved) + "\n", ProseKind.CLAUSE)
    assert any(fault.span and fault.span.line >= row + 1 for fault in faults.found)


@pytest.mark.parametrize(
    "line",
    [
        "10. {#z} x",
        "1) {#z} x",
        "- x",
        "* x",
        "+ x",
        "(a) x",
        "a) x",
        "| x |",
        "> x",
        "# x",
        "---",
        ":::",
        "::: foo",
        "2006 x",
    ],
)
def test_structure_that_is_none_is_never_taken_in_silence(line: str) -> None:
    for text in (
        f"{line}\n",
        f"1. {{#a}} One\n   {line}\n",
        f"1. {{#a}} One\n{line}\n",
        f"1. {{#a}} One:\n   1. {{#b}} two\n\n   {line}\n",
    ):
        assert parse(text, ProseKind.CLAUSE)[1].found, text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. {#a} " + "[" * 20_000, "text-too-long"),
        ("1. {#a} " + '{{ "' * 20_000, "text-too-long"),
        ("1. " * 20_000, "text-too-long"),
        ("::: when x\n" * 20_000, "prose-shape"),
        ("".join(" " * 3 * depth + "1. x\n" for depth in range(300)), "prose-shape"),
        ("1. {#a} x\n" + "   a {{ b\n" * 2_000, "prose-stray-mark"),
        ("1. x\n" * 2_000, "anchor-missing"),
    ],
    ids=["brackets", "values", "numbers", "directives", "levels", "stray", "anchors"],
)
def test_what_is_beyond_all_measure_ends_in_a_named_fault(text: str, code: str) -> None:
    assert code in {fault.code for fault in parse(text)[1].found}
