"""What a change is about: its own texts on both sides, the clause or schedule that holds them, the table and the column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concordat.language.walk import blocks
from concordat.model.changes import Change, Kind, Shown, Sort
from concordat.model.tree import Agreement, Group
from concordat.versions.matching import Match
from concordat.versions.printed import ENTRY_KINDS, LABEL, Printed

Pair = tuple[Printed | None, Printed | None]


@dataclass(frozen=True)
class Subject:
    """A change with what it is about.

    `texts` are its own, as they were and as they are: those of its provision, its whole clause, its row, and not the
    other places where it shows. `groups` are the clause or schedule that holds it, before and after. `table` and
    `column` are their names, and `particular` that of an answer, without the key of a repetition; empty of anything else.
    """

    change: Change
    texts: tuple[Pair, ...]
    groups: tuple[Group | None, Group | None]
    table: str = ""
    column: str = ""
    particular: str = ""

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Each text of the change on each side where it stands."""
        return tuple(text for pair in self.texts for text in pair if text is not None)

    @property
    def entries(self) -> tuple[str, ...]:
        """The clauses, schedules, definitions and recitals that it is in, the nearest first."""
        held = (group.identity for group in reversed(self.groups) if group is not None)
        return tuple(dict.fromkeys(one for one in (self.change.entry, *held) if one))


class Subjects:
    """Tells of each change of one comparison what it is about."""

    def __init__(self, matched: Match) -> None:
        """`matched` are the two trees that are compared."""
        self.matched = matched
        self._groups = _groups(matched.old.agreement), _groups(matched.new.agreement)

    def of(self, change: Change) -> Subject:
        """A change with what it is about."""
        own = [
            place for number, place in enumerate(change.places) if not number or _is_own(self, change, place)
        ]
        texts = tuple(map(self.texts, own))
        groups = self._group(0, change, texts), self._group(1, change, texts)
        return Subject(change, texts, groups, *_table(change), _particular(change))

    def texts(self, place: Shown) -> Pair:
        """The text of a place on each side."""
        old, new = self.matched.old.texts, self.matched.new.texts
        return old.get(place.identity_before or ""), new.get(place.identity_after or "")

    def _group(self, number: int, change: Change, texts: tuple[Pair, ...]) -> Group | None:
        """The clause or schedule of a change on one side; where it stands on the other alone, its match there."""
        across = (self.matched.backward, self.matched.forward)[number]
        for text in (one for pair in texts for one in (pair[number], pair[1 - number]) if one is not None):
            for identity in (change.identity, text.identity, *reversed(text.holders)):
                found = self._groups[number].get(identity) or self._groups[number].get(
                    across.get(identity, "")
                )
                if found is not None:
                    return found
        return None


def _is_own(subjects: Subjects, change: Change, place: Shown) -> bool:
    """Whether a place is the change's own, and no other that prints the same or follows from it."""
    if change.sort in (Sort.VALUE, Sort.PARTY):
        return True
    identity = place.identity
    if identity.startswith((f"{change.identity}/", f"{change.identity}~", f"{change.identity}#")):
        return True
    if change.sort is Sort.COLUMN and change.kind in (Kind.ADDED, Kind.REMOVED):
        table, _, column = change.identity.rpartition("/")
        return identity.startswith(f"{table}#") and identity.endswith(f"/{column}")
    return any(change.identity in text.holders for text in subjects.texts(place) if text is not None)


def _table(change: Change) -> tuple[str, str]:
    """The table that a change is in, and its column; empty where it is in none."""
    identity, column = change.identity, ""
    if change.sort is Sort.CELL:
        identity, _, column = identity.rpartition("/")
    if change.sort is Sort.COLUMN:
        identity, _, column = identity.rpartition("/")
    elif change.sort not in (Sort.CELL, Sort.ROW, Sort.TABLE):
        return "", ""
    table = identity.partition("#")[0].partition("~")[0].rpartition("/")[2]
    return table.partition("@")[0], column.partition("@")[0]


def _particular(change: Change) -> str:
    """The name of the answer that a change is about: the answer itself, its label, or a datum read from it."""
    if change.sort is Sort.VALUE:
        root, _, rest = change.identity.partition(".")
        return rest.partition(".")[0] if root == "particulars" else ""
    prefix, _, name = change.identity.removesuffix(LABEL).partition("/")
    return name.partition("@")[0] if prefix == "particular" else ""


def _groups(agreement: Agreement) -> Mapping[str, Group]:
    return {
        block.identity: block
        for block in blocks(agreement)
        if isinstance(block, Group) and block.kind in ENTRY_KINDS
    }
