"""reference-unproved and term-unproved: answers that keep a reference or a use and leave out what it needs.

For every precedent, each reference and use of a term is shown to stand only where what it points to stands: over the
values of just those particulars, parties and facts that the conditions read, without the answers that a rule of the
precedent refuses. What every agreement is asked one by one is thus shown for all that could be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from concordat.checks.forms import Forms
from concordat.checks.source_text import anchors
from concordat.diagnostics import Diagnostic, Faults, Related, Severity
from concordat.language.editions import settled
from concordat.model.library import Precedent, Workspace
from concordat.proof.comparisons import comparisons, used_expressions
from concordat.proof.contexts import Context, Guard, context, contexts, guards
from concordat.proof.factors import Factor, Level, Mix, factors_of
from concordat.proof.reads import Reads, all_reads
from concordat.proof.search import Constraint, find, scope_of
from concordat.proof.sister import sister_precedent
from concordat.proof.standing import Each, Path, Source, Standing, When, standing
from concordat.proof.worlds import NEVER, Worlds


@dataclass
class Kind:
    """One precedent, ready for proof: what may stand in it, its factors, its rules, and its invented agreements."""

    precedent: Precedent
    places: Standing
    factors: dict[str, Factor]
    worlds: Worlds
    reads: Reads
    rules: tuple[Constraint, ...] = ()
    _constraints: dict[object, Constraint] = field(default_factory=dict)

    def holding(self, guard: Guard, met: bool = True) -> Constraint:
        """The constraint that a guard holds, or does not."""
        key = (guard.key, met)
        if key not in self._constraints:
            scope = scope_of(self.reads.of_path(guard.path), self.factors)
            self._constraints[key] = Constraint(
                scope, lambda mix: self.worlds.stands(guard.path, mix) is met, guard
            )
        return self._constraints[key]


def kind_of(workspace: Workspace, precedent: Precedent, forms: Forms | None = None) -> Kind:
    """A precedent of a workspace, ready for proof."""
    workspace = settled(workspace, precedent.id)
    places = standing(workspace, precedent, forms or Forms(workspace))
    reads = Reads(workspace, precedent)
    rules = [rule.require for rule in precedent.rules]
    read = all_reads(reads, ((*asked.path, When(asked.expression)) for asked in places.conditions), rules)
    conditions = used_expressions(precedent, (asked.expression for asked in places.conditions))
    keys = {name.split(".")[1] for name in read if name.startswith("sisters.")}
    sisters = {key: found for key in sorted(keys) if (found := sister_precedent(workspace, key)) is not None}
    factors = factors_of(precedent, read, comparisons(precedent, conditions), sisters)
    worlds = Worlds(workspace, precedent, factors, places)
    kind = Kind(precedent, places, factors, worlds, reads)
    kind.rules = tuple(
        Constraint(
            scope_of(reads.of(rule.require), factors),
            lambda mix, require=rule.require: worlds.answer(require, mix) is True,  # type: ignore[misc]
            rule,
        )
        for rule in precedent.rules
        if rule.severity is Severity.ERROR
    )
    return kind


def prove(workspace: Workspace) -> Faults:
    """Every reference and use of a term, in every precedent, that some answers leave without what it needs."""
    found = Faults()
    for _, precedent in sorted(workspace.library.precedents.items()):
        # A paper and a variation read agreements that are composed; no answers of their own stand for them.
        if precedent.stands_alone:
            found.extend(_Proof(kind_of(workspace, precedent)).faults())
    return found


@dataclass
class _Proof:
    """The proof of one kind of agreement."""

    kind: Kind
    _known: dict[object, dict[str, Level] | None] = field(default_factory=dict)

    def faults(self) -> Iterator[Diagnostic]:
        """Each source that is not proved; of the uses of one term in one holder, under the same conditions, the first."""
        reached = contexts(self.kind.places)
        told: set[object] = set()
        for source in self.kind.places.sources:
            if not any(self.held(need) for need in source.needs):
                continue  # the library has no such place: its own check says so
            own = context(source.path)
            outer = reached.get(source.holder, ()) if source.holder.startswith("term/") else ({},)
            for around in outer:
                broken = self.broken({**around, **own}, source)
                key = (source.kind, source.holder, source.needs, frozenset(own))
                if broken is not None and (source.kind == "reference" or key not in told):
                    told.add(key)
                    yield self.fault(source, broken)
                    break

    def held(self, need: str) -> bool:
        """Whether the library holds what a source needs, in this kind of agreement or in another."""
        library = self.kind.worlds.workspace.library
        head, _, anchor = need.partition("/")
        entry = library.entries.get(head)
        return need in self.kind.places.places or (
            entry is not None and (not anchor or anchor in anchors(entry.blocks))
        )

    def broken(self, given: Context, source: Source) -> dict[str, Level] | None:
        """Answers under which a source stands and nothing that it needs does; None where there are none."""
        paths = [self.kind.places.places.get(need, NEVER) for need in source.needs]
        missing = [self._missing(path, given) for path in paths]
        if any(not one for one in missing):  # all that it needs is among what is given
            return None
        key = (frozenset(given), tuple(tuple(guard.key for guard in one) for one in missing))
        if key not in self._known:
            self._known[key] = self._search(given, missing)
        return self._known[key]

    def _missing(self, path: Path, given: Context) -> tuple[Guard, ...]:
        """The guards of a path that are not plainly among those given."""
        return tuple(
            guard
            for guard in guards(path)
            if guard.key not in given
            and not (guard.repeats and any(_within(guard, other) for other in given.values()))
        )

    def _search(self, given: Context, missing: list[tuple[Guard, ...]]) -> dict[str, Level] | None:
        every = [guard for one in missing for guard in one]
        scope = {name for guard in every for name in self.kind.reads.of_path(guard.path)}
        loop = next((guard for guard in given.values() if guard.repeats), None)
        if loop is not None:
            scope |= self.kind.reads.of_path(loop.path)
        fails = Constraint(
            scope_of(scope, self.kind.factors),
            lambda mix: all(any(self._fails(guard, loop, mix) for guard in one) for one in missing),
        )
        goals = [fails, *(self.kind.holding(guard) for guard in given.values())]
        found = find(goals, self.kind.rules, self.kind.factors)
        if found is None:
            return None
        read = {name for goal in goals for name in goal.scope}
        return {name: level for name, level in found.items() if name in read}

    def _fails(self, guard: Guard, loop: Guard | None, mix: Mix) -> bool:
        """Whether a guard does not hold: of a repetition that the source stands in, for the same member."""
        shared = _shared(guard, loop) if loop is not None else 0
        if loop is None or not shared:
            return not self.kind.worlds.stands(guard.path, mix)
        rest = tuple(step for step in guard.path if step not in loop.path[:shared] or isinstance(step, When))
        return any(
            next(self.kind.worlds.bindings(rest, mix, bound), None) is None
            for bound in self.kind.worlds.bindings(loop.path, mix)
        )

    def fault(self, source: Source, broken: dict[str, Level]) -> Diagnostic:
        """The message: the place, what it needs, and the answers that leave that out."""
        kind, need = self.kind, source.needs[0]
        answers = "; ".join(f"{name} is {level.shown}" for name, level in broken.items())
        where = (
            f"“{kind.precedent.id}” allows answers that leave it out"
            if answers
            else f"“{kind.precedent.id}” never has it"
        )
        where = f"the precedent {where}{': ' if answers else ''}{answers}"
        path = kind.places.places.get(need)
        related = [Related("what it needs is here", kind.places.spans[need])] if path is not None else []
        wanted = _wanted(path or (), source.path)
        hint = f"put it under {wanted}, or keep what it needs" if wanted else "put it under a condition"
        if source.kind == "reference":
            message = f"this reference points to “{need}”, and {where}"
            return Diagnostic("reference-unproved", source.span, message, hint, tuple(related))
        message = f"“{source.words}” is used here; as to its definition, {where}"
        return Diagnostic("term-unproved", source.span, message, hint, tuple(related))


def _wanted(path: Path, given: Path) -> str:
    """The conditions of a path that a source does not stand under, in words."""
    return " and ".join(
        f"`{'' if step.met else 'not '}{step.expression.text.strip()}`"
        for step in path
        if isinstance(step, When) and context((step,)).keys().isdisjoint(context(given))
    )


def _shared(guard: Guard, loop: Guard) -> int:
    """How many steps of a source's repetition a guard is in: up to the last repetition that both have."""
    both = [place for place, step in enumerate(loop.path) if isinstance(step, Each) and step in guard.path]
    return both[-1] + 1 if both else 0


def _within(guard: Guard, loop: Guard) -> bool:
    """Whether the steps of a guard are all among those of a repetition that is given."""
    return loop.repeats and all(step in loop.path for step in guard.path)
