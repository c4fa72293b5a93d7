"""reference-dropped, -loop, -sister and -unknown: references that an agreement could not resolve."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.checks import reference_sister
from concordat.checks.index import AgreementIndex, span_of
from concordat.checks.left_out import why_left_out
from concordat.checks.source_text import anchors
from concordat.diagnostics import Diagnostic
from concordat.language.editions import edition_of
from concordat.language.walk import Place
from concordat.model.tree import Omitted, Unresolved


def check(index: AgreementIndex) -> Iterator[Diagnostic]:
    """Each reference that leads nowhere here, with why. What no file of the library holds is named once,
    there."""
    for place, hole in index.holes("reference"):
        if hole.reason == "dropped":
            yield _dropped(index, place, hole)
        elif hole.reason == "loop":
            yield Diagnostic(
                "reference-loop",
                hole.span or span_of(place),
                f"this reference points to “{hole.target}”, which is repeated, so it has several numbers",
                "refer to the provision that holds the repetition, or set this reference inside it",
            )
        elif hole.reason.startswith("sister"):
            yield from reference_sister.of_hole(index, place, hole)
        elif (
            hole.reason == "unknown" and _in_library(index, hole.target) and not _replaced(index, hole.target)
        ):
            yield _left_to_another(index, place, hole)
        elif hole.reason == "unknown" and _in_edition(index, hole.target):
            yield Diagnostic(
                "reference-unknown",
                hole.span or span_of(place),
                f"this reference points to “{hole.target}”{_title(index, hole.target)}, and the national text that "
                "stands in its place has none of that name",
                "refer to the whole clause, to a place of the national text, or put the reference under a condition",
            )


def _in_edition(index: AgreementIndex, target: str) -> bool:
    """Whether national text stands where the target would be."""
    edition = edition_of(index.workspace.library, index.precedent)
    head = target.partition("/")[0]
    return edition is not None and (head in edition.entries or head == "term")


def _in_library(index: AgreementIndex, target: str) -> bool:
    """Whether the library holds the target; where it does not, the check of the library has said so."""
    library = index.workspace.library
    head, _, anchor = target.split("@")[0].partition("/")
    if head in ("term", "recital"):
        return anchor in (library.definitions if head == "term" else library.recitals)
    entry = library.entries.get(head)
    return entry is not None and (not anchor or anchor in anchors(entry.blocks))


def _replaced(index: AgreementIndex, target: str) -> bool:
    """Whether local text stands in place of what holds the target: that it lacks the anchor is deviation-anchor."""
    deviations = index.instructions.deviations if index.instructions is not None else ()
    return any(target == one.entry or target.startswith(f"{one.entry}/") for one in deviations)


def _left_to_another(index: AgreementIndex, place: Place, hole: Unresolved) -> Diagnostic:
    title = _title(index, hole.target)
    return Diagnostic(
        "reference-unknown",
        hole.span or span_of(place),
        f"this reference points to “{hole.target}”{title}, which is not part of this kind of agreement",
        f"list it in the precedent “{index.agreement.precedent}”, or put the reference under a condition",
    )


def _title(index: AgreementIndex, target: str) -> str:
    entry = index.entry(target)
    return f" ({entry.title})" if entry is not None else ""


def _dropped(index: AgreementIndex, place: Place, hole: Unresolved) -> Diagnostic:
    omitted = _omitted(index, hole.target)
    what = f"“{omitted.title}” ({hole.target})" if omitted is not None else f"“{hole.target}”"
    why, related = why_left_out(omitted)
    return Diagnostic(
        "reference-dropped",
        hole.span or span_of(place),
        f"this reference points to {what}, which is left out of this agreement{': ' if why else ''}{why}",
        "put the reference under the same condition, or keep what it points to",
        related,
    )


def _omitted(index: AgreementIndex, target: str) -> Omitted | None:
    wanted = target.split("@")[0]
    found = {omitted.identity.split("@")[0]: omitted for omitted in reversed(index.agreement.omitted)}
    return found.get(wanted) or found.get(wanted.split("/")[0])
