"""One agreement has a text for each date: what overlays change from their days on, and which agreement restates which.

An overlay holds what changes from its `effective` alone; the text of a day is the base with the overlays whose day has
come, in the order of their days (format.md, "committee.yaml and instructions"). A restatement is a new base.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from concordat.language.answers import given
from concordat.language.english import join_names
from concordat.language.values import format_scalar
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import (
    Deviation,
    Instructions,
    Overlaid,
    Precedent,
    SourceDefinition,
    Workspace,
)

Answers = Mapping[str, Mapping[str, Datum]]


def workspace_from(workspace: Workspace, day: date | None) -> Workspace:
    """The workspace with the texts that have effect on `day`; with every overlay where it is None, as is being drafted now.

    Each base has in it those of its overlays whose day has come, and no overlay is left among the instructions. Every
    datum keeps its own place. A text of another day can be had of the result, for it keeps the instructions as read.
    """
    as_read = workspace.as_read or workspace.instructions
    overlays = _by_base(as_read.values())
    if not overlays:
        return workspace
    texts = {
        path: text_from(one, overlays.get(path, ()), day, _members(workspace, one))
        for path, one in as_read.items()
        if one.varies is None
    }
    return replace(workspace, instructions=texts, as_read=as_read)


def text_from(
    base: Instructions, overlays: Iterable[Instructions], day: date | None, members: tuple[str, ...]
) -> Instructions:
    """A base with those of its overlays that have effect on `day` (all, where it is None), in the order of their days.

    `members` are the slugs for which the base makes an agreement each. An overlay without a day has no effect.
    """
    dated = [(when, one.path, one) for one in overlays if (when := day_of(one.effective)) is not None]
    for when, _, one in sorted(dated, key=lambda found: found[:2]):
        if day is None or when <= day:
            base = _overlaid(base, one, members)
    return base


def _overlaid(text: Instructions, overlay: Instructions, members: tuple[str, ...]) -> Instructions:
    """A text with what an overlay changes: each answer whole, each deviation in place of that from the same entry."""
    assert overlay.effective is not None
    return replace(
        text,
        answers={**text.answers, **overlay.answers},
        party_answers=_both(text.party_answers, overlay.party_answers),
        each=_both(text.each, overlay.each),
        deviations=(*_kept(text.deviations, overlay.deviations, members), *overlay.deviations),
        effective=overlay.effective,
        overlays=(*text.overlays, Overlaid(overlay.path, overlay.effective, overlay.span)),
    )


def _both(before: Answers, after: Answers) -> Answers:
    return {slug: {**before.get(slug, {}), **after.get(slug, {})} for slug in (*before, *after)}


def _kept(
    before: tuple[Deviation, ...], after: tuple[Deviation, ...], members: tuple[str, ...]
) -> Iterator[Deviation]:
    """The deviations that others do not replace: one replaced for some members alone stands for the rest."""
    for one in before:
        others = [other for other in after if _entry(other) == _entry(one)]
        if not others:
            yield one
        elif all(other.only_for for other in others):
            replaced = {slug for other in others for slug in other.only_for}
            left = tuple(slug for slug in one.only_for or members if slug not in replaced)
            if left:
                yield replace(one, only_for=left)


def _entry(deviation: Deviation) -> tuple[bool, str]:
    """What a deviation replaces; a definition and a clause may have one name."""
    return isinstance(deviation.text, SourceDefinition), deviation.entry.removeprefix("term/")


def variations_held(instructions: Instructions) -> str:
    """The variations that a text holds, in words: "variation 1 from 1 April 2025"; empty where it holds none."""
    days = (day_of(overlay.effective) for overlay in instructions.overlays)
    return join_names(
        [f"variation {n} from {format_scalar(day)}" for n, day in enumerate(days, 1) if day is not None]
    )


def base_of(overlay: Instructions) -> str:
    """The path of the instructions that an overlay varies."""
    return f"{overlay.path.split('/')[0]}/{overlay.varies}"


def _by_base(instructions: Iterable[Instructions]) -> dict[str, list[Instructions]]:
    found: dict[str, list[Instructions]] = {}
    for one in instructions:
        if one.varies is not None:
            found.setdefault(base_of(one), []).append(one)
    return found


def _members(workspace: Workspace, instructions: Instructions) -> tuple[str, ...]:
    committee = workspace.committees.get(instructions.path.split("/")[0])
    return committee.slugs if committee is not None and instructions.for_each is not None else ()


def day_of(datum: Datum | None) -> date | None:
    """The day that a datum holds; None for a blank and whatever else is no day."""
    return datum.value if datum is not None and isinstance(datum.value, date) else None


def begins(
    base: Instructions, precedent: Precedent | None, committee: Committee | None, member: str | None
) -> Datum | None:
    """The answer that says from which day a base's own text has effect, for a member where it makes one agreement each.

    None where its precedent names no such question (`text_from`), or nobody answers it and it has no default.
    """
    name = precedent.text_from if precedent is not None else None
    if precedent is None or name is None:
        return None
    question = precedent.questions.get(name)
    return given(name, base, committee, member) or (question.default if question is not None else None)


@dataclass(frozen=True, slots=True)
class Chain:
    """What an agreement restates, the oldest first, and what restates it, the newest last; each by its path."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def chain_of(workspace: Workspace, path: str) -> Chain:
    """The agreements that are the same agreement at other times as the one at `path` (`committee/instructions[/member]`)."""
    bases = workspace.as_read or workspace.instructions
    folder, name, *member = path.split("/")
    after = {
        one.restates: one.path.split("/")[1]
        for one in bases.values()
        if one.restates is not None and one.path.split("/")[0] == folder
    }
    before = {later: earlier for earlier, later in after.items()}

    def follow(links: Mapping[str, str]) -> tuple[str, ...]:
        found: list[str] = []
        while (following := links.get(found[-1] if found else name)) and following not in (name, *found):
            found.append(following)
        return tuple("/".join((folder, one, *member)) for one in found)

    return Chain(follow(before)[::-1], follow(after))


def restated_on(workspace: Workspace, path: str, day: date) -> str | None:
    """Which agreement of the chain of the one at `path` has the text of a day; None where none had begun, as far as is known."""
    bases = workspace.as_read or workspace.instructions
    chain = chain_of(workspace, path)
    for one in reversed((*chain.before, path, *chain.after)):
        folder, name, *member = one.split("/")
        base = bases.get(f"{folder}/{name}")
        if base is None:
            continue
        precedent = workspace.library.precedents.get(base.precedent)
        first = begins(base, precedent, workspace.committees.get(folder), member[0] if member else None)
        start = day_of(first)
        if start is not None and start <= day:
            return one
    return None
