"""How a board pack is made: `pack:` in the precedent of its papers."""

from __future__ import annotations

from concordat.diagnostics import Faults
from concordat.load.fields import Fields
from concordat.load.names import is_name
from concordat.model.data import Datum
from concordat.model.pack import PackAgreement, PackPlan


def read_pack(fields: Fields, faults: Faults) -> PackPlan | None:
    """The plan under `pack:`, or None where the precedent has none."""
    given = fields.datum("pack")
    if given is None:
        return None
    inner = Fields(given, faults, "`pack`")
    agreements: dict[str, PackAgreement] = {}
    for key, datum in inner.mapping("agreements").items():
        if not is_name(key):
            faults.add("identity-invalid", datum.span, f"`{key}` is no key of an agreement",
                       "Use small letters, figures and _, a letter first.")  # fmt: skip
            continue
        agreements[key] = _agreement(key, datum, faults)
    title, body = inner.text("title_from", required=True), inner.text("body_from", required=True)
    opening, attachments = inner.text("opening", required=True), inner.text("attachments", required=True)
    guide, heading = inner.text("guide_label", required=True), inner.text("heading", required=True)
    main, counts = _numbers(inner, "main_classes"), _numbers(inner, "other_counts")
    changed, meeting = inner.text("changed"), inner.text("meeting_from")
    sides = inner.integer("sides", 1, 20) or 2
    inner.finish()
    return PackPlan(
        agreements, title, body, opening, attachments, guide, heading, main, sides, counts, inner.span, changed, meeting
    )  # fmt: skip


def _numbers(fields: Fields, name: str) -> tuple[int, ...]:
    return tuple(one.value for one in fields.members(name) if isinstance(one.value, int))


def _agreement(key: str, datum: Datum, faults: Faults) -> PackAgreement:
    fields = Fields(datum, faults, f"the agreement `{key}` of a pack")
    named, material = fields.text("precedent", required=True), fields.labels("material")
    fields.finish()
    return PackAgreement(key, named, material, fields.span)
