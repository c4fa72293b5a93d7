"""Agreements of every pair of answers, composed and checked, and what their conditions came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from concordat.checks import check_agreement
from concordat.compose.compose import compose
from concordat.diagnostics import Diagnostic, Faults
from concordat.model.library import Rule, Workspace
from concordat.proof.contexts import contexts
from concordat.proof.cover import Cover, Pair, cover, held_by
from concordat.proof.factors import Level, Mix
from concordat.proof.prove import Kind
from concordat.proof.search import Constraint, completed, find, least, scope_of
from concordat.proof.standing import Asked, When

RULES = ("rule-broken", "dates-out-of-order")
"""The errors by which a rule refuses a mix."""


@dataclass(frozen=True)
class Failure:
    """A mix whose agreement has an error that is no rule's."""

    mix: Mix
    errors: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Constant:
    """A condition that came to one answer only (or was never reached: None), and what holds it so."""

    asked: Asked
    answer: bool | None
    why: str


@dataclass
class Outcome:
    """What the mixes of one precedent showed. `refused` counts those that a rule refused: they cover nothing."""

    kind: Kind
    cover: Cover
    mixes: list[Mix]
    covered: set[Pair] = field(default_factory=set)
    refused: int = 0
    failures: list[Failure] = field(default_factory=list)
    both: int = 0
    constants: list[Constant] = field(default_factory=list)

    @property
    def missing(self) -> frozenset[Pair]:
        """The pairs that no rule excludes and no sound mix holds."""
        return self.cover.pairs - frozenset(self.cover.excluded) - self.covered


Progress = Callable[[int, int], None]
"""Told how many mixes are done and how many there are."""


def try_mixes(workspace: Workspace, kind: Kind, progress: Progress | None = None) -> Outcome:
    """Every pair of values of every two factors, in agreements that are composed and checked.

    `workspace` is the one that the kind was made from.
    """
    covering = cover(kind.factors, kind.rules)
    mixes: list[Mix] = list(covering.mixes)
    conditions = _Conditions(kind)
    for mix in mixes:
        conditions.see(mix)
    mixes += conditions.sought()
    outcome = Outcome(kind, covering, mixes, both=conditions.both, constants=conditions.constants)
    for done, mix in enumerate(mixes, start=1):
        errors = errors_of(workspace, kind, mix)
        others = tuple(error for error in errors if error.code not in RULES)
        if len(others) < len(errors):
            outcome.refused += 1
        elif others:
            outcome.failures.append(Failure(mix, others))
        else:
            outcome.covered.update(held_by(mix, kind.factors))
        if progress is not None:
            progress(done, len(mixes))
    return outcome


def errors_of(workspace: Workspace, kind: Kind, mix: Mix) -> tuple[Diagnostic, ...]:
    """The errors of the agreement of a mix; nothing is rendered."""
    made = kind.worlds.invented(mix)
    agreement, faults = compose(made.workspace, made.instructions, made.member)
    found = Faults()
    found.extend(faults.found)
    if agreement is not None:
        found.extend(check_agreement(made.workspace, agreement).found)
    return found.errors


class _Conditions:
    """What each condition of a kind came to where it was reached, and why it came to no more."""

    def __init__(self, kind: Kind) -> None:
        reached = contexts(kind.places)
        self.kind = kind
        self.seen: dict[Asked, set[bool]] = {
            asked: set()
            for asked in kind.places.conditions
            if not asked.holder.startswith("term/") or asked.holder in reached
        }
        self.constants: list[Constant] = []
        self.both = 0
        self._known: dict[object, frozenset[bool]] = {}

    def see(self, mix: Mix) -> None:
        """Keep what every condition comes to in a mix."""
        for asked, answers in self.seen.items():
            if len(answers) < 2:
                answers |= self._answers(asked, mix)

    def _answers(self, asked: Asked, mix: Mix) -> frozenset[bool]:
        scope = self._scope(asked)
        key = (asked.path, asked.expression.text, tuple(mix[name].shown for name in scope))
        if key not in self._known:
            worlds, part = self.kind.worlds, {name: mix[name] for name in scope}
            found = {worlds.answer(asked.expression, part, b) for b in worlds.bindings(asked.path, part)}
            self._known[key] = frozenset(answer for answer in found if answer is not None)
        return self._known[key]

    def _scope(self, asked: Asked) -> tuple[str, ...]:
        path = (*asked.path, When(asked.expression))
        return scope_of(self.kind.reads.of_path(path), self.kind.factors)

    def sought(self) -> list[Mix]:
        """Mixes that bring out the answers which no pair brought out; what has none is constant."""
        found: list[Mix] = []
        for asked, answers in self.seen.items():
            for answer in (True, False):
                mix = self._whole(self._coming_to(asked, answer)) if answer not in answers else None
                if mix is not None:
                    found.append(mix)
                    self.see(mix)
        for asked, answers in self.seen.items():
            if len(answers) == 2:
                self.both += 1
            else:
                only = next(iter(answers), None)
                self.constants.append(Constant(asked, only, self._why(asked, only)))
        return found

    def _coming_to(self, asked: Asked, answer: bool) -> Constraint:
        """The constraint that a condition is reached and comes to an answer."""
        return Constraint(self._scope(asked), lambda mix: answer in self._answers(asked, mix))

    def _whole(self, goal: Constraint) -> dict[str, Level] | None:
        """A mix with every factor that meets a goal and every rule."""
        part = find((goal,), self.kind.rules, self.kind.factors)
        return completed(part, self.kind.rules, self.kind.factors) if part is not None else None

    def _why(self, asked: Asked, only: bool | None) -> str:
        """What holds a condition constant: rules, a fact that is constant, or the conditions around it."""
        goal = self._coming_to(asked, only is not True)
        if find((goal,), (), self.kind.factors) is not None:
            rules = least((goal,), self.kind.rules, self.kind.factors)
            return "by the rule: " + " And: ".join(rule_words(rule) for rule in rules)
        facts = _constant_facts(self.kind, asked)
        if facts:
            return "by the precedent, which gives " + ", ".join(
                f"`{name}` as `{text}`" for name, text in facts
            )
        around = [f"`{step.expression.text}`" for step in asked.path if isinstance(step, When)]
        return "by the conditions around it: " + ", ".join(around) if around else "by the parties of its kind"


def rule_words(constraint: Constraint) -> str:
    """What the rule of a constraint says."""
    return constraint.about.say if isinstance(constraint.about, Rule) else ""


def _constant_facts(kind: Kind, asked: Asked) -> list[tuple[str, str]]:
    """The facts, read by a condition or around it, that the precedent gives as plain yes or no."""
    steps = [step.expression for step in asked.path if isinstance(step, When)]
    words = " ".join(expression.text for expression in (*steps, asked.expression))
    named = set(words.replace("(", " ").replace(")", " ").split())
    facts: Mapping[str, str] = {name: fact.text.strip() for name, fact in kind.precedent.facts.items()}
    return [(name, text) for name, text in facts.items() if name in named and text in ("true", "false")]
