"""value-suspicious: a value that looks like an instruction to a program. It prints as it is; somebody may
have meant harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic
from concordat.model.data import Datum, Link

_LOOKS = (
    (re.compile(r"\{\{|\{%|\{#"), "marks that a program may read as its own"),
    (
        re.compile(r"<\s*/?\s*(?:script|img|iframe|object|svg|w:|!--|\?xml)", re.IGNORECASE),
        "marks of a web page or a Word file",
    ),
    (re.compile(r"^\s*(?:=|@|[+-](?=[A-Za-z@=]))\s*[A-Za-z@(]"), "a formula of a spreadsheet"),
    (
        re.compile(r"\bDDE(?:AUTO)?\b|\bINCLUDE(?:TEXT|PICTURE)\b", re.IGNORECASE),
        "a field that Word would run",
    ),
    (
        re.compile(r"\b(?:javascript|vbscript|file|data):(?=\S)", re.IGNORECASE),
        "an address that a program would run",
    ),
)


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each such value among parties, committees, answers and datasets, at its place."""
    for datum in _data(index):
        texts = (datum.value.words, datum.value.address) if isinstance(datum.value, Link) else (datum.value,)
        for text in texts:
            if isinstance(text, str):
                what = next((what for pattern, what in _LOOKS if pattern.search(text)), None)
                if what is not None:
                    yield Diagnostic(
                        "value-suspicious",
                        datum.span,
                        f"this value holds {what}; it will print exactly as it is written",
                        "see that it is what it should be, and who sent it",
                    )


def _data(index: LibraryIndex) -> Iterator[Datum]:
    workspace = index.workspace
    for _, party in sorted(workspace.parties.items()):
        yield from _under(party)
    for _, committee in sorted(workspace.committees.items()):
        yield from _under(committee.name)
        yield from _under(committee.region)
        yield from _all(committee.values)
        for _, answers in sorted(committee.party_answers.items()):
            yield from _all(answers)
    for _, instructions in sorted(workspace.instructions.items()):
        yield from _all(instructions.answers)
        for by_slug in (instructions.party_answers, instructions.each):
            for _, answers in sorted(by_slug.items()):
                yield from _all(answers)
    for _, dataset in sorted(workspace.library.datasets.items()):
        for row in dataset.rows:
            yield from _under(row)


def _all(data: Mapping[str, Datum]) -> Iterator[Datum]:
    for _, datum in sorted(data.items()):
        yield from _under(datum)


def _under(datum: Datum) -> Iterator[Datum]:
    if isinstance(datum.value, tuple):
        for member in datum.value:
            yield from _under(member)
    elif isinstance(datum.value, Mapping):
        yield from _all(datum.value)
    else:
        yield datum
