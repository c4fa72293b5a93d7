"""The YAML reader: what it accepts, the place of every value, and that no text makes it fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.diagnostics import Faults
from concordat.load.yaml import DEEPEST, Keyed, read_yaml
from concordat.model.data import Datum


def read(text: str) -> tuple[Datum | None, Faults]:
    faults = Faults()
    return read_yaml(text, "f.yaml", faults), faults


def plain(datum: Datum | None) -> object:
    assert datum is not None
    if isinstance(datum.value, Mapping):
        return {key: plain(value) for key, value in datum.value.items()}
    if isinstance(datum.value, tuple):
        return [plain(value) for value in datum.value]
    return datum.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("yes", True),
        ("no", False),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("2023-04-01", date(2023, 4, 1)),
        ("'NO'", "NO"),
        ('"1.10"', "1.10"),
        ("65Z5(4)", "65Z5(4)"),
        ("2023/24", "2023/24"),
        ("1.1.1", "1.1.1"),
        ("10 days", "10 days"),
        ("£5m", "£5m"),
        ("Norway", "Norway"),
        ("none", "none"),
        ("|\n  one\n  two", "one\ntwo\n"),
        (">-\n  one\n  two", "one two"),
        ("[a, 'b']", ["a", "b"]),
        ("'it''s'", "it's"),
    ],
)
def test_what_is_accepted(written: str, value: object) -> None:
    datum, faults = read(f"key: {written}\n")
    assert faults.found == []
    assert plain(datum) == {"key": value}


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("NO", "false"),
        ("Yes", "true"),
        ("y", "true"),
        ("off", "false"),
        ("TRUE", "true"),
        ("1.10", "the number 1.1"),
        ("12.5", "the number 12.5"),
        ("010", "the number 8"),
        ("007", "the number 7"),
        ("089", "the number 89"),
        ("12:30", "the number 750"),
        ("12:30:45", "the number 45045"),
        ("1e3", "the number 1000"),
        ("0x1F", "the number 31"),
        ("0o17", "the number 15"),
        ("0b11", "the number 3"),
        ("1_000", "the number 1000"),
        (".5", "the number 0.5"),
        ("+5", "the number 5"),
        (".inf", "no ordinary number"),
        ("2023-04-01T10:00:00", "a date and a time"),
        ("~", "nothing"),
        ("Null", "nothing"),
    ],
)
def test_what_must_be_quoted_shows_what_it_would_be(written: str, instead: str) -> None:
    datum, faults = read(f"key: {written}\n")
    assert [(fault.code, fault.message) for fault in faults.found] == [
        ("yaml-quote-this", f"YAML would read `{written}` as {instead}")
    ]
    assert str(faults.found[0].span) == "f.yaml:1:6"
    assert plain(datum) == {"key": written}
    assert read(f"key: '{written}'\n")[1].found == []


def test_a_bomb_is_refused_before_it_is_built() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for text in (bomb, "k: &a [*a]\n"):
        datum, faults = read(text)
        assert datum is None
        assert [fault.code for fault in faults.found] == ["yaml-anchor"]


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_depth_has_a_limit(opening: str) -> None:
    assert [fault.code for fault in read(opening * 500)[1].found] == ["yaml-too-deep"]
    assert "yaml-too-deep" not in {fault.code for fault in read("[" * DEEPEST + "]" * DEEPEST)[1].found}


def values(datum: Datum) -> Iterator[Datum]:
    yield datum
    if isinstance(datum.value, Mapping):
        for value in datum.value.values():
            yield from values(value)
    elif isinstance(datum.value, tuple):
        for value in datum.value:
            yield from values(value)


WORDS = st.text("abcdefg £“”éŵ:#,'{}[]-\"", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
TREES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("klmw", min_size=1, max_size=4), inner, max_size=3)
    ),
)


def written(tree: object, depth: int) -> str:
    if isinstance(tree, str):
        return " '" + tree.replace("'", "''") + "'\n"
    indent = "  " * depth
    if isinstance(tree, list):
        return "\n" + "".join(f"{indent}-{written(one, depth + 1)}" for one in tree) if tree else " []\n"
    assert isinstance(tree, dict)
    return (
        "\n" + "".join(f"{indent}{key}:{written(one, depth + 1)}" for key, one in tree.items())
        if tree
        else " {}\n"
    )


@given(st.dictionaries(st.text("pqrs", min_size=1, max_size=4), TREES, min_size=1, max_size=3))
def test_every_value_and_key_has_its_place(tree: dict[str, object]) -> None:
    text = written(tree, 0).lstrip("\n")
    datum, faults = read(text)
    assert faults.found == []
    assert plain(datum) == tree
    assert datum is not None
    lines = text.split("\n")
    for value in values(datum):
        assert value.span is not None
        at = lines[value.span.line - 1][value.span.column - 1 :]
        if isinstance(value.value, str):
            assert at.startswith(value.value.replace("'", "''"))
            assert at[: value.span.length] == value.value.replace("'", "''")
        elif isinstance(value.value, Keyed):
            for key, place in value.value.places.items():
                assert lines[place.line - 1][place.column - 1 :].startswith(f"{key}:")


@settings(max_examples=300)
@given(st.text() | st.text("{}[]:,-&*!|>'\"%@`#\n\t ab0.\\<=~?", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    datum, faults = read(text)
    assert datum is not None or faults.found
    for fault in faults.found:
        assert fault.span is not None and fault.span.line >= 1 and fault.span.column >= 1
