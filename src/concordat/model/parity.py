"""What is found where agreements of one kind are set side by side: closed, frozen types (docs/comparison.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concordat.model.changes import Edit, Nature, Sort


class Standing(StrEnum):
    """What a difference between agreements of one kind is; the gravest stands last."""

    ALLOWED = "allowed field"  # an answer that may differ, and what follows from it
    LOCAL = "local term"  # in a clause or schedule that the precedent marks as local
    DEVIATION = "deviation"  # local text in place of the library's
    FAULT = "fault"  # nothing accounts for it


GRAVEST = tuple(Standing)
"""Every standing, the gravest last."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One text of a place, and the agreements that hold it; None where the place is not there.

    `standing` and `reason` are empty for the usual text. `edits` lead from the usual text to this one.
    """

    text: str | None
    agreements: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    standing: Standing | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place that is not the same in all the agreements, for one cause; `places` are the names of all where it shows.

    In `identity` the member of each agreement is `this` (`particular/keeper@this`); the names are those of one of them.
    `usual` is the text that most of them hold (of texts held by as many, the first agreement's).
    """

    identity: str
    name: str
    sort: Sort
    nature: Nature
    significance: int | None
    places: tuple[str, ...]
    usual: Variant
    variants: tuple[Variant, ...]

    @property
    def standing(self) -> Standing:
        """The gravest standing among the texts that are not usual."""
        return max((v.standing for v in self.variants if v.standing is not None), key=GRAVEST.index)


@dataclass(frozen=True, slots=True)
class Departure:
    """Where an agreement departs from its precedent: an answer that is not the default, or a deviation."""

    agreement: str
    what: str
    name: str
    precedent: str
    here: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parity:
    """The agreements of one kind side by side: how many texts were compared, what differs, what departs from the precedent.

    `departures` is None where the comparison with the precedent was not asked for.
    """

    precedent: str
    title: str
    agreements: tuple[str, ...]
    texts: int
    differences: tuple[Difference, ...]
    departures: tuple[Departure, ...] | None = None

    @property
    def faults(self) -> tuple[Difference, ...]:
        """The differences that nothing accounts for."""
        return tuple(one for one in self.differences if one.standing is Standing.FAULT)
