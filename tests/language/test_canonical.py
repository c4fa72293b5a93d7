"""The tree as canonical JSON: exact there and back, for every tree that the types allow."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import is_dataclass, replace
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.language.canonical import (
    from_canonical,
    schema_of,
    text_digest,
    to_canonical,
    tree_digest,
    with_schema,
)
from concordat.model import tree
from concordat.model.tree import (
    SCHEMA,
    Agreement,
    Apparatus,
    Block,
    Group,
    Particular,
    Table,
    TableColumn,
    Text,
)
from issued_tree import issued
from sample_tree import sample_agreement
from views.change import rebuilt

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def made(kind: Any, depth: int) -> st.SearchStrategy[Any]:
    """Any value of a type of the tree; below the depth no block holds another."""
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([made(option, depth) for option in get_args(kind)])
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        if depth <= 0 and member == tree.Block:
            return st.just(())
        return st.lists(made(member, depth), max_size=2).map(tuple)
    if kind is NoneType:
        return st.none()
    if kind is str:
        return TEXTS
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(-(2**40), 2**40)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: st.deferred(_later(hint, depth - 1)) for name, hint in hints.items()})


def _later(hint: Any, depth: int) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: made(hint, depth)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made(Agreement, 4))
def test_there_and_back_is_exact(agreement: Agreement) -> None:
    agreement = replace(agreement, schema=SCHEMA)
    data = to_canonical(agreement)
    assert from_canonical(data) == agreement
    assert to_canonical(from_canonical(data)) == data
    # The bytes are those of RFC 8785, as a library written for it makes them.
    assert rfc8785.dumps(json.loads(data)) == data


def test_the_sample_there_and_back() -> None:
    agreement = sample_agreement()
    assert from_canonical(to_canonical(agreement)) == agreement
    assert json.loads(to_canonical(agreement))["schema"] == SCHEMA


def test_an_older_shape_stays_readable() -> None:
    data = (Path(__file__).parent / "schema-1.json").read_bytes()
    agreement = from_canonical(data)
    assert (agreement.schema, schema_of(agreement.groups)) == (1, 1)
    assert to_canonical(agreement) == data


def test_an_agreement_bears_the_least_number_that_holds_it() -> None:
    assert schema_of(sample_agreement().groups) == 2
    assert schema_of(()) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"is":"agreement"}',
        b'{"is":"agreement","schema":1}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_agreement_is_named(data: bytes) -> None:
    with pytest.raises(ValueError, match="agreement"):
        from_canonical(data)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'"schema":{SCHEMA}'.encode(), b'"schema":99'),
        (b'"is":"recital"', b'"is":"mark"'),
        (b'"is":"recital"', b'"is":"unheard"'),
        (b'"caption":', b'"kaption":'),
        (b'"caption":"Extras"', b'"caption":3'),
        (b'"role":"note"', b'"role":"nota"'),
    ],
)
def test_a_damaged_tree_is_named(before: bytes, after: bytes) -> None:
    data = to_canonical(sample_agreement())
    assert before in data
    with pytest.raises(ValueError):
        from_canonical(data.replace(before, after))


def _with_spans_moved(data: bytes) -> Agreement:
    read = json.loads(data)

    def move(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("span"), list):
                value["span"][1] += 7
            for held in value.values():
                move(held)
        elif isinstance(value, list):
            for held in value:
                move(held)

    move(read)
    return from_canonical(json.dumps(read).encode())


def test_the_tree_digest_sees_no_place_and_no_apparatus_but_every_word() -> None:
    agreement = sample_agreement()
    moved = _with_spans_moved(to_canonical(agreement))
    assert moved != agreement and tree_digest(moved) == tree_digest(agreement)
    issued = replace(agreement, apparatus=Apparatus("", "", "", "1.0", "Contents", ""))
    assert tree_digest(issued) == tree_digest(agreement) and text_digest(issued) == text_digest(agreement)
    first = agreement.groups[0]
    assert isinstance(first, Group) and first.heading is not None
    other = replace(first, heading=replace(first.heading, inlines=(Text("Particular"),)))
    changed = replace(agreement, groups=(other, *agreement.groups[1:]))
    assert tree_digest(changed) != tree_digest(agreement)
    assert text_digest(changed) != text_digest(agreement)


def test_the_text_digest_sees_no_label() -> None:
    agreement = sample_agreement()
    relabelled = from_canonical(
        to_canonical(agreement).replace(b'"label":"Schedule 1"', b'"label":"Annex 1"')
    )
    assert text_digest(relabelled) == text_digest(agreement)
    assert tree_digest(relabelled) != tree_digest(agreement)


SCHEMAS = Path(__file__).parent / "schemas"
"""An agreement in each shape of tree, as it was written then."""


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_an_older_tree_is_read_and_written_again_as_it_was(schema: int) -> None:
    data = (SCHEMAS / f"schema-{schema}.json").read_bytes()
    assert from_canonical(data).schema == with_schema(from_canonical(data)).schema == schema
    assert to_canonical(from_canonical(data)) == data


def test_a_tree_bears_the_oldest_schema_that_holds_it() -> None:
    first = sample_agreement().groups[0]
    assert schema_of((first,)) == 1
    assert schema_of((replace(first, execution="deed"),)) == 2


def test_an_issued_version_bears_the_schema_of_what_it_shows() -> None:
    draft = with_schema(sample_agreement())
    shown = issued().apparatus
    assert draft.schema == 2 and issued().schema == 3
    for alone in (replace(shown, signature_note=None), replace(shown, control=None)):
        assert with_schema(replace(draft, apparatus=alone)).schema == 3
    bare = with_schema(replace(draft, apparatus=replace(shown, control=None, signature_note=None)))
    assert bare.schema == 2
    assert with_schema(replace(draft, groups=())).schema == 1
    assert with_schema(replace(draft, groups=(), cover="head")).schema == 2


def test_the_digest_of_a_tree_is_that_of_its_draft_when_it_is_issued() -> None:
    draft = with_schema(sample_agreement())
    assert tree_digest(issued()) == tree_digest(draft) and text_digest(issued()) == text_digest(draft)
    assert to_canonical(issued()) != to_canonical(draft)


@pytest.mark.parametrize("kind", [Particular, TableColumn])
@pytest.mark.parametrize("said", [{"disclosure": "withheld: commercial interests"}, {"personal": True}])
def test_what_is_said_of_disclosure_asks_for_the_newest_shape_and_is_in_the_digest(
    said: dict[str, Any], kind: type
) -> None:
    draft = with_schema(sample_agreement())

    def change(block: Block) -> Block:
        if isinstance(block, kind):
            return replace(block, **said)  # type: ignore[type-var]
        if kind is TableColumn and isinstance(block, Table):
            return replace(block, columns=(replace(block.columns[0], **said), *block.columns[1:]))
        return block

    changed = with_schema(rebuilt(draft, change))
    assert (draft.schema, changed.schema) == (2, 3)
    assert from_canonical(to_canonical(changed)) == changed
    assert tree_digest(changed) != tree_digest(draft) and text_digest(changed) == text_digest(draft)
