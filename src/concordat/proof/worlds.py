"""Conditions answered in invented agreements of one precedent, one agreement for each mix of values of its factors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concordat.compose.draft import Draft
from concordat.compose.evaluate import Names
from concordat.compose.family import Families
from concordat.diagnostics import Faults, Span
from concordat.language.expressions import evaluate, evaluate_condition
from concordat.model.data import Datum
from concordat.model.library import Precedent, Workspace
from concordat.model.prose import Expression
from concordat.proof.factors import Factor, Level, Mix
from concordat.proof.invented import Invented, invented
from concordat.proof.standing import Path, Standing, Step, When

NEVER: Path = (When(Expression("false", Span("?", 1, 1))),)
"""The path of what a precedent does not list."""

Binding = Mapping[str, Datum]
"""The member to which each repetition of a path is bound."""


@dataclass
class Worlds:
    """Makes the invented agreements of a precedent, and answers conditions in them."""

    workspace: Workspace
    precedent: Precedent
    factors: Mapping[str, Factor]
    places: Standing
    _drafts: dict[tuple[str, ...], Draft | None] = field(default_factory=dict)

    def whole(self, mix: Mix) -> dict[str, Level]:
        """The mix with the ordinary value of every factor that it leaves open."""
        return {name: mix.get(name, factor.levels[0]) for name, factor in self.factors.items()}

    def invented(self, mix: Mix) -> Invented:
        """The invented agreement of a mix: a workspace with its footprint alone, its instructions, and its member."""
        return invented(self.workspace, self.precedent, self.whole(mix))

    def draft(self, mix: Mix) -> Draft | None:
        """The agreement of a mix as it is before anything is chosen; each is made once."""
        whole = self.whole(mix)
        key = tuple(level.shown for level in whole.values())
        if key not in self._drafts:
            made = self.invented(whole)
            self._drafts[key] = Families(made.workspace).begin(made.instructions, made.member)[0]
        return self._drafts[key]

    def answer(self, expression: Expression, mix: Mix, bound: Binding | None = None) -> bool | None:
        """Whether a condition holds in a mix; None where it cannot be answered there, which stops the agreement."""
        draft = self.draft(mix)
        if draft is None:
            return None
        functions = {**draft.evaluator.functions, "has": lambda entry: self.stands(self.path_of(entry), mix)}
        found = evaluate_condition(expression, _bound(draft.names, bound), functions, Faults())
        return found[0] if found is not None else None

    def path_of(self, entry: str) -> Path:
        """The path of an entry; one that the precedent does not list never stands."""
        return self.places.places.get(entry, NEVER)

    def stands(self, path: Path, mix: Mix) -> bool:
        """Whether every step of a path holds in a mix, for at least one member of each repetition."""
        return next(self.bindings(path, mix), None) is not None

    def bindings(self, path: Path, mix: Mix, bound: Binding | None = None) -> Iterator[Binding]:
        """Every way in which a path stands in a mix: the members of its repetitions. None where it does not stand."""
        if not path:
            yield bound or {}
            return
        for inner in self._step(path[0], mix, bound or {}):
            yield from self.bindings(path[1:], mix, inner)

    def _step(self, step: Step, mix: Mix, bound: Binding) -> Iterator[Binding]:
        if isinstance(step, When):
            if self.answer(step.expression, mix, bound) is step.met:
                yield bound
            return
        draft = self.draft(mix)
        if draft is None:
            return
        names = _bound(draft.names, bound)
        found = evaluate(step.members, names, draft.evaluator.functions, Faults())
        members = found.value.value if found is not None else ()
        for member in members if isinstance(members, tuple) else ():
            yield {**bound, step.name: member}


def _bound(names: Names, bound: Binding | None) -> Names:
    for name, datum in (bound or {}).items():
        names = names.bind(name, datum)
    return names
