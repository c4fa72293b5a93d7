"""term-undefined: a capitalised term that nothing defines.

Names have capitals too, so the check is careful: it takes a phrase for a term only where an article or
another determiner stands before it ("the Working Group", "each Supplier"), and lets be what is a name: of a
party, a footprint, an enactment, a place, a month, a heading, a label, and what begins a sentence or is in
quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from concordat.checks.forms import Use
from concordat.checks.index import LibraryIndex, data_table
from concordat.checks.sentence import begins_sentence
from concordat.checks.source_text import SourceText
from concordat.diagnostics import Diagnostic
from concordat.language.english import forms_of
from concordat.language.nearest import nearest
from concordat.language.rows import text_of
from concordat.language.values import show

TABLE = "proper-names"
"""The dataset of names that are no terms."""

_USE = "\ue003"
_DETERMINER = r"[Tt]he|[Aa]n?|[Ee]ach|[Ee]very|[Aa]ny|[Nn]o|all|both|either|neither|another|other|that|this|these|those|its|their|such"
_CAPITAL = r"[A-Z][a-z][\w’'-]*"
_PHRASE = re.compile(
    rf"(?<!\w)(?:{_DETERMINER})\s+(?P<phrase>{_CAPITAL}(?:(?:\s+(?:of|and|for))?\s+{_CAPITAL})*)"
)
_DETERMINED = re.compile(rf"(?<!\w)(?:{_DETERMINER})\s$")
_LONGER = re.compile(rf"(?: {_CAPITAL})+")
"""What makes a longer phrase of a term: of "Notice" in "a Notice Letter"."""
_ENACTMENT = re.compile(
    r"(?:Acts?|Regulations?|Orders?|Rules|Measure|Directive|Convention|Code|Charter|Treaty|Bill|Protocol)\b(?:\s+\(|,?\s+\d{4})?$"
)
_OF_THE_STATE = frozenset(
    """
    Act Acts Regulation Regulations Order Orders Rules Bill Parliament Government Crown Treasury Minister
    Ministers Department Court Courts High Supreme Appeal Tribunal Ombudsman Commissioner Commission Authority
    Agency Cabinet Office Lord Chancellor King Queen Majesty His Her Secretary State United Kingdom Great
    Britain England Wales Scotland Northern Ireland Welsh English Scottish British European Union Council Part
    Parts Chapter Article Articles Annex Appendix Schedule Schedules Gazette Internet London Exchequer Church
    Easter Christmas January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()
)


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each such phrase, at its place, with the nearest term as the hint."""
    known = _known(index)
    terms = sorted({definition.term for definition in index.workspace.library.definitions.values()})
    for text, uses in index.uses:
        for offset, phrase in _phrases(text, uses):
            if phrase in known or _is_name(phrase, text.unquoted[offset + len(phrase) :]):
                continue
            like = nearest(phrase, terms)
            yield Diagnostic(
                "term-undefined",
                text.place(offset, len(phrase)),
                f"“{phrase}” is written as a term, and nothing defines it",
                f"did you mean “{like}”? Else define it, or write it in small letters"
                if like
                else "define it in clauses/definitions/, or write it in small letters",
            )


def _phrases(text: SourceText, uses: tuple[Use, ...]) -> Iterator[tuple[int, str]]:
    """Each capitalised phrase after a determiner that is no use of a term and begins no sentence.

    A term that such words stand next to is part of the phrase: "the Old Record" and "a Record Keeper" are no uses
    of "Record". What follows a party's name, or a possessive, may be a name of its own and is let be.
    """
    rest = text.unquoted
    for use in uses:
        rest = f"{rest[: use.start]}{_USE * len(use.words)}{rest[use.end :]}"
    for match in _PHRASE.finditer(rest):
        start, end = match.span("phrase")
        following = re.match(rf"(?: {_USE}+)+", rest[end:])
        if not begins_sentence(rest, start):
            yield start, text.text[start : end + (following.end() if following is not None else 0)]
    for use in uses:
        longer = _LONGER.match(rest, use.end)
        if longer is not None and _may_be_longer(use) and _DETERMINED.search(rest, 0, use.start):
            yield use.start, text.text[use.start : longer.end()]


def _may_be_longer(use: Use) -> bool:
    return use.identity.startswith("term/") and not use.words.endswith(("’s", "'s", "’", "'"))


def _is_name(phrase: str, after: str) -> bool:
    """Whether a phrase is the name of an enactment, or made of words of the state alone."""
    if _ENACTMENT.search(phrase) or re.match(
        r"\s*(?:\([^)]*\)\s*)*(?:Act|Regulations|Order|Rules|Code)?\s*\d{4}", after
    ):
        return True
    return all(word in _OF_THE_STATE or word.islower() for word in re.findall(r"[\w’'-]+", phrase))


def _known(index: LibraryIndex) -> frozenset[str]:
    """Names that are no terms: of parties, footprints, headings, tables, columns and labels, and their
    parts."""
    workspace = index.workspace
    names: list[str] = []
    for _, party in sorted(workspace.parties.items()):
        names += [text_of(party, column) for column in ("legal_name", "short_name", "region", "name")]
    for _, committee in sorted(workspace.committees.items()):
        names += [show(committee.name), show(committee.region)]
    for _, entry in sorted(workspace.library.entries.items()):
        names.append(entry.title)
    for _, table in sorted(workspace.library.tables.items()):
        names += [table.title, *(column.heading for column in table.columns)]
    for _, precedent in sorted(workspace.library.precedents.items()):
        names += [precedent.title, *precedent.headings.values()]
        names += [line for execution in precedent.execution for line in execution.lines]
        for question in (*precedent.questions.values(), *precedent.party_questions.values()):
            names += [question.label, *question.choices.values()]
    listed = data_table(workspace, TABLE)
    names += [text_of(row, "name") for row in (listed.rows if listed is not None else ())]
    return frozenset(_forms(name for name in names if name))


def _forms(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from forms_of(name)
