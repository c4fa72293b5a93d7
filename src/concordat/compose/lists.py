"""Lists: the semicolons, the connective and the stop are the composer's (format.md, "A clause").

A member that has a list of its own passes the mark on to that list's last member. A list that conditions left
with one member becomes a sentence: the member is merged into the provision, and references to it point there.
"""

from __future__ import annotations

from dataclasses import replace

from concordat.compose.draft import Chosen, ChosenBlock, ChosenProvision
from concordat.diagnostics import Faults, Span
from concordat.model.prose import Connective, SourceInline, Words


def join_members(
    provision: ChosenProvision, merged: dict[str, str], members: set[str], faults: Faults
) -> ChosenProvision:
    """The provision with its members joined by its connective, if it has one.

    `merged` and `members` take the identities of a merged member and of all members. A list without a member is
    a fault (list-empty): its opening words would stand alone, and say nothing.
    """
    if provision.connective is None:
        return provision
    places = [i for i, child in enumerate(provision.children) if isinstance(child, ChosenProvision)]
    if not places:
        faults.add(
            "list-empty",
            provision.opening.origin.span,
            "nothing is left of the list that these words open: each of its members is left out here",
            "put these words under the condition of the members, or keep one of them",
        )
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
    return "," if _goes_on(closing) else "."


def _goes_on(closing: Chosen | None) -> bool:
    """Whether closing words go on with the sentence of the list: they begin with a small letter."""
    first = closing.inlines[0] if closing is not None and closing.inlines else None
    return isinstance(first, Words) and first.text.lstrip()[:1].islower()


def _end(provision: ChosenProvision, ending: str) -> ChosenProvision:
    """The provision with its last words ended so, in place of the stop that they had."""
    if provision.closing is not None:
        return replace(provision, closing=_finish(provision.closing, ending))
    if provision.connective is not None:
        for place in range(len(provision.children) - 1, -1, -1):
            last = provision.children[place]
            if isinstance(last, ChosenProvision):
                before, after = provision.children[:place], provision.children[place + 1 :]
                return replace(provision, children=(*before, _end(last, ending), *after))
    return replace(provision, opening=_finish(provision.opening, ending))


def _one(provision: ChosenProvision, place: int, merged: dict[str, str]) -> ChosenProvision:
    """The provision with its only member merged into it, as one sentence, and what stands under that member."""
    only = provision.children[place]
    assert isinstance(only, ChosenProvision)
    identity = provision.opening.identity
    merged[only.opening.identity] = identity
    others = tuple(child for child in provision.children if child is not only)
    opening = replace(provision.opening, inlines=_without_end(provision.opening.inlines, ":"))
    closing = replace(only.closing, identity=f"{identity}~end") if only.closing is not None else None
    made = replace(
        provision,
        opening=_join(opening, " ", only.opening),
        children=(*only.children, *others),
        closing=closing,
        # What stands under the member now is a list, or not, as it was there.
        connective=only.connective if only.children else None,
    )
    if made.closing is not None or made.connective is not None or not only.children:
        made = _end(made, "," if _goes_on(provision.closing) else ".")
    if provision.closing is None:
        return made
    if made.closing is not None:
        return replace(made, closing=_join(made.closing, " ", provision.closing))
    if not only.children and _goes_on(provision.closing):
        return replace(made, opening=_join(made.opening, " ", provision.closing))
    return replace(made, closing=provision.closing)


def _join(first: Chosen, between: str, second: Chosen) -> Chosen:
    """Two paragraphs as one: the names and repetitions in force are those of the one that is deeper."""
    deeper = second if len(second.origin.keys) > len(first.origin.keys) else first
    conditions = (*first.origin.conditions, *second.origin.conditions)
    origin = replace(first.origin, conditions=tuple(dict.fromkeys(conditions)), keys=deeper.origin.keys)
    inlines = (*first.inlines, Words(between, _span_of(first)), *second.inlines)
    return replace(first, inlines=inlines, names=deeper.names, origin=origin)


def _finish(paragraph: Chosen, ending: str) -> Chosen:
    """The paragraph ended so, in place of its full stop."""
    words = _without_end(paragraph.inlines, ".")
    return replace(paragraph, inlines=(*words, Words(ending, _span_of(paragraph))))


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
