"""table-count-typed: a number typed before a noun whose number a table's rows are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic, Related
from concordat.language.english import forms_of, number_of, plural_of
from concordat.model.tables import TableSpec

_BEFORE = re.compile(r"(?<![\w£.,])((?:[\w,-]+[ \u00a0])+)$")
_LONGEST_NUMBER = 6  # "nine hundred and ninety-nine" has four words; two are to spare


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each such number, at its place. "One" is let be: it is an article as often as a count."""
    for _, table in sorted(index.workspace.library.tables.items()):
        if not table.counts:
            continue
        noun = noun_of(table.counts)
        for text in index.texts:
            unquoted = text.unquoted
            for match in noun.finditer(unquoted):
                number = number_before(unquoted[: match.start()])
                if number:
                    start = match.start() - len(number) - 1
                    words = unquoted[start : match.end()]
                    yield Diagnostic(
                        "table-count-typed",
                        text.place(start, len(words)),
                        f"“{words}” is typed, and the table “{table.title}” counts {table.counts}",
                        _hint(table),
                        (Related("the table that counts them", table.span),),
                    )


def noun_of(noun: str, any_case: bool = False) -> re.Pattern[str]:
    """The noun or its last words: of "Listed Joint Services" also "Joint Services" and "Services"."""
    words = noun.split()
    tails = [noun] if "of" in words else [" ".join(words[place:]) for place in range(len(words))]
    forms = {form for tail in tails for form in (*forms_of(tail), *forms_of(_singular(tail), tail))}
    listed = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<=[ \u00a0])(?:{listed})(?!\w)", re.IGNORECASE if any_case else 0)


def number_before(text: str) -> str:
    """The number in words or figures that a text ends in, the longest there is; empty where it ends in
    none."""
    found = _BEFORE.search(text[-80:])
    words = re.split(r"[ \u00a0]", found[1].rstrip()) if found is not None else []
    for count in range(min(_LONGEST_NUMBER, len(words)), 0, -1):
        candidate = " ".join(words[-count:])
        number = number_of(candidate)
        if number is not None and number != 1:
            return candidate
    return ""


def _singular(noun: str) -> str:
    """The noun without its plural ending, where taking it away and making the plural again gives the noun."""
    for ending, one in (("ies", "y"), ("es", ""), ("s", "")):
        if noun.endswith(ending):
            single = noun.removesuffix(ending) + one
            if plural_of(single) == noun:
                return single
    return noun


def _hint(table: TableSpec) -> str:
    return f"leave the number out, or print it from the rows: {{{{ tables['{table.id}'] | count }}}}"
