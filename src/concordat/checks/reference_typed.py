"""reference-typed: a reference typed by hand, which goes wrong as soon as a clause is added before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic

_TYPED = re.compile(
    r"\b(?:(?:sub-?)?(?:clause|paragraph)s?|Schedules?|Annex(?:es)?|Appendix|Appendices)\s+"
    r"(?:\d+[A-Z]?(?:\.\d+)*(?:\([a-z]+\))*|\([a-z]+\)|[IVX]+\b|[A-Z]\b)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^[^.;]{0,120}?\b(?:of|to|in)\s+(?:the\s+|that\s+|an?\s+|its\s+)?(?:[\w’'&-]+\s+){0,8}?"
    r"(?:Acts?|Regulations?|Orders?|Rules|Directive|Code|Convention|paper|guidance|[A-Z]{2,3} \d{4}/\d+)\b"
)
_CITED_BEFORE = re.compile(
    r"(?:Act|Regulations|Order|Rules|Code)(?: \d{4})?,?\s+(?:in |by |under )?$|\d{4}/\d+,?\s*$"
)


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each reference typed by hand, at its place. What is cited of a statute or a paper is no reference of
    ours."""
    for text in index.texts:
        unquoted = text.unquoted
        for match in _TYPED.finditer(unquoted):
            words = match.group()
            if _ELSEWHERE.match(unquoted[match.end() :]) or _CITED_BEFORE.search(unquoted[: match.start()]):
                continue
            yield Diagnostic(
                "reference-typed",
                text.place(match.start(), len(words)),
                f"“{words}” is typed by hand, and will be wrong when numbers move",
                "write a reference: [](#clause), [](#clause/anchor) or [](#schedule)",
            )
