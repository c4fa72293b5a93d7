"""The blanks of several agreements, gathered by the body of whom they are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from concordat.language.walk import blocks
from concordat.model.asked import Asked, AskedBody, AskedList, Going, Named
from concordat.model.tree import Agreement, Party
from concordat.project.wanted import blanks_of

DRAFTER = "the drafter"
"""Of whom a blank is wanted that names nobody."""


class _Body(NamedTuple):
    name: str
    within: str


class _Thing(NamedTuple):
    wanted: str
    until: str
    within: str


def asked_of(agreements: Iterable[tuple[Agreement, str]], parties: Collection[str]) -> AskedList:
    """What is asked of each body, each thing once for each footprint; bodies in the order of the alphabet.

    An agreement comes with the name of its footprint; `parties` are the legal names of every party of the workspace.
    A party that a blank names by its short name in an agreement is the party of that agreement.
    """
    found: dict[_Body, dict[_Thing, dict[tuple[str, ...], list[str]]]] = {}
    named: list[Named] = []
    footprints: dict[str, None] = {}
    for agreement, within in agreements:
        own = {b.short_name: b.legal_name for b in blocks(agreement) if isinstance(b, Party)}
        blanks = blanks_of(agreement)
        if blanks:
            named.append(Named(agreement.path, agreement.title, agreement.committee))
            footprints.setdefault(within)
        for blank in blanks:
            name = own.get(blank.of, blank.of) or DRAFTER
            body = _Body(name, "" if name in parties else within)
            thing = _Thing(blank.wanted, blank.until, within)
            going = found.setdefault(body, {}).setdefault(thing, {})
            going.setdefault(blank.places, []).append(agreement.path)
    bodies = tuple(
        AskedBody(*body, tuple(_asked(thing, going) for thing, going in things.items()))
        for body, things in sorted(found.items(), key=lambda one: (one[0].name.casefold(), one[0].within))
    )
    return AskedList(bodies, tuple(named), tuple(footprints))


def _asked(thing: _Thing, going: dict[tuple[str, ...], list[str]]) -> Asked:
    return Asked(*thing, tuple(Going(tuple(paths), places) for places, paths in going.items()))
