"""What is found where two national editions are compared, and each agreement with both: closed, frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from concordat.model.changes import Edit, Kind
from concordat.model.comparison import Renumbered


class Outcome(StrEnum):
    """What a change of national text means for one agreement; the gravest stands last."""

    HELD = "as the new edition already"
    COMES = "comes with the new edition"  # our text is that of the older edition
    CONFLICT = "conflict"  # our text is neither that of the older edition nor that of the newer


@dataclass(frozen=True, slots=True)
class OurText:
    """The text of one agreement where national text changed.

    `whose` is whose words they are (mandated, stand-in, model, local), empty where the place is not there; `text` is then
    None. `edits` lead from the older edition's text to this one, and `reason` is that of the deviation, where one made it.
    """

    agreement: str
    outcome: Outcome
    whose: str
    text: str | None
    edits: tuple[Edit, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NationalChange:
    """A change from one edition to the other, and what it means for each agreement that has the place.

    `identity` and `name` are those of the place, `entry` the clause, schedule or definition. `kind` is added, removed,
    reworded or moved. Every such change is of class 9; `subject` is the class of what it is about, `subject_name` that
    class in words and `reason` what gave it. `decides` says who decides the text, with the publication.
    """

    kind: Kind
    identity: str
    entry: str
    name: str
    old: str | None
    new: str | None
    edits: tuple[Edit, ...]
    subject: int
    subject_name: str
    reason: str
    decides: str
    ours: tuple[OurText, ...]


@dataclass(frozen=True, slots=True)
class LocalText:
    """Text of one agreement that is not that of the older edition, where nothing changed nationally.

    `national` is None where the edition has nothing there, `text` None where the agreement has nothing there.
    """

    agreement: str
    identity: str
    entry: str
    name: str
    whose: str
    national: str | None
    text: str | None
    edits: tuple[Edit, ...]
    subject: int
    reason: str


@dataclass(frozen=True, slots=True)
class LibraryText:
    """A deviation from the library's own words, which no edition holds: whether those words are still what it replaces."""

    agreement: str
    entry: str
    title: str
    changed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """An agreement that is compared with both editions.

    `version` and `state` are those of its last version, empty and "not issued" where there is none. `adopts` says who is
    indicated to agree what comes with the new edition. `faults` are the errors that the new edition would bring.
    """

    path: str
    version: str
    state: str
    adopts: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionsCompared:
    """Two editions compared for agreements of one kind.

    `old` and `new` are the names of the editions, each said with its publication. `unchanged` counts the clauses,
    schedules and definitions whose national text is the same in both, `untaken` are entries that are new and that the
    precedent does not name. Changes stand by class, highest first, then in the order of the newer text.
    """

    precedent: str
    title: str
    old: str
    new: str
    agreements: tuple[Concerned, ...]
    unchanged: int
    changes: tuple[NationalChange, ...]
    local: tuple[LocalText, ...]
    library: tuple[LibraryText, ...]
    renumbered: tuple[Renumbered, ...]
    untaken: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many places of agreements have an outcome."""
        return sum(one.outcome is outcome for change in self.changes for one in change.ours)


@dataclass(frozen=True, slots=True)
class EditionText:
    """What a comparison knows of an edition beyond the trees: the identities of its clauses, schedules and definitions
    (`term/…`), each with who published it, or an empty text."""

    name: str
    published: Mapping[str, str]

    @property
    def said(self) -> str:
        """The edition with whatever its texts say of their publication."""
        cited = dict.fromkeys(one for one in self.published.values() if one)
        return f"{self.name} ({'; '.join(cited)})" if cited else self.name
