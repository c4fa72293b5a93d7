"""One evaluation of an expression: its syntax tree walked over data, with everything that was read kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType

from jinja2 import nodes

from concordat.language import filters, operations
from concordat.language.nearest import nearest
from concordat.language.sandbox import exact
from concordat.language.survey import dotted_name, step_of
from concordat.language.trouble import Trouble
from concordat.language.values import parse_date, show
from concordat.model.data import Blank, Choice, Datum, Scalar, Status, least_sure
from concordat.model.tree import Read

Functions = Mapping[str, Callable[..., object]]
"""The calls that are allowed where an expression stands, by name; date() is always allowed."""


class Empty(Enum):
    """What an empty cell does in an expression: what reckons with one is at fault, or gives nothing; so may a comparison."""

    FAULT = 0
    RECKONED = 1  # sums and products of it are empty too: the cells of a table
    COMPARED = 2  # and what is compared with it is not known: the ties of a table


class Run:
    """One evaluation: walks the syntax tree and keeps what was read."""

    def __init__(self, names: Mapping[str, Datum], functions: Functions, empty: Empty = Empty.FAULT) -> None:
        """`names` are the data that may be read, `functions` the calls that may be made; `empty` as `Empty` says."""
        self.empty = empty
        self.names = names
        self.functions = functions
        self.reads: dict[str, Read] = {}
        self.statuses: list[Status] = []

    def worst(self) -> Status:
        """The least sure status among all that was read."""
        return least_sure(self.statuses)

    def unknown(self, datum: Datum) -> bool:
        """Whether a datum passes through as it is: a blank, and where ties are judged an empty cell."""
        return isinstance(datum.value, Blank) or (datum.value is None and self.empty is Empty.COMPARED)

    def value(self, node: nodes.Node) -> Datum:
        """The datum of a node. Raises Trouble."""
        work = _WORK.get(type(node))
        if work is None:
            raise Trouble("expression-forbidden", "an expression may not do this")
        return work(self, node)

    def read(self, node: nodes.Node) -> Datum:
        """The datum of a name or of a chain of names, kept among the reads."""
        dotted = dotted_name(node) or _of_call(node)
        datum = self._look(node)
        if dotted is not None and dotted not in self.reads:
            shown = datum.value.slug if isinstance(datum.value, Choice) else show(datum)
            self.reads[dotted] = Read(dotted, shown, datum.span, datum.source, datum.status.value)
            self.statuses.append(datum.status)
        return datum

    def call_read(self, name: str, datum: Datum) -> None:
        """Keep what a call gave among the reads: of a list, the keys of its members."""
        members = datum.value if isinstance(datum.value, tuple) else ()
        shown = ", ".join(member.key or "" for member in members)
        self.reads.setdefault(name, Read(name, shown, datum.span, datum.source, datum.status.value))

    def _look(self, node: nodes.Node) -> Datum:
        if isinstance(node, nodes.Name):
            return self._name(node.name)
        assert isinstance(node, nodes.Getattr | nodes.Getitem)
        holder = self._look(node.node) if dotted_name(node.node) is not None else self.value(node.node)
        step = step_of(node)
        if isinstance(holder.value, Blank):
            return holder
        if not isinstance(holder.value, Mapping):
            raise Trouble(
                "expression-name",
                f"“{step}” is read of {operations.kind(holder)}, which has no names in it",
                "take it away",
                step,
            )
        found = holder.value.get(step)
        if found is None:
            raise _unknown(step, dotted_name(node) or step, holder.value)
        return found

    def _name(self, name: str) -> Datum:
        try:
            return self.names[name]
        except KeyError:
            if name in tuple(self.names):
                raise Trouble(
                    "value-undefined",
                    f"“{name}” could not be worked out",
                    "see the message about that fact; facts may not read each other in a circle",
                    name,
                ) from None
            raise _unknown(name, name, self.names) from None


def _of_call(node: nodes.Node) -> str | None:
    """How a chain of names that begins at a call is named among the reads ("sisters('lending').term"), or None."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        steps.append(step_of(node))
        node = node.node
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    if not steps or not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return None
    argument = getattr(node.args[0], "value", "")
    return ".".join((f"{node.node.name}('{argument}')", *reversed(steps)))


def _unknown(step: str, dotted: str, known: Mapping[str, Datum]) -> Trouble:
    like = nearest(step, known)
    message = f"nothing is called “{dotted}”"
    return Trouble(
        "expression-name",
        message,
        f"did you mean “{like}”?" if like else "see the names that the precedent gives",
        step,
    )


def _constant(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.Const)
    value: Scalar | None = exact(node.value)  # type: ignore[assignment] # the sandbox lets in no other constant
    return Datum(value)


