"""Imports run one way, in no circle, and are not hidden in functions without a reason (design section 5)."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from guarded import ROOT, SOURCE, Module, imported, modules, planted

# --- layers: import-linter's contract in pyproject.toml


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and of the contract, into which faults are planted."""
    folder = tmp_path_factory.mktemp("layers")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(SOURCE, folder / "src" / "concordat", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_layers_are_kept(copy: Path) -> None:
    result = lint_imports(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("model/planted.py", "from concordat.language import words\n"),  # upwards
        ("checks/planted.py", "import concordat.compose.compose\n"),  # sideways
        ("extra/__init__.py", '"""A package that the contract does not name."""\n'),  # exhaustive
    ],
)
def test_a_forbidden_import_is_caught(copy: Path, file: str, text: str) -> None:
    path = copy / "src" / "concordat" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    try:
        result = lint_imports(copy)
    finally:
        path.unlink()
        if file.endswith("__init__.py"):
            path.parent.rmdir()
    assert result.returncode != 0
    assert "planted" in result.stdout or "extra" in result.stdout, result.stdout + result.stderr


# --- circles


def circles(found: Iterable[Module]) -> list[str]:
    """Each import circle once, as "a -> b -> a"; imports inside functions and type checking count as well."""
    by_name = {module.name: module for module in found}
    graph: dict[str, set[str]] = {}
    for module in by_name.values():
        wanted = {name if name in by_name else name.rpartition(".")[0] for name, _ in imported(module)}
        graph[module.name] = {name for name in wanted if name in by_name and name != module.name}
    shown: dict[frozenset[str], str] = {}
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            circle = path[path.index(name) :]
            shown.setdefault(frozenset(circle), " -> ".join([*circle, name]))
            return
        if name in done:
            return
        for other in sorted(graph[name]):
            visit(other, [*path, name])
        done.add(name)

    for name in sorted(graph):
        visit(name, [])
    return sorted(shown.values())


def test_no_import_circle() -> None:
    assert circles(modules()) == []


def test_an_import_circle_is_caught() -> None:
    one = planted("concordat.load.one", "from concordat.load.two import three\n")
    two = planted("concordat.load.two", "def run():\n    import concordat.load.one\n")
    assert circles([one, two]) == ["concordat.load.one -> concordat.load.two -> concordat.load.one"]


# --- imports hidden in functions


def hidden_imports(module: Module) -> list[str]:
    """Imports inside a function without a comment that gives the reason: on their line, or above their run of imports."""
    lines = module.text.splitlines()
    found = []
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for inner in ast.walk(function):
            if isinstance(inner, ast.Import | ast.ImportFrom) and not _reason(lines, inner):
                found.append(
                    f"{module.place}:{inner.lineno}: an import inside {function.name} without its reason"
                )
    return sorted(set(found))


def _reason(lines: list[str], found: ast.stmt) -> bool:
    comment = " ".join(line.partition("#")[2] for line in lines[found.lineno - 1 : found.end_lineno])
    above = found.lineno - 2
    while above >= 0 and re.match(r"\s*(import |from |#|$)", lines[above]):
        comment += lines[above].partition("#")[2]
        above -= 1
    return len(re.findall(r"[a-z]{2,}", re.sub(r"noqa(: ?[A-Z0-9, ]+)?", "", comment))) >= 2


def test_no_import_is_hidden_without_a_reason() -> None:
    assert [fault for module in modules() for fault in hidden_imports(module)] == []


@pytest.mark.parametrize("comment", ["", "  # noqa: PLC0415", "  # heavy"])
def test_a_hidden_import_is_caught(comment: str) -> None:
    assert hidden_imports(planted("concordat.load.one", f"def run():\n    import weasyprint{comment}\n"))


def test_a_hidden_import_with_its_reason_is_allowed() -> None:
    for text in (
        "    import weasyprint  # noqa: PLC0415  heavy: only the PDF needs it\n",
        "    # Not on Windows, where there is no such module.\n    import resource\n",
    ):
        assert hidden_imports(planted("concordat.load.one", f"def run():\n{text}")) == []
