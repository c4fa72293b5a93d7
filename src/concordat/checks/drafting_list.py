"""drafting-list: in a list with `list=` the composer writes the semicolons, the connective and the stop
(format.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.source_text import HOLE, Holder, SourceText, provisions, source_text
from concordat.diagnostics import Diagnostic
from concordat.model.library import Wording
from concordat.model.prose import ForBlock, SourceBlock, SourceProvision, WhenBlock

_END = re.compile(r"(?:[;,.]|[;,]?\s+(?:and|or|then))\s*$")
_BY_HAND = re.compile(r";(?:\s+(?:and|or|then))?\s*$")


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each member that punctuates itself, each list opened without a colon, each list punctuated by hand."""
    for holder in index.holders:
        if holder.wording is not Wording.MANDATED:
            for provision in provisions(holder.blocks):
                members = tuple(_members(provision.children))
                if provision.connective is not None:
                    yield from _list(holder, provision, members)
                else:
                    yield from _by_hand(holder, members)


def _members(blocks: Iterable[SourceBlock]) -> Iterator[SourceProvision]:
    for block in blocks:
        if isinstance(block, SourceProvision):
            yield block
        elif isinstance(block, WhenBlock | ForBlock):
            yield from _members(block.blocks)


def _list(
    holder: Holder, provision: SourceProvision, members: tuple[SourceProvision, ...]
) -> Iterator[Diagnostic]:
    opening = source_text(holder, provision.opening, False)
    if members and not opening.text.rstrip().endswith(":"):
        yield _fault(
            opening,
            len(opening.text.rstrip()) - 1,
            1,
            "a list is opened without a colon",
            "end these words with a colon",
        )
    for member in members:
        text = source_text(holder, member.opening, True)
        found = _END.search(text.text)
        if found is not None and not (found.group().strip() == "." and HOLE in text.text[-2:]):
            yield _fault(
                text,
                found.start(),
                len(found.group().strip()) or 1,
                f"this member of a list ends in “{found.group().strip()}”, which the composer writes",
                "end the member with its last word",
            )


def _by_hand(holder: Holder, members: tuple[SourceProvision, ...]) -> Iterator[Diagnostic]:
    for member in members:
        text = source_text(holder, member.opening, True)
        found = _BY_HAND.search(text.text)
        if found is not None:
            yield _fault(
                text,
                found.start(),
                len(found.group().strip()),
                "this list is punctuated by hand",
                "write `list=and`, `list=or` or `list=then` on the provision that opens it, and end each member with its last word",
            )


def _fault(text: SourceText, offset: int, length: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic("drafting-list", text.place(offset, length), message, hint)
