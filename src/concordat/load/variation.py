"""How variation agreements are made: `variation:` in their precedent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.load.fields import Fields, expression_of
from concordat.model.library import Precedent, Question
from concordat.model.variation import VariationPlan


def read_variation(
    fields: Fields, questions: Mapping[str, Question], schedules: Sequence[str], faults: Faults
) -> VariationPlan | None:
    """The plan under `variation:` of a precedent with these questions and schedules, or None where it has none."""
    given = fields.datum("variation")
    if given is None:
        return None
    inner = Fields(given, faults, "`variation`")
    answers = {}
    for name, datum in inner.mapping("answers").items():
        if name not in questions:
            faults.add("key-unknown", datum.span, f"`{name}` is no particular of this precedent",
                       did_you_mean(name, questions))  # fmt: skip
        elif (expression := expression_of(datum, inner, name)) is not None:
            answers[name] = expression
    plan = VariationPlan(
        inner.text("title", required=True), inner.text("number", required=True), inner.text("amendments", required=True),
        inner.texts("definitions"), answers, inner.span,
    )  # fmt: skip
    for key, named, known in (("number", plan.number, questions), ("amendments", plan.amendments, schedules)):
        if named and named not in known:
            faults.add("key-unknown", inner.given[key].span, f"`{key}` names `{named}`, which is not in this precedent",
                       did_you_mean(named, known))  # fmt: skip
    inner.finish()
    return plan


def variation_precedent(precedents: Mapping[str, Precedent]) -> Precedent | None:
    """The precedent by which variations are made: the first, by name, that says how; None where none does."""
    return next((one for _, one in sorted(precedents.items()) if one.variation is not None), None)
