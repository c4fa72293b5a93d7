"""Agreements of one kind side by side: what differs between them, which hold which text, and what accounts for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concordat.model.changes import Change, Edit, Kind, Sort
from concordat.model.library import Deviation, Precedent
from concordat.model.parity import Difference, Parity, Variant
from concordat.model.tree import Agreement
from concordat.versions.compare import compare_sides
from concordat.versions.matching import side
from concordat.versions.members import NOBODY, Member
from concordat.versions.printed import LABEL, TERM
from concordat.versions.standing import Reasons
from concordat.versions.tokens import edits, tokens

PARTIES = "parties"
"""The identity of the one difference that the parties make: which bodies act together."""


@dataclass(frozen=True)
class Compared:
    """An agreement to be set beside others: the instructions that yield it, its member, and its deviations."""

    agreement: Agreement
    instructions: str
    member: Member = NOBODY
    deviations: tuple[Deviation, ...] = ()

    @property
    def path(self) -> str:
        """The agreement's path."""
        return self.agreement.path


def parity(
    precedent: Precedent, agreements: Iterable[Compared], read_by: Mapping[str, Iterable[str]] | None = None
) -> Parity:
    """What differs between these agreements of one precedent; of one alone, nothing does.

    Each is compared with the one that holds the most of the usual texts, place by place; for each place the text that
    most of them hold is the usual one. `read_by` as for `compare`.
    """
    found = tuple(sorted(agreements, key=lambda one: one.path))
    paths = tuple(one.path for one in found)
    if len(found) < 2:
        return Parity(
            precedent.id,
            precedent.title,
            paths,
            len(side(found[0].agreement, NOBODY).texts) if found else 0,
            (),
        )
    return Beside(precedent, found, read_by or {}).parity()


def answer_classes(precedent: Precedent) -> dict[str, int]:
    """The class of each answer whose question has one, by the identity of its particular without a key."""
    return {
        f"particular/{name}": question.significance
        for questions in (precedent.questions, precedent.party_questions)
        for name, question in questions.items()
        if question.significance is not None
    }


@dataclass
class Place:
    """A difference while it is gathered: what each agreement that departs from the base holds, and the changes that lead to it."""

    first: Change
    base: str | None
    texts: dict[str, str | None] = field(default_factory=dict)
    changes: dict[str, list[Change]] = field(default_factory=dict)
    shown: dict[str, None] = field(default_factory=dict)


