"""Comparing two composed agreements: every difference once, told as what it is, with the places where it shows.

Never reported: labels and numbers, the results of references, contents, page numbers, the order of what is sorted,
curly quotes, and the apparatus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from concordat.model.changes import Cause, Change, Edit, Kind, Sort
from concordat.model.tree import Agreement, Reference, SisterReference, Unresolved, Use
from concordat.versions import causes
from concordat.versions.folding import Folding
from concordat.versions.found import DatumFound, TextFound
from concordat.versions.matching import Match, Side, match, side
from concordat.versions.members import NOBODY, THIS, Member
from concordat.versions.moving import moved
from concordat.versions.printed import TERM, Printed
from concordat.versions.tokens import Token, aligned, edits, tokens

WHOLE = (Sort.PARTICULAR, Sort.CELL)
"""Texts that are data from end to end: an answer, a cell."""


def compare(
    old: Agreement,
    new: Agreement,
    *,
    old_member: Member = NOBODY,
    new_member: Member = NOBODY,
    significance: Mapping[str, int] | None = None,
    read_by: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Change, ...]:
    """The changes from `old` to `new`; none where the two say the same.

    A member makes `this` of one agreement match `this` of the other. `significance` gives the class of a particular
    by its identity without key (`particular/budget`), and `read_by` the data that decide which rows a table has, by
    the table's name: a tree does not hold them.
    """
    return compare_sides(side(old, old_member), side(new, new_member), significance or {}, read_by or {})


def compare_sides(
    old: Side,
    new: Side,
    significance: Mapping[str, int],
    read_by: Mapping[str, Iterable[str]],
    *,
    moves: bool = True,
) -> tuple[Change, ...]:
    """As `compare`, of agreements that are made ready: for comparing one with many. Without `moves` no order is compared."""
    found = Comparison(match(old, new), read_by)
    found.run()
    return Folding(
        found.match, found.texts, found.data, significance, moved(found.match) if moves else ()
    ).changes()


@dataclass
class Comparison:
    """Finds the differences of two matched agreements, text by text."""

    match: Match
    read_by: Mapping[str, Iterable[str]]
    texts: list[TextFound] = field(default_factory=list)
    data: list[DatumFound] = field(default_factory=list)
    _of_name: dict[str, tuple[Cause, ...]] = field(default_factory=dict)

    def run(self) -> None:
        """Find every difference, in the order of the newer side; what the older side has alone comes last."""
        old, new = self.match.old.texts, self.match.new.texts
        for text in new.values():
            earlier = old.get(self.match.backward.get(text.identity, ""))
            if earlier is None:
                why = self._absence(text, added=True)
                self.texts.append(TextFound(Kind.ADDED, None, text, (), why))
            elif earlier.text != text.text or self._targets(earlier) != _targets(text):
                self._pair(earlier, text)
        for text in old.values():
            if self.match.forward.get(text.identity) not in new:
                why = self._absence(text, added=False)
                self.texts.append(TextFound(Kind.REMOVED, text, None, (), why))

    @cached_property
    def renamed(self) -> frozenset[str]:
        """Definitions whose term is another on the newer side: their uses stand for each other."""
        pairs = (
            (identity.removesuffix(TERM), text, self.match.new.texts.get(identity))
            for identity, text in self.match.old.texts.items()
            if identity.endswith(TERM)
        )
        return frozenset(term for term, old, new in pairs if new is not None and old.text != new.text)

    def _absence(self, text: Printed, *, added: bool) -> tuple[Cause, ...]:
        """Why a text stands on one side alone: what left it out there; else what decided here that it is in."""
        why = causes.of_absence(self.match, text, added=added)
        if why:
            return why
        decided = [read.name for condition in text.conditions for read in condition.reads]
        if text.sort is Sort.CELL:
            table = text.identity.partition("#")[0].rpartition("/")[2].split("@")[0]
            decided += self.read_by.get(table, ())
        return tuple(cause for name in dict.fromkeys(decided) for cause in self._named(name))

    def _named(self, name: str) -> tuple[Cause, ...]:
        """The data that differ of one name: itself, or its fields."""
        if name not in self._of_name:
            of = f"{name}."
            found = (c for read, c in self._differing.items() if read == name or read.startswith(of))
            self._of_name[name] = tuple(found)
        return self._of_name[name]

    @cached_property
    def _differing(self) -> dict[str, Cause]:
        return causes.differing(self.match)

    def _pair(self, old: Printed, new: Printed) -> None:
        common = self.match.common
        before = tokens(old.inlines, self.match.old.member, common, self.renamed, self.match.forward)
        after = tokens(new.inlines, self.match.new.member, common, self.renamed)
        data = list(self._data(old, new, before, after))
        if old.sort in WHOLE:
            if not self._same(old.text, new.text):
                self._whole(old, new, data)
            return
        if [token.key for token in before] != [token.key for token in after]:
            why = causes.of_conditions(self.match, old.conditions, new.conditions)
            self.texts.append(TextFound(Kind.REWORDED, old, new, edits(before, after), why))
        self.data.extend(data)

    def _whole(self, old: Printed, new: Printed, data: list[DatumFound]) -> None:
        """An answer or a cell. What an answer brings into a cell is a place of the answer's own change."""
        if old.sort is Sort.CELL and data and all(one.homes for one in data):
            self.data.extend(data)
            return
        why = tuple(dict.fromkeys(one.cause for one in data))
        self.texts.append(TextFound(Kind.CHANGED, old, new, (Edit(old.text, new.text, False),), why))

    def _data(
        self, old: Printed, new: Printed, before: tuple[Token, ...], after: tuple[Token, ...]
    ) -> Iterator[DatumFound]:
        """The values of a text that print otherwise, where the words around them are the same."""
        for was, now in aligned(before, after):
            if was.datum is None or now.datum is None or self._same(was.text.strip(), now.text.strip()):
                continue
            edit = Edit(was.text.strip(), now.text.strip(), False)
            if isinstance(now.datum, Use) and not now.datum.expression:
                cause = Cause(now.datum.term, edit.before, edit.after, None)
                yield DatumFound(old, new, (now.datum.term,), cause, edit)
                continue
            differing = causes.of_reads(self.match, was.datum.reads, now.datum.reads)
            why = differing or (Cause(now.datum.expression, edit.before, edit.after, now.datum.span),)
            homes = tuple(
                dict.fromkeys(home for one in why for home in causes.places_of(self.match, one, new))
            )
            if not self._seen_through(why, homes):
                yield DatumFound(old, new, homes, why[0], edit)

    def _seen_through(self, why: tuple[Cause, ...], homes: tuple[str, ...]) -> bool:
        """Whether a value differs only as the two members do: it reads them, and no answer of theirs."""
        if not self.match.new.member.slug:
            return False
        own = self.match.new.member.slug
        answers = [home for home in homes if home.startswith("particular/") and home in self.match.new.texts]
        of_member = all(cause.name.startswith(f"{THIS}.") or f"party/{own}" in homes for cause in why)
        return of_member and not answers

    def _targets(self, old: Printed) -> list[str]:
        return [self.match.forward.get(target, target) for target in _targets(old)]

    def _same(self, before: str, after: str) -> bool:
        return before == after or self.match.old.member.text(before) == self.match.new.member.text(after)


def _targets(text: Printed) -> list[str]:
    """What a text points to: two that print the same may point to different places."""
    return [
        inline.target
        for inline in text.inlines
        if isinstance(inline, Reference | SisterReference | Unresolved)
    ]
