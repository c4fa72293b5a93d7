"""paper-count: a number before a noun that a table of the agreements counts, and that is not the number of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.papers import PaperIndex
from concordat.checks.table_count_typed import noun_of, number_before
from concordat.diagnostics import Diagnostic
from concordat.language.english import number_of
from concordat.language.walk import blocks
from concordat.model.tree import Table

_BETWEEN = re.compile(r"((?:[\w’'-]+\s+){0,4})$")
"""The words that may stand between a number and the noun: "70 NHS England specialised services"."""


def check(index: PaperIndex) -> Iterator[Diagnostic]:
    """Each such number, at its answer; the plan may list other numbers that a paper may give."""
    counted: dict[str, set[int]] = {}
    for agreement in index.agreements.values():
        for block in blocks(agreement):
            if isinstance(block, Table) and block.counts:
                counted.setdefault(block.counts, set()).add(sum(not row.total for row in block.rows))
    for noun, numbers in counted.items():
        pattern = noun_of(noun, any_case=True)
        for text in index.texts:
            for match in pattern.finditer(text.text):
                said = _number(text.text[: match.start()])
                if said is not None and said not in numbers and said not in index.plan.other_counts:
                    right = " or ".join(str(number) for number in sorted(numbers))
                    yield Diagnostic(
                        "paper-count",
                        text.at(match.start(), len(match.group())),
                        f"the paper says {said} {match.group()} (under “{text.label}”), and the agreements have {right}",
                        "give the number of the agreements, or leave it out: the paper prints it from their tables",
                    )


def _number(before: str) -> int | None:
    """The number nearest before a noun, with up to four words between; None where there is none."""
    between = _BETWEEN.search(before)
    words = between[1].split() if between is not None else []
    for count in range(len(words) + 1):
        head = before.rstrip()
        for word in reversed(words[len(words) - count :]):
            head = head.removesuffix(word).rstrip()
        found = number_before(f"{head} ")
        number = number_of(found) if found else None
        if number is not None:
            return int(number)
    return None
