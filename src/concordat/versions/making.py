"""A change in the making: its places are gathered until all that one cause made is found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from concordat.language.money import parse_money
from concordat.model.changes import Cause, Change, Edit, Kind, Nature, Shown, Sort
from concordat.versions.printed import Printed

_SUM = re.compile(r"[-−]?£[\d,.]*\d(?:k|m|bn)?")
_DATA = (Sort.PARTICULAR, Sort.PARTY, Sort.ROW, Sort.CELL)


@dataclass
class Making:
    """A change while its places are gathered."""

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

    def show(self, old: Printed | None, new: Printed | None, causes: Iterable[Cause] = ()) -> None:
        """One more place where the change shows."""
        shown = Shown(
            old.identity if old else None,
            new.identity if new else None,
            old.name if old else "",
            new.name if new else "",
            old.text if old else None,
            new.text if new else None,
        )
        if shown.identity not in self.places:
            self.places[shown.identity] = shown
            self.texts.append((old, new))
        self.causes.update((cause.name, cause) for cause in causes)

    def made(self) -> Change:
        """The change, whole."""
        wording = self.kind is not Kind.CHANGED and self.sort not in _DATA and not self.causes
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
            _money(places[0].before),
            _money(places[0].after),
        )


def _money(text: str | None) -> Decimal | None:
    sums = _SUM.findall(text or "")
    money = parse_money(sums[0]) if len(sums) == 1 else None
    return money.pounds if money is not None else None
