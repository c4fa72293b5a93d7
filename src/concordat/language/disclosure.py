"""What of an agreement is to be withheld from publication, and where it holds personal data (format.md, "A precedent")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from concordat.language.walk import blocks
from concordat.model.tree import Agreement, Particular, Table

PUBLISH = "publish"
"""What `disclosure:` says where nothing is withheld."""

_WITHHOLD = re.compile(r"withhold \((?P<reason>.*\S.*)\)", re.DOTALL)


def is_disclosure(text: str) -> bool:
    """Whether a text is what `disclosure:` may say: `publish`, or `withhold (the reason)`."""
    return text == PUBLISH or _WITHHOLD.fullmatch(text) is not None


def withheld(agreement: Agreement) -> Mapping[str, str]:
    """What is to be withheld: the reason, by the identity of each such particular and cell, in the order of printing."""
    found: dict[str, str] = {}
    for identity, disclosure, _ in _marked(agreement):
        reason = _WITHHOLD.fullmatch(disclosure or PUBLISH)
        if reason is not None:
            found[identity] = reason["reason"].strip()
    return found


def personal_places(agreement: Agreement) -> tuple[str, ...]:
    """The identities of the particulars and cells that hold personal data, in the order of printing."""
    return tuple(identity for identity, _, personal in _marked(agreement) if personal)


def _marked(agreement: Agreement) -> Iterator[tuple[str, str | None, bool | None]]:
    """Each particular, and each cell that holds something, with what its question or column says of it."""
    for block in blocks(agreement):
        if isinstance(block, Particular):
            yield block.identity, block.disclosure, block.personal
        elif isinstance(block, Table):
            for row in block.rows:
                for column, cell in zip(block.columns, row.cells, strict=True):
                    if cell.inlines:
                        yield cell.identity, column.disclosure, column.personal
