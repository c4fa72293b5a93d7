"""What follows from a change elsewhere: who uses a changed definition, where an answer shows, what refers to what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from concordat.model.changes import Change, Kind, Sort
from concordat.model.comparison import Consequence
from concordat.model.tree import Reference, Unresolved, Use
from concordat.versions.matching import Match, Side
from concordat.versions.printed import TERM, Printed

_HEADING = "~heading"


class Consequences:
    """Tells what follows from the changes of one comparison."""

    def __init__(self, matched: Match) -> None:
        """`matched` are the two trees that are compared."""
        self._match = matched
        self._uses = _by(matched.new, _terms)
        self._referred, self._refers = _by(matched.old, _targets), _by(matched.new, _targets)
        self._order = {identity: place for place, identity in enumerate(matched.new.texts)}

    def of(self, change: Change) -> tuple[Consequence, ...]:
        """What follows from a change, each place once, in the order of the newer text; none of its own places."""
        found: dict[str, Consequence] = {}
        if change.entry.startswith("term/") and change.kind is not Kind.REMOVED:
            found.update((one.identity, one) for one in self._of_definition(change))
        if change.sort in (Sort.PARTICULAR, Sort.VALUE, Sort.PARTY) and change.kind is Kind.CHANGED:
            how = "prints the name" if change.sort is Sort.PARTY else "prints it"
            found.update(
                (one.identity, Consequence(one.identity, one.name, how)) for one in change.places[1:]
            )
        if change.kind in (Kind.REMOVED, Kind.MOVED):
            found.update((one.identity, one) for one in self._of_target(change))
        last = len(self._order)
        return tuple(sorted(found.values(), key=lambda one: self._order.get(one.identity, last)))

    def _of_definition(self, change: Change) -> Iterator[Consequence]:
        """Each text that uses the term, and each that uses a term whose meaning uses it, and so on."""
        done = {place.identity for place in change.places}
        waiting, known = [(change.entry, "")], {change.entry}
        while waiting:
            used, by_way = waiting.pop(0)
            for text in self._uses.get(used, ()):
                if text.identity not in done:
                    done.add(text.identity)
                    yield Consequence(text.identity, text.name, f"uses the term{by_way}")
                if text.entry.startswith("term/") and text.entry not in known:
                    known.add(text.entry)
                    named = self._match.new.texts.get(f"{text.entry}{TERM}")
                    waiting.append((text.entry, f" by way of “{named.text}”" if named is not None else ""))

    def _of_target(self, change: Change) -> Iterator[Consequence]:
        """Each text of the newer side that refers to what is gone or moved, or referred to it and stands still."""
        own = {place.identity for place in change.places}
        before = {
            place.identity_before.removesuffix(_HEADING) for place in change.places if place.identity_before
        }
        after = {
            place.identity_after.removesuffix(_HEADING) for place in change.places if place.identity_after
        }
        targets = {change.identity, *before, *after}
        for target in sorted(targets):
            for text in self._refers.get(target, ()):
                if text.identity not in own:
                    yield Consequence(text.identity, text.name, "refers to it")
        if change.kind is Kind.MOVED:
            return
        for target in sorted(targets):
            for text in self._referred.get(target, ()):
                now = self._match.new.texts.get(self._match.forward.get(text.identity, ""))
                if now is not None and now.identity not in own and target not in _targets(now):
                    yield Consequence(now.identity, now.name, "referred to it")


def _terms(text: Printed) -> Iterable[str]:
    return (one.term for one in text.inlines if isinstance(one, Use))


def _targets(text: Printed) -> tuple[str, ...]:
    return tuple(one.target for one in text.inlines if isinstance(one, Reference | Unresolved))


def _by(side: Side, names: Callable[[Printed], Iterable[str]]) -> dict[str, list[Printed]]:
    """The texts of one side by what they name, in their order."""
    found: dict[str, list[Printed]] = {}
    for text in side.texts.values():
        for name in dict.fromkeys(names(text)):
            found.setdefault(name, []).append(text)
    return found
