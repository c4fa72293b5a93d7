"""`concordat history`: the life of agreements, line by line, as the registers tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.english import join_names
from concordat.language.nearest import did_you_mean
from concordat.model.register import Event, Line, State
from concordat.project.control import told
from concordat.project.registers import footprints, read_held
from concordat.project.versions_named import Meant, meant, split_at
from concordat.versions.life import Register, Version


@dataclass(frozen=True)
class Step:
    """A line of the ledger as history tells it."""

    sequence: int
    agreement: str
    version: str
    state: str
    date: str
    what: str
    text_digest: str


@dataclass(frozen=True)
class Standing:
    """Where an agreement stands: its last version and state, and the parties that are still to approve or sign."""

    agreement: str
    version: str
    state: str
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The lives of agreements of one footprint, and the head of its ledger."""

    footprint: str
    head: str
    lines: int
    steps: tuple[Step, ...]
    standing: tuple[Standing, ...]


@dataclass(frozen=True)
class Histories:
    """What was asked for, footprint by footprint; what each name with an `@` means; what stopped runs left, and where the
    register then stands (`notes`); and all that was found on the way."""

    found: tuple[History, ...]
    meant: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    faults: Faults = field(default_factory=Faults)


def history(root: Path, names: Iterable[str]) -> Histories:
    """The history of the agreements, folders or footprints named; of every register where none is named.

    A register that is not whole is told of as far as it is; what is wrong with it is a fault.
    """
    faults, found, said, notes = Faults(), list[History](), list[str](), list[str]()
    asked = [split_at(name) for name in names]
    wanted = [path for path, _ in asked]
    every = footprints(root)
    for name in wanted:
        if name.split("/")[0] not in every:
            hint = did_you_mean(
                name, every, "nothing has been issued in this workspace; `concordat issue` begins a register"
            )
            faults.add("version-unknown", None, f"there is no register for “{name}”", hint)
    for footprint in every:
        below = [name for name in wanted if name.split("/")[0] == footprint]
        if below or not wanted:
            kept, register = read_held(root, footprint, faults)
            notes += kept.notes
            if register is not None:
                found.append(_history(register, footprint, below, faults))
                for path, at in asked:
                    if at and path in below:
                        one = meant(register, path, at, faults)
                        said += [f"{path}@{at}: {_said(one)}"] if one is not None else []
    return Histories(tuple(found), tuple(said), tuple(notes), faults)


def _said(one: Meant) -> str:
    return one.said or f"version {one.version.number}, {one.version.state.value}"


def _history(register: Register, footprint: str, names: list[str], faults: Faults) -> History:
    paths = [path for path in register.versions if not names or any(_means(name, path) for name in names)]
    for name in names:
        if not any(_means(name, path) for path in paths):
            hint = did_you_mean(
                name, register.versions, f"its register holds {join_names(tuple(register.versions))}"
            )
            faults.add("version-unknown", None, f"nothing of “{name}” has been issued", hint)
    steps = tuple(_step(line, register) for line in register.lines if line.agreement in paths)
    standing = tuple(one for path in sorted(paths) for one in _standing(register.of(path)))
    return History(footprint, register.head, len(register.lines), steps, standing)


def _means(name: str, path: str) -> bool:
    return path == name or path.startswith(f"{name}/")


def _step(line: Line, register: Register) -> Step:
    manifest = register.manifests[line.folder]
    said = manifest.issue or manifest.approval or manifest.signing
    digest = said.text_digest if said is not None else ""
    what = told(line, register)
    return Step(line.sequence, line.agreement, line.version, line.state.value, line.date, what, digest)


def _standing(versions: tuple[Version, ...]) -> Iterator[Standing]:
    for version in versions[-1:]:
        awaited = Event.SIGNED if version.engrossment is not None else Event.APPROVED
        waiting = version.state in (State.FOR_APPROVAL, State.FOR_SIGNATURE)
        lacking = version.lacking(awaited) if waiting else ()
        yield Standing(version.agreement, str(version.number), version.state.value, lacking)
