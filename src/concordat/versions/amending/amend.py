"""Amendments from two texts: drafted, gathered, numbered, and carried out once to see that they give the newer text."""

from __future__ import annotations

from dataclasses import replace

from concordat.language.walk import identities, iterate
from concordat.language.words import labels, words
from concordat.model.amendments import (
    Alteration,
    Amendment,
    AmendmentKind,
    Manner,
    Renamed,
    Renumbered,
    RunningLines,
)
from concordat.model.tree import Agreement, Block, Group, Party, Provision, Recital
from concordat.versions.amending.apply import apply
from concordat.versions.amending.context import Context
from concordat.versions.amending.drafted import gathered, numbered
from concordat.versions.amending.drafting import Drafting
from concordat.versions.amending.measure import Measure
from concordat.versions.amending.numbers import frozen, is_frozen, vacated
from concordat.versions.amending.places import name_of
from concordat.versions.matching import Match, match, side
from concordat.versions.members import NOBODY


def amend(old: Agreement, new: Agreement, manner: Manner) -> tuple[Amendment, ...]:
    """The amendments that make the older text the newer, in the order of the older, by whose labels they name places.

    With numbers that stay (by the manner, or because they have stayed before) the newer text is `frozen(old, new, manner)`.
    A change of numbers that follows is told once, at the end. The last may be `carried`, and says nothing. ValueError where
    the labels of the newer text are not those that the house gives.
    """
    stays = is_frozen(old, manner)
    if stays:
        new = frozen(old, new, manner)
    matched = match(side(old, NOBODY), side(new, NOBODY))
    measure = Measure(_placing(matched), matched)
    places = {place.block.identity: place for place in iterate(old)}
    context = Context(old, new, manner, measure, stays, places)
    made = numbered(gathered(Drafting(context).found()), context.phrases)
    silent = _carried(matched)
    follows = _followed(context, matched)
    if follows or not gives(apply(old, (*made, *silent), manner), new):
        said = context.phrases.followed(follows, frozen=stays)
        made += (Amendment(len(made) + 1, AmendmentKind.RENUMBERED, (), said, (), (Renumbered(),)),)
    if not gives(apply(old, (*made, *silent), manner), new):
        raise ValueError(f"the numbers of {new.path} are not those that the house gives: freeze them")
    return (*made, *silent)


def gives(varied: Agreement, new: Agreement) -> bool:
    """Whether a varied agreement is the newer one: the same identities, labels and words."""
    return (
        tuple(identities(varied)) == tuple(identities(new))
        and labels(varied) == labels(new)
        and words(varied) == words(new)
    )


def _followed(context: Context, matched: Match) -> list[tuple[Block, str, str]]:
    """What is there before and after with another number, and its two names; not what stands under such."""
    now = {place.block.identity: place for place in iterate(context.new)}
    found: list[tuple[Block, str, str]] = []
    told: set[str] = set()
    for identity, place in context.places.items():
        after = now.get(matched.forward.get(identity, ""))
        if after is None or any(parent.identity in told for parent in place.parents):
            continue
        names = name_of(place), name_of(after)
        if names[0].label != names[1].label and isinstance(place.block, Group | Provision | Recital | Party):
            told.add(identity)
            found.append((place.block, names[0].text, names[1].text))
    return found


def _placing(matched: Match) -> Match:
    """The match by which places stand for each other: a number left behind by what moved is the place that it had."""
    there = frozenset(matched.new.holders)
    taken = matched.old.holders
    left = {one: name for one in taken if (name := vacated(one, taken)) in there}
    if not left:
        return matched
    forward = {**matched.forward, **left}
    backward = {after: before for before, after in matched.backward.items() if after not in left}
    return replace(matched, forward=forward, backward={**backward, **{b: a for a, b in left.items()}})


def _carried(matched: Match) -> tuple[Amendment, ...]:
    """What the record needs and nobody reads: identities that are others now, and the running lines, which are no words."""
    old, new = matched.old, matched.new
    held = old.holders.keys()
    changes: list[Alteration] = [
        Renamed(before, after)
        for before, after in matched.forward.items()
        if before != after and before in held
    ]
    if old.agreement.running != new.agreement.running:
        changes.append(RunningLines(new.agreement.running))
    return (Amendment(0, AmendmentKind.CARRIED, (), "", (), tuple(changes)),) if changes else ()
