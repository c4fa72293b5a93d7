"""The modules of the package as the guards see them: path, dotted name, text and syntax tree."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "concordat"


@dataclass(frozen=True)
class Module:
    """One module: `name` is dotted (concordat.load.yaml), `place` what a message shows."""

    name: str
    place: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package below concordat ("load"), or the module's own name where it stands alone ("diagnostics")."""
        return [*self.name.split("."), ""][1]

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


def planted(name: str, text: str) -> Module:
    """A module that is not on the disk, for planting a fault."""
    return Module(name, f"{name.replace('.', '/')}.py", text, ast.parse(text))


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, by path."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        relative = path.relative_to(SOURCE.parent)
        parts = relative.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found.append(Module(name, relative.as_posix(), text, ast.parse(text)))
    assert len(found) > 20, "the guards found next to nothing to guard"
    return tuple(found)


def dotted(expression: ast.expr) -> str:
    """`os.path.join` for such an expression; what is no name shows as `?`: `?.read_text` for `(a / b).read_text`."""
    if isinstance(expression, ast.Name):
        return expression.id
    if isinstance(expression, ast.Attribute):
        return f"{dotted(expression.value)}.{expression.attr}"
    return "?"


def imported(module: Module) -> Iterator[tuple[str, ast.stmt]]:
    """Each name that a module imports, in full, wherever in it: `from a import b` gives `a.b`."""
    for found in ast.walk(module.tree):
        if isinstance(found, ast.Import):
            for alias in found.names:
                yield alias.name, found
        elif isinstance(found, ast.ImportFrom):
            assert not found.level, f"{module.place}:{found.lineno}: a relative import"
            for alias in found.names:
                yield f"{found.module}.{alias.name}", found


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a module with the dotted name of what is called, aliases of imports resolved."""
    known = {}
    for found in ast.walk(module.tree):
        if isinstance(found, ast.Import):
            known.update(
                {
                    (a.asname or a.name.split(".")[0]): (a.name if a.asname else a.name.split(".")[0])
                    for a in found.names
                }
            )
        elif isinstance(found, ast.ImportFrom):
            known.update({(a.asname or a.name): f"{found.module}.{a.name}" for a in found.names})
    for found in ast.walk(module.tree):
        if isinstance(found, ast.Call):
            head, _, tail = dotted(found.func).partition(".")
            yield ".".join(filter(None, (known.get(head, head), tail))), found
