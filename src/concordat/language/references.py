"""References worded as English drafting words them.

"clause 24.1", "Clause 24.1" first in a sentence, "paragraph 3 of Part B of Schedule 3", "this Schedule"
(domain conventions; Office of the Parliamentary Counsel practice of naming the nearest enclosing unit last).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from concordat.language.places import Place, places_of
from concordat.language.rebuild import Holder, Inlines, with_inlines
from concordat.model.tree import Block, Group, GroupKind, Reference


@dataclass(frozen=True)
class Here:
    """Where a reference stands: whose own anchors it may name, the entry and Part that print it, its repetitions."""

    own: str
    entry: str
    part: str
    keys: tuple[str, ...]


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


def referred(groups: tuple[Group, ...], by: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """The groups of a composed agreement with its references worded anew from the labels that now stand there.

    One that leads nowhere stays as it is. A reference that began a sentence still does. `by` gives the new identity of a
    target that has another.
    """
    places, renamed = places_of(groups), by or {}

    def again(one: Reference, here: Here) -> Reference:
        target = renamed.get(one.target, one.target)
        place = places.get(target)
        if place is None:
            return one
        before, label, after = worded(place, here, places)
        if one.text[:1].isupper():
            before = before[:1].upper() + before[1:]
        return replace(
            one, text=f"{before}{label}{after}", target=target, before=before, label=label, after=after
        )

    def walk(block: Block, entry: str, part: str) -> Block:
        if isinstance(block, Group):
            entry, part = within(block, entry, part)
            return replace(block, blocks=tuple(walk(inner, entry, part) for inner in block.blocks))

        def change(inner: Holder, inlines: Inlines) -> Inlines:
            here = here_in(inner, entry, part)
            return tuple(again(one, here) if isinstance(one, Reference) else one for one in inlines)

        return with_inlines(block, change)

    return tuple(made for group in groups if isinstance(made := walk(group, "", ""), Group))


def within(group: Group, entry: str, part: str) -> tuple[str, str]:
    """The entry and the Part of what a group holds, from those of the group itself."""
    if group.kind in (GroupKind.CLAUSE, GroupKind.SCHEDULE):
        return group.identity, part
    if group.kind is GroupKind.PART:
        return entry, group.identity
    return ("recital", part) if group.kind is GroupKind.RECITALS else (entry, part)


def here_in(holder: Holder, entry: str, part: str) -> Here:
    """Where the references stand that a block holds."""
    origin = getattr(holder, "origin", None)
    own = "/".join(holder.identity.split("/")[:2]) if holder.identity.startswith("term/") else entry
    return Here(own, entry, part, origin.keys if origin is not None else ())
