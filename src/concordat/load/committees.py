"""committee.yaml: what the agreements of a footprint share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from concordat.diagnostics import Faults, Related, Span
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.authority import read_authority, read_retention
from concordat.load.fields import Fields, place
from concordat.load.questions import answer, read_answers
from concordat.load.values import by_form, settle
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import Precedent


def read_committee(
    datum: Datum,
    folder: str,
    parties: Mapping[str, Datum],
    instructions: Mapping[str, Precedent | None],
    faults: Faults,
) -> Committee:
    """A footprint from the tree of its committee.yaml.

    `instructions` maps the name of each of its instructions to the precedent that they use, where it is known. A
    value that bears the name of a question of one is typed by it, and any other by its form (a sum of money, a
    percentage); what is said of a party is typed by what they ask of each party.
    """
    fields = Fields(datum, faults, "committee.yaml")
    name, region = _words(fields, "name"), _words(fields, "region")
    members = _members(fields, parties, faults)
    family = _families(fields, folder, instructions, faults)
    precedents = tuple(found for found in instructions.values() if found is not None)
    # Where a precedent is not known, neither is what it asks, nor of whom.
    signing = _signing(members, precedents) if all(instructions.values()) else None
    authority = read_authority(fields, parties, signing, faults)
    retention = read_retention(fields, faults)
    questions = {name: question for used in precedents for name, question in used.questions.items()}
    values = {
        key: answer(value, questions[key], faults) if key in questions else by_form(settle(value, faults))
        for key, value in fields.mapping("values").items()
    }
    party_answers = _by_party(fields, signing, parties, precedents, faults) if signing is not None else {}
    fields.asked.add("party_particulars")
    example = fields.yes_no("example")
    fields.finish()
    return Committee(
        folder,
        name,
        region,
        members,
        family,
        authority,
        values,
        party_answers,
        example,
        fields.span,
        retention,
    )


def _families(
    fields: Fields, folder: str, known: Iterable[str], faults: Faults
) -> dict[str, Mapping[str, Datum]]:
    """The families, each key with the name of its instructions; what no file holds, or two families name, is told."""
    found: dict[str, Mapping[str, Datum]] = {}
    named: dict[str, Datum] = {}
    names = tuple(known)
    for label, inner in fields.mapping("family").items():
        keys = Fields(inner, faults, "a family")
        found[label] = {key: keys.given[key] for key in keys.labels_of()}
        for key, datum in found[label].items():
            span, name = place(datum, keys.key_span(key)), str(datum.value)
            if name in named:
                faults.add("identity-duplicate", span, f"`{name}` is named twice in the families of this footprint",
                           "An agreement is of one family, under one key: keep one of the two.",
                           [Related("first named here", place(named[name], span))])  # fmt: skip
            elif name not in names and not reported.unread(faults, f"agreements/{folder}/{name}"):
                faults.add("agreement-unknown", span, f"this family names `{name}`, and agreements/{folder}/ has no {name}.yaml",
                           did_you_mean(name, names, "Write it beside this file, or take the key out."))  # fmt: skip
            named.setdefault(name, datum)
    return found


def _signing(members: tuple[Datum, ...], precedents: tuple[Precedent, ...]) -> frozenset[str]:
    """The slugs of the parties of the footprint's agreements."""
    named = {slug for used in precedents for slug in used.named_parties}
    return frozenset(named | {member.key or "" for member in members})


def _by_party(
    fields: Fields,
    signing: frozenset[str],
    parties: Mapping[str, Datum],
    precedents: tuple[Precedent, ...],
    faults: Faults,
) -> dict[str, Mapping[str, Datum]]:
    """What the footprint's agreements say of each party, typed by what their precedents ask of each party."""
    given = fields.mapping("party_particulars")
    if not given:
        return {}
    inner = Fields(fields.given["party_particulars"], faults, "`party_particulars`")
    questions = {name: question for used in precedents for name, question in used.party_questions.items()}
    found: dict[str, Mapping[str, Datum]] = {}
    for slug in given:
        if slug not in parties or slug not in signing:
            if not reported.unread(faults, "parties/"):
                where = (
                    "parties/ has no party"
                    if slug not in parties
                    else "no agreement of this footprint has a party"
                )
                faults.add("party-unknown", inner.key_span(slug), f"{where} `{slug}`",
                           did_you_mean(slug, sorted(signing), "Use the slug of a party."))  # fmt: skip
            continue
        what = "asked of each party by a precedent of this footprint"
        found[slug] = read_answers(inner.mapping(slug), questions, faults, what)
    return found


def _words(fields: Fields, name: str) -> Datum:
    found = fields.datum(name, required=True)
    if found is None:
        return Datum("", fields.span)
    settled = settle(found, fields.faults)
    if isinstance(settled.value, Mapping | tuple):
        fields.text(name)
        return Datum("", fields.span)
    return settled


def _members(fields: Fields, parties: Mapping[str, Datum], faults: Faults) -> tuple[Datum, ...]:
    found: dict[str, Datum] = {}
    for member in fields.members("members", required=True):
        slug = member.value
        span = place(member, fields.span)
        if not isinstance(slug, str):
            faults.add("value-type", span, "a member is the slug of a party", "Use a slug of parties/.")
        elif slug in found:
            faults.add("identity-duplicate", span, f"the member `{slug}` is given twice", "Keep one of the two.",
                       [Related("first given here", place(found[slug], Span("?", 1, 1)))])  # fmt: skip
        elif slug in parties:
            found[slug] = replace(member, key=slug)
        elif not reported.unread(faults, "parties/"):
            hint = did_you_mean(slug, parties, "Add it to parties/.")
            faults.add("party-unknown", span, f"parties/ has no party `{slug}`", hint)
    return tuple(found.values())
