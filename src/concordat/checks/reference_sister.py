"""reference-sister: a reference into a sister agreement that leads nowhere, in the library or in one agreement."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks.index import AgreementIndex, LibraryIndex, span_of
from concordat.checks.left_out import why_left_out
from concordat.checks.source_text import pointers
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
                yield from _unknown(index, pointer)


def family_keys(workspace: Workspace) -> frozenset[str]:
    """The keys that a family may have: those that one has, and the precedents, which a family may come to list."""
    given = {
        key
        for committee in workspace.committees.values()
        for keys in committee.family.values()
        for key in keys
    }
    return frozenset(given | set(workspace.library.precedents))


def _unknown(index: LibraryIndex, pointer: Pointer) -> Iterator[Diagnostic]:
    key, _, place = pointer.target.removeprefix("~").partition("/")
    entry, _, anchor = place.partition("/")
    known = family_keys(index.workspace)
    if key not in known:
        like = nearest(key, known)
        yield Diagnostic(
            "reference-sister",
            pointer.span,
            f"this reference points into “{key}”, and no family has an agreement under that key",
            f"did you mean “{like}”?" if like else "name a key of a family in committee.yaml",
        )
    elif entry and (entry not in index.anchors or (anchor and anchor not in index.anchors[entry])):
        like = (
            nearest(anchor, index.anchors[entry]) if entry in index.anchors else nearest(entry, index.anchors)
        )
        hint = "point to a clause, a schedule, or a provision or Part of one"
        if like:
            hint = f"did you mean “{f'{entry}/' if entry in index.anchors else ''}{like}”?"
        yield Diagnostic(
            "reference-sister",
            pointer.span,
            f"this reference points to “{place}” of a sister agreement, and there is no such place",
            hint,
        )


def of_hole(index: AgreementIndex, place: Place, hole: Unresolved) -> Diagnostic:
    """Why a sister reference of one agreement leads nowhere."""
    key, _, wanted = hole.target.removeprefix("~").partition("/")
    span = hole.span or span_of(place)
    if hole.reason == "sister-key":
        return Diagnostic("reference-sister", span, *_no_key(index, key), related=_family(index))
    sister = _sister(index, key)
    precedents = index.workspace.library.precedents
    named = precedents[sister.precedent].title if sister is not None else key
    path = sister.path if sister is not None else key
    if hole.reason == "sister-alone":
        return Diagnostic(
            "reference-sister",
            span,
            f"this reference points to the other agreements under “{key}”, and this agreement is the only one",
            "point inside this agreement with `#`, or put the reference under a condition: "
            f"`sisters('{key}') | count > 1`",
            _family(index),
        )
    if hole.reason == "sister-dropped":
        omitted = next((one for one in index.agreement.omitted if one.identity == hole.target), None)
        why, related = why_left_out(omitted)
        title = f"“{omitted.title}” ({wanted})" if omitted is not None else f"“{wanted}”"
        return Diagnostic(
            "reference-sister",
            span,
            f"this reference points to {title} of the {named} ({path}), which leaves it out: {why}",
            "put the reference under a condition that holds where the other agreement keeps the place",
            related,
        )
    entry = index.entry(wanted)
    what = f"“{wanted}” ({entry.title})" if entry is not None else f"“{wanted}”"
    return Diagnostic(
        "reference-sister",
        span,
        f"this reference points to {what} of the {named} ({path}), which has no such place",
        f"list it in the precedent “{sister.precedent if sister is not None else key}”, or point to a place that it has",
        _family(index),
    )


def _no_key(index: AgreementIndex, key: str) -> tuple[str, str]:
    label, keys = _own(index)
    condition = f"put the reference under a condition: `sisters('{key}') | count > 0`"
    if not label:
        return (
            f"this reference points into “{key}”, and no family of this footprint names this agreement",
            f"name it under `family:` in committee.yaml, or {condition}",
        )
    return (
        f"this reference points into “{key}”, and the family “{label}” has {' and '.join(sorted(keys))} alone",
        f"add “{key}” to the family in committee.yaml, or {condition}",
    )


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
