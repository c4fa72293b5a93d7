"""Refer: every pointer becomes a reference worded as English drafting words it (the last pass).

"clause 24.1", "Clause 24.1" first in a sentence, "paragraph 3 of Part B of Schedule 3", "this Schedule"
(domain conventions; Office of the Parliamentary Counsel practice of naming the nearest enclosing unit last).
A pointer that leads nowhere stays a hole with the reason, and a check names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from concordat.compose.draft import Draft
from concordat.compose.rebuild import Holder, Inlines, with_inlines
from concordat.model.tree import (
    Block,
    Definition,
    Group,
    GroupKind,
    Inline,
    Provision,
    Recital,
    Reference,
    Table,
    Unresolved,
)

_SENTENCE_END = re.compile(r"[.?!][”’\")]*\s+$")


@dataclass(frozen=True)
class Place:
    """A place that a reference may point to: what it is, its label, and the groups that hold it."""

    kind: str  # clause, schedule, part, provision, paragraph, recital, term, table
    cite: str
    entry: str  # the identity of the clause or schedule that holds it, or its own
    part: str = ""
    title: str = ""


@dataclass(frozen=True)
class Here:
    """Where a reference stands: whose own anchors it may name, the entry and Part that print it, its repetitions."""

    own: str
    entry: str
    part: str
    keys: tuple[str, ...]


def refer(draft: Draft) -> Draft:
    """The draft with its references worded."""
    places = {identity: place for group in draft.groups for identity, place in _places(group, "", "")}
    referrer = Referrer(draft, places)
    return replace(draft, groups=tuple(referrer.group(group, "", "") for group in draft.groups))


def _places(block: Block, entry: str, part: str) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Group | Provision) and block.not_used:
        return  # its number prints, and nothing may refer to it
    match block:
        case Group():
            if block.kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE):
                entry = block.identity
                yield block.identity, Place(block.kind.value, block.label, entry)
            elif block.kind is GroupKind.PART:
                part = block.identity
                yield block.identity, Place("part", block.label, entry, part)
            for inner in block.blocks:
                yield from _places(inner, entry, part)
        case Provision():
            yield block.identity, Place("provision", block.cite, entry, part)
            for inner in block.children:
                yield from _places(inner, entry, part)
        case Recital():
            yield block.identity, Place("recital", block.label, "recital")
            for inner in block.children:
                yield from _places(inner, "recital", "")
        case Definition():
            yield block.identity, Place("term", "", entry, title=block.term)
            for inner in block.children:
                yield from _places(inner, block.identity, "")
        case Table():
            yield block.identity, Place("table", "", entry, part, block.caption)


@dataclass(frozen=True)
class Referrer:
    """Words the references of one draft."""

    draft: Draft
    places: Mapping[str, Place]

    def group(self, group: Group, entry: str, part: str) -> Group:
        """The group with the references in it worded."""
        if group.kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE):
            entry = group.identity
        elif group.kind is GroupKind.PART:
            part = group.identity
        elif group.kind is GroupKind.RECITALS:
            entry = "recital"
        blocks = tuple(
            self.group(block, entry, part) if isinstance(block, Group) else self.block(block, entry, part)
            for block in group.blocks
        )
        return replace(group, blocks=blocks)

    def block(self, block: Block, entry: str, part: str) -> Block:
        """A block that is no group, with its references worded."""

        def change(inner: Holder, inlines: Inlines) -> Inlines:
            origin = getattr(inner, "origin", None)
            own = "/".join(inner.identity.split("/")[:2]) if inner.identity.startswith("term/") else entry
            here = Here(own, entry, part, origin.keys if origin is not None else ())
            return self.inlines(inlines, here, self._begins(inner))

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
            return replace(hole, reason="sister")
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


def worded(place: Place, here: Here, places: Mapping[str, Place]) -> tuple[str, str, str]:
    """What a reference prints before the label, the label, and after it."""
    inside = place.entry == here.entry
    match place.kind:
        case "clause":
            return ("this clause", "", "") if inside else ("clause ", place.cite, "")
        case "schedule":
            return ("this Schedule", "", "") if inside else split_heading(place.cite)
        case "part":
            if inside and place.part == here.part:
                return "this Part", "", ""
            before, label, after = split_heading(place.cite)
            return before, label, after + ("" if inside else f" of {places[place.entry].cite}")
        case "recital":
            return "recital ", place.cite, ""
        case "term":
            return f"the definition of {place.title}", "", ""
        case "table":
            return f"the table “{place.title}”", "", _of(place, here, places)
        case _:
            holder = places.get(place.entry)
            if place.entry == "recital":
                return "recital ", place.cite, ""
            if holder is None:
                return "paragraph ", place.cite, ""
            if holder.kind == "term":
                of = "" if place.entry == here.own else f" of the definition of {holder.title}"
                return "paragraph ", place.cite, of
            if holder.kind == "clause":
                return "clause ", place.cite, ""
            return "paragraph ", place.cite, _of(place, here, places)


def _of(place: Place, here: Here, places: Mapping[str, Place]) -> str:
    inside = place.entry == here.entry
    words = ""
    if place.part and not (inside and place.part == here.part):
        words = f" of {places[place.part].cite}"
    holder = places.get(place.entry)
    if not inside and holder is not None and holder.kind == "schedule":
        words += f" of {holder.cite}"
    elif not inside and holder is not None and holder.kind == "clause":
        words += f" of clause {holder.cite}"
    return words


def split_heading(label: str) -> tuple[str, str, str]:
    """A heading's label as words, number and what follows: "Schedule 3" is ("Schedule ", "3", "")."""
    match = re.match(r"(.*?)(\w+)(\W*)$", label)
    return (match[1], match[2], match[3]) if match is not None else (label, "", "")
