"""A change in the making: its places are gathered until all that one cause made is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concordat.model.changes import Cause, Change, Edit, Kind, Nature, Shown, Sort
from concordat.versions.printed import Printed
from concordat.versions.sums import one_sum

_DATA = (Sort.PARTICULAR, Sort.PARTY, Sort.ROW, Sort.CELL)


@dataclass
class Making:
    """A change while its places are gathered. `behind` gives for each text of the newer side the one before it."""

    kind: Kind
    sort: Sort
    identity: str
    names: tuple[str, str]
    entry: str
    significance: int | None
    edits: tuple[Edit, ...] = ()
    places: dict[str, Shown] = field(default_factory=dict)
    causes: dict[str, Cause] = field(default_factory=dict)
    texts: list[tuple[Printed | None, Printed | None]] = field(default_factory=list)
    behind: Mapping[str, str] = field(default_factory=dict)

    def show(self, old: Printed | None, new: Printed | None, causes: Iterable[Cause] = ()) -> None:
        """One more place where the change shows."""
        shown = Shown(
            old.identity if old else None,
            new.identity if new else None,
            old.name if old else "",
            new.name if new else "",
            old.text if old else None,
            new.text if new else None,
            self.behind.get(new.identity, "") if new and (old is None or self.kind is Kind.MOVED) else None,
        )
        if shown.identity not in self.places:
            self.places[shown.identity] = shown
            self.texts.append((old, new))
        self.causes.update((cause.name, cause) for cause in causes)

    def made(self) -> Change:
        """The change, whole."""
        of_data = self.sort in _DATA and self.kind is not Kind.MOVED
        wording = self.kind is not Kind.CHANGED and not of_data and not self.causes
        own = self.places.get(self.identity)
        places = tuple(dict.fromkeys((own, *self.places.values()) if own else self.places.values()))
        return Change(
            self.kind,
            self.sort,
            Nature.WORDING if wording else Nature.DATA,
            self.identity,
            *self.names,
            self.entry,
            self.significance,
            places,
            self.edits,
            tuple(self.causes.values()),
            one_sum(places[0].before),
            one_sum(places[0].after),
        )
