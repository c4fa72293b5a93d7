"""What brought a difference about: the data that an expression or a condition read and that are not the same on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concordat.model.changes import Cause
from concordat.model.tree import BlankText, Condition, Read, Use, Value
from concordat.versions.matching import Match
from concordat.versions.members import THIS
from concordat.versions.printed import Printed

PARTICULARS, PARTIES, TABLES = "particulars", "parties", "tables"


def of_reads(match: Match, before: Iterable[Read], after: Iterable[Read]) -> tuple[Cause, ...]:
    """The data among these reads that differ, each once, in the order of the newer side."""
    old, new = ({read.name: read for read in side} for side in (before, after))
    found = []
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None:
            continue  # read on one side only: a branch of the expression, which another read decided
        if was.shown != now.shown and match.old.member.text(was.shown) != match.new.member.text(now.shown):
            found.append(Cause(name, was.shown, now.shown, now.span))
    return tuple(found)


def of_conditions(match: Match, before: Iterable[Condition], after: Iterable[Condition]) -> tuple[Cause, ...]:
    """The data by which conditions with the same words were met on one side and not on the other."""
    old = {condition.expression: condition for condition in before}
    found: dict[str, Cause] = {}
    for condition in after:
        was = old.get(condition.expression)
        if was is not None and was.met != condition.met:
            found.update((cause.name, cause) for cause in of_reads(match, was.reads, condition.reads))
    return tuple(found.values())


def of_absence(match: Match, text: Printed, *, added: bool) -> tuple[Cause, ...]:
    """Why a text stands on one side alone: the data by which a condition left it out on the other."""
    other = match.old if added else match.new
    member = (match.new if added else match.old).member
    conditions = text.conditions
    for identity in (text.identity, *reversed(text.holders)):
        mapped = member.identity(identity)
        names = (identity, _of_member(mapped, other.member.slug)) if THIS in mapped else (identity, mapped)
        for name in dict.fromkeys(names):
            omitted = other.omitted.get(name)
            if omitted is not None:
                return of_conditions(match, *((omitted, conditions) if added else (conditions, omitted)))
    return ()


def _of_member(identity: str, slug: str) -> str:
    return "/".join(
        "@".join(slug if key == THIS and place else key for place, key in enumerate(part.split("@")))
        for part in identity.split("/")
    )


def differing(match: Match) -> dict[str, Cause]:
    """Every datum that the two agreements read, anywhere, and that differs, by its name."""
    sides = []
    for one in (match.old, match.new):
        reads: dict[str, Read] = {}
        conditions = [c for text in one.texts.values() for c in text.conditions]
        conditions += [c for omitted in one.omitted.values() for c in omitted]
        for condition in (*conditions, *one.agreement.rules):
            reads.update((read.name, read) for read in condition.reads)
        for text in one.texts.values():
            for inline in text.inlines:
                if isinstance(inline, Value | BlankText | Use):
                    reads.update((read.name, read) for read in inline.reads)
        sides.append(reads)
    return {cause.name: cause for cause in of_reads(match, sides[0].values(), sides[1].values())}


def places_of(match: Match, cause: Cause, text: Printed) -> Iterator[str]:
    """The identities at which the change of a datum itself may stand, the likeliest first: an answer, a party."""
    root, _, rest = cause.name.partition(".")
    field = rest.split(".")[0].split("[")[0]
    if root == PARTICULARS and field:
        yield f"particular/{field}"
        return
    if root == PARTIES:
        yield PARTIES  # whichever of them came or went
        return
    if root == TABLES:
        yield f"{TABLES}/{field}"  # whichever of its rows came or went
        return
    this = match.new.member.slug or match.new.agreement.path.rpartition("/")[2]
    for key in (this,) if root == THIS else tuple(_party_keys(text)):
        if field:
            yield f"particular/{field}@{key}"
        yield f"party/{key}"


def _party_keys(text: Printed) -> Iterator[str]:
    if text.identity.startswith(("party/", "sign/")):
        yield text.identity.partition("/")[2].split("~")[0]
    else:
        yield from reversed(text.keys)
