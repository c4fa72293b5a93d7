"""What shows that a tree is a draft, in the words of the house."""

from __future__ import annotations

from concordat.model.library import House
from concordat.model.tree import Apparatus


def apparatus_of(house: House, *, example: bool = False, stand_ins: str = "") -> Apparatus:
    """The apparatus of a draft; of an `example` in its own words. `stand_ins` names the places that are stand-ins."""
    stated = [house.example_statement if example else house.draft_statement]
    if stand_ins and house.stand_ins:
        stated.append(house.stand_ins.format(places=stand_ins))
    if not house.adopter:
        stated.append(house.unapproved)
    return Apparatus(
        house.example_mark if example else house.draft_mark,
        " ".join(stated),
        house.example_note if example else house.draft_note,
        "draft, not issued",
        house.contents_heading,
        house.page_words,
    )
