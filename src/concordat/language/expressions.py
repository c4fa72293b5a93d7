"""Expressions: read once, then evaluated over data alone (format.md, "Expressions and names").

`parse` tells what an expression reads without evaluating it, which is how a misspelt name is found in a
clause that was not chosen. `evaluate` gives the value with every datum that was read, which is what `explain`
shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from concordat.diagnostics import Faults, Span
from concordat.language import operations
from concordat.language.run import Empty, Functions, Run
from concordat.language.survey import Parsed, survey
from concordat.language.trouble import Trouble
from concordat.language.values import show
from concordat.model.data import Blank, Datum
from concordat.model.prose import Expression
from concordat.model.tree import Read

__all__ = [
    "Empty",
    "Evaluation",
    "Functions",
    "Parsed",
    "compared",
    "evaluate",
    "evaluate_condition",
    "parse",
]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The value of an expression, each datum that it read, and whether it is a use of a defined term."""

    value: Datum
    reads: tuple[Read, ...]
    term: bool


def parse(expression: Expression, faults: Faults) -> Parsed | None:
    """An expression as read, or None after a fault at its place (syntax, what is forbidden, filters,
    wording)."""
    found = survey(expression.text)
    if isinstance(found, Trouble):
        _add(found, expression, faults)
        return None
    return found


def evaluate(
    expression: Expression,
    names: Mapping[str, Datum],
    functions: Functions,
    faults: Faults,
    *,
    empty: bool = False,
    cells: Empty = Empty.FAULT,
) -> Evaluation | None:
    """The value of an expression over `names`, or None after a fault at its place.

    A blank that is read passes through and is the value. `empty` accepts an empty cell as the value (its
    datum holds None); elsewhere that is value-undefined, for nothing may print as nothing in silence.
    `cells` says what an empty cell does on the way.
    """
    parsed = parse(expression, faults)
    if parsed is None:
        return None
    run = Run(names, functions, cells)
    try:
        datum = run.value(parsed.tree)
        if datum.value is None and not empty:
            raise Trouble(
                "value-undefined",
                f"`{expression.text.strip()}` gives nothing: what it reads is empty",
                "give the answer, or a blank",
            )
    except Trouble as trouble:
        _add(trouble, expression, faults)
        return None
    if datum.span is None:
        datum = replace(datum, span=expression.span, status=run.worst())
    return Evaluation(datum, tuple(run.reads.values()), parsed.term)


def evaluate_condition(
    expression: Expression, names: Mapping[str, Datum], functions: Functions, faults: Faults
) -> tuple[bool, tuple[Read, ...]] | None:
    """The answer of a condition and what it read, or None after a fault: it must be yes or no, and read no
    blank."""
    found = evaluate(expression, names, functions, faults, empty=True)
    if found is None:
        return None
    if isinstance(found.value.value, bool):
        return found.value.value, found.reads
    if isinstance(found.value.value, Blank):
        blank = found.value
        name = next((read.name for read in found.reads if read.span == blank.span), "") or ", ".join(
            r.name for r in found.reads
        )
        trouble = Trouble(
            "condition-reads-blank",
            f"this condition reads “{name}”, which is a blank: {show(blank)}",
            "answer it; where no source settles it, give the likely answer with `status: unconfirmed`",
            name,
        )
    else:
        trouble = Trouble(
            "condition-not-yes-no",
            f"this condition gives {operations.kind(found.value)}, not yes or no",
            "compare it: `== …`, `> 0`, `| count > 0`",
        )
    _add(trouble, expression, faults)
    return None


def compared(expression: Expression, names: Mapping[str, Datum], functions: Functions) -> tuple[str, ...]:
    """The figures that a condition compares, as they print: both sides of the comparison that settles it, or the members
    of the list that a filter judges. Empty where it compares nothing or cannot be evaluated.
    """
    found = survey(expression.text)
    if isinstance(found, Trouble):
        return ()
    run, tree = Run(names, functions, Empty.COMPARED), found.tree
    try:
        while isinstance(tree, nodes.And):
            tree = tree.left if run.value(tree.left).value is False else tree.right
        if isinstance(tree, nodes.Compare):
            sides = (tree.expr, *(operand.expr for operand in tree.ops))
            return tuple(show(run.value(side)) for side in sides)
        if isinstance(tree, nodes.Filter) and tree.node is not None:
            judged = run.value(tree.node).value
            members = tuple(judged.values()) if isinstance(judged, Mapping) else judged
            return tuple(map(show, members)) if isinstance(members, tuple) else ()
    except Trouble:
        return ()
    return ()


def _add(trouble: Trouble, expression: Expression, faults: Faults) -> None:
    """Name a fault at the words of the expression that it is about, or at the whole expression."""
    start, text = expression.span, expression.text
    offset = text.find(trouble.near) if trouble.near else -1
    if offset >= 0 and "\n" not in text:
        span = Span(start.file, start.line, start.column + offset, len(trouble.near))
    else:
        span = Span(start.file, start.line, start.column, max(1, len(text.split("\n", 1)[0])))
    faults.add(trouble.code, span, trouble.message, trouble.hint)
