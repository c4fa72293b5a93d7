"""The tree as canonical JSON (RFC 8785) and back, and the digests of a tree.

Each block and inline is an object whose `is` names its type. A field that holds nothing (None, or no members)
is left out, and comes back as nothing, so the way there and back is exact.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import rfc8785

from concordat.diagnostics import Span
from concordat.language.walk import children
from concordat.language.walk import inlines as inlines_in
from concordat.language.words import words
from concordat.model import inlines, tree
from concordat.model.tree import SCHEMA, Agreement, Block, Group, SisterReference

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
    return rfc8785.dumps(_out(agreement, frozenset()))


def schema_of(groups: tuple[Group, ...]) -> int:
    """The least number of a shape of tree that can hold these groups: what the agreement that they make bears."""
    return SCHEMA if any(_of_shape_2(group) for group in groups) else 1


_SINCE_2 = ("not_used", "typed", "published", "execution")
"""The fields that came with shape 2."""


def _of_shape_2(block: Block) -> bool:
    """Whether a block, or one below it, has what came with shape 2: a sister reference, or one of those fields."""
    if any(getattr(block, name, None) is not None for name in _SINCE_2):
        return True
    own = any(isinstance(inline, SisterReference) for inline in inlines_in(block))
    return own or any(_of_shape_2(inner) for inner in children(block))


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
        found = _in(read, Agreement)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"the JSON of this agreement is damaged: {fault}") from fault
    assert isinstance(found, Agreement)
    return found


def text_digest(agreement: Agreement) -> str:
    """The SHA-256 of the words, in hex: one text a line, in order, as UTF-8."""
    return sha256("\n".join(piece.text for piece in words(agreement)).encode("utf-8")).hexdigest()


def tree_digest(agreement: Agreement) -> str:
    """The SHA-256 of the canonical JSON without places, origins and apparatus, in hex."""
    return sha256(rfc8785.dumps(_out(agreement, LEFT_OUT))).hexdigest()


def _out(value: object, without: frozenset[str]) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_out(member, without) for member in value]
    if isinstance(value, Span):
        return [value.file, value.line, value.column, value.length]
    if is_dataclass(value) and not isinstance(value, type):
        made: dict[str, Any] = {"is": _NAMES[type(value)]}
        for name in _fields(type(value)):
            held = getattr(value, name)
            if name not in without and held is not None and held != ():
                made[name] = _out(held, without)
        return made
    return value


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    """The fields of a type of the tree, with their types."""
    hints = get_type_hints(kind)
    return {found.name: hints[found.name] for found in fields(kind)}


def _in(value: Any, wanted: Any) -> object:
    """A JSON value as the type of the tree that is wanted in its place."""
    if get_origin(wanted) in (Union, UnionType):
        options = get_args(wanted)
        if isinstance(value, dict):
            kind = _TYPES.get(str(value.get("is")))
            if kind not in options:
                raise TypeError(f"“{value.get('is')}” does not belong here")
            return _in(value, kind)
        return _in(value, next(option for option in options if option is not NoneType))
    if get_origin(wanted) is tuple:
        if not isinstance(value, list):
            raise TypeError("a list is wanted")
        return tuple(_in(member, get_args(wanted)[0]) for member in value)
    if wanted is Span:
        return Span(*value)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if is_dataclass(wanted):
        return _block(value, wanted)
    if not isinstance(value, wanted):
        raise TypeError(f"{wanted.__name__} is wanted")
    return value


def _block(value: Any, wanted: Any) -> object:
    if value["is"] != _NAMES[wanted]:
        raise TypeError(f"{_NAMES[wanted]} is wanted, and this is {value['is']}")
    known = _fields(wanted)
    unknown = set(value) - set(known) - {"is"}
    if unknown:
        raise KeyError(sorted(unknown)[0])
    held = {}
    for name, kind in known.items():
        if name in value:
            held[name] = _in(value[name], kind)
        elif get_origin(kind) is tuple:
            held[name] = ()
        elif NoneType in get_args(kind):
            held[name] = None
        else:
            raise KeyError(name)
    return wanted(**held)
