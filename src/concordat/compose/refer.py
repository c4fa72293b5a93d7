"""Refer: every pointer becomes a reference worded as English drafting words it (the last pass).

"clause 24.1", "Clause 24.1" first in a sentence, "paragraph 3 of Part B of Schedule 3", "this Schedule"
(domain conventions; Office of the Parliamentary Counsel practice of naming the nearest enclosing unit last).
A pointer that leads nowhere stays a hole with the reason, and a check names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from concordat.compose.draft import Draft
from concordat.compose.sisters import PointingOut
from concordat.language.places import Place, places_of
from concordat.language.rebuild import Holder, Inlines, with_inlines
from concordat.language.references import Here, here_in, within, worded
from concordat.model.tree import (
    Block,
    Group,
    Inline,
    Reference,
    Table,
    Unresolved,
)

_SENTENCE_END = re.compile(r"[.?!][”’\")]*\s+$")


def refer(draft: Draft) -> Draft:
    """The draft with its references worded."""
    places = places_of(draft.groups)
    pointing_out = PointingOut(draft)
    referrer = Referrer(draft, places, pointing_out)
    groups = tuple(referrer.group(group, "", "") for group in draft.groups)
    return replace(draft, groups=groups, omitted=(*draft.omitted, *pointing_out.omitted.values()))


@dataclass(frozen=True)
class Referrer:
    """Words the references of one draft."""

    draft: Draft
    places: Mapping[str, Place]
    pointing_out: PointingOut

    def group(self, group: Group, entry: str, part: str) -> Group:
        """The group with the references in it worded."""
        entry, part = within(group, entry, part)
        blocks = tuple(
            self.group(block, entry, part) if isinstance(block, Group) else self.block(block, entry, part)
            for block in group.blocks
        )
        return replace(group, blocks=blocks)

    def block(self, block: Block, entry: str, part: str) -> Block:
        """A block that is no group, with its references worded."""

        def change(inner: Holder, inlines: Inlines) -> Inlines:
            return self.inlines(inlines, here_in(inner, entry, part), self._begins(inner))

        return with_inlines(block, change)

    def _begins(self, holder: Holder) -> bool:
        """Whether the first word of this block begins a sentence: not in a list member, in or under a definition, or in a cell."""
        if isinstance(holder, Table) or holder.identity.startswith("term/"):
            return False
        return holder.identity not in self.draft.members

    def inlines(self, inlines: Inlines, here: Here, begins: bool) -> Inlines:
        """The inlines with each pointer worded."""
        found: list[Inline] = []
        before = ""
        for inline in inlines:
            if isinstance(inline, Unresolved) and inline.kind == "reference":
                first = begins if not before.strip() else bool(_SENTENCE_END.search(before))
                inline = self.reference(inline, here, first)
            before += inline.text
            found.append(inline)
        return tuple(found)

    def reference(self, hole: Unresolved, here: Here, first: bool) -> Inline:
        """A pointer worded, or the hole with the reason why it leads nowhere."""
        if hole.target.startswith("~"):
            return self.pointing_out.reference(hole, first)
        identity = self.resolve(hole.target, here)
        while identity in self.draft.merged:  # a member of a list that was merged in its turn
            identity = self.draft.merged[identity]
        place = self.places.get(identity)
        if place is None:
            return replace(
                hole, text=f"[reference to {hole.target}]", target=identity, reason=self._why(identity)
            )
        before, label, after = worded(place, here, self.places)
        if first:
            before = before[:1].upper() + before[1:]
        return Reference(f"{before}{label}{after}", identity, before, label, after, hole.span)

    def resolve(self, target: str, here: Here) -> str:
        """The identity that a pointer means: an anchor of its own file first, in its own repetition first."""
        candidates = [target] if "/" in target else [f"{here.own}/{target}", target]
        for candidate in candidates:
            for count in range(len(here.keys), -1, -1):
                copy = "@".join((candidate, *here.keys[:count]))
                if copy in self.places or copy in self.draft.merged:
                    return copy
        left_out = {omitted.identity.split("@")[0] for omitted in self.draft.omitted}
        for candidate in candidates:
            if candidate in left_out or self._repeated(candidate):
                return candidate
        return candidates[-1]

    def _repeated(self, identity: str) -> bool:
        return any(other.startswith(f"{identity}@") for other in (*self.places, *self.draft.merged))

    def _why(self, identity: str) -> str:
        if self._repeated(identity):
            return "loop"
        if any(omitted.identity.split("@")[0] == identity for omitted in self.draft.omitted):
            return "dropped"
        return "unknown"
