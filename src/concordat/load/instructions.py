"""Drafting instructions: agreements/<committee>/<agreement>.yaml, with the deviations that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from concordat.diagnostics import Faults, Span
from concordat.language.nearest import did_you_mean
from concordat.load import reported
from concordat.load.fields import Fields, place
from concordat.load.questions import read_answers
from concordat.load.typed import Place, typed
from concordat.load.values import settle
from concordat.load.variation import variation_precedent
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import (
    Deviation,
    Entry,
    EntryKind,
    Instructions,
    Precedent,
    Question,
    QuestionType,
    SourceDefinition,
)

LocalText = Callable[[str, str, Span], Entry | SourceDefinition | None]
"""Reads local text: what it replaces (clause, schedule or definition), its path in the committee's folder, its place."""

_REPLACEABLE = (EntryKind.CLAUSE.value, EntryKind.SCHEDULE.value, "definition")
_LOCAL = re.compile(r"local/[a-z0-9]+(?:-[a-z0-9]+)*\.md")


def read_instructions(
    datum: Datum,
    path: str,
    precedents: Mapping[str, Precedent],
    parties: Mapping[str, Datum],
    committee: Committee | None,
    local: LocalText,
    faults: Faults,
    base: Instructions | None = None,
) -> Instructions:
    """The instructions at `path` (`committee/name`), their answers typed by the questions of their precedent.

    `base` are those that an overlay varies, where they are known: its precedent and its members are theirs.
    """
    fields = Fields(datum, faults, "drafting instructions")
    paper = path.count("/") > 1
    varies = fields.optional("varies") if not paper else None
    if varies is None:
        named = fields.text("precedent", required=True)
        for_each, restates, effective = (fields.optional("for_each"), fields.optional("restates"), None)
    else:
        named, for_each = (base.precedent, base.for_each) if base is not None else ("", None)
        restates, effective = None, _effective(fields, faults)
    _refuse(fields, varies is not None, paper, faults)
    precedent = precedents.get(named)
    unknown = bool(named) and precedent is None and varies is None
    if unknown and not reported.unread(faults, "agreements/precedents/"):
        faults.add("precedent-unknown", fields.given["precedent"].span, f"there is no precedent `{named}`",
                   did_you_mean(named, precedents, "The precedents are in agreements/precedents/."))  # fmt: skip
    answers = _answers(fields, "particulars", precedent.questions if precedent else None, faults)
    party_answers = _by_party(fields, parties, precedent, committee, faults)
    each = _each(fields, precedent, faults)
    members = tuple(str(member.value) for member in committee.members) if committee and for_each else ()
    deviations = tuple(_deviation(one, local, members, faults) for one in fields.members("deviations"))
    agreements = _agreements(fields, precedent, faults)
    seen = _seen(fields, agreements, faults) if agreements else {}
    variation = (
        _variation(fields, path, for_each, precedents, parties, committee, faults)
        if varies is not None
        else None
    )
    fields.finish()
    return Instructions(
        path,
        named,
        for_each,
        answers,
        party_answers,
        each,
        deviations,
        varies,
        restates,
        effective,
        fields.span,
        agreements,
        seen=seen,
        variation=variation,
    )


def _variation(
    fields: Fields,
    path: str,
    for_each: str | None,
    precedents: Mapping[str, Precedent],
    parties: Mapping[str, Datum],
    committee: Committee | None,
    faults: Faults,
) -> Instructions | None:
    """What an overlay answers of the variation agreement that it makes; None where it says nothing of it."""
    given, precedent = fields.datum("variation"), variation_precedent(precedents)
    if given is None:
        return None
    if precedent is None:
        if not reported.unread(faults, "agreements/precedents/"):
            faults.add("precedent-unknown", fields.key_span("variation"), "no precedent says how a variation is made",
                       "One of agreements/precedents/ must have the key `variation`.")  # fmt: skip
        return None
    inner = Fields(given, faults, "`variation`")
    answers = _answers(inner, "particulars", precedent.questions, faults)
    party_answers = _by_party(inner, parties, replace(precedent, parties=()), None, faults)
    each = _each(inner, precedent, faults)
    inner.finish()
    return Instructions(
        path, precedent.id, for_each, answers, party_answers, each, (), None, None, None, inner.span
    )


