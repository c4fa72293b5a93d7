"""One part of an agreement as a tree of its own: the Particulars, a schedule; numbered and referenced as in the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from concordat.diagnostics import Faults
from concordat.language.canonical import with_schema
from concordat.language.naming import name_of
from concordat.language.nearest import did_you_mean
from concordat.language.rebuild import Holder, Inlines, with_inlines
from concordat.language.walk import identities
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.tree import Agreement, Group, GroupKind, Reference, RunningLine, Text
from concordat.project.places import find_place

_ALONE = (
    GroupKind.PARTICULARS,
    GroupKind.PARTIES,
    GroupKind.RECITALS,
    GroupKind.EXECUTION,
    GroupKind.SCHEDULE,
)
"""The kinds of group that can be built alone."""


def part_of(agreement: Agreement, wanted: str, house: House, faults: Faults) -> Agreement | None:
    """The part of an agreement that a person means: an identity (`local-terms`), or the label as printed ("Schedule 8").

    Its words, labels and references are those of the whole; a reference to a place outside the part is plain words.
    Its title says that it is a part, in the words of the house. None, and a fault, where there is no such part.
    """
    place = find_place(agreement, wanted)
    group = place.block if place is not None else None
    if not isinstance(group, Group) or group.kind not in _ALONE or group.not_used:
        said = f"it has no part “{wanted}”" if place is None else f"{name_of(place)} cannot be built alone"
        parts = tuple(_parts(agreement))
        hint = f"what can be built alone is {', '.join(parts)}"
        hint = did_you_mean(wanted, parts, hint) if place is None else hint
        faults.add("agreement-unknown", None, said, hint, agreement=agreement.path)
        return None
    title = house.part_of.replace("{part}", _named(group)).replace("{title}", agreement.title)
    # No list counts to a schedule that stands alone; what is under it counts from its own beginning.
    slots = tuple(
        replace(slot, blocks=(replace(group, typed=True),)) if group is not slot else slot
        for slot in agreement.groups
        if slot is group or any(block is group for block in slot.blocks)
    )
    alone = replace(
        agreement,
        title=title,
        groups=slots,
        running=tuple(_renamed(line, agreement.title, title) for line in agreement.running),
        omitted=(),
        rules=(),
    )
    held = frozenset(identities(alone))

    def plainly(_: Holder, inlines: Inlines) -> Inlines:
        return tuple(
            Text(one.text, one.mark) if isinstance(one, Reference) and one.target not in held else one
            for one in inlines
        )

    slots = tuple(slot for slot in (with_inlines(slot, plainly) for slot in slots) if isinstance(slot, Group))
    return with_schema(replace(alone, groups=slots))


def part_name(part: Agreement) -> str:
    """The identity of the one part that a tree made by `part_of` holds: it makes the names of its files."""
    slot = part.groups[0]
    first = slot.blocks[0] if slot.kind is GroupKind.SCHEDULES else slot
    return first.identity


def _named(group: Group) -> str:
    return group.label or (plain(group.heading.inlines) if group.heading is not None else group.identity)


def _renamed(line: RunningLine, old: str, new: str) -> RunningLine:
    """The running line with the title at its beginning changed."""
    first, *others = line.inlines
    if isinstance(first, Text) and first.text.startswith(old):
        first = replace(first, text=new + first.text.removeprefix(old))
    return replace(line, inlines=(first, *others))


def _parts(agreement: Agreement) -> Iterator[str]:
    """Every name of what can be built alone: identities, and labels as printed."""
    for slot in agreement.groups:
        for group in (slot, *(block for block in slot.blocks if isinstance(block, Group))):
            if group.kind in _ALONE and not group.not_used:
                yield from filter(None, (group.identity, group.label))
