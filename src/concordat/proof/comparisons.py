"""With what the expressions of a precedent compare each name: constants, other dates, members of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from jinja2 import nodes

from concordat.language.sandbox import exact
from concordat.language.survey import Parsed, dotted_name, survey
from concordat.language.values import parse_date
from concordat.model.library import Precedent
from concordat.model.prose import Expression

Constant = str | int | Decimal | date


@dataclass
class Comparisons:
    """By name: the constants that it is compared with, the names of other dates, and the members asked of a list."""

    constants: dict[str, set[Constant]] = field(default_factory=dict)
    related: dict[str, set[str]] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)


def comparisons(precedent: Precedent, expressions: Iterable[Expression]) -> Comparisons:
    """What these expressions compare. A name that stands for a particular (`text_from`, a fact) counts as that."""
    found = Comparisons()
    for expression in expressions:
        parsed = survey(expression.text)
        if isinstance(parsed, Parsed):
            for part in (parsed.tree, *parsed.tree.find_all(nodes.Expr)):
                _part(precedent, part, found)
    return found


def _part(precedent: Precedent, part: nodes.Node, found: Comparisons) -> None:
    if isinstance(part, nodes.Compare):
        sides = [part.expr, *(operand.expr for operand in part.ops)]
        for left, right in pairwise(sides):
            for one, other in ((left, right), (right, left)):
                name = particular_of(precedent, dotted_name(one))
                if name is None:
                    continue
                constant, second = constant_of(other), particular_of(precedent, dotted_name(other))
                if constant is not None:
                    found.constants.setdefault(name, set()).add(constant)
                if second is not None:
                    found.related.setdefault(name, set()).add(second)
    elif isinstance(part, nodes.Filter) and part.node is not None:
        arguments = [constant_of(argument) for argument in part.args]
        name = particular_of(precedent, dotted_name(part.node))
        if part.name == "includes" and name is not None:
            found.members.setdefault(name, set()).update(a for a in arguments if isinstance(a, str))
        elif part.name == "where" and arguments and arguments[0] in precedent.party_questions:
            sought = arguments[1] if len(arguments) > 1 else None
            if sought is not None:
                found.constants.setdefault(f"party.{arguments[0]}", set()).add(sought)


def particular_of(precedent: Precedent, name: str | None) -> str | None:
    """The particular that a name stands for, as `particulars.…`, or the name itself; None for no name."""
    seen: set[str] = set()
    while name is not None and name not in seen:
        seen.add(name)
        if name == "text_from" and precedent.text_from is not None:
            return f"particulars.{precedent.text_from}"
        fact = precedent.facts.get(name)
        parsed = survey(fact.text) if fact is not None else None
        if not isinstance(parsed, Parsed) or dotted_name(parsed.tree) is None:
            return name
        name = dotted_name(parsed.tree)
    return name


def constant_of(side: nodes.Node) -> Constant | None:
    """The constant that one side of a comparison is; None for anything else, and for yes and no."""
    if isinstance(side, nodes.Const) and not isinstance(side.value, bool):
        value = exact(side.value)
        return value if isinstance(value, str | int | Decimal) else None
    if isinstance(side, nodes.Call) and getattr(side.node, "name", "") == "date":
        return parse_date(str(getattr(side.args[0], "value", "")))
    return None


def used_expressions(precedent: Precedent, conditions: Iterable[Expression]) -> Iterator[Expression]:
    """Every expression on which a condition may turn: the conditions given, the rules and the facts."""
    yield from conditions
    yield from (rule.require for rule in precedent.rules)
    yield from precedent.facts.values()