_OF_A_BASE = {
    "precedent": "its questions are those of the agreement that it varies",
    "for_each": "it varies every agreement that its base makes",
    "restates": "a restatement is a whole new text, with a precedent and every answer",
    "agreements": "no overlay is a paper",
}


def _refuse(fields: Fields, overlay: bool, paper: bool, faults: Faults) -> None:
    """Report each key that an overlay may not have, and those of overlays and restatements where they may not stand."""
    if overlay:
        refused = {key: f"an overlay has no `{key}`: {why}" for key, why in _OF_A_BASE.items()}
    elif paper:
        refused = {key: f"a paper has no `{key}`" for key in ("varies", "restates", "effective", "variation")}
    else:
        refused = {
            "effective": "`effective` is the day of an overlay, and these instructions vary nothing",
            "variation": "`variation` is of an overlay, and these instructions vary nothing",
        }
    for key, message in refused.items():
        if key in fields.given:
            faults.add("overlay-malformed", fields.key_span(key), message, "Take the line out.")
            fields.asked.add(key)


def _effective(fields: Fields, faults: Faults) -> Datum | None:
    """The day from which an overlay has effect; None after a fault."""
    given = fields.datum("effective")
    if given is not None and reported.at(faults, given.span):
        return None
    settled = settle(given, faults) if given is not None else None
    found = typed(settled, Place(QuestionType.DATE, {}), Faults(), "") if settled is not None else None
    if found is None or not isinstance(found.value, date):
        what = (
            "this overlay does not say from which day it has effect"
            if given is None or given.value is None
            else "`effective` must be the day from which the overlay has effect, and this is no day"
        )
        faults.add(
            "overlay-malformed",
            place(given, fields.span) if given is not None else fields.span,
            what,
            "Write it as `effective: 2025-04-01`.",
        )
        return None
    return found


def _answers(
    fields: Fields, name: str, questions: Mapping[str, Question] | None, faults: Faults
) -> Mapping[str, Datum]:
    given = fields.mapping(name)
    if questions is None:
        return {key: settle(datum, faults) for key, datum in given.items()}
    return read_answers(given, questions, faults, "a particular of this precedent")


def _agreements(fields: Fields, precedent: Precedent | None, faults: Faults) -> Mapping[str, Datum]:
    """The agreements of which a paper speaks, by key; other instructions name none, and the key is then unknown."""
    if precedent is None or precedent.pack is None:
        return {}
    found = {}
    inner = Fields(
        fields.datum("agreements", required=True) or Datum({}, fields.span), faults, "`agreements`"
    )
    for key in tuple(inner.given):
        if key not in precedent.pack.agreements:
            faults.add("key-unknown", inner.key_span(key), f"`{key}` is no agreement of which this kind of paper speaks",
                       did_you_mean(key, precedent.pack.agreements))  # fmt: skip
        elif inner.text(key):
            found[key] = inner.given[key]
    return found


def _seen(fields: Fields, agreements: Mapping[str, Datum], faults: Faults) -> Mapping[str, Datum]:
    """What the board of a paper last saw, by the key of the agreement: one word for all of them, or one for each."""
    given = fields.datum("seen")
    if given is None or given.value is None:
        return {}
    if not isinstance(given.value, Mapping):
        return dict.fromkeys(agreements, given)
    inner = Fields(given, faults, "`seen`")
    named = {key: inner.datum(key) for key in agreements}
    found = {key: datum for key, datum in named.items() if datum is not None and datum.value is not None}
    inner.finish()
    return found