class Beside:
    """Sets the agreements of one kind beside one another."""

    def __init__(
        self, precedent: Precedent, compared: tuple[Compared, ...], read_by: Mapping[str, Iterable[str]]
    ) -> None:
        """`compared` are two or more, by path."""
        self._compared = {one.path: one for one in compared}
        self._sides = {one.path: side(one.agreement, one.member) for one in compared}
        self._precedent, self._read_by = precedent, read_by
        self._reasons = Reasons(precedent)
        self._base = self._most_usual()

    def parity(self) -> Parity:
        """The differences, in the order in which their places print in the base."""
        places: dict[str, Place] = {}
        gone: dict[str, set[str]] = {}
        base = self._sides[self._base]
        weights = answer_classes(self._precedent)
        for path, other in self._sides.items():
            if path == self._base:
                continue
            changes = compare_sides(base, other, weights, self._read_by, moves=False)
            gone[path] = {s.identity for c in changes for s in c.places if s.after is None}
            for change in changes:
                self._gather(places, path, change)
        order = {base.member.identity(identity): place for place, identity in enumerate(base.texts)}
        found = [self._difference(key, place, gone) for key, place in places.items()]
        found.sort(key=lambda one: order.get(one.identity, len(order)))
        return Parity(
            self._precedent.id, self._precedent.title, tuple(self._compared), len(base.texts), tuple(found)
        )

    def _gather(self, places: dict[str, Place], path: str, change: Change) -> None:
        key = self._key(change, path)
        before, after = (
            (self._parties(self._base), self._parties(path)) if key == PARTIES else _sides_of(change)
        )
        place = places.setdefault(key, Place(change, before))
        place.texts[path] = after
        place.changes.setdefault(path, []).append(change)
        place.shown.update((shown.name_before or shown.name_after, None) for shown in change.places)

    def _key(self, change: Change, path: str) -> str:
        """The same key for the same place of each agreement, by its identity in the base where it is there."""
        if change.sort is Sort.PARTY and change.kind in (Kind.ADDED, Kind.REMOVED):
            return PARTIES
        if change.kind is Kind.ADDED:
            return self._compared[path].member.identity(change.identity)
        earlier = change.places[0].identity_before
        return change.identity if change.sort is Sort.VALUE or earlier is None else earlier

    def _parties(self, path: str) -> str:
        held = self._sides[path].holders
        return "; ".join(one.name.removeprefix("party ") for one in held.values() if one.sort is Sort.PARTY)

    def _most_usual(self) -> str:
        """The agreement that holds the most of the usual texts."""
        held = {
            path: [
                (one.member.identity(identity), one.member.text(text.text))
                for identity, text in one.texts.items()
            ]
            for path, one in self._sides.items()
        }
        counts = Counter(text for texts in held.values() for text in texts)
        return max(held, key=lambda path: sum(counts[text] for text in held[path]))

    def _difference(self, key: str, place: Place, gone: Mapping[str, set[str]]) -> Difference:
        groups: dict[tuple[object, ...], list[str]] = {}
        for path in self._compared:
            groups.setdefault(self._held(path, place, gone), []).append(path)
        usual = max(groups.values(), key=len)
        first = place.first
        others = [paths for paths in groups.values() if paths is not usual]
        return Difference(
            key if first.kind is Kind.ADDED else self._compared[self._base].member.identity(key),
            "the parties" if key == PARTIES else first.name_before or first.name_after,
            first.sort,
            first.nature,
            first.significance,
            tuple(place.shown),
            Variant(self._text(usual[0], place, gone), tuple(usual)),
            tuple(self._variant(place, gone, usual, paths) for paths in others),
        )

    def _text(self, path: str, place: Place, gone: Mapping[str, set[str]]) -> str | None:
        if path in place.changes:
            return place.texts[path]
        return None if place.first.identity in gone.get(path, ()) else place.base

    def _held(self, path: str, place: Place, gone: Mapping[str, set[str]]) -> tuple[object, ...]:
        """What an agreement holds in a place, so that two which say the same hold the same."""
        changes = place.changes.get(path)
        text = self._text(path, place, gone)
        if changes and changes[0].kind is Kind.REWORDED:
            return tuple((e.same, e.before, "" if e.same else e.after) for e in changes[0].edits)
        of = self._compared[path if changes else self._base].member
        return (None if text is None else of.text(text),)

    def _variant(
        self, place: Place, gone: Mapping[str, set[str]], usual: list[str], paths: list[str]
    ) -> Variant:
        leading = usual if self._base in paths else paths
        changes = [change for path in leading for change in place.changes.get(path, ())]
        standing, reason = self._reasons.judge(
            changes or [place.first],
            self._deviations(usual, paths),
            one_footprint=self._together(usual, paths),
        )
        before, after = self._text(usual[0], place, gone), self._text(paths[0], place, gone)
        return Variant(
            after, tuple(paths), self._edits(place, usual[0], paths[0], before, after), standing, reason
        )

    def _together(self, usual: list[str], paths: list[str]) -> bool:
        """Whether agreements of the same instructions are on both sides."""
        sides = [{self._compared[path].instructions for path in side} for side in (usual, paths)]
        return bool(sides[0] & sides[1])

    def _deviations(self, usual: list[str], paths: list[str]) -> list[Deviation]:
        """The deviations that stand on one side alone."""
        sides = [[self._compared[path].deviations for path in side] for side in (paths, usual)]
        found: list[Deviation] = []
        for here, there in (sides, sides[::-1]):
            for deviation in (one for each in here for one in each):
                if deviation not in found and not all(deviation in each for each in there):
                    found.append(deviation)
        return found

    def _edits(
        self, place: Place, usual: str, path: str, before: str | None, after: str | None
    ) -> tuple[Edit, ...]:
        if before is None or after is None:
            return ()
        if place.first.kind is not Kind.REWORDED:
            return (Edit(before, after, False),)
        words = [
            tokens(
                self._sides[one].texts[self._identity(one, place)].inlines,
                self._compared[one].member,
                frozenset(),
            )
            for one in (usual, path)
        ]
        return edits(*words)

    def _identity(self, path: str, place: Place) -> str:
        changes = place.changes.get(path)
        shown = (changes or [place.first])[0].places[0]
        return (shown.identity_after if changes else shown.identity_before) or shown.identity


def _sides_of(change: Change) -> tuple[str | None, str | None]:
    """What a change leads from and to, as it is read: a datum alone, the words of a place, all the words of what came or went."""
    if change.sort is Sort.VALUE:
        return change.edits[0].before, change.edits[0].after
    if change.kind in (Kind.ADDED, Kind.REMOVED):
        shown = [
            f"{text}:" if place.identity.endswith(TERM) else text
            for place in change.places
            if (place.before is None or place.after is None) and not place.identity.endswith(LABEL)
            for text in (place.after if change.kind is Kind.ADDED else place.before,)
        ]
        words = " ".join(text for text in shown if text)
        return (None, words) if change.kind is Kind.ADDED else (words, None)
    return change.before, change.after
