"""paper-phrase and paper-wordings: words that a board's paper may not use, and one thing said in two wordings.

Which these are is data: the dataset `paper-phrases`. A row has `first` and `second`, words parted by semicolons: a
sentence that holds one of each, and none of `unless`, is refused with `say`, and `instead` is the hint. A row with
`wording` names the thing that the paper must always say in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import data_table
from concordat.checks.papers import FreeText, PaperIndex
from concordat.diagnostics import Diagnostic, Related, Span
from concordat.language.rows import text_of
from concordat.model.data import Datum

TABLE = "paper-phrases"
"""The dataset that lists the phrases."""


_Found = tuple[FreeText, re.Match[str], tuple[str, ...]]
"""A text, the sentence of it that is refused, and the words of `first` in that."""


def check(index: PaperIndex) -> Iterator[Diagnostic]:
    """Each such sentence at its answer, then each thing that is said in two wordings."""
    table = data_table(index.of.workspace, TABLE)
    for row in table.rows if table is not None else ():
        found = list(_found(index, row))
        for text, sentence, _ in found:
            yield Diagnostic(
                "paper-phrase",
                text.at(sentence.start(), len(sentence.group())),
                f"{text_of(row, 'say').rstrip('.')}: “{_short(sentence.group())}” (under “{text.label}”)",
                text_of(row, "instead"),
            )
        yield from _wordings(row, found)


def _found(index: PaperIndex, row: Datum) -> Iterator[_Found]:
    """Each sentence that the row refuses, with the words of `first` in it."""
    first, second, unless = (_pattern(text_of(row, name)) for name in ("first", "second", "unless"))
    for text in index.texts:
        for sentence in text.sentences():
            words = (
                tuple(found.lower() for found in first.findall(sentence.group())) if first is not None else ()
            )
            if not words or (second is not None and second.search(sentence.group()) is None):
                continue
            if unless is None or unless.search(sentence.group()) is None:
                yield text, sentence, words


def _wordings(row: Datum, found: list[_Found]) -> Iterator[Diagnostic]:
    """That a paper says in two ways what the row's `wording` names; told where the second way stands first."""
    thing = text_of(row, "wording")
    known: dict[str, Span] = {}
    for text, sentence, words in found:
        for word in words:
            known.setdefault(word, text.at(sentence.start(), len(sentence.group())))
    if not thing or len(known) < 2:
        return
    first, second = list(known.values())[:2]
    yield Diagnostic(
        "paper-wordings",
        second,
        f"this paper says in {len(known)} wordings what is {thing}: "
        + ", ".join(f"“{word}”" for word in known),
        text_of(row, "instead"),
        (Related("the first of them", first),),
    )


def _pattern(listed: str) -> re.Pattern[str] | None:
    words = [re.escape(word.strip()) for word in listed.split(";") if word.strip()]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE) if words else None


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 120 else f"{sentence[:119].rstrip()}…"
