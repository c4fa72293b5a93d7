"""The form in which a command gives out what it found: as asked, or as the ending of the file says."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from concordat.cli.run import report, say
from concordat.diagnostics import Faults
from concordat.language.english import join_names
from concordat.store.given import write_given

F = TypeVar("F", bound=StrEnum)
"""The forms of one command."""

_TERMINAL = "terminal"


def form_asked(form: str, output: Path | None, forms: type[F], files: Collection[F]) -> F | None:
    """The form that was asked for, or that the file's ending says; None, with a word on standard error, where it cannot be.

    `forms` begin with the terminal; those of `files` need a file.
    """
    names = [one.value for one in forms]
    ending = output.suffix.removeprefix(".").lower() if output is not None else ""
    name = form or (ending if ending in names else _TERMINAL)
    if name not in names:
        say(f"--format {name}: write {', '.join(names)}", error=True)
        return None
    wanted = forms(name)
    if wanted in files and output is None:
        say(f"--format {name}: this form needs a file; add --output FILE.{name}", error=True)
        return None
    if name == _TERMINAL and output is not None:
        others = join_names([one for one in names if one != _TERMINAL], "or")
        say(f"--output {output}: write --format {others} too, or let the file's name end so", error=True)
        return None
    return wanted


def give(data: bytes, output: Path | None, told: str) -> int:
    """Print a text, or write it to a file and say on standard error what it holds (`told`) and where; the exit code."""
    if output is None:
        say(data.decode().rstrip("\n"))
        return 0
    lost = Faults()
    if not write_given(output, data, lost):
        return report(lost.found, {})
    say(f"{told}; written to {output}", error=True)
    return 0
