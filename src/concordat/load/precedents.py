"""Precedents: agreements/precedents/<slug>.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.diagnostics import Faults, Related, Severity, Span
from concordat.language.nearest import did_you_mean
from concordat.load.fields import Fields, expression_of, place
from concordat.load.names import check_named, is_name
from concordat.load.pack import read_pack
from concordat.load.prose import parse_line
from concordat.load.questions import read_questions
from concordat.load.variation import read_variation
from concordat.model.data import Datum
from concordat.model.execution import Execution, WordingPage
from concordat.model.library import Precedent, Rule, Slot, Wording
from concordat.model.prose import Expression, Hole, SourceInline, SourceParagraph
from concordat.model.tables import RowShape

_HEADINGS = {
    "particulars": "Particulars",
    "parties": "Parties",
    "recitals": "Background",
    "clauses": "Agreed terms",
    "schedules": "Schedules",
    "execution": "Signatures",
}


def read_precedent(
    datum: Datum, file: str, faults: Faults, shapes: Mapping[str, RowShape] | None = None
) -> Precedent | None:
    """A precedent from the tree of its file, or None where it has no usable identity. Its defaults are typed.

    `shapes` says what a row of a particular may hold, by the particular's name.
    """
    fields = Fields(datum, faults, "a precedent")
    identity, title = fields.name("id"), fields.text("title", required=True)
    numbering = fields.text("numbering") or "live"
    if numbering not in ("live", "frozen"):
        faults.add(
            "value-type",
            fields.given["numbering"].span,
            f"`numbering: {numbering}` is not known",
            "Write live or frozen.",
        )
    edition = fields.optional("edition")
    headings = _headings(fields, faults)
    text_from = fields.optional("text_from")
    questions, party_questions = (
        read_questions(fields, "particulars", faults, shapes or {}),
        read_questions(fields, "party_particulars", faults, {}),
    )
    facts = _facts(fields, faults)
    rules = tuple(_rule(member, faults) for member in fields.members("rules"))
    parties = _slots(fields, "parties", "party", faults)
    party_line = _party_line(fields, faults)
    recitals = _slots(fields, "recitals", "recital", faults)
    clauses, schedules = (
        _slots(fields, "clauses", "clause", faults),
        _slots(fields, "schedules", "schedule", faults),
    )
    execution = _executions(fields, faults)
    wording_page = _wording_page(fields, faults)
    pack = read_pack(fields, faults)
    variation = read_variation(fields, questions, [slot.id for slot in schedules], faults)
    fields.datum("parties", required=True)
    fields.finish()
    if text_from is not None and text_from not in questions:
        faults.add("key-unknown", fields.given["text_from"].span, f"`text_from` names `{text_from}`, which is no particular",
                   did_you_mean(text_from, questions))  # fmt: skip
    if not check_named(identity, fields, file, faults):
        return None
    return Precedent(
        identity, title, numbering, edition, headings, text_from, questions, party_questions, facts, rules, parties,
        party_line, recitals, clauses, schedules, execution, fields.key_span("id"),
        wording_page, fields.key_span("numbering"), pack, variation,
    )  # fmt: skip


def _headings(fields: Fields, faults: Faults) -> Mapping[str, str]:
    given = fields.labels("headings")
    for name in given:
        if name not in _HEADINGS:
            span = Fields(fields.given["headings"], faults, "the headings").key_span(name)
            faults.add(
                "key-unknown",
                span,
                f"nothing reads `{name}` in the headings",
                did_you_mean(name, _HEADINGS, "Delete it."),
            )
    return {**_HEADINGS, **{name: words for name, words in given.items() if name in _HEADINGS}}


def _facts(fields: Fields, faults: Faults) -> dict[str, Expression]:
    found: dict[str, Expression] = {}
    for name, datum in fields.mapping("facts").items():
        if not is_name(name):
            faults.add(
                "identity-invalid",
                datum.span,
                f"`{name}` is no name of a fact",
                "Use small letters, figures and _.",
            )
        elif (expression := expression_of(datum, fields, name)) is not None:
            found[name] = expression
    return found


def _rule(datum: Datum, faults: Faults) -> Rule:
    fields = Fields(datum, faults, "a rule")
    require = fields.expression("require", required=True) or Expression("true", fields.span)
    severity = fields.one_of("severity", Severity, Severity.ERROR)
    rule = Rule(require, fields.text("say", required=True), fields.optional("source"), fields.span, severity)
    fields.finish()
    return rule


def _slots(fields: Fields, name: str, kind: str, faults: Faults) -> tuple[Slot, ...]:
    found: dict[str, Slot] = {}
    for member in fields.members(name):
        slot = _slot(member, kind, faults)
        if slot.id in found:
            faults.add("identity-duplicate", slot.span, f"`{slot.id}` is named twice under `{name}`", "Keep one of the two.",
                       [Related("first named here", found[slot.id].span)])  # fmt: skip
        elif slot.id:
            found[slot.id] = slot
    return tuple(found.values())


def _slot(datum: Datum, kind: str, faults: Faults) -> Slot:
    if isinstance(datum.value, str):
        return Slot(datum.value, None, None, place(datum, Span("?", 1, 1)))
    fields = Fields(datum, faults, f"a {kind} of a precedent")
    identity = fields.text(kind, required=True)
    when = fields.expression("when")
    given = kind != "party" and "wording" in fields.given
    wording = fields.one_of("wording", Wording, Wording.MODEL) if given else None
    local = kind != "party" and fields.yes_no("local")
    fields.finish()
    span = fields.given[kind].span if kind in fields.given else fields.span
    return Slot(identity, when, wording, span or fields.span, local)


def _party_line(fields: Fields, faults: Faults) -> tuple[SourceInline, ...]:
    found = fields.datum("party_line")
    if found is None or not isinstance(found.value, str):
        span = fields.key_span("party_line")
        if found is not None:
            fields.text("party_line")
        return (Hole(Expression("party.legal_name", span), span),)
    return parse_line(found.value, place(found, fields.span), faults).inlines


def _executions(fields: Fields, faults: Faults) -> tuple[Execution, ...]:
    """The ways of signing: one, or a list of which each has its condition."""
    given = fields.datum("execution", required=True)
    if given is None:
        return (Execution("hand", None, "", (), fields.span),)
    if isinstance(given.value, tuple):
        return tuple(_execution(Fields(one, faults, "a way of signing"), faults) for one in given.value)
    return (_execution(Fields(given, faults, "`execution`"), faults),)


def _execution(inner: Fields, faults: Faults) -> Execution:
    mode = inner.text("mode") or "hand"
    if mode not in ("hand", "deed"):
        faults.add(
            "value-type", inner.given["mode"].span, f"`mode: {mode}` is not known", "Write hand or deed."
        )
    words = inner.datum("opening")
    opening: SourceParagraph | None = None
    if words is not None and isinstance(words.value, str):
        opening = parse_line(words.value, place(words, inner.span), faults)
    elif words is not None:
        inner.text("opening")
    when = inner.expression("when")
    execution = Execution(mode, opening, inner.text("heading"), inner.texts("lines"), inner.span, when)
    inner.finish()
    return execution


def _wording_page(fields: Fields, faults: Faults) -> WordingPage | None:
    given = fields.datum("wording_page")
    if given is None or given.value is None:
        return None
    inner = Fields(given, faults, "`wording_page`")
    page = WordingPage(*(inner.text(name, required=True) for name in ("title", "stand_in", "mandated")))
    inner.finish()
    return page
