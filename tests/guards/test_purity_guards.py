"""The core opens no file and reads no clock, environment or random number (design section 5)."""

from __future__ import annotations

import ast

import pytest
from guarded import Module, calls, imported, modules, planted

PURE = {"diagnostics", "model", "language", "compose", "checks", "proof", "versions"}

FORBIDDEN_IMPORTS = {
    *(
        "os",
        "io",
        "pathlib",
        "shutil",
        "tempfile",
        "glob",
        "fileinput",
        "mmap",
        "fcntl",
        "zipfile",
        "sqlite3",
    ),
    *("time", "random", "secrets", "uuid", "locale", "platform", "getpass", "sys", "logging", "zoneinfo"),
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "select"),
    *("subprocess", "multiprocessing", "threading", "signal", "ctypes", "importlib", "pickle", "shelve"),
}
"""Modules through which a file, a clock, the machine or chance could be reached. A safe part is in ALLOWED_IMPORTS."""

ALLOWED_IMPORTS = {"urllib.parse.urlsplit", "urllib.parse.urlparse"}
"""They take an address apart and reach nothing."""

IN_MEMORY = {"concordat.language.parts": {"io", "zipfile", "archive.open", "member.is_dir"}}
"""Modules that open an archive which they are given as bytes; what they use for it, and nothing else of its kind."""

FORBIDDEN_CALLS = {
    "open",
    "input",
    "print",
    "eval",
    "exec",
    "compile",
    "__import__",
    "hash",
    "id",
    "breakpoint",
}
"""Built-in functions; `hash` and `id` differ from one run to the next."""

FORBIDDEN_METHODS = {
    *(
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "open",
        "iterdir",
        "rglob",
        "glob",
        "exists",
        "is_file",
    ),
    *("is_dir", "stat", "resolve", "expanduser", "cwd", "home", "unlink", "mkdir", "touch"),
    *("now", "utcnow", "today", "fromtimestamp", "getenv", "urandom", "from_file", "FileSystemLoader"),
}

LOCALE_CALLS = {
    "format_date",
    "format_datetime",
    "format_currency",
    "format_decimal",
    "format_percent",
    "format_list",
}
"""Functions of babel that read the environment's locale unless one is given."""


def impurities(module: Module) -> list[str]:
    """What a module of the core does that depends on more than its arguments."""
    found = []
    allowed = IN_MEMORY.get(module.name, set())
    for name, statement in imported(module):
        if name.split(".")[0] in FORBIDDEN_IMPORTS and name not in ALLOWED_IMPORTS | allowed:
            found.append(f"{module.place}:{statement.lineno}: imports {name}")
    for name, call in calls(module):
        last = name.rpartition(".")[2]
        own = name == f"self.{last}" or name in allowed
        if name in FORBIDDEN_CALLS or ("." in name and last in FORBIDDEN_METHODS and not own):
            found.append(f"{module.place}:{call.lineno}: calls {name}")
        if last in LOCALE_CALLS and not any(keyword.arg == "locale" for keyword in call.keywords):
            found.append(f"{module.place}:{call.lineno}: {last} without locale=")
    for loop in ast.walk(module.tree):
        if isinstance(loop, ast.For | ast.comprehension) and _unordered(loop.iter):
            found.append(f"{module.place}:{loop.iter.lineno}: goes through a set in the order of the day")
    return sorted(set(found))


def _unordered(expression: ast.expr) -> bool:
    """Whether an expression is visibly a set: `{…}`, `set(…)`, or two of them joined."""
    if isinstance(expression, ast.BinOp):
        return _unordered(expression.left) or _unordered(expression.right)
    named = isinstance(expression, ast.Call) and isinstance(expression.func, ast.Name)
    return isinstance(expression, ast.Set) or (named and expression.func.id in ("set", "frozenset"))


def test_the_core_is_pure() -> None:
    guarded = [module for module in modules() if module.package in PURE]
    assert len(guarded) > 20
    assert [fault for module in guarded for fault in impurities(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        "text = open('house.yaml').read()",
        "from pathlib import Path",
        "def read(path):\n    return path.read_text()",
        "def read(folder):\n    return (folder / 'a.md').read_bytes()",
        "import os\nname = os.environ['HOME']",
        "import time",
        "from datetime import date\ndef fresh():\n    return date.today()",
        "import datetime as d\nstart = d.datetime.now()",
        "import random",
        "from secrets import token_hex",
        "from uuid import uuid4",
        "import socket",
        "import locale",
        "from urllib.request import urlopen",
        "def run():\n    import subprocess",
        "from babel.dates import format_date\ndef show(day):\n    return format_date(day, 'long')",
        "key = hash('a')",
        "order = [name for name in {'a', 'b'}]",
        "def run(names):\n    for name in set(names) - {'a'}:\n        yield name",
    ],
)
def test_what_depends_on_the_day_is_caught(text: str) -> None:
    assert impurities(planted("concordat.compose.planted", text))


def test_what_depends_on_arguments_alone_is_not() -> None:
    text = (
        "import re\nfrom datetime import date\nfrom urllib.parse import urlsplit\n"
        "def late(day: date, names: set[str]) -> bool:\n"
        "    return day > date(2023, 4, 1) and any(n for n in sorted(set(names)))\n"
    )
    assert impurities(planted("concordat.checks.planted", text)) == []
