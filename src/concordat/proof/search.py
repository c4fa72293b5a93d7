"""Looking for a mix of values that meets every constraint: each value is tried, and left as soon as a constraint fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from concordat.proof.factors import Days, Factor, Level, Mix


@dataclass(eq=False)
class Constraint:
    """Something that must hold of a mix: the factors that it reads, and its test; each answer is kept."""

    scope: tuple[str, ...]
    test: Callable[[Mix], bool]
    about: object = None
    _known: dict[tuple[str, ...], bool] = field(default_factory=dict)

    def holds(self, mix: Mix) -> bool:
        """Whether it holds in a mix that has a value for all that it reads."""
        key = tuple(mix[name].shown for name in self.scope)
        if key not in self._known:
            self._known[key] = self.test({name: mix[name] for name in self.scope})
        return self._known[key]


def scope_of(names: Iterable[str], factors: Mapping[str, Factor]) -> tuple[str, ...]:
    """The factors among some names, and those by which their dates are told; in the order of the factors."""
    wanted = set(names)
    for name in tuple(wanted):
        levels = factors[name].levels if name in factors else ()
        wanted |= {level.value.other for level in levels if isinstance(level.value, Days)}
    return tuple(name for name in factors if name in wanted)


def find(
    goals: Iterable[Constraint],
    rules: Iterable[Constraint],
    factors: Mapping[str, Factor],
    fixed: Mix | None = None,
) -> dict[str, Level] | None:
    """A mix that meets the goals and every rule that has to do with them; None where there is none.

    `fixed` values stand. Only the factors that the goals, the fixed values and the rules bound to them read are in it.
    """
    fixed = dict(fixed or {})
    wanted = list(goals)
    reached = {name for one in wanted for name in one.scope} | set(fixed)
    waiting = list(rules)
    while True:
        bound = [one for one in waiting if reached.intersection(one.scope)]
        if not bound:
            break
        wanted += bound
        waiting = [one for one in waiting if one not in bound]
        reached |= {name for one in bound for name in one.scope}
    order = _order(wanted, fixed)
    ready = _ready(wanted, fixed, order)
    if not all(one.holds(fixed) for one in ready[""]):
        return None
    return _search(order, 0, dict(fixed), ready, factors)


def _order(constraints: Iterable[Constraint], fixed: Mix) -> tuple[str, ...]:
    """The factors to be tried, those of the narrowest constraints first."""
    ranked = sorted(constraints, key=lambda one: len(set(one.scope) - set(fixed)))
    return tuple(dict.fromkeys(name for one in ranked for name in one.scope if name not in fixed))


def _ready(
    constraints: Iterable[Constraint], fixed: Mix, order: tuple[str, ...]
) -> dict[str, list[Constraint]]:
    """The constraints by the factor with which the last that they read gets its value; "" for those of fixed ones."""
    found: dict[str, list[Constraint]] = {name: [] for name in ("", *order)}
    for one in constraints:
        open_ = [name for name in order if name in one.scope]
        found[open_[-1] if open_ else ""].append(one)
    return found


def _search(
    order: tuple[str, ...],
    at: int,
    mix: dict[str, Level],
    ready: Mapping[str, list[Constraint]],
    factors: Mapping[str, Factor],
) -> dict[str, Level] | None:
    if at == len(order):
        return mix
    name = order[at]
    for level in factors[name].levels:
        mix[name] = level
        if all(one.holds(mix) for one in ready[name]):
            found = _search(order, at + 1, mix, ready, factors)
            if found is not None:
                return found
    mix.pop(name, None)
    return None


def least(
    goals: Iterable[Constraint],
    rules: Iterable[Constraint],
    factors: Mapping[str, Factor],
    fixed: Mix | None = None,
) -> tuple[Constraint, ...]:
    """Of rules that leave no mix, those that together leave none, none of which could be spared.

    Empty where the goals and the fixed values leave none by themselves.
    """
    kept = list(rules)
    for one in tuple(kept):
        fewer = [other for other in kept if other is not one]
        if find(goals, fewer, factors, fixed) is None:
            kept = fewer
    return tuple(kept)


def completed(
    part: Mix,
    rules: Iterable[Constraint],
    factors: Mapping[str, Factor],
    ranked: Callable[[Factor, Mix], Iterable[Level]] = lambda factor, _: factor.levels,
) -> dict[str, Level]:
    """A mix with every factor, in their order, from a part of one that the rules allow.

    Each open factor has the first of its values that the rules allow then; `ranked` gives them in the order in which
    they are tried.
    """
    mix = dict(part)
    for name, factor in factors.items():
        if name not in mix:
            mix[name] = next(
                level
                for level in ranked(factor, mix)
                if find((), rules, factors, {**mix, name: level}) is not None
            )
    return {name: mix[name] for name in factors}
