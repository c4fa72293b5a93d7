"""The syntax of expressions: Jinja2's, cut down to a closed list (format.md, "Expressions and names").

Jinja2 reads the text, in an immutable sandboxed environment with no globals, filters or tests of its own. Its
compiled code is never run: the syntax tree is walked by `expressions`, which knows only what is listed here,
so that nothing but the data given can be reached. Lengths and depths are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from concordat.language.trouble import Trouble

LONGEST = 1000
"""The longest expression, in characters."""

DEEPEST = 40
"""The deepest nesting of an expression."""

MOST_DIGITS = 15
"""The most digits of a number: up to here a decimal is read exactly."""

FUNCTIONS = ("date", "has", "sisters")
"""The only calls that an expression may make."""

ALLOWED = (
    nodes.Const,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.List,
    nodes.Tuple,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.Pos,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Call,
)
"""What the syntax tree of an expression may hold."""

_BARRED: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.Concat: ("`~`", "an expression gives values, never wording: write the words in the clause"),
    nodes.Pow: ("`**`", "work the figure out, and write it as data"),
    nodes.FloorDiv: ("`//`", "use `/`"),
    nodes.Mod: ("`%`", "work the figure out, and write it as data"),
    nodes.Test: ("`is`", "compare with `==`, or write `not`"),
    nodes.Slice: ("a slice", "use `| first`, `| last` or `| where(…)`"),
    nodes.Dict: ("a set of names in braces", "write it as data"),
}


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


_ENVIRONMENT = _environment()


def read_syntax(text: str) -> nodes.Expr:
    """The syntax tree of an expression, with nothing in it but what is ALLOWED. Raises Trouble."""
    if not text.strip():
        raise Trouble("expression-syntax", "there is no expression here", "write one, or take the marks away")
    if len(text) > LONGEST:
        raise Trouble(
            "expression-forbidden",
            f"an expression of {len(text)} characters is longer than the limit of {LONGEST}",
            "make part of it a fact of the precedent, and read that",
        )
    try:
        parser = Parser(_ENVIRONMENT, text, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            found = str(parser.stream.current.value)
            raise Trouble(
                "expression-syntax",
                f"“{found}” is not expected here",
                "write one expression, with an operator between its parts",
                found,
            )
        for node in _walk(tree, 1):
            _allow(node)
    except TemplateError as fault:
        raise Trouble("expression-syntax", f"this cannot be read: {_plainly(fault)}", _mend(text)) from fault
    except (RecursionError, OverflowError, ValueError) as fault:
        raise _too_deep() from fault
    return tree


def _plainly(fault: TemplateError) -> str:
    """Jinja's message in a drafter's words."""
    message = str(fault.message or "it is not an expression").rstrip(".")
    return re.sub(r"\btemplate\b", "expression", message.replace("end of print statement", "the end"))


def _mend(text: str) -> str:
    if text.count("'") % 2 or text.count('"') % 2:
        return "a quotation mark is open: close it"
    if text.count("(") != text.count(")"):
        return "a bracket is open: close it"
    if re.search(r"(?<![=!<>])=(?!=)", text):
        return "compare with `==`"
    if "&&" in text or "||" in text or "!" in text:
        return "write `and`, `or` and `not`"
    return "see format of expressions: names, comparisons, `and`, `or`, `not`, and filters after `|`"


def _too_deep() -> Trouble:
    return Trouble(
        "expression-forbidden",
        "this expression is nested too deeply",
        "make part of it a fact of the precedent, and read that",
    )


def _walk(node: nodes.Node, depth: int) -> Iterator[nodes.Node]:
    if depth > DEEPEST:
        raise _too_deep()
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child, depth + 1)


def _allow(node: nodes.Node) -> None:
    if not isinstance(node, ALLOWED):
        words, hint = _BARRED.get(type(node), ("this", "see the list of what an expression may hold"))
        raise Trouble("expression-forbidden", f"an expression may not use {words}", hint)
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = node.name if isinstance(node, nodes.Name) else node.attr
        if name.startswith("_"):
            raise Trouble(
                "expression-forbidden",
                f"the name “{name}” begins with a line",
                "use a name of the precedent",
                name,
            )
    if isinstance(node, nodes.Getitem) and not (
        isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str)
    ):
        raise Trouble(
            "expression-forbidden",
            "only a name in quotation marks may stand in square brackets",
            "use `| first`, `| last` or `| where(…)` to find one of a list",
        )
    if isinstance(node, nodes.Call):
        _allow_call(node)
    if isinstance(node, nodes.Filter) and not _takes_plain(node):
        raise Trouble("expression-forbidden", f"`| {node.name}` takes plain arguments only", "", node.name)
    if isinstance(node, nodes.Const):
        _allow_constant(node)
    if isinstance(node, nodes.Mul) and any(_is_words(side) for side in (node.left, node.right)):
        raise Trouble(
            "expression-forbidden",
            "words cannot be multiplied",
            "use `*` with numbers, money and percentages only",
        )


def _is_words(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _takes_plain(node: nodes.Filter | nodes.Call) -> bool:
    return node.node is not None and not node.kwargs and node.dyn_args is None and node.dyn_kwargs is None


def _allow_call(node: nodes.Call) -> None:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    if name not in FUNCTIONS:
        raise Trouble(
            "expression-forbidden",
            f"an expression may not call “{name}”" if name else "an expression may not call this",
            "the only calls are date('2023-04-01'), has('clause') and sisters('key')",
            name,
        )
    plain = len(node.args) == 1 and _is_words(node.args[0])
    if not plain or not _takes_plain(node):
        raise Trouble(
            "expression-forbidden", f"{name}() takes one text in quotation marks", f"write {name}('…')", name
        )


def _allow_constant(node: nodes.Const) -> None:
    number = node.value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return
    decimal = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    if not decimal.is_finite() or len(decimal.as_tuple().digits) > MOST_DIGITS:
        raise Trouble(
            "expression-forbidden",
            "this number is too large or too exact",
            "write it as data, in quotation marks",
        )


def exact(value: object) -> object:
    """A constant of the syntax tree with decimals in place of binary floats."""
    return Decimal(repr(value)) if isinstance(value, float) else value
