"""The bodies that may be parties: parties/*.yaml, and what else stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from concordat.diagnostics import Faults, Related
from concordat.load.fields import Fields, shown_kind
from concordat.load.names import check_slug
from concordat.load.values import by_form, settle
from concordat.load.yaml import Keyed, places_of
from concordat.model.data import Datum

_NEEDED = ("legal_name", "short_name", "kind")


@dataclass(slots=True)
class Parties:
    """The parties by slug, and the other lists of the same files (regions, committees), by their name."""

    parties: dict[str, Datum] = field(default_factory=dict)
    lists: dict[str, Mapping[str, Datum]] = field(default_factory=dict)


def read_parties(datum: Datum, faults: Faults, into: Parties) -> None:
    """Add what one file holds. A file has `sources:` and lists by name, each a mapping from slugs to sets of values.

    The list `parties:` makes the parties: each gets its slug as key, and under `slug`.
    """
    fields = Fields(datum, faults, "a file of parties/")
    fields.mapping("sources")
    for name in fields.given:
        if name in ("sources", "totals", "note"):
            fields.datum(name)
            continue
        entries = {
            slug: _entry(slug, entry, fields, name, faults) for slug, entry in fields.mapping(name).items()
        }
        if name == "parties":
            _add(entries, faults, into)
        else:
            into.lists[name] = {**into.lists.get(name, {}), **entries}
    fields.finish()


def _entry(slug: str, datum: Datum, fields: Fields, name: str, faults: Faults) -> Datum:
    inner = fields.given[name].value
    span = places_of(inner).get(slug, fields.span)
    check_slug(slug, span, faults, "the slug")
    if not isinstance(datum.value, Mapping):
        faults.add(
            "value-type",
            datum.span,
            f"`{slug}` is {shown_kind(datum)}, not a set of keys",
            "Write `key: value` lines under it.",
        )
        datum = replace(datum, value=Keyed())
    settled = by_form(settle(datum, faults))
    assert isinstance(settled.value, Mapping)
    with_slug = Keyed(settled.value)
    with_slug.update(settled.value)
    with_slug.setdefault("slug", Datum(slug, span))
    return replace(settled, value=with_slug, span=span, key=slug)


def _add(entries: Mapping[str, Datum], faults: Faults, into: Parties) -> None:
    for slug, entry in entries.items():
        if slug in into.parties:
            other = into.parties[slug].span
            related = [Related("first given here", other)] if other else []
            faults.add(
                "identity-duplicate",
                entry.span,
                f"the party `{slug}` is given twice",
                "Keep one of the two.",
                related,
            )
            continue
        assert isinstance(entry.value, Mapping)
        for name in _NEEDED:
            found = entry.value.get(name)
            if found is None or not isinstance(found.value, str) or not found.value.strip():
                faults.add(
                    "key-missing",
                    entry.span,
                    f"the party `{slug}` needs `{name}:`, a text",
                    f"Write `{name}:` and its words.",
                )
        into.parties[slug] = entry
