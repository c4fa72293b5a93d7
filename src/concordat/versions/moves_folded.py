"""Moves among the changes of a comparison: each told once, with the rewording of what moved where that is its only one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping

from concordat.model.changes import Kind
from concordat.versions.copies import keyed, without_ending
from concordat.versions.making import Making
from concordat.versions.matching import Match
from concordat.versions.printed import LABEL, Printed


def fold_moves(
    match: Match,
    moves: Iterable[tuple[str, str]],
    made: MutableMapping[str, Making],
    behind: Mapping[str, str],
) -> None:
    """Add to the changes in the making one for each move, whose places are the texts of what moved.

    A party that moved takes along what each agreement repeats for it. What moved and was reworded in one place is
    one change, with the words that differ.
    """
    taken: dict[str, Making] = {}
    for before, after in moves:
        texts = [
            text
            for text in match.new.texts.values()
            if after in (text.identity, text.identity.removesuffix(LABEL), *text.holders)
        ]
        party = next((making for name, making in taken.items() if keyed(after, name)), None)
        making = party or _making(match, before, after, behind)
        _endings(match, making, before, after, made)
        if party is None:
            _reworded(making, texts, made)
        for text in texts:
            earlier = match.old.texts.get(match.backward.get(text.identity, ""))
            if earlier is not None:
                making.show(earlier, text)
        # The move stands beside what else changed there, and in the place of none.
        made[f"{making.identity}\0moved"] = making
        if after.startswith("party/"):
            taken[after.removeprefix("party/")] = making


def _making(match: Match, before: str, after: str, behind: Mapping[str, str]) -> Making:
    old = match.old.holders.get(before) or match.old.texts[before]
    new = match.new.holders.get(after) or match.new.texts[after]
    weight = next(
        (text.significance for text in match.new.texts.values() if after in (text.identity, *text.holders)),
        new.significance,
    )
    return Making(Kind.MOVED, new.sort, after, (old.name, new.name), new.entry, weight, behind=behind)


def _endings(
    match: Match, making: Making, before: str, after: str, made: MutableMapping[str, Making]
) -> None:
    """The semicolons and the connective of a list in which something moved are places of the move."""
    lists = {
        text.holders[-1:]
        for one, side in ((before, match.old), (after, match.new))
        if (text := side.texts.get(one))
    }
    for identity, other in tuple(made.items()):
        pairs = [(old, new) for old, new in other.texts if old is not None and new is not None]
        if (
            other.kind is Kind.REWORDED
            and len(pairs) == len(other.texts)
            and all(
                new.holders[-1:] in lists and without_ending(old.text) == without_ending(new.text)
                for old, new in pairs
            )
        ):
            for old, new in pairs:
                making.show(old, new)
            del made[identity]


def _reworded(making: Making, texts: Iterable[Printed], made: MutableMapping[str, Making]) -> None:
    """Take into a move the one rewording that it holds; where it holds several, each stays a change of its own."""
    held = {text.identity for text in texts}
    found = [
        identity
        for identity, other in made.items()
        if other.kind is Kind.REWORDED and not other.causes and other.places.keys() <= held
    ]
    if len(found) == 1:
        making.edits = made.pop(found[0]).edits
