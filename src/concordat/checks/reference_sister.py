"""reference-sister: a reference into a sister agreement that leads nowhere, in the library or in one agreement."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, LibraryIndex, span_of
from concordat.checks.left_out import why_left_out
from concordat.checks.source_text import anchors, pointers
from concordat.diagnostics import Diagnostic, Related
from concordat.language.nearest import nearest
from concordat.language.walk import Place
from concordat.model.library import Instructions, Workspace
from concordat.model.prose import Pointer
from concordat.model.tree import Unresolved


def check(index: LibraryIndex) -> Iterator[Diagnostic]:
    """Each sister reference whose key no family has, or whose place no file of the library holds, at its place."""
    for holder in index.holders:
        for pointer in pointers(holder.blocks):
            if pointer.target.startswith("~"):
                yield from _unknown(index.workspace, pointer)


def family_keys(workspace: Workspace) -> frozenset[str]:
    """The keys that a family may have: those that one has, and the precedents, which a family may come to list."""
    given = {
        key
        for committee in workspace.committees.values()
        for keys in committee.family.values()
        for key in keys
    }
    return frozenset(given | set(workspace.library.precedents))


def _unknown(workspace: Workspace, pointer: Pointer) -> Iterator[Diagnostic]:
    key, entry, anchor = _parts(pointer.target)
    known, entries = family_keys(workspace), workspace.library.entries
    if key not in known:
        like = nearest(key, known)
        message = f"this reference points into “{key}”, and no family has an agreement under that key"
        hint = f"did you mean “{like}”?" if like else "name a key of a family in committee.yaml"
        yield Diagnostic("reference-sister", pointer.span, message, hint)
    elif not _in_library(workspace, entry, anchor):
        hint = "point to a clause, a schedule, or a provision or Part of one"
        if entry in entries and (like := nearest(anchor, anchors(entries[entry].blocks))):
            hint = f"did you mean “{entry}/{like}”?"
        elif entry not in entries and (like := nearest(entry, entries)):
            hint = f"did you mean “{like}”?"
        place = pointer.target.partition("/")[2]
        message = f"this reference points to “{place}” of a sister agreement, and there is no such place"
        yield Diagnostic("reference-sister", pointer.span, message, hint)


def _parts(target: str) -> tuple[str, str, str]:
    """The key of a target, the entry, and the anchor in it; the last two may be empty."""
    key, _, place = target.removeprefix("~").partition("/")
    entry, _, anchor = place.partition("/")
    return key, entry, anchor


def _in_library(workspace: Workspace, entry: str, anchor: str) -> bool:
    """Whether the library holds the place, or the whole agreement is meant."""
    held = workspace.library.entries.get(entry)
    return not entry or (held is not None and (not anchor or anchor in anchors(held.blocks)))


def of_hole(index: AgreementIndex, place: Place, hole: Unresolved) -> Iterator[Diagnostic]:
    """Why a sister reference of one agreement leads nowhere; what the check of the library says is not said again."""
    key, entry, anchor = _parts(hole.target)
    if key not in family_keys(index.workspace) or not _in_library(index.workspace, entry, anchor):
        return
    sister = _sister(index, key)
    told = {
        "sister-key": _no_key,
        "sister-alone": _alone,
        "sister-dropped": _dropped,
        "sister-place": _absent,
    }
    message, hint, related = told[hole.reason](index, hole, sister)
    yield Diagnostic("reference-sister", hole.span or span_of(place), message, hint, related)


Told = tuple[str, str, tuple[Related, ...]]
"""A message, its hint, and the places that explain it."""


def _alone(index: AgreementIndex, hole: Unresolved, sister: Instructions | None) -> Told:
    key = _parts(hole.target)[0]
    return (
        f"this reference points to the other agreements under “{key}”, and this agreement is the only one",
        f"point inside this agreement with `#`, or put the reference under `sisters('{key}') | count > 1`",
        _family(index),
    )


def _dropped(index: AgreementIndex, hole: Unresolved, sister: Instructions | None) -> Told:
    omitted = next((one for one in index.agreement.omitted if one.identity == hole.target), None)
    why, related = why_left_out(omitted)
    wanted = hole.target.partition("/")[2]
    title = f"“{omitted.title}” ({wanted})" if omitted is not None else f"“{wanted}”"
    return (
        f"this reference points to {title} of {_named(index, sister)}, which leaves it out: {why}",
        "put the reference under a condition that holds where the other agreement keeps the place",
        related,
    )


def _absent(index: AgreementIndex, hole: Unresolved, sister: Instructions | None) -> Told:
    wanted = hole.target.partition("/")[2]
    entry = index.entry(wanted)
    what = f"“{wanted}”" + (f" ({entry.title})" if entry is not None else "")
    precedent = sister.precedent if sister is not None else ""
    return (
        f"this reference points to {what} of {_named(index, sister)}, which has no such place",
        f"list it in the precedent “{precedent}”, or point to a place that it has",
        _family(index),
    )


def _named(index: AgreementIndex, sister: Instructions | None) -> str:
    if sister is None:
        return "its sister"
    return f"the {index.workspace.library.precedents[sister.precedent].title} ({sister.path})"


def _no_key(index: AgreementIndex, hole: Unresolved, sister: Instructions | None) -> Told:
    key = _parts(hole.target)[0]
    label, keys = _own(index)
    condition = f"put the reference under `sisters('{key}') | count > 0`"
    if not label:
        message = f"this reference points into “{key}”, and no family of this footprint names this agreement"
        return message, f"name it under `family:` in committee.yaml, or {condition}", ()
    had = " and ".join(sorted(keys))
    message = (
        f"this reference points into “{key}”, and the family “{label}” of this agreement has {had} alone"
    )
    return message, f"add “{key}” to the family in committee.yaml, or {condition}", _family(index)


def _own(index: AgreementIndex) -> tuple[str, dict[str, str]]:
    if index.committee is None or index.instructions is None:
        return "", {}
    label, keys = index.committee.family_of(index.instructions.path)
    return label, {key: str(named.value) for key, named in keys.items()}


def _family(index: AgreementIndex) -> tuple[Related, ...]:
    if index.committee is None or index.instructions is None:
        return ()
    _, keys = index.committee.family_of(index.instructions.path)
    return tuple(Related(f"the family has {key}", named.span) for key, named in keys.items() if named.span)


def _sister(index: AgreementIndex, key: str) -> Instructions | None:
    if index.committee is None:
        return None
    return index.workspace.instructions.get(f"{index.committee.folder}/{_own(index)[1].get(key, '')}")
