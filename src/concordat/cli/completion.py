"""Completion in a shell of what only the workspace knows: agreements, places and codes.

A fault of any kind yields nothing and prints nothing, since whatever is printed would land in the line being typed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

Names = Callable[[Path], tuple[str, ...]]


def agreements(context: typer.Context, incomplete: str) -> list[str]:
    """Agreements, folders and families."""
    from concordat.project import completion  # noqa: PLC0415  only a shell that completes needs it

    return _named(context, lambda root: completion.agreement_names(root, incomplete))


def versions(context: typer.Context, incomplete: str) -> list[str]:
    """Agreements, folders and families; behind an `@` the versions of that agreement."""
    from concordat.project import completion  # noqa: PLC0415  only a shell that completes needs it

    return _named(context, lambda root: completion.version_names(root, incomplete))


def agreements_or_papers(context: typer.Context, incomplete: str) -> list[str]:
    """Agreements, folders and families, and the papers that speak of them."""
    from concordat.project import completion  # noqa: PLC0415  only a shell that completes needs it

    return _named(context, lambda root: completion.agreement_names(root, incomplete, papers=True))


def agreements_or_codes(context: typer.Context, incomplete: str) -> list[str]:
    """Agreements, folders and families, and the codes of messages, which need no workspace."""
    from concordat.project import completion  # noqa: PLC0415  only a shell that completes needs it

    return [*completion.code_names(incomplete), *agreements(context, incomplete)]


def places(context: typer.Context, incomplete: str) -> list[str]:
    """Clauses and schedules of the library, whether or not an agreement holds them."""
    from concordat.project import completion  # noqa: PLC0415  only a shell that completes needs it

    return _named(context, lambda root: completion.place_names(root, incomplete))


def parts(context: typer.Context, incomplete: str) -> list[str]:
    """Parts that can be built alone: the particulars, and schedules."""
    from concordat.project import completion  # noqa: PLC0415  only a shell that completes needs it

    return _named(context, lambda root: completion.part_names(root, incomplete))


def _named(context: typer.Context, names: Names) -> list[str]:
    from concordat.project.workspace import find_workspace  # noqa: PLC0415  as above

    try:
        given = context.params.get("workspace")
        root = find_workspace(Path(given) if given is not None else Path.cwd())
        return list(names(root)) if root is not None else []
    except Exception:
        return []
