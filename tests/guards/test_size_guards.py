"""Modules and functions of a size that can be read, with documents, types and names of the field (design section 5)."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from statistics import median

import pytest
from guarded import Module, modules, planted

Definition = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_MODULE, MEDIAN_MODULE, LONGEST_FUNCTION = 400, 120, 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "shared", "core", "base"}
FOREIGN = {"Node", "Chunk", "Template", "Section", "Item", "Document"}
"""Words of other fields for what design section 2 names; "document" is the Word part alone."""


def long_modules(found: Iterable[Module]) -> list[str]:
    """Modules over the limit, and a median over its own."""
    sizes = {module.place: module.lines for module in found}
    faults = [f"{place}: {lines} lines" for place, lines in sizes.items() if lines > LONGEST_MODULE]
    middle = median(sizes.values())
    return faults + ([f"the median module has {middle} lines"] if middle > MEDIAN_MODULE else [])


def _functions(module: Module) -> Iterator[Definition]:
    return (found for found in ast.walk(module.tree) if isinstance(found, Definition))


def long_functions(module: Module) -> list[str]:
    """Functions over the limit, decorators and document string included."""
    return [
        f"{module.place}:{f.lineno}: {f.name} has {length} lines"
        for f in _functions(module)
        if (length := (f.end_lineno or f.lineno) - min([f.lineno, *(d.lineno for d in f.decorator_list)]) + 1)
        > LONGEST_FUNCTION
    ]


def _public(body: Iterable[ast.stmt], within: str = "") -> Iterator[tuple[str, ast.ClassDef | Definition]]:
    """Public classes, functions and methods; what is inside a function is not public."""
    for found in body:
        if isinstance(found, ast.ClassDef | Definition) and not found.name.startswith("_"):
            yield within + found.name, found
            if isinstance(found, ast.ClassDef):
                yield from _public(found.body, f"{within}{found.name}.")


def undocumented(module: Module) -> list[str]:
    """Public names without a document string."""
    faults = [] if ast.get_docstring(module.tree) else [f"{module.place}:1: the module"]
    return faults + [
        f"{module.place}:{found.lineno}: {name}"
        for name, found in _public(module.tree.body)
        if not ast.get_docstring(found)
    ]


def untyped(module: Module) -> list[str]:
    """Public functions with an argument or a result that has no type, or has `Any` alone."""
    faults = []
    for name, found in _public(module.tree.body):
        if isinstance(found, ast.ClassDef):
            continue
        own = [*found.args.posonlyargs, *found.args.args, *found.args.kwonlyargs]
        given = [
            a
            for a in (*own, found.args.vararg, found.args.kwarg)
            if a is not None and a.arg not in ("self", "cls")
        ]
        if any(a.annotation is None for a in given) or found.returns is None:
            faults.append(f"{module.place}:{found.lineno}: {name}")
    return faults


def vague_names(module: Module) -> list[str]:
    """Modules named for nothing in particular, and classes named in another field's words."""
    faults = [f"{module.place}: {part}" for part in set(re.split(r"[._]", module.name)) & VAGUE]
    for found in ast.walk(module.tree):
        if isinstance(found, ast.ClassDef) and set(re.findall(r"[A-Z][a-z]*", found.name)) & FOREIGN:
            faults.append(f"{module.place}:{found.lineno}: class {found.name}")
    return faults


def test_modules_are_short() -> None:
    assert long_modules(modules()) == []


def test_long_modules_are_caught() -> None:
    short = [planted(f"concordat.load.a{n}", "x = 1\n") for n in range(5)]
    assert long_modules([*short, planted("concordat.load.long", "x = 1\n" * 401)]) == [
        "concordat/load/long.py: 401 lines"
    ]
    assert long_modules([planted(f"concordat.load.a{n}", "x = 1\n" * 121) for n in range(3)]) == [
        "the median module has 121 lines"
    ]


LONG = "def run() -> None:\n" + '    """Runs."""\n' + "    x = 1\n" * 59
CASES: dict[str, tuple[Callable[[Module], list[str]], str, str]] = {
    "function size": (long_functions, LONG, "def run() -> None:\n" + "    x = 1\n" * 59),
    "module document": (undocumented, "x = 1\n", '"""What it is."""\n_x = 1\n'),
    "class document": (undocumented, '"""M."""\nclass A:\n    pass\n', '"""M."""\nclass _A:\n    pass\n'),
    "method document": (
        undocumented,
        '"""M."""\nclass A:\n    """A."""\n    def run(self): ...\n',
        '"""M."""\nclass A:\n    """A."""\n    def _run(self): ...\n',
    ),
    "argument type": (untyped, "def run(a) -> None: ...\n", "def run(a: int) -> None: ...\n"),
    "starred type": (
        untyped,
        "def run(*, a: int = 1, **others) -> None: ...\n",
        "def run(*a: int, **others: int) -> None: ...\n",
    ),
    "result type": (
        untyped,
        "class A:\n    def run(self, a: int): ...\n",
        "class A:\n    def run(self, a: int) -> int: ...\n",
    ),
    "class name": (vague_names, "class TreeNode: ...\n", "class Itemised: ...\nclass Provision: ...\n"),
}


@pytest.mark.parametrize(
    "rule", [long_functions, undocumented, untyped, vague_names], ids=lambda rule: rule.__name__
)
def test_the_measure_holds(rule: Callable[[Module], list[str]]) -> None:
    assert [fault for module in modules() for fault in rule(module)] == []


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_caught_and_its_cure_is_not(case: str) -> None:
    rule, fault, cure = CASES[case]
    assert rule(planted("concordat.load.planted", fault))
    assert rule(planted("concordat.load.planted", cure)) == []


@pytest.mark.parametrize(
    "name", ["concordat.load.utils", "concordat.common.words", "concordat.load.yaml_helpers"]
)
def test_a_vague_name_is_caught(name: str) -> None:
    assert vague_names(planted(name, ""))
