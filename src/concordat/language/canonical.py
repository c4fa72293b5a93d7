"""The tree as canonical JSON (RFC 8785) and back, and the digests of a tree.

Each block and inline is an object whose `is` names its type. A field that holds nothing (None, or no members)
is left out, and comes back as nothing, so the way there and back is exact.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache, partial
from hashlib import sha256
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from concordat.diagnostics import Span
from concordat.language.walk import children
from concordat.language.walk import inlines as inlines_in
from concordat.language.words import words
from concordat.model import inlines, tree
from concordat.model.tree import SCHEMA, Agreement, Block, Group, SisterReference, Table

_TYPES = MappingProxyType(
    {
        name.lower(): kind
        for name, kind in vars(tree).items()
        if is_dataclass(kind)
        and isinstance(kind, type)
        and kind.__module__ in (tree.__name__, inlines.__name__)
    }
)
_NAMES = MappingProxyType({kind: name for name, kind in _TYPES.items()})

LEFT_OUT = frozenset({"span", "origin", "reads", "apparatus", "omitted", "rules"})
"""The fields that the tree digest does not see: places, where a block comes from or why it is absent, and the
apparatus."""


def to_canonical(agreement: Agreement) -> bytes:
    """An agreement as canonical JSON: the same agreement gives the same bytes. The schema number stands in
    it."""
    return canonical_json(_out(agreement, frozenset()))


def with_schema(agreement: Agreement) -> Agreement:
    """The agreement bearing the least number of a shape of tree that can hold it, its apparatus among the rest.

    For whatever makes one tree of another: an issued version (its apparatus is replaced), a part, a pack.
    """
    least = max(
        schema_of(agreement.groups), _shape(agreement, _AGREEMENT_SINCE), _shape(agreement.apparatus, _SINCE)
    )
    return replace(agreement, schema=least)


def schema_of(groups: tuple[Group, ...]) -> int:
    """The least number of a shape of tree that can hold these groups, whatever the apparatus that stands with them."""
    return max((_shape_of(group) for group in groups), default=1)


_SINCE = MappingProxyType(
    {
        2: ("not_used", "typed", "published", "execution"),
        3: ("disclosure", "personal", "control", "signature_note"),
    }
)
"""The fields of blocks, columns and the apparatus that came with each shape."""

_AGREEMENT_SINCE = MappingProxyType({2: ("cover",), 4: ("redline",)})
"""The same for the agreement itself."""


def _shape(held: object, since: Mapping[int, tuple[str, ...]]) -> int:
    """The newest shape of which something has a field that is not empty."""
    found = (
        shape
        for shape, names in since.items()
        if any(getattr(held, name, None) is not None for name in names)
    )
    return max(found, default=1)


def _shape_of(block: Block) -> int:
    """The least shape that can hold a block and what is below it; a sister reference came with shape 2."""
    sister = any(isinstance(inline, SisterReference) for inline in inlines_in(block))
    columns = (_shape(column, _SINCE) for column in block.columns) if isinstance(block, Table) else ()
    return max(2 if sister else 1, _shape(block, _SINCE), *columns, *map(_shape_of, children(block)))


def from_canonical(data: bytes) -> Agreement:
    """The agreement of canonical JSON. ValueError where the bytes hold none, or one of a newer schema."""
    try:
        read = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise ValueError("this is not the JSON of an agreement") from fault
    if not isinstance(read, dict) or read.get("is") != "agreement":
        raise ValueError("this is not the JSON of an agreement")
    schema = read.get("schema")
    if not isinstance(schema, int) or not 1 <= schema <= SCHEMA:
        raise ValueError(f"an agreement of schema {schema!r} cannot be read; this reads 1 to {SCHEMA}")
    try:
        found = _block(Agreement, read)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"the JSON of this agreement is damaged: {fault}") from fault
    assert isinstance(found, Agreement)
    return found


def text_digest(agreement: Agreement) -> str:
    """The SHA-256 of the words, in hex: one text a line, in order, as UTF-8."""
    return sha256("\n".join(piece.text for piece in words(agreement)).encode("utf-8")).hexdigest()


def tree_digest(agreement: Agreement) -> str:
    """The SHA-256 of the canonical JSON without places, origins and apparatus, in hex.

    Nor does it see a schema number that the apparatus alone asks for: an issued version has the digest of its draft.
    What is said of disclosure is of the tree, and is seen.
    """
    shown = agreement.apparatus
    if _shape(shown, _SINCE) > 1:
        agreement = with_schema(
            replace(agreement, apparatus=replace(shown, control=None, signature_note=None))
        )
    return sha256(canonical_json(_out(agreement, LEFT_OUT))).hexdigest()


def canonical_json(value: object) -> bytes:
    """The canonical JSON of what a tree or a line of a ledger holds: names in ASCII, texts, whole numbers, yes or no.

    Of these Python's own encoder writes what RFC 8785 asks for, twenty times as fast as a library that is written in
    Python; a test holds the two side by side.
    """
    return _ENCODER.encode(value).encode("utf-8")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _out(value: object, without: frozenset[str]) -> Any:
    kind: type = type(value)
    if kind is str:
        return value
    if isinstance(value, tuple):
        return [_out(member, without) for member in value]
    if isinstance(value, Span):
        return [value.file, value.line, value.column, value.length]
    name = _NAMES.get(kind)
    if name is not None:
        made: dict[str, Any] = {"is": name}
        for field in _written(kind, without):
            held = getattr(value, field)
            if held is not None and held != ():
                made[field] = _out(held, without)
        return made
    return value.value if isinstance(value, Enum) else value


@cache
def _written(kind: type, without: frozenset[str]) -> tuple[str, ...]:
    """The fields of a type of the tree that are written."""
    return tuple(name for name in _fields(kind) if name not in without)


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    """The fields of a type of the tree, with their types."""
    hints = get_type_hints(kind)
    return {found.name: hints[found.name] for found in fields(kind)}


Reader = Callable[[Any], object]
"""Makes of a JSON value what the tree holds in its place. Raises TypeError, ValueError or KeyError."""


@cache
def _reader(wanted: Any) -> Reader:
    """The reader of a type of the tree: found once for each type, for a tree holds each type a thousand times."""
    if get_origin(wanted) in (Union, UnionType):
        return _one_of(get_args(wanted))
    if get_origin(wanted) is tuple:
        return partial(_members, _reader(get_args(wanted)[0]))
    if wanted is Span:
        return lambda value: Span(*value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted
    if wanted in _NAMES:
        return partial(_block, wanted)
    return _text if wanted is str else partial(_plain, wanted)


def _one_of(options: tuple[Any, ...]) -> Reader:
    """The reader of what may be of one of several types: a block or an inline by its name, all else by the one that is neither."""
    named = {_NAMES[option]: partial(_block, option) for option in options if option in _NAMES}
    others = [option for option in options if option not in _NAMES and option is not NoneType]

    def read(value: Any) -> object:
        if isinstance(value, dict):
            found = named.get(value.get("is", ""))
            if found is None:
                raise TypeError(f"“{value.get('is')}” does not belong here")
            return found(value)
        if not others:
            raise TypeError("a block or an inline is wanted")
        return _reader(others[0])(value)

    return read


def _members(read: Reader, value: Any) -> object:
    if not isinstance(value, list):
        raise TypeError("a list is wanted")
    return tuple([read(member) for member in value])


def _text(value: Any) -> object:
    if type(value) is str:
        return value
    raise TypeError("str is wanted")


def _plain(wanted: type, value: Any) -> object:
    if not isinstance(value, wanted):
        raise TypeError(f"{wanted.__name__} is wanted")
    return value


def _block(wanted: type, value: Any) -> object:
    if value["is"] != _NAMES[wanted]:
        raise TypeError(f"{_NAMES[wanted]} is wanted, and this is {value['is']}")
    held, known = [], 1
    for name, read, nothing in _readers(wanted):
        given = value.get(name, _NEEDED)
        if given is not _NEEDED:
            known += 1
            held.append(read(given))
        elif nothing is _NEEDED:
            raise KeyError(name)
        else:
            held.append(nothing)
    if known != len(value):
        raise KeyError(min(value.keys() - {name for name, _, _ in _readers(wanted)} - {"is"}))
    return wanted(*held)


_NEEDED = object()
"""Stands for what a field holds where it is left out and may not be."""


@cache
def _readers(kind: type) -> tuple[tuple[str, Reader, object], ...]:
    """For each field of a type of the tree, in their order, its reader and what it holds where it is left out."""
    return tuple((name, _reader(wanted), _nothing(wanted)) for name, wanted in _fields(kind).items())


def _nothing(wanted: Any) -> object:
    if get_origin(wanted) is tuple:
        return ()
    return None if NoneType in get_args(wanted) else _NEEDED
