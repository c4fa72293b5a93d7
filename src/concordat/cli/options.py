"""The options that several commands share, and how a command ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from concordat.cli import completion
from concordat.cli.messages import MessageForm

Agreements = Annotated[
    list[str] | None,
    typer.Argument(
        help="Agreements: a path (north-west/joint-working-2023), a folder (north-west) or a pattern; all if none.",
        autocompletion=completion.agreements,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
AsForm = Annotated[
    MessageForm,
    typer.Option("--format", help="How to print the messages; the last three print nothing else."),
]
Root = Annotated[
    Path | None,
    typer.Option("--workspace", "-C", help="The workspace; by default the one that holds this folder."),
]

TextFrom = Annotated[
    str | None,
    typer.Option("--text-from", help="The text as it is from this day; the text being drafted now if none."),
]

Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of printing.")
]


def day(text: str | None, option: str) -> date:
    """The day that an option gives, today where it gives none. A text that is no day ends the command with 2."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        print(f"{option} {text}: write the day as YYYY-MM-DD, for example 2025-04-01", file=sys.stderr)
        raise typer.Exit(2) from None


def some_day(text: str | None, option: str) -> date | None:
    """The day that an option gives, or None; as `day`."""
    return day(text, option) if text is not None else None


def one_of(option: str, given: Iterable[str], known: Sequence[str]) -> None:
    """End the command with 2, and a word on standard error, where an option gives what is not known."""
    for name in given:
        if name not in known:
            print(f"{option} {name}: write {' or '.join(known)}", file=sys.stderr)
            raise typer.Exit(2)


def end(action: Callable[[], int]) -> None:
    """Do the work of a command and end with its exit code."""
    from concordat.cli.run import guarded  # noqa: PLC0415  after the arguments are known to be right

    raise typer.Exit(guarded(action))
