"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from concordat.cli.run import say
from concordat.project.pool import Progress as Told

Made = TypeVar("Made")


def with_progress(work: Callable[[Told], Made]) -> Made:
    """Do some work that tells what is just done, how many are done and how many there are; gives what it makes."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return work(lambda path, done, total: say(f"{done} of {total}: {path}", error=True))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("reading and checking", total=None)

        def show(path: str, done: int, total: int) -> None:
            progress.update(bar, description=path, completed=done, total=total)

        return work(show)
