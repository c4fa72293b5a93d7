"""Texts that one source makes: the copies of a repetition, what each party has alike, one datum shown in two tables."""

from __future__ import annotations

import re

from concordat.model.changes import Kind, Sort
from concordat.model.tree import BlankText, Value
from concordat.versions.found import TextFound
from concordat.versions.printed import LABEL, Printed

_KEYS = re.compile(r"(?:@[^/#~@]+)+")
_ENDING = re.compile(r"(?:[.;,]|; (?:and|or|then))$")
_PARTY = re.compile(r"^(sign|party|particulars)/[^~]+")


def cause_of(found: TextFound) -> object:
    """The same for texts that one hand or one datum made differ: copies of one text reworded alike, one datum in two tables."""
    words = tuple((edit.before.strip(), edit.after.strip()) for edit in found.edits if not edit.same)
    if found.kind is Kind.CHANGED:
        spans = [
            r.span for one in found.text.inlines if isinstance(one, Value | BlankText) for r in one.reads[:1]
        ]
        named = str(spans[0]) if spans and spans[0] is not None else found.text.identity
        return (found.kind, found.text.sort, named, words)
    return (found.kind, copy_of(found.text.identity), words)


def copy_of(identity: str) -> str:
    """An identity without its keys: the same for every copy of a repetition, and for what each party has alike."""
    return _PARTY.sub(r"\1/*", _KEYS.sub("@*", identity))


def parts_of(text: Printed) -> tuple[str, ...]:
    """What a text belongs to without being held by it: a cell to its column, the label of a line to the line."""
    if text.sort is Sort.CELL:
        table, _, column = text.identity.rpartition("/")
        return (f"{table.partition('#')[0]}/{column}",)
    return (text.identity.removesuffix(LABEL),)


def keyed(identity: str, key: str) -> bool:
    """Whether an identity is a party's own: its line, its answers, its signature, its copy of a repetition, its row."""
    return bool(key) and re.search(rf"[/@#]{re.escape(key)}(?=[/@#~]|$)", identity) is not None


def without_ending(text: str) -> str:
    """A member of a list without the semicolon and the connective that its place in the list gives it."""
    return _ENDING.sub("", text)
