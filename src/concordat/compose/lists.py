"""Lists: the semicolons, the connective and the stop are the composer's (format.md, "A clause").

A member that has a list of its own passes the mark on to that list's last member. A list that conditions left
with one member becomes a sentence: the member is merged into the provision, and references to it point there.
"""

from __future__ import annotations

from dataclasses import replace

from concordat.compose.draft import Chosen, ChosenBlock, ChosenProvision
from concordat.diagnostics import Span
from concordat.model.prose import Connective, SourceInline, Words


def join_members(provision: ChosenProvision, merged: dict[str, str], members: set[str]) -> ChosenProvision:
    """The provision with its members joined by its connective, if it has one.

    `merged` and `members` take the identities of a merged member and of all members.
    """
    if provision.connective is None:
        return provision
    places = [i for i, child in enumerate(provision.children) if isinstance(child, ChosenProvision)]
    if not places:
        return provision
    if len(places) == 1:
        return _one(provision, places[0], merged)
    children: list[ChosenBlock] = list(provision.children)
    for count, place in enumerate(places, start=1):
        child = children[place]
        assert isinstance(child, ChosenProvision)
        members.add(child.opening.identity)
        ending = _ending(provision.connective, count, len(places), provision.closing)
        children[place] = _end(replace(child, member=True), ending)
    return replace(provision, children=tuple(children))


def _ending(connective: Connective, count: int, total: int, closing: Chosen | None) -> str:
    if count < total - 1:
        return ";"
    if count == total - 1:
        return f"; {connective.value}"
    if closing is not None and _starts_small(closing.inlines):
        return ","
    return "."


def _starts_small(inlines: tuple[SourceInline, ...]) -> bool:
    return bool(inlines) and isinstance(inlines[0], Words) and inlines[0].text[:1].islower()


def _end(provision: ChosenProvision, ending: str) -> ChosenProvision:
    if provision.closing is not None:
        return replace(provision, closing=_add(provision.closing, ending))
    if provision.connective is not None and provision.children:
        last = provision.children[-1]
        if isinstance(last, ChosenProvision):
            bare = replace(last, opening=_without_stop(last.opening)) if not last.children else last
            return replace(provision, children=(*provision.children[:-1], _end(bare, ending)))
    return replace(provision, opening=_add(provision.opening, ending))


def _one(provision: ChosenProvision, place: int, merged: dict[str, str]) -> ChosenProvision:
    only = provision.children[place]
    assert isinstance(only, ChosenProvision)
    merged[only.opening.identity] = provision.opening.identity
    start = _without_end(provision.opening.inlines, ":")
    blank = Words(" ", _span_of(provision.opening))
    opening = replace(
        provision.opening,
        inlines=(*start, blank, *only.opening.inlines),
        origin=replace(
            provision.opening.origin,
            conditions=(
                *provision.opening.origin.conditions,
                *(c for c in only.opening.origin.conditions if c not in provision.opening.origin.conditions),
            ),
        ),
    )
    closing = provision.closing
    if closing is not None and _starts_small(closing.inlines):
        opening = replace(
            opening, inlines=(*opening.inlines, Words(", ", _span_of(opening)), *closing.inlines)
        )
        closing = None
    elif not only.children:
        opening = _add(opening, ".")
    others = tuple(child for child in provision.children if child is not only)
    return replace(
        provision, opening=opening, children=(*only.children, *others), closing=only.closing or closing
    )


def _add(paragraph: Chosen, ending: str) -> Chosen:
    return replace(paragraph, inlines=(*paragraph.inlines, Words(ending, _span_of(paragraph))))


def _without_stop(paragraph: Chosen) -> Chosen:
    return replace(paragraph, inlines=_without_end(paragraph.inlines, "."))


def _without_end(inlines: tuple[SourceInline, ...], end: str) -> tuple[SourceInline, ...]:
    if not inlines or not isinstance(inlines[-1], Words):
        return inlines
    last = inlines[-1]
    text = last.text.rstrip()
    if not text.endswith(end):
        return inlines
    kept = text[: -len(end)].rstrip() if len(text) > len(end) else ""
    return (*inlines[:-1], replace(last, text=kept)) if kept else inlines[:-1]


def _span_of(paragraph: Chosen) -> Span:
    span = paragraph.origin.span
    assert span is not None
    return span
