"""What an expression reads, told from its syntax tree without evaluating it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import nodes

from concordat.language import filters
from concordat.language.sandbox import read_syntax
from concordat.language.trouble import Trouble
from concordat.model.data import Datum


@dataclass(frozen=True, slots=True)
class Parsed:
    """An expression as read: the dotted names, filters, texts in quotation marks, and calls that it holds, in
    order.

    `term` says that the result goes through `| term`; `tree` is for `evaluate` alone.
    """

    names: tuple[str, ...]
    filters: tuple[str, ...]
    literals: tuple[str, ...]
    calls: tuple[tuple[str, str], ...]
    term: bool
    tree: nodes.Expr


@lru_cache(maxsize=8192)
def survey(text: str) -> Parsed | Trouble:
    """The text of an expression as read, or the fault that keeps it from being read; each text is read
    once."""
    try:
        tree = read_syntax(text)
        found = _Survey()
        found.visit(tree)
        _no_wording(tree)
    except Trouble as trouble:
        return trouble
    return Parsed(
        tuple(dict.fromkeys(found.names)),
        tuple(dict.fromkeys(found.filters)),
        tuple(dict.fromkeys(found.literals)),
        tuple(dict.fromkeys(found.calls)),
        isinstance(tree, nodes.Filter) and tree.name == "term",
        tree,
    )


@dataclass
class _Survey:
    """Collects what a syntax tree names; a filter that does not exist is Trouble."""

    names: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)

    def visit(self, node: nodes.Node) -> None:
        """Collect from a node and all that is under it, in the order in which it is written."""
        dotted = dotted_name(node)
        if dotted is not None:
            self.names.append(dotted)
            return
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            self.calls.append((node.node.name, str(getattr(node.args[0], "value", ""))))
            return
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            self.literals.append(node.value)
        for child in node.iter_child_nodes():
            self.visit(child)
        if isinstance(node, nodes.Filter):
            self.filters.append(node.name)
            if node.name not in filters.FILTERS:
                filters.apply(node.name, Datum(None), ())


def dotted_name(node: nodes.Node) -> str | None:
    """The dotted name of a chain of names ("particulars.voting", "tables.joint-services"), or None."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        head = dotted_name(node.node)
        return None if head is None else f"{head}.{step_of(node)}"
    return None


def step_of(node: nodes.Getattr | nodes.Getitem) -> str:
    """The last name of a chain of names."""
    if isinstance(node, nodes.Getattr):
        return node.attr
    assert isinstance(node.arg, nodes.Const)
    return str(node.arg.value)


def _no_wording(node: nodes.Node) -> None:
    """Trouble where a text in quotation marks can reach what prints: an expression gives values, never
    wording."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        raise Trouble(
            "expression-wording",
            f"the words “{node.value}” would print from inside an expression",
            'write them in the clause; words under a condition are [words]{when="…"}',
            node.value,
        )
    outward: list[nodes.Node] = []
    if isinstance(node, nodes.CondExpr):
        outward = [node.expr1, *([node.expr2] if node.expr2 is not None else [])]
    elif isinstance(node, nodes.Filter) and node.node is not None:
        outward = [node.node]
    elif isinstance(node, nodes.List | nodes.Tuple):
        outward = list(node.items)
    elif isinstance(node, nodes.BinExpr):
        outward = [node.left, node.right]
    for part in outward:
        _no_wording(part)
