"""term-circular: definitions that define each other, so that none of them says anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from concordat.checks.index import LibraryIndex
from concordat.diagnostics import Diagnostic, Related


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each circle once, at the first of its definitions in order of the alphabet, with the place of every
    other."""
    definitions = index.workspace.library.definitions
    graph = _graph(index)
    told: set[str] = set()
    for start in sorted(graph):
        circle = _circle(graph, start)
        if not circle or told & set(circle):
            continue
        told.update(circle)
        found = [definitions[identity.removeprefix("term/")] for identity in circle]
        names = " → ".join(f"“{definition.term}”" for definition in (*found, found[0]))
        alone = len(found) == 1
        yield Diagnostic(
            "term-circular",
            found[0].span,
            f"“{found[0].term}” is defined by itself"
            if alone
            else f"these definitions define each other: {names}",
            "say what it is in words that are not defined by it"
            if alone
            else "define one of them without the others",
            tuple(Related(f"“{definition.term}”", definition.span) for definition in found[1:]),
        )


def _graph(index: LibraryIndex) -> Mapping[str, frozenset[str]]:
    """Which terms each definition uses."""
    graph: dict[str, set[str]] = {f"term/{anchor}": set() for anchor in index.workspace.library.definitions}
    for text, uses in index.uses:
        if text.kind == "definition" and text.holder in graph:
            graph[text.holder].update(use.identity for use in uses if use.identity in graph)
    return {identity: frozenset(used) for identity, used in graph.items()}


def _circle(graph: Mapping[str, frozenset[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a term back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for used in sorted(graph[way[-1]]):
            if used == start:
                return way
            if used not in seen:
                seen.add(used)
                ways.append((*way, used))
    return ()
