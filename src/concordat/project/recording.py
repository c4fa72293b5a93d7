"""What the commands share that record a step of a version: the register is opened, the version found, one line written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.nearest import did_you_mean
from concordat.load.workspace import read_workspace
from concordat.model.library import Workspace
from concordat.model.register import Event, Line, Manifest, PartyOf, State
from concordat.project.registers import held_by, register_folder
from concordat.project.versions_named import split_at, version_numbered
from concordat.store.writing import Writer, writing
from concordat.versions.life import Register, Version


@dataclass(frozen=True)
class Recorded:
    """What a command recorded: its line, or None after a fault; the parties still to come; and all that was found."""

    line: Line | None
    lacking: tuple[str, ...]
    faults: Faults


@dataclass(frozen=True)
class Open:
    """The workspace, a register of it open for writing, what it holds, and the version that a command is about."""

    workspace: Workspace
    writer: Writer
    register: Register
    version: Version


Choose = Callable[[Register, str], Version | None]
"""The version that a command means where it names none; None where there is none."""

Record = tuple[Manifest, Mapping[str, bytes]]


def record(
    root: Path, name: str, command: str, choose: Choose, otherwise: tuple[str, str],
    make: Callable[[Open, Faults], Record | None],
) -> Recorded:  # fmt: skip
    """Record one step of a version.

    `name` is an agreement, with `@1.0` where it means that version and not the one that `choose` gives; `otherwise` is
    the message and the hint where there is none, which may hold `{path}`. `make` gives the manifest and its files, or
    None after a fault.
    """
    faults, (path, at) = Faults(), split_at(name)
    workspace = _workspace_of(root, path, faults)
    if workspace is None:
        return Recorded(None, (), faults)
    with writing(register_folder(root, path), f"{command} {name}", faults) as writer:
        register = held_by(writer.register, faults) if writer is not None else None
        if writer is None or register is None:
            return Recorded(None, (), faults)
        version = version_numbered(register, path, at, faults) if at else choose(register, path)
        if version is None:
            if not faults.errors:
                message, hint = otherwise
                faults.add("version-state", None, message, hint.replace("{path}", path), agreement=path)
            return Recorded(None, (), faults)
        made = make(Open(workspace, writer, register, version), faults)
        if made is None or faults.errors:
            return Recorded(None, (), faults)
        manifest, files = made
        line = writer.commit(manifest, files, None)
        return Recorded(line, _lacking(version, manifest), faults)


def _workspace_of(root: Path, path: str, faults: Faults) -> Workspace | None:
    """The workspace, where its footprints hold the agreement named; None after a fault."""
    workspace, read = read_workspace(root)
    faults.extend(read.errors)
    if not faults.errors and path.split("/")[0] not in workspace.committees:
        hint = "`concordat list` shows them all"
        faults.add("agreement-unknown", None, f"no footprint holds “{path}”", hint)
    return None if faults.errors else workspace


def _lacking(version: Version, manifest: Manifest) -> tuple[str, ...]:
    done = manifest.approval or manifest.signing
    if done is None:
        return ()
    return tuple(slug for slug in version.lacking(manifest.event) if slug != done.party)


def manifest_of(version: Version, event: Event, state: State, on: date) -> Manifest:
    """A manifest of a step of a version, still without what the step says."""
    return Manifest(event, version.agreement, str(version.number), state, on.isoformat(), {})


def party_named(version: Version, slug: str, faults: Faults) -> PartyOf | None:
    """A party of a version by its slug; None, and a fault, where it has none of that name."""
    parties = {party.slug: party for party in version.last.issue.parties}
    if slug not in parties:
        hint = did_you_mean(slug, parties, f"its parties are {', '.join(parties)}")
        message = f"version {version.number} has no party “{slug}”"
        faults.add("record-incomplete", None, message, hint, agreement=version.agreement)
    return parties.get(slug)


def lacks(faults: Faults, version: Version, given: Mapping[str, str]) -> bool:
    """Whether something is lacking of what must be given: each is an option and what it says."""
    for option, what in given.items():
        faults.add(
            "record-incomplete", None, f"{what} is not given", f"add {option}", agreement=version.agreement
        )
    return bool(given)
