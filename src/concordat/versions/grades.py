"""The class of a change, 0 to 9, and the reason in words: how much it matters, as the recorded classes give it.

A change has at least the class of its provision, particular or column, on either side; a definition the highest among the
provisions that use it. Above that stand floors: what a change does may raise its class, and nothing lowers it, however
few or small its words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from concordat.language.walk import blocks
from concordat.model.changes import Change, Edit, Kind, Nature, Sort
from concordat.model.library import Wording
from concordat.model.tree import BlankText, Party
from concordat.versions.lines import Lines
from concordat.versions.matching import Match, Side
from concordat.versions.national import National, of_national_text
from concordat.versions.printed import Printed
from concordat.versions.significance import classes
from concordat.versions.subject import Subject
from concordat.versions.sums import tells_money

NAMES = (
    "layout alone",
    "mechanical",
    "formal data",
    "outside reference",
    "local term, no money",
    "services",
    "money",
    "governance power, dates of effect",
    "legal substance",
    "national text",
)
"""The name of each class, by its number."""

NATIONAL, LEGAL, MONEY, TERM, FORMAL, LEAST = 9, 8, 6, 4, 2, 1

_OTHER: Mapping[Sort, int] = MappingProxyType(
    {
        Sort.TITLE: TERM,
        Sort.HEADING: TERM,
        Sort.RECITAL: TERM,
        Sort.RUNNING_LINE: FORMAL,
        Sort.SIGNATURE: LEGAL,
    }
)
"""The class of what has none of its own in a tree. Of any other text without a recorded class, legal substance."""

_OPERATIVE = re.compile(r"(?i)\b(?:not|must|may|only|except|unless|subject to|and|or)\b")
_PERIOD = re.compile(r"(?i)\b(?:(?:working )?days?|weeks?|months?|years?)\b")


@dataclass(frozen=True)
class Grade:
    """The class of a change, why it has it, and the class of its subject, which is another where the text is national.

    `national` is what it does to national text, if anything.
    """

    number: int
    reason: str
    subject: int
    national: National | None = None

    @property
    def name(self) -> str:
        """The class in words."""
        return NAMES[self.number]


class Grades:
    """Gives each change of one comparison its class."""

    def __init__(
        self, matched: Match, lines: Lines, significance: Mapping[str, int], successions: Mapping[str, str]
    ) -> None:
        """`significance` gives the class of a particular by its identity without key (`particular/budget`), and
        `successions` what is said of each change of party that the law made, by its identity."""
        self._match, self._lines, self._significance = matched, lines, significance
        self._successions = successions
        self._definitions = {**classes(matched.old.texts)}
        for term, number in classes(matched.new.texts).items():
            self._definitions[term] = max(number, self._definitions.get(term, 0))

    def of(self, subject: Subject) -> Grade:
        """The class of a change: the highest that anything gives it."""
        number, reason = max(self._reasons(subject), key=lambda found: found[0])
        touched = _touched(subject.change.edits) if subject.change.nature is Nature.WORDING else ""
        if touched:
            reason += f"; the words that differ hold {touched}"
        if _departs(subject):
            reason += "; local text in place of the library’s"
        national = of_national_text(subject)
        if national is None:
            return Grade(number, reason, number)
        said = f"{national.said}; its subject is of class {number} ({NAMES[number]}): {reason}"
        return Grade(NATIONAL, said, number, national)

    def _reasons(self, subject: Subject) -> Iterator[tuple[int, str]]:
        """Each class that something gives the change, with the reason; the first of equals is the one that is told."""
        if subject.change.sort is Sort.PARTY:
            yield self._of_party(subject.change)
        yield self._recorded(subject)
        if _filled(subject):
            yield FORMAL, "a blank is filled"
        if _of_money(subject):
            yield MONEY, "a sum, a share or a percentage is another"
        yield LEAST, "a word, a mark or a figure is another"

    def _recorded(self, subject: Subject) -> tuple[int, str]:
        """The class that is recorded of the place of a change; where none is, that of the places where it shows."""
        change = subject.change
        if subject.particular:
            own = self._significance.get(f"particular/{subject.particular}", change.significance)
            if own is not None and (
                change.sort is not Sort.VALUE or f"particular/{subject.particular}" in self._significance
            ):
                return own, f"the particular “{_label(change)}” is of class {own}"
        row = self._lines.row_class(subject)
        if row is not None:
            return row
        found = [weighed for text in self._all(subject) if (weighed := self._of_text(text)) is not None]
        if found:
            return max(found, key=lambda one: one[0])
        if change.significance is not None:
            return change.significance, f"{change.name} is of class {change.significance}"
        if change.sort is Sort.PARTY:
            return LEAST, ""
        sort = Sort.RECITAL if self._is_recital(change.entry) else change.sort
        number = _OTHER.get(sort, LEGAL)
        if sort in _OTHER:
            return number, f"a {sort.value} is of class {number}"
        return number, f"no class is recorded for {change.name}, so it is taken as {NAMES[number]}"

    def _all(self, subject: Subject) -> Iterator[Printed]:
        """The texts whose classes count: the change's own, or of an answer without a class each where it shows."""
        if subject.particular or subject.change.sort in (Sort.PARTY, Sort.VALUE):
            for shown in subject.change.places:
                sides = (
                    self._match.old.texts.get(shown.identity_before or ""),
                    self._match.new.texts.get(shown.identity_after or ""),
                )
                yield from (text for text in sides if text is not None)
        else:
            yield from (text for text in subject.printed if text.text or text.sort is not Sort.CELL)

    def _of_text(self, text: Printed) -> tuple[int, str] | None:
        if text.sort is Sort.CELL or text.sort is Sort.COLUMN:
            number = text.significance if text.significance is not None else self._entry(text.entry)
            named = text.name.rpartition("column “")[2] if text.sort is Sort.CELL else f"{text.text}”"
            return (number, f"the column “{named} is of class {number}") if number is not None else None
        if text.sort is Sort.DEFINITION or text.entry.startswith("term/"):
            number = self._definitions.get(text.entry)
            return (number, f"{self._user(text.entry, number)}") if number is not None else None
        number = text.significance
        return (
            (number, f"{self._name(text.entry) or text.name} is of class {number}")
            if number is not None
            else None
        )

    def _entry(self, identity: str) -> int | None:
        found = [side.holders[identity].significance for side in self._sides if identity in side.holders]
        return max((one for one in found if one is not None), default=None)

    def _user(self, term: str, number: int) -> str:
        """Which provision gives a definition its class."""
        for side in self._sides:
            for text in side.texts.values():
                if text.significance == number and any(
                    getattr(one, "term", "") == term for one in text.inlines
                ):
                    return f"{text.name} uses it and is of class {number}"
        return f"what uses it, by way of other definitions, is of class {number}"

    def _is_recital(self, entry: str) -> bool:
        return any(entry in side.holders and side.holders[entry].sort is Sort.RECITAL for side in self._sides)

    def _name(self, identity: str) -> str:
        return next((side.holders[identity].name for side in self._sides if identity in side.holders), "")

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self._match.new, self._match.old

    def _of_party(self, change: Change) -> tuple[int, str]:
        """A party that comes, goes or has another legal name; another fact of it is formal data."""
        if change.identity in self._successions:
            return LEGAL, self._successions[change.identity]
        if change.kind is not Kind.CHANGED:
            return LEGAL, f"{'a party joins' if change.kind is Kind.ADDED else 'a party leaves'}"
        named = [
            [
                block.legal_name
                for block in blocks(side.agreement)
                if isinstance(block, Party) and block.identity == identity
            ]
            for side, identity in zip(
                self._sides, (change.identity, self._match.backward.get(change.identity, "")), strict=True
            )
        ]
        if named[0] != named[1]:
            return (
                LEGAL,
                "a party has another legal name: whether it is the same body is not for a comparison to say",
            )
        return FORMAL, "a fact of a party is another"


