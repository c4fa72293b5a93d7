"""Two national editions and our text, three ways: what changed nationally, and what that means for each local copy.

An agreement is composed three times: with the older edition, with the newer, and as it is. All three are matched by
identity. A national change comes with the new edition where our text is that of the older one; where it is neither that
nor the newer, the two meet in a conflict, and the three texts are told. Labels, numbers and what references print are
no change, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from concordat.language.walk import blocks
from concordat.model.changes import Change, Edit, Kind, Nature, Shown, Sort
from concordat.model.comparison import Renumbered
from concordat.model.editions import EditionText, LocalText, NationalChange, OurText, Outcome
from concordat.model.library import Deviation, Wording
from concordat.model.tree import Agreement, Group, Provision
from concordat.versions.compare import compare_sides
from concordat.versions.grades import NAMES, Grades
from concordat.versions.lines import lines_of
from concordat.versions.matching import Side, match, side
from concordat.versions.members import NOBODY
from concordat.versions.printed import ENTRY_KINDS
from concordat.versions.renumbered import renumbered
from concordat.versions.standing import of_deviation
from concordat.versions.subject import Subjects
from concordat.versions.tokens import edits, tokens


@dataclass(frozen=True)
class Three:
    """One agreement three times, with what a comparison knows of it beyond the trees.

    `significance` and `read_by` are as for `compare`; `deviations` are those of the agreement.
    """

    path: str
    old: Agreement
    new: Agreement
    ours: Agreement
    deviations: tuple[Deviation, ...]
    significance: Mapping[str, int]
    read_by: Mapping[str, Iterable[str]]


class ThreeWay:
    """Compares one agreement with both editions."""

    def __init__(self, three: Three, old: EditionText, new: EditionText) -> None:
        """`old` and `new` say what each edition holds."""
        self._three, self._old, self._new = three, old, new
        self._a, self._b, self._c = (side(tree, NOBODY) for tree in (three.old, three.new, three.ours))
        self.matched = match(self._a, self._b)
        self._grades = Grades(self.matched, lines_of(None, NAMES), three.significance, {})
        self._subjects = Subjects(self.matched)
        self._local = self._compared(self._a, self._c)
        self._off_old = _identities(self._local)
        self._off_new = _identities(self._compared(self._b, self._c))

    def changes(self) -> Iterator[NationalChange]:
        """Each national change with what it means for this agreement: whole entries that came or went, then texts."""
        both = set(self._old.published) & set(self._new.published)
        for entry in (
            *self._old.published,
            *(one for one in self._new.published if one not in self._old.published),
        ):
            if entry not in both:
                yield from self._whole(entry)
        for change in self._compared(self._a, self._b):
            places = [one for one in change.places if self._entry(one) in both]
            if places and self._entry(change.places[0]) in both:
                found = self._changed(change, places)
                yield from (found,) if found is not None else ()

    def local(self) -> Iterator[LocalText]:
        """Each place where our text is not that of the older edition, and nothing changed nationally."""
        national = _identities(self._compared(self._a, self._b))
        both = set(self._old.published) & set(self._new.published)
        subjects = Subjects(match(self._a, self._c))
        for change in self._local:
            first = change.places[0]
            entry = _entry_of(self._a, self._c, first)
            if entry not in both or {first.identity_before, first.identity_after} & national:
                continue
            yield LocalText(
                self._three.path, first.identity, entry, first.name, self._whose(entry),
                first.before, first.after, change.edits or _whole_edit(first.before, first.after),
                self._grades.of(subjects.of(change)).subject, self._reason(entry),
            )  # fmt: skip

    def renumbered(self) -> tuple[Renumbered, ...]:
        """The places of this agreement that have another number with the newer edition."""
        return renumbered(self.matched, self._compared(self._a, self._b))

    def _compared(self, old: Side, new: Side) -> tuple[Change, ...]:
        found = compare_sides(old, new, self._three.significance, self._three.read_by)
        return tuple(one for one in found if one.nature is not Nature.DATA)

    def _entry(self, place: Shown) -> str:
        return _entry_of(self._a, self._b, place)

    def _changed(self, change: Change, places: list[Shown]) -> NationalChange | None:
        """A change of a text in an entry that both editions hold; None where no words that are used differ."""
        first = places[0]
        kind = self._used(change, first)
        if kind is None:
            return None
        grade = self._grades.of(self._subjects.of(change))
        reason = grade.reason.rpartition("): ")[2] if grade.national is not None else grade.reason
        entry = self._entry(first)
        alike = [place for place in places if _same_holder(place, first)]
        before = _joined(place.before for place in alike) if kind is not Kind.ADDED else None
        after = _joined(place.after for place in alike) if kind is not Kind.REMOVED else None
        words = change.edits if kind is change.kind else ()
        ours = self._ours(entry, first, places, before, after)
        return NationalChange(
            kind, first.identity, entry, change.name or first.name, before, after,
            words or _whole_edit(before, after), grade.subject, NAMES[grade.subject], reason,
            self._new.published[entry], (ours,),
        )  # fmt: skip

    @cached_property
    def _unused(self) -> tuple[set[str], set[str]]:
        """The published places that are not used, in the older and in the newer: of each “Not used” alone prints."""
        return _not_used(self._three.old), _not_used(self._three.new)

    def _used(self, change: Change, first: Shown) -> Kind | None:
        """What happened: what is not used any more is withdrawn, and what is used again is new; None where nothing did."""
        was = first.before is not None and first.identity_before not in self._unused[0]
        now = first.after is not None and first.identity_after not in self._unused[1]
        if was and now:
            return change.kind
        return (Kind.REMOVED if was else Kind.ADDED) if was or now else None

    def _ours(
        self, entry: str, first: Shown, places: list[Shown], before: str | None, after: str | None
    ) -> OurText:
        named = {one for place in places for one in (place.identity_before, place.identity_after) if one}
        held = [self._c.texts[one].text for one in self._c.texts if one in named]
        text = _joined(held)
        if not named & self._off_old:
            outcome = Outcome.COMES
        elif not named & self._off_new:
            outcome = Outcome.HELD
        else:
            outcome = Outcome.CONFLICT
        told = outcome is Outcome.CONFLICT
        return OurText(
            self._three.path, outcome, self._whose(entry), text, self._edits(first, before, text) if told else (),
            self._reason(entry) if told else "",
        )  # fmt: skip

    def _edits(self, first: Shown, before: str | None, text: str | None) -> tuple[Edit, ...]:
        """The words that lead from the older edition's text to ours, where both have the place."""
        old, ours = self._a.texts.get(first.identity_before or ""), self._c.texts.get(first.identity)
        if old is None or ours is None or old.text != before or ours.text != text:
            return _whole_edit(before, text)
        common = match(self._a, self._c).common
        return edits(tokens(old.inlines, NOBODY, common), tokens(ours.inlines, NOBODY, common))

    def _whole(self, entry: str) -> Iterator[NationalChange]:
        """A clause, a schedule or a definition that one edition alone holds, where the agreement has it at all."""
        added = entry in self._new.published
        here = self._b if added else self._a
        texts, own = _texts(here, entry), _texts(self._c, entry)
        if not texts or entry in self._unused[added]:
            return
        whole, ours = _joined(texts.values()), _joined(own.values())
        aside = self._off_new if added else self._off_old
        follows = bool(own) and not (set(texts) | set(own)) & aside
        comes = Outcome.HELD if added == follows else Outcome.COMES
        outcome = comes if follows or not own else Outcome.CONFLICT
        told = outcome is Outcome.CONFLICT
        name = here.holders[entry].name
        number, reason = self._class_of(here, entry, name)
        publication = (self._new if added else self._old).published[entry]
        old, new = (None, whole) if added else (whole, None)
        yield NationalChange(
            Kind.ADDED if added else Kind.REMOVED, entry, entry, name, old, new, _whole_edit(old, new), number,
            NAMES[number], reason, publication,
            (OurText(self._three.path, outcome, self._whose(entry) if own else "", ours,
                     _whole_edit(whole, ours) if told else (), self._reason(entry) if told else ""),),
        )  # fmt: skip

    def _class_of(self, here: Side, entry: str, name: str) -> tuple[int, str]:
        """The class of a whole entry, and what gave it: its own, or of a definition the highest among what uses it."""
        number = here.holders[entry].significance
        if number is not None:
            return number, f"{name} is of class {number}"
        shown = Shown(entry, entry, name, name, "", "")
        change = Change(
            Kind.REWORDED, Sort.DEFINITION, Nature.WORDING, entry, name, name, entry, None, (shown,)
        )
        grade = self._grades.of(self._subjects.of(change))
        return grade.subject, grade.reason

    def _whose(self, entry: str) -> str:
        """Whose words our text of an entry is; empty where it has none."""
        if self._deviation(entry) is not None:
            return Wording.LOCAL.value
        for block in blocks(self._three.ours):
            if isinstance(block, Group) and block.identity == entry and block.kind in ENTRY_KINDS:
                return block.wording
        if entry not in self._c.holders:
            return ""
        same = not set(_texts(self._c, entry)) & self._off_old
        return Wording.MANDATED.value if same else Wording.MODEL.value

    def _deviation(self, entry: str) -> Deviation | None:
        named = entry.removeprefix("term/")
        return next((one for one in self._three.deviations if one.entry.removeprefix("term/") == named), None)

    def _reason(self, entry: str) -> str:
        found = self._deviation(entry)
        return of_deviation(found) if found is not None else ""