def _by_party(
    fields: Fields,
    parties: Mapping[str, Datum],
    precedent: Precedent | None,
    committee: Committee | None,
    faults: Faults,
) -> Mapping[str, Mapping[str, Datum]]:
    given = fields.mapping("party_particulars")
    found: dict[str, Mapping[str, Datum]] = {}
    if not given:
        return found
    inner = Fields(fields.given["party_particulars"], faults, "`party_particulars`")
    signing = _signing(precedent, committee, faults)
    for slug in given:
        if slug not in parties or (signing is not None and slug not in signing):
            if not reported.unread(faults, "parties/"):
                where = "parties/ has no party" if slug not in parties else "this agreement has no party"
                hint = did_you_mean(slug, signing or sorted(parties), "Use the slug of a party.")
                faults.add("party-unknown", inner.key_span(slug), f"{where} `{slug}`", hint)
            continue
        found[slug] = _answers(inner, slug, precedent.party_questions if precedent else None, faults)
    return found


def _signing(precedent: Precedent | None, committee: Committee | None, faults: Faults) -> list[str] | None:
    """The slugs of the parties of these instructions, or None where they are not known for certain."""
    if (
        precedent is None
        or committee is None
        or reported.unread(faults, f"agreements/{committee.folder}/committee")
    ):
        return None
    if any(fault.code == "party-unknown" for fault in faults.found):
        return None
    return sorted(
        {member.key or "" for member in committee.members} | {slot.id for slot in precedent.parties}
    )


def _each(fields: Fields, precedent: Precedent | None, faults: Faults) -> Mapping[str, Mapping[str, Datum]]:
    given = fields.mapping("each")
    if not given:
        return {}
    inner = Fields(fields.given["each"], faults, "`each`")
    questions = {**precedent.questions, **precedent.party_questions} if precedent else None
    return {slug: _answers(inner, slug, questions, faults) for slug in given}


def _deviation(datum: Datum, local: LocalText, members: tuple[str, ...], faults: Faults) -> Deviation:
    fields = Fields(datum, faults, "a deviation")
    kinds = [kind for kind in _REPLACEABLE if kind in fields.given]
    kind = kinds[0] if kinds else EntryKind.CLAUSE.value
    entry = fields.text(kind, required=True)
    for other in _REPLACEABLE:
        if other not in kinds[1:]:
            fields.asked.add(other)
    text = fields.text("text", required=True)
    span = place(fields.given["text"], fields.span) if text else fields.span
    words = _read_local(kind, text, span, local, faults) if text else None
    deviation = Deviation(
        entry,
        words,
        fields.text("replaces").removeprefix("sha256:"),
        fields.text("reason"),
        fields.optional("approved_by"),
        _date(fields.datum("approved_on"), faults, "`approved_on`"),
        _date(fields.datum("expires"), faults, "`expires`"),
        fields.span,
        fields.texts("only_for"),
    )
    for slug in deviation.only_for:
        if slug not in members:
            faults.add("party-unknown", fields.key_span("only_for"), f"these instructions yield no agreement for `{slug}`",
                       did_you_mean(slug, members, "Leave `only_for` out: there is one agreement alone."))  # fmt: skip
    fields.finish()
    return deviation


def _read_local(
    kind: str, text: str, span: Span, local: LocalText, faults: Faults
) -> Entry | SourceDefinition | None:
    if not _LOCAL.fullmatch(text):
        outside = text.startswith(("/", "\\")) or ".." in text or ":" in text
        faults.add(
            "path-outside" if outside else "file-name", span,
            f"`{text[:60]}` is no file of this committee's `local` folder", "Write it as local/name-of-the-clause.md.",
        )  # fmt: skip
        return None
    return local(kind, text, span)


def _date(datum: Datum | None, faults: Faults, what: str) -> Datum | None:
    if datum is None or datum.value is None:
        return None
    return typed(settle(datum, faults), Place(QuestionType.DATE, {}), faults, what)
