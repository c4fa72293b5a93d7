"""Who may decide for a footprint's parties, and how long its versions are kept: `authority` and `retention` of committee.yaml."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from concordat.diagnostics import Faults, Related
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.fields import Fields
from concordat.load.names import check_slug
from concordat.load.typed import Place, typed
from concordat.model.committee import AuthorityRecord, Gives, Retention
from concordat.model.data import Money, Period, Status
from concordat.model.library import QuestionType
from concordat.model.register import Authority

_MODES = ("hand", "deed")


def read_authority(
    fields: Fields, parties: Collection[str], signing: Collection[str] | None, faults: Faults
) -> tuple[AuthorityRecord, ...]:
    """The authority records of a footprint, each `id` once, in their order.

    `parties` are the slugs of parties/, `signing` those of the parties of the footprint's agreements, where they are
    known.
    """
    found: dict[str, AuthorityRecord] = {}
    for member in fields.members("authority"):
        record = _record(Fields(member, faults, "an authority record"), parties, signing, faults)
        known = found.get(record.authority.id)
        if known is not None and record.authority.id:
            faults.add("identity-duplicate", record.span, f"the authority record `{record.authority.id}` is given twice",
                       "Give one of the two another `id`.", [Related("first given here", known.span)])  # fmt: skip
            continue
        found[record.authority.id] = record
    return tuple(record for name, record in found.items() if name)


def _record(
    fields: Fields, parties: Collection[str], signing: Collection[str] | None, faults: Faults
) -> AuthorityRecord:
    name = fields.text("id", required=True)
    if name:
        check_slug(name, fields.given["id"].span, faults, "the name of an authority record")
    ceiling = _typed(fields, "ceiling_money", QuestionType.MONEY, faults)
    authority = Authority(
        name,
        _party(fields, parties, signing, faults),
        _gives(fields, faults),
        fields.text("body", required=True),
        _day(fields, "meeting", faults, required=True),
        fields.text("minute"),
        fields.text("resolution"),
        fields.text("officer"),
        fields.integer("ceiling_class", 0, 9),
        str(ceiling.pounds) if isinstance(ceiling, Money) else "",
        _day(fields, "expires", faults),
        fields.text("report_back"),
    )
    if not authority.minute and not authority.resolution:
        faults.add("key-missing", fields.span, "an authority record needs `minute:` or `resolution:`",
                   "Write where the decision is minuted, or its number.")  # fmt: skip
    if authority.meeting and authority.expires and authority.expires < authority.meeting:
        faults.add("value-type", fields.given["expires"].span, "this authority expires before the meeting that gave it",
                   "Correct one of the two days.")  # fmt: skip
    source, status = fields.text("source"), fields.one_of("status", Status, Status.CONFIRMED)
    fields.finish()
    return AuthorityRecord(authority, source, status, fields.span)


def _party(fields: Fields, parties: Collection[str], signing: Collection[str] | None, faults: Faults) -> str:
    slug = fields.text("party", required=True)
    unknown = slug not in parties or (signing is not None and slug not in signing)
    if slug and unknown and not reported.unread(faults, "parties/"):
        where = (
            "parties/ has no party" if slug not in parties else "no agreement of this footprint has a party"
        )
        hint = did_you_mean(slug, sorted(signing or parties), "Use the slug of a party.")
        faults.add("party-unknown", fields.given["party"].span, f"{where} `{slug}`", hint)
    return slug


def _gives(fields: Fields, faults: Faults) -> tuple[str, ...]:
    known = [one.value for one in Gives]
    given, datum = fields.texts("gives"), fields.given.get("gives")
    span = fields.key_span("gives")
    if not given and not (datum is not None and reported.at(faults, datum.span)):
        faults.add("key-missing", span, "an authority record needs `gives:`",
                   f"Write what it covers: {', '.join(known)}.")  # fmt: skip
    for one in given:
        if one not in known:
            faults.add("value-type", span, f"an authority record cannot give `{one}`",
                       did_you_mean(one, known, f"It gives {', '.join(known)}."))  # fmt: skip
    return tuple(one for one in known if one in given)


def _typed(fields: Fields, name: str, kind: QuestionType, faults: Faults, unit: str | None = None) -> object:
    """The value of a key as this type of answer has it; None where it is not given, or after a fault."""
    datum = fields.datum(name)
    if datum is None or datum.value is None:
        return None
    known = len(faults.found)
    found = typed(datum, Place(kind, {}, None, unit), faults, f"`{name}`")
    return found.value if len(faults.found) == known else None


def _day(fields: Fields, name: str, faults: Faults, *, required: bool = False) -> str:
    fields.datum(name, required=required)
    found = _typed(fields, name, QuestionType.DATE, faults)
    return found.isoformat() if isinstance(found, date) else ""


def read_retention(fields: Fields, faults: Faults) -> dict[str, Retention]:
    """How long versions are kept, by the mode of execution (`hand`, `deed`); a mode without a whole rule is left out."""
    given = fields.mapping("retention")
    found: dict[str, Retention] = {}
    if not given:
        return found
    modes = Fields(fields.given["retention"], faults, "`retention`")
    for mode in _MODES:
        datum = modes.datum(mode)
        rule = (
            _retention(Fields(datum, faults, f"`retention: {mode}`"), faults) if datum is not None else None
        )
        if rule is not None:
            found[mode] = rule
    modes.finish()
    return found


def _retention(fields: Fields, faults: Faults) -> Retention | None:
    rule, event = fields.text("rule", required=True), fields.text("event", required=True)
    fields.datum("period", required=True)
    period = _typed(fields, "period", QuestionType.PERIOD, faults)
    source = fields.text("source", required=True)
    fields.finish()
    return Retention(rule, event, period, source, fields.span) if isinstance(period, Period) else None