def _label(change: Change) -> str:
    return change.name.rpartition("Particulars, ")[2]


def _filled(subject: Subject) -> bool:
    """Whether a blank became a value."""
    for old, new in subject.texts:
        if old is not None and new is not None:
            blank = (
                [isinstance(one, BlankText) for one in old.inlines],
                [isinstance(one, BlankText) for one in new.inlines],
            )
            if any(blank[0]) and not any(blank[1]):
                return True
    return False


def _of_money(subject: Subject) -> bool:
    """Whether a sum or a percentage is another, comes or goes."""
    change = subject.change
    if change.edits:
        differing = (edit for edit in change.edits if not edit.same)
        return any(tells_money(edit.before) or tells_money(edit.after) for edit in differing)
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        return any(tells_money(text.text) for text in subject.printed)
    return False


def _departs(subject: Subject) -> bool:
    """Whether local text came where the library's own stood."""
    old, new = subject.groups
    local = Wording.LOCAL.value
    return old is not None and new is not None and new.wording == local != old.wording


def _touched(edits: tuple[Edit, ...]) -> str:
    """The words, the periods and the like in what differs, which a reader must not pass over."""
    found: dict[str, None] = {}
    for number, edit in enumerate(edits, start=1):
        if edit.same:
            continue
        for words in (edit.before, edit.after):
            found.update((f"“{word.casefold()}”", None) for word in _OPERATIVE.findall(words))
        following = edits[number].after.lstrip() if number < len(edits) else ""
        if _PERIOD.match(following) or _PERIOD.search(f"{edit.before} {edit.after}"):
            found["a period"] = None
    return ", ".join(found)
