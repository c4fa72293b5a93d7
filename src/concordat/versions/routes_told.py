"""Indicated routes as they print where several parties must agree: what is the same for all of them is said once."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from concordat.model.comparison import Comparison, Route
from concordat.versions.routes import INDICATION

_ROUTE = "Indicated route: "

Lettered = dict[tuple[str, ...], str]
"""A letter for each set of routes of several parties, by what is said of them."""


def told(routes: Sequence[Route]) -> tuple[str, ...]:
    """All that prints of routes, in lines: one of a single route; of several its head, a line for each party, and its end."""
    parted = [one.said.removesuffix(INDICATION).strip().partition(_ROUTE) for one in routes]
    alike = len({head for head, _, _ in parted}) == 1 and all(one.said.endswith(INDICATION) for one in routes)
    if len(routes) < 2 or not alike or not all(found for _, found, _ in parted):
        return tuple(one.said for one in routes)
    return (f"{parted[0][0]}{_ROUTE}".strip(), *(route for _, _, route in parted), INDICATION)


def lettered(comparison: Comparison) -> Lettered:
    """A letter for each set of several routes, in the order in which changes first have them."""
    found: Lettered = {}
    for routes in (one.routes for one in comparison.changes):
        if len(routes) > 1:
            count = len(found)
            name = ascii_uppercase[count] if count < len(ascii_uppercase) else str(count + 1)
            found.setdefault(said_of(routes), name)
    return found


def said_of(routes: Sequence[Route]) -> tuple[str, ...]:
    """What is said of each of several routes: what tells one set from another."""
    return tuple(one.said for one in routes)


def in_short(routes: Sequence[Route], letters: Lettered) -> str:
    """The routes of a change where it is told: a single one whole, several by their letter and by who is indicated."""
    letter = letters.get(said_of(routes))
    if letter is None:
        return "\n".join(told(routes))
    bodies = dict.fromkeys(one.body.partition(" (")[0] for one in routes)
    return f"Route {letter}: {'; '.join(filter(None, bodies)) or 'none'}"