def _entry_of(old: Side, new: Side, place: Shown) -> str:
    text = new.texts.get(place.identity_after or "") or old.texts.get(place.identity_before or "")
    return text.entry if text is not None else ""


def _identities(changes: Iterable[Change]) -> set[str | None]:
    return {
        one
        for change in changes
        for place in change.places
        for one in (place.identity_before, place.identity_after)
    } - {None}


def _texts(here: Side, entry: str) -> dict[str, str]:
    return {identity: text.text for identity, text in here.texts.items() if text.entry == entry and text.text}


def _not_used(agreement: Agreement) -> set[str]:
    return {b.identity for b in blocks(agreement) if isinstance(b, Group | Provision) and b.not_used}


def _same_holder(place: Shown, first: Shown) -> bool:
    """Whether a place came or went as the first did: what it holds, and no neighbour that has other marks."""
    return (place.before is None) == (first.before is None) and (place.after is None) == (first.after is None)


def _joined(texts: Iterable[str | None]) -> str | None:
    found = [text for text in texts if text]
    return " ".join(found) if found else None


def _whole_edit(before: str | None, after: str | None) -> tuple[Edit, ...]:
    return (Edit(before or "", after or "", before == after),)


def together(found: Iterable[NationalChange]) -> tuple[NationalChange, ...]:
    """The changes of several agreements, each once with what it means for all of them: highest class first."""
    merged: dict[tuple[str, str, str], NationalChange] = {}
    for one in found:
        key = (one.kind.value, one.identity, one.entry)
        known = merged.get(key)
        merged[key] = replace(known, ours=(*known.ours, *one.ours)) if known is not None else one
    return tuple(sorted(merged.values(), key=lambda one: -one.subject))
