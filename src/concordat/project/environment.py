"""What the machine must have before anything is done: libraries that are new enough (fault list, number 49)."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version

from concordat.diagnostics import Faults

FLOORS = {
    "pyyaml": "6.0.3",
    "jinja2": "3.1.6",
    "lxml": "6.1.3",
    "pypdf": "7.0",
    "weasyprint": "70.0",
    "docxtpl": "0.20.2",
    "python-docx": "1.2.0",
    "pyhanko": "0.38.0",
}
"""The oldest version of each library that is safe, or does what is asked of it here (pyproject.toml pins the same)."""


def check_environment(floors: dict[str, str] | None = None) -> Faults:
    """A fault (dependency-old) for each library that is missing or older than its floor."""
    faults = Faults()
    for name, floor in sorted((floors or FLOORS).items()):
        try:
            present = version(name)
        except PackageNotFoundError:
            present = ""
        if _numbers(present) < _numbers(floor):
            faults.add(
                "dependency-old",
                None,
                f"{name} {present or 'is missing'}: at least {floor} is needed",
                "run `make` (or `pip install --upgrade concordat`) to bring it up to date",
            )
    return faults


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])
