"""Which precedents use what the library holds: a clause by listing it, a definition because their text uses its term."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import LibraryIndex
from concordat.checks.source_text import Holder, texts
from concordat.model.library import Entry, Precedent, SourceDefinition, Wording


class Users:
    """The precedents of a library and what each of them uses."""

    def __init__(self, index: LibraryIndex) -> None:
        """A definition counts as used where a clause, schedule or recital of the precedent uses it, or one so used does."""
        self._index = index
        self._precedents = index.workspace.library.precedents
        self._used = self._uses()
        self._reached = {name: self._closure(precedent) for name, precedent in self._precedents.items()}

    def of(self, holder: Holder) -> tuple[Precedent, ...]:
        """The precedents that use a holder; local text is used by the precedent of its instructions alone."""
        local = self._local(holder)
        if local is not None:
            return local
        return tuple(
            precedent
            for name, precedent in self._precedents.items()
            if holder.identity in self._reached[name]
        )

    def _local(self, holder: Holder) -> tuple[Precedent, ...] | None:
        for instructions in self._index.workspace.instructions.values():
            for deviation in instructions.deviations:
                text = deviation.text
                if isinstance(text, Entry | SourceDefinition) and text.span == holder.span:
                    found = self._precedents.get(instructions.precedent)
                    return (found,) if found is not None else ()
        return None

    def _uses(self) -> dict[str, set[str]]:
        """For each holder the identities of the terms that its text uses."""
        found: dict[str, set[str]] = {}
        for text, uses in self._index.uses:
            found.setdefault(text.holder, set()).update(use.identity for use in uses)
        for holder in self._index.holders:
            if holder.wording is Wording.MANDATED:  # never judged, so not among the uses of the index
                for text in texts(holder):
                    used = (use.identity for use in self._index.forms.uses(text.text))
                    found.setdefault(holder.identity, set()).update(used)
        return found

    def _closure(self, precedent: Precedent) -> frozenset[str]:
        waiting = list(_listed(precedent))
        found = set(waiting)
        plan = precedent.variation
        while waiting and precedent.pack is None:  # a paper prints no definitions
            for identity in self._used.get(waiting.pop(), ()):
                head, _, anchor = identity.partition("/")
                own = plan is None or anchor in plan.definitions  # a variation prints its own alone
                if head == "term" and own and identity not in found:
                    found.add(identity)
                    waiting.append(identity)
        return frozenset(found)


def _listed(precedent: Precedent) -> Iterator[str]:
    yield from (slot.id for slot in (*precedent.clauses, *precedent.schedules))
    yield from (f"recital/{slot.id}" for slot in precedent.recitals)
