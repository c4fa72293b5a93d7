"""committee.yaml: what the agreements of a footprint share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from concordat.diagnostics import Faults, Related, Span
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.fields import Fields, place
from concordat.load.questions import answer
from concordat.load.values import by_form, settle
from concordat.model.data import Datum
from concordat.model.library import Committee, Question


def read_committee(
    datum: Datum, folder: str, parties: Mapping[str, Datum], questions: Mapping[str, Question], faults: Faults
) -> Committee:
    """A footprint from the tree of its committee.yaml.

    `questions` are those of the precedents that its instructions name: a value that bears the name of one is
    typed by it; any other by its form (a sum of money, a percentage).
    """
    fields = Fields(datum, faults, "committee.yaml")
    name, region = _words(fields, "name"), _words(fields, "region")
    members = _members(fields, parties, faults)
    family = {
        key: Fields(inner, faults, "a family").labels_of() for key, inner in fields.mapping("family").items()
    }
    authority = tuple(settle(member, faults) for member in fields.members("authority"))
    values = {
        key: answer(value, questions[key], faults) if key in questions else by_form(settle(value, faults))
        for key, value in fields.mapping("values").items()
    }
    example = fields.yes_no("example")
    fields.finish()
    return Committee(folder, name, region, members, family, authority, values, example, fields.span)


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
