"""What the mixes of a precedent showed, line by line, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from concordat.proof.factors import Mix
from concordat.proof.mixes import Constant, Outcome, rule_words
from concordat.proof.search import Constraint


def lines(outcome: Outcome) -> Iterator[str]:
    """The report on one precedent: factors, pairs, rules that exclude some, conditions, and mixes that failed."""
    precedent, covering = outcome.kind.precedent, outcome.cover
    yield f"{precedent.title} ({precedent.id})"
    yield f"  factors: {len(outcome.kind.factors)}"
    for factor in outcome.kind.factors.values():
        yield f"    {factor.name}: {', '.join(level.shown for level in factor.levels)}"
    yield f"  pairs possible: {len(covering.pairs)}"
    yield f"  pairs that a rule excludes: {len(covering.excluded)}"
    yield from (f"    {line}" for line in _excluded(outcome))
    allowed = len(covering.pairs) - len(covering.excluded)
    yield f"  pairs covered: {len(outcome.covered)} of {allowed}, in {len(outcome.mixes)} agreements"
    if outcome.refused:
        yield f"    {outcome.refused} more were refused by a rule, and cover nothing"
    yield f"  conditions that were both true and false: {outcome.both} of {outcome.both + len(outcome.constants)}"
    yield from (f"    {line}" for line in _constants(outcome.constants))
    yield f"  agreements with an error that is no rule's: {len(outcome.failures)}"
    yield from (f"    {line}" for line in _failures(outcome))


def _excluded(outcome: Outcome) -> Iterator[str]:
    """How many pairs each rule, or several together, exclude, with the first of them."""
    found: dict[tuple[Constraint, ...], int] = {}
    for rules in outcome.cover.excluded.values():
        found[rules] = found.get(rules, 0) + 1
    for rules, count in found.items():
        yield f"{count}: {' And: '.join(rule_words(rule) for rule in rules)}"


def _constants(constants: list[Constant]) -> Iterator[str]:
    """Each condition that was not both, once for all its places, with what holds it."""
    found: dict[tuple[str, bool | None, str], list[str]] = {}
    for one in constants:
        key = (one.asked.expression.text.strip(), one.answer, one.why)
        found.setdefault(key, []).append(str(one.asked.expression.span))
    for (text, answer, why), places in found.items():
        came = {True: "true", False: "false", None: "not reached"}[answer]
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        yield f"`{text}` is {came}, {why}: {places[0]}{more}"


def _failures(outcome: Outcome) -> Iterator[str]:
    """Each error once, with the answers of the first agreement that has it and how many have it."""
    found: dict[str, list[Mix]] = {}
    for failure in outcome.failures:
        for error in failure.errors:
            found.setdefault(f"{error.span}: {error.message} [{error.code}]", []).append(failure.mix)
    for text, mixes in found.items():
        answers = "; ".join(f"{name} is {level.shown}" for name, level in mixes[0].items())
        yield f"{len(mixes)}: {text}"
        yield f"  for example where {answers}"
