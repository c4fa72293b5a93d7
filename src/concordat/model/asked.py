"""What is asked of each body: the blanks of several agreements, each thing once, with every place where its answer goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Going:
    """Where an answer goes: agreements by their paths, and the places, as printed, that are alike in all of them."""

    agreements: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is wanted, until when it may stand ("approval"), for whose agreements, and where it goes.

    `within` is the name of the footprint: an answer never counts for another.
    """

    wanted: str
    until: str
    within: str
    going: tuple[Going, ...]

    @property
    def agreements(self) -> tuple[str, ...]:
        """The paths of all the agreements that want it, in order."""
        return tuple(sorted(path for one in self.going for path in one.agreements))


@dataclass(frozen=True, slots=True)
class AskedBody:
    """A body of whom something is wanted, and what.

    `within` is empty for a party, which is one body wherever it is named. A description ("the chief finance officers")
    means other people in another footprint, and `within` says in which.
    """

    name: str
    within: str
    asked: tuple[Asked, ...]

    @property
    def heading(self) -> str:
        """The body as a list of its own is headed."""
        return f"{self.name}, {self.within}" if self.within else self.name


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement that a list names: its path, its title and whose it is."""

    path: str
    title: str
    of: str


@dataclass(frozen=True, slots=True)
class AskedList:
    """Everything that is asked, body by body; the agreements that want something; and the names of their footprints."""

    bodies: tuple[AskedBody, ...]
    agreements: tuple[Named, ...]
    footprints: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many things are asked."""
        return sum(len(body.asked) for body in self.bodies)
