"""drafting-phrase: phrases that say nothing, or less than they seem to (docs/style.md, rules 4 and 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic

PHRASES = (
    (r"for the avoidance of doubt", "leave it out: either it says something, or it does not"),
    (r"and/or", "write “A or B, or both”"),
    (
        r"here(?:by|in|of|to|under|with|upon|after|inafter|inbefore)|there(?:of|under|with|upon|in)|whereof",
        "name the thing meant",
    ),
    (r"best endeavours", "state the steps to be taken, or “all reasonable steps”"),
    (r"procur(?:e|es|ed|ing) that", "say who must do what"),
    (
        r"includ(?:es?|ing)(?: but not limited to|,? without limitation)",
        "“including” is defined once as without limit: write it alone",
    ),
    (r"(?:by|of) (?:its|their) (?:very )?nature", "list by references what is meant"),
    (r"notwithstanding (?:anything|the foregoing)", "say which provision gives way"),
    (r"(?:aforesaid|aforementioned|the said(?= [a-zA-Z]))", "name the thing meant"),
    (r"mutatis mutandis", "state the changes"),
)
"""Each barred phrase as a pattern, with what to write."""

_ALL = tuple((re.compile(rf"\b{pattern}\b", re.IGNORECASE), hint) for pattern, hint in PHRASES)


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each barred phrase, at its place."""
    for text in index.texts:
        unquoted = text.unquoted
        for pattern, hint in _ALL:
            for match in pattern.finditer(unquoted):
                words = match.group()
                yield Diagnostic(
                    "drafting-phrase",
                    text.place(match.start(), len(words)),
                    f"“{words}” is barred from our drafting",
                    hint,
                )
