"""Which agreements a name means: a path, a folder above it, a family, or a shell pattern (design section 8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rapidfuzz import process

from concordat.compose.members import agreements_of
from concordat.diagnostics import Faults
from concordat.language.overlays import base_of, day_of
from concordat.language.values import format_scalar
from concordat.model.data import Datum
from concordat.model.library import Instructions, Workspace


@dataclass(frozen=True)
class Selected:
    """One agreement of the workspace: its path, its instructions and, where they are `for_each`, its member."""

    path: str
    instructions: Instructions
    member: Datum | None


def all_agreements(workspace: Workspace) -> tuple[Selected, ...]:
    """Every agreement of the workspace, by path."""
    found = [
        Selected(path, instructions.of_member(member.key if member is not None else None), member)
        for _, instructions in sorted(workspace.instructions.items())
        for path, member in agreements_of(workspace, instructions)
    ]
    return tuple(sorted(found, key=lambda selected: selected.path))


def select(workspace: Workspace, names: Iterable[str], faults: Faults) -> tuple[Selected, ...]:
    """The agreements that these names mean, each once; all of them where no name is given."""
    every = all_agreements(workspace)
    wanted = [plain_name(name) for name in names]
    if not wanted:
        return every
    found: dict[str, Selected] = {}
    for name in wanted:
        family = _family(workspace, name)
        matches = [s for s in every if _means(name, s.path) or s.instructions.path in family]
        varied = _varied(workspace, name) if not matches else None
        if varied is not None:
            faults.add("agreement-unknown", None, *varied)
        elif not matches:
            near = process.extractOne(name, [s.path for s in every])
            faults.add(
                "agreement-unknown",
                None,
                f"no agreement is named “{name}”",
                f"did you mean {near[0]}? `concordat list` shows them all"
                if near
                else "there are no agreements yet",
            )
        found.update((match.path, match) for match in matches)
    return tuple(found[path] for path in sorted(found))


def _varied(workspace: Workspace, name: str) -> tuple[str, str] | None:
    """What is to be said of a name that is that of an overlay, or below it, and what to write instead; else None."""
    parts = name.split("/")
    overlay = workspace.as_read.get("/".join(parts[:2]))
    if overlay is None or overlay.varies is None:
        return None
    day = day_of(overlay.effective)
    since = f" from {format_scalar(day)}" if day is not None else ""
    meant = "/".join((base_of(overlay), *parts[2:]))
    return (
        f"“{name}” is no agreement: it varies {base_of(overlay)}{since}",
        f"write {meant}: its text holds what its overlays change",
    )


def plain_name(name: str) -> str:
    """A name as paths have it, where a person wrote the file that it stands for."""
    return name.removeprefix("./").strip("/").removeprefix("agreements/").removesuffix(".yaml")


def file_mark(workspace: Workspace, path: str, state: str = "DRAFT") -> str:
    """What the names of the files of an agreement or a paper say of it: its `state`, and that its bodies are invented."""
    committee = workspace.committees.get(path.split("/")[0])
    return f"EXAMPLE-{state}" if committee is not None and committee.example else state


def _family(workspace: Workspace, name: str) -> frozenset[str]:
    """The instructions of a family named as `south-east/2025`: the footprint and the family's key in committee.yaml."""
    folder, _, key = name.partition("/")
    committee = workspace.committees.get(folder)
    named = committee.family.get(key, {}) if committee is not None else {}
    return frozenset(f"{folder}/{one.value}" for one in named.values())


def _means(name: str, path: str) -> bool:
    return name in (path, "agreements") or path.startswith(f"{name}/") or fnmatchcase(path, name)
