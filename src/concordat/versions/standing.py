"""What a difference between agreements of one kind is: an allowed field, a local term, a deviation or a fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.language.values import show
from concordat.model.changes import Change, Kind, Sort
from concordat.model.library import Deviation, Precedent, Slot
from concordat.model.parity import Standing
from concordat.versions.causes import PARTICULARS, PARTIES
from concordat.versions.members import THIS


@dataclass(frozen=True)
class Reasons:
    """What the precedent of a kind lets differ."""

    precedent: Precedent

    def judge(
        self, changes: Iterable[Change], deviations: Iterable[Deviation], *, one_footprint: bool
    ) -> tuple[Standing, str]:
        """The standing of a text that is not the usual one, and why.

        `changes` lead to it, `deviations` are those of the agreements on either side, and `one_footprint` says that
        agreements of the same instructions differ here.
        """
        found = tuple(changes)
        entries = {change.entry for change in found}
        for deviation in deviations:
            if {deviation.entry, f"term/{deviation.entry}"} & entries and any(
                change.sort is not Sort.PARTICULAR for change in found
            ):
                return Standing.DEVIATION, of_deviation(deviation)
        names = tuple(dict.fromkeys(name for change in found for name in _names(change)))
        barred = [name for name in self._known(names) if not self._may_differ(name, one_footprint)]
        if {slot.id for slot in self._slots if slot.local} & entries:
            return Standing.LOCAL, "the precedent marks this as local"
        if names and not barred:
            own = all(change.sort is Sort.PARTICULAR and change.kind is Kind.CHANGED for change in found)
            return Standing.ALLOWED, "an answer that may differ" if own else self._follows(names)
        if barred:
            return Standing.FAULT, self._barred(barred[0], found, one_footprint)
        return Standing.FAULT, "no answer, no local term and no deviation accounts for it"

    @property
    def _slots(self) -> tuple[Slot, ...]:
        return (*self.precedent.clauses, *self.precedent.schedules)

    def _may_differ(self, name: str, one_footprint: bool) -> bool:
        """Whether a datum may differ: a party's own always; an answer as its question says; a footprint's between footprints."""
        root, _, field = name.partition(".")
        question = self.precedent.questions.get(field.split(".")[0]) if root == PARTICULARS else None
        of_party = self.precedent.party_questions.get(field) if root != PARTICULARS else None
        asked = question or of_party
        if asked is not None and asked.local is not None:
            return asked.local
        if of_party is not None or root == THIS:
            return True
        shared = question is not None or name in self.precedent.facts or root in (PARTIES, *_FOOTPRINT)
        return shared and not one_footprint

    def _label(self, name: str) -> str:
        root, _, field = name.partition(".")
        asked = (self.precedent.questions if root == PARTICULARS else self.precedent.party_questions).get(
            field.split(".")[0]
        )
        if asked is not None:
            return f"“{asked.label}”"
        return _WORDS.get(root, f"`{name}`")

    def _known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The data that were given, without the facts that were worked out from them."""
        return tuple(name for name in names if name not in self.precedent.facts) or names

    def _follows(self, names: tuple[str, ...]) -> str:
        labels = list(dict.fromkeys(map(self._label, self._known(names))))
        return f"follows from {', '.join(labels)}"

    def _barred(self, name: str, changes: tuple[Change, ...], one_footprint: bool) -> str:
        where = next((c.span for change in changes for c in change.causes if c.name == name and c.span), None)
        at = f" (answered at {where})" if where is not None else ""
        if name.startswith(f"{PARTICULARS}."):
            scope = "between the agreements of one footprint" if one_footprint else "between footprints"
            return (
                f"the precedent does not let {self._label(name)} differ {scope}{at}: give one answer, "
                "or write `local: yes` at the question"
            )
        return f"it comes from {self._label(name)}{at}, which the precedent does not let differ"


_FOOTPRINT = ("committee", "party")
_WORDS = {PARTIES: "the parties", "committee": "the footprint", "party": "the parties", THIS: "the party"}


def _names(change: Change) -> tuple[str, ...]:
    """The data by which a change came about; an answer is its own."""
    if change.sort is Sort.PARTICULAR and change.identity.startswith("particular/"):
        if change.kind in (Kind.ADDED, Kind.REMOVED) and change.causes:
            return tuple(cause.name for cause in change.causes)  # asked because of another answer
        name, _, key = change.identity.removeprefix("particular/").partition("@")
        return (f"party.{name}" if key else f"{PARTICULARS}.{name}",)
    if change.sort is Sort.PARTY:
        return (PARTIES,)
    return tuple(cause.name.replace("/", ".", 1) for cause in change.causes)


def of_deviation(deviation: Deviation) -> str:
    """Why a deviation stands, and who approved it and when."""
    approved = f"approved by {deviation.approved_by}" if deviation.approved_by else "not approved"
    on = f" on {show(deviation.approved_on)}" if deviation.approved_by and deviation.approved_on else ""
    return f"{deviation.reason.rstrip('.') or 'no reason given'}; {approved}{on}"
