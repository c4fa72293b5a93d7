"""References into the sister agreements of a family, worded by the title of what they point to, never by its number.

A number of another agreement changes without this one being varied; a title is what its readers know it by. "the
Collaboration Agreement (“Joint committee”)"; to the agreements of a `for_each` "each Delegation Agreement
(“Finance”)", and from one of these to the rest "each other Delegation Agreement". All words but the first come from
the precedent and the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from concordat.compose.draft import Draft
from concordat.language.places import Place, places_of
from concordat.model.tree import Inline, Omitted, SisterReference, Unresolved


@dataclass
class PointingOut:
    """Words the sister references of one draft. `omitted` are the places that a condition left out of a sister."""

    draft: Draft
    omitted: dict[str, Omitted] = field(default_factory=dict)
    _known: dict[str, tuple[Sister, ...]] = field(default_factory=dict)

    def reference(self, hole: Unresolved, first: bool) -> Inline:
        """A sister reference worded (`first` in a sentence, so with a capital), or the hole with its reason."""
        key, _, place = hole.target.removeprefix("~").partition("/")
        sisters = self._under(key)
        if not sisters:
            return replace(hole, reason="sister-alone" if self._is_own(key) else "sister-key")
        titles = [sister.title(place) for sister in sisters] if place else []
        for sister, title in zip(sisters, titles, strict=False):
            if title is None:
                return replace(hole, reason=self._why(hole, sister, place))
        determiner = self._determiner(key, len(sisters))
        words = f"{determiner.capitalize() if first else determiner} {sisters[0].draft.precedent.title}"
        if place:
            words += f" (“{titles[0]}”)"
        paths = tuple(sister.draft.path for sister in sisters)
        return SisterReference(words, hole.target, place, paths, hole.span)

    def _determiner(self, key: str, count: int) -> str:
        several = count > 1 or self._is_own(key)
        return ("each other" if self._is_own(key) else "each") if several else "the"

    def _is_own(self, key: str) -> bool:
        named = self.draft.sisters.keys.get(key)
        return named is not None and named.value == self.draft.instructions.path.rpartition("/")[2]

    def _under(self, key: str) -> tuple[Sister, ...]:
        if key not in self._known:
            found = (Sister(draft) for draft in self.draft.sisters.filled(key))
            self._known[key] = tuple(sister for sister in found if sister.draft.path != self.draft.path)
        return self._known[key]

    def _why(self, hole: Unresolved, sister: Sister, place: str) -> str:
        """Why a sister lacks a place; one that a condition left out there is kept, with the condition."""
        left_out = sister.left_out(place)
        if left_out is None:
            return "sister-place"
        self.omitted.setdefault(hole.target, replace(left_out, identity=hole.target))
        return "sister-dropped"


@dataclass
class Sister:
    """A sister agreement that a reference may point into, chosen and filled."""

    draft: Draft

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Its places, a repeated one under its identity without keys too."""
        found = places_of(self.draft.groups)
        return {**{identity.split("@")[0]: place for identity, place in found.items()}, **found}

    def title(self, identity: str) -> str | None:
        """The title of a clause, schedule or Part, or of the entry that holds a provision or a table; None if absent."""
        while identity in self.draft.merged:
            identity = self.draft.merged[identity]
        place = self.places.get(identity)
        if place is None:
            return None
        if place.kind in ("clause", "schedule", "part"):
            return place.title
        holder = self.places.get(place.entry)
        return holder.title if holder is not None else None

    def left_out(self, identity: str) -> Omitted | None:
        """The place, or the entry that holds it, where a condition left it out."""
        found = {omitted.identity.split("@")[0]: omitted for omitted in reversed(self.draft.omitted)}
        return found.get(identity) or found.get(identity.split("/")[0])
