"""How the house drafts amendments, and the amendments between two texts as blocks of the agreement that varies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from concordat.language.canonical import with_schema
from concordat.model.amendments import Amendment, Extent, Manner, Numbers, Wording
from concordat.model.library import House
from concordat.model.tree import Agreement, Group
from concordat.versions.amending.amend import amend
from concordat.versions.amending.quoting import as_blocks


def manner_of(house: House) -> Manner:
    """The manner of the house: what it does not choose is for-substitute, by rows, with live numbers."""
    chosen = house.variation
    return Manner(
        house.levels,
        Wording(chosen.get("wording", Wording.FOR_SUBSTITUTE)),
        Extent(chosen.get("schedules", Extent.ROWS)),
        Numbers(chosen.get("numbering", Numbers.LIVE)),
        house.not_used,
    )


def amended(old: Agreement, new: Agreement, house: House) -> tuple[Amendment, ...]:
    """The amendments that make the older text the newer, as the house drafts them; none where the two say the same.

    Where the numbers of the newer text are not those of this house (another issued it), they stay as they were.
    """
    manner = manner_of(house)
    try:
        return amend(old, new, manner)
    except ValueError:
        return amend(old, new, replace(manner, numbering=Numbers.FROZEN))


def with_amendments(
    tree: Agreement, schedule: str, amendments: Iterable[Amendment], house: House
) -> Agreement:
    """A variation agreement with its amendments at the end of the schedule that is theirs, labelled as the house labels it."""
    amendments = tuple(amendments)

    def ended(group: Group) -> Group:
        if group.identity == schedule:
            return replace(group, blocks=(*group.blocks, *as_blocks(amendments, group, house.levels)))
        inner = tuple(ended(one) if isinstance(one, Group) else one for one in group.blocks)
        return replace(group, blocks=inner)

    return with_schema(replace(tree, groups=tuple(ended(group) for group in tree.groups)))