def _list(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.List | nodes.Tuple)
    return Datum(tuple(run.value(member) for member in node.items))


def _both(run: Run, node: nodes.Node) -> Datum:
    """`and`, `or`: the second side is looked at only where the first leaves the answer open."""
    assert isinstance(node, nodes.And | nodes.Or)
    left = run.value(node.left)
    if run.unknown(left):
        return left
    if operations.truth(left) is isinstance(node, nodes.Or):
        return Datum(operations.truth(left))
    right = run.value(node.right)
    return right if run.unknown(right) else Datum(operations.truth(right))


def _not(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.Not)
    datum = run.value(node.node)
    return datum if run.unknown(datum) else Datum(not operations.truth(datum))


_COMPARE: Mapping[str, Callable[[Datum, Datum], bool]] = MappingProxyType(
    {
        "eq": operations.equal,
        "ne": lambda left, right: not operations.equal(left, right),
        "lt": operations.before,
        "gt": lambda left, right: operations.before(right, left),
        "lteq": lambda left, right: not operations.before(right, left),
        "gteq": lambda left, right: not operations.before(left, right),
        "in": lambda left, right: operations.contains(right, left),
        "notin": lambda left, right: not operations.contains(right, left),
    }
)


def _compare(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.Compare)
    left = run.value(node.expr)
    for operand in node.ops:
        right = run.value(operand.expr)
        for side in (left, right):
            if run.unknown(side):
                return side
        if not _COMPARE[operand.op](left, right):
            return Datum(False)
        left = right
    return Datum(True)


_ARITHMETIC: Mapping[type, Callable[[Datum, Datum], Scalar]] = MappingProxyType(
    {
        nodes.Add: operations.add,
        nodes.Sub: operations.subtract,
        nodes.Mul: operations.multiply,
        nodes.Div: operations.divide,
    }
)


def _arithmetic(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.BinExpr)
    left, right = run.value(node.left), run.value(node.right)
    for side in (left, right):
        if isinstance(side.value, Blank) or (side.value is None and run.empty is not Empty.FAULT):
            return side
    return Datum(_ARITHMETIC[type(node)](left, right))


def _sign(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.Neg | nodes.Pos)
    datum = run.value(node.node)
    if isinstance(datum.value, Blank):
        return datum
    turned = operations.negate(datum)
    return Datum(turned) if isinstance(node, nodes.Neg) else datum


def _conditional(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.CondExpr)
    test = run.value(node.test)
    if isinstance(test.value, Blank):
        return test
    if operations.truth(test):
        return run.value(node.expr1)
    if node.expr2 is None:
        raise Trouble(
            "value-undefined", "this gives nothing where its condition is not met", "add `else …`", "if"
        )
    return run.value(node.expr2)


def _filter(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.Filter) and node.node is not None
    datum = run.value(node.node)
    return filters.apply(node.name, datum, tuple(run.value(argument) for argument in node.args))


def _call(run: Run, node: nodes.Node) -> Datum:
    assert isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
    name, argument = node.node.name, run.value(node.args[0]).value
    assert isinstance(argument, str)
    if name == "date":
        day = parse_date(argument)
        if day is None:
            raise Trouble(
                "date-impossible",
                f"“{argument}” is no date of the calendar",
                "write year-month-day: date('2023-04-01')",
                argument,
            )
        return Datum(day)
    work = run.functions.get(name)
    if work is None:
        raise Trouble("expression-forbidden", f"{name}() may not be used here", "", name)
    try:
        result = work(argument)
    except LookupError:
        raise Trouble(
            "expression-name", f"nothing is called “{argument}”", f"see the name inside {name}()", argument
        ) from None
    if isinstance(result, Datum):
        run.call_read(f"{name}('{argument}')", result)
        return result
    return Datum(result)  # type: ignore[arg-type] # the composer's functions give data


_WORK: Mapping[type, Callable[[Run, nodes.Node], Datum]] = MappingProxyType(
    {
        nodes.Const: _constant,
        nodes.Name: Run.read,
        nodes.Getattr: Run.read,
        nodes.Getitem: Run.read,
        nodes.List: _list,
        nodes.Tuple: _list,
        nodes.And: _both,
        nodes.Or: _both,
        nodes.Not: _not,
        nodes.Compare: _compare,
        nodes.Add: _arithmetic,
        nodes.Sub: _arithmetic,
        nodes.Mul: _arithmetic,
        nodes.Div: _arithmetic,
        nodes.Neg: _sign,
        nodes.Pos: _sign,
        nodes.CondExpr: _conditional,
        nodes.Filter: _filter,
        nodes.Call: _call,
    }
)
