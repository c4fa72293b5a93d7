"""Overlays of a footprint: each varies a base of its own, from a day of its own, and changes something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from concordat.diagnostics import Related
from concordat.language.answers import given
from concordat.language.nearest import did_you_mean
from concordat.language.overlays import day_of, text_from
from concordat.language.values import format_scalar
from concordat.load.footprint import Footprint, datum_under, named_base
from concordat.load.restatements import check_restatements
from concordat.load.yaml import places_of
from concordat.model.data import Datum
from concordat.model.library import Instructions


def check_overlays(footprint: Footprint) -> None:
    """Name each overlay, and each restatement, of a footprint that cannot stand as it is written."""
    overlays: dict[str, list[str]] = {}
    for name, one in footprint.read.items():
        if one.varies is not None and footprint.has_base(name, "varies", one.varies):
            overlays.setdefault(one.varies, []).append(name)
    _check_families(footprint)
    restated_by = check_restatements(footprint)
    for base, names in overlays.items():
        _check_days(footprint, base, names, restated_by.get(base))
        _check_changes(footprint, base, names)


def _check_families(footprint: Footprint) -> None:
    families = footprint.committee.family.values() if footprint.committee is not None else ()
    for named in (datum for keys in families for datum in keys.values()):
        base = named_base(footprint.trees.get(str(named.value)))
        if base is not None and named.span is not None:
            footprint.malformed(
                named.span,
                f"this family names `{named.value}`, which is an overlay and no agreement of its own",
                f"Name `{base}`, which it varies, or take the key out.",
            )


def _check_days(footprint: Footprint, base: str, names: list[str], restated_by: str | None) -> None:
    """Each overlay has effect after its base begins, before that is restated, and on a day of its own."""
    first = max(footprint.starts(base), key=lambda start: start[1], default=None)
    after = min(footprint.starts(restated_by), key=lambda s: s[1], default=None) if restated_by else None
    seen: dict[date, str] = {}
    for name in names:
        effective = day_of(footprint.read[name].effective)
        if effective is None:
            continue  # reported where it was read
        span, shown = footprint.place_of(name, "effective"), format_scalar(effective)
        other = seen.setdefault(effective, name)
        if other != name:
            footprint.malformed(
                span,
                f"`{other}` varies `{base}` from {shown} too, and which comes first is not said",
                "Put both changes into one overlay, or give one of the two another day.",
                Related("the other", footprint.place_of(other, "effective")),
            )
        if first is not None and effective <= first[1]:
            footprint.malformed(
                span,
                f"this overlay has effect from {shown}, and the text that it varies from {format_scalar(first[1])}",
                f"An overlay comes later: write another day, or change `{base}` itself.",
                Related("the text that it varies begins here", first[2]),
            )
        if after is not None and effective >= after[1]:
            footprint.malformed(
                span,
                f"`{base}` is restated from {format_scalar(after[1])}, and this overlay varies it from {shown}",
                f"From that day the text is that of `{restated_by}`: write `varies: {restated_by}`.",
                Related("the restatement begins here", after[2]),
            )


def _check_changes(footprint: Footprint, base: str, names: list[str]) -> None:
    """Each overlay changes something of the text before it, and speaks of no member that is none."""
    text = footprint.read[base]
    members = footprint.members(text)
    for name in sorted(names, key=lambda one: (day_of(footprint.read[one].effective) or date.max, one)):
        overlay = footprint.read[name]
        _check_members(footprint, base, name, members)
        faulty = any(fault.span and fault.span.file == overlay.span.file for fault in footprint.faults.found)
        if not faulty and not overlay.deviations and not any(_changes(footprint, text, overlay)):
            footprint.malformed(
                overlay.span,
                f"this overlay changes nothing: the text of `{base}` before it says the same",
                "Write what changes, or delete the file.",
            )
        text = text_from(text, (overlay,), None, members)


def _check_members(footprint: Footprint, base: str, name: str, members: tuple[str, ...]) -> None:
    each = datum_under(footprint.trees[name], "each")
    places = places_of(each.value) if each is not None and isinstance(each.value, Mapping) else {}
    for slug in footprint.read[name].each if footprint.committee is not None else ():
        if slug not in members:
            alone = "It makes one agreement alone: write what changes under `particulars:`."
            footprint.malformed(
                places.get(slug, footprint.read[name].span),
                f"`{base}` makes no agreement for `{slug}`",
                did_you_mean(slug, members, f"It makes one for {', '.join(members)}.") if members else alone,
            )


def _changes(footprint: Footprint, text: Instructions, overlay: Instructions) -> Iterator[bool]:
    """For each answer of an overlay, whether it is another than the one in its place in the text before."""
    precedent = footprint.precedents.get(overlay.precedent)
    questions = precedent.questions if precedent is not None else {}
    for name, datum in overlay.answers.items():
        before = given(name, replace(text, each={}), footprint.committee, None)
        default = questions[name].default if name in questions else None
        yield _bare(before or default) != _bare(datum)
    for levels, known in ((overlay.party_answers, text.party_answers), (overlay.each, text.each)):
        for slug, answers in levels.items():
            own = known.get(slug, {})
            yield from (_bare(own.get(name)) != _bare(datum) for name, datum in answers.items())


def _bare(datum: Datum | None) -> object:
    """What a datum says and how sure it is, without its place and source."""
    if datum is None:
        return None
    value = datum.value
    if isinstance(value, tuple):
        return tuple(_bare(member) for member in value), datum.status
    if isinstance(value, Mapping):
        return {key: _bare(member) for key, member in value.items()}, datum.status
    return value, datum.status
