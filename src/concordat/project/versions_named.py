"""Which version a name means: `AGREEMENT@1.0`, the text in force on a day, or the latest of a state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.diagnostics import Faults
from concordat.language.english import join_names
from concordat.language.values import format_scalar
from concordat.model.register import Number, State
from concordat.project.selection import plain_name
from concordat.versions.life import Copy, Register, Version, in_force, latest_of, lineage

DRAFT = "draft"
PRECEDENT = "precedent"
"""What stands behind the `@` for the precedent's own text."""

STATES = {state.slug: state for state in State}


def split_at(name: str) -> tuple[str, str]:
    """The agreement of a name, and what follows its `@`; nothing where it means the workspace's own text."""
    path, _, at = name.partition("@")
    return plain_name(path), "" if at == DRAFT else at


@dataclass(frozen=True)
class Meant:
    """The copy that a name means, and for a day what is to be said of it; `late` where it was signed only after that day."""

    version: Version
    copy: Copy
    said: str = ""
    late: bool = False


def meant(register: Register, path: str, at: str, faults: Faults) -> Meant | None:
    """The copy that `path@at` means: a number, a day, or a state; None, and a fault (version-unknown), where there is none."""
    if at in STATES:
        version = latest_of(register.of(path), STATES[at])
        if version is None:
            _unknown(register, path, f"no version of {path} is {STATES[at].value}", faults)
        return _copy(version, STATES[at]) if version is not None else None
    day = _day(at)
    if day is None:
        version = version_numbered(register, path, at, faults)
        return _copy(version, version.state) if version is not None else None
    found = in_force(register, path, day)
    if found is None:
        _unknown(
            register,
            path,
            f"no text of {path} was in force on {format_scalar(day)}{_why(register, path)}",
            faults,
        )
        return None
    version = found.version
    said = [f"in force on {format_scalar(day)}: version {version.number} of {version.agreement}"]
    if found.signed_after:
        signed = format_scalar(date.fromisoformat(found.signed_after))
        said.append(f"signed after that day: the last party signed on {signed}")
    made = _copy(version, State.SIGNED)
    return Meant(made.version, made.copy, "; ".join(said), bool(found.signed_after))


def _copy(version: Version, state: State) -> Meant:
    """The copy that stands for a version in a state: what was approved is the copy for approval, what was signed the engrossment."""
    first = {
        State.APPROVED: (State.FOR_APPROVAL,),
        State.SIGNED: (State.FOR_SIGNATURE,),
        State.ENDED: (State.FOR_SIGNATURE,),
    }.get(state, (state,))
    copy = next((version.copies[one] for one in first if one in version.copies), version.last)
    return Meant(version, copy)


def version_numbered(register: Register, path: str, at: str, faults: Faults) -> Version | None:
    """The version of that number; None, and a fault, where there is none."""
    try:
        number = Number.of(at)
    except ValueError:
        states = join_names([f"@{name}" for name in STATES], "or")
        faults.add("version-unknown", None, f"“@{at}” is no number of a version, no day and no state",
                   f"write @1.0, @2025-07-01, {states}", agreement=path)  # fmt: skip
        return None
    found = next((version for version in register.of(path) if version.number == number), None)
    if found is None:
        _unknown(register, path, f"{path} has no version {at}", faults)
    return found


def _unknown(register: Register, path: str, message: str, faults: Faults) -> None:
    numbers = [str(version.number) for version in register.of(path)]
    known = [one for one in register.versions if one.startswith(f"{path}/")]
    hint = f"its versions are {join_names(numbers)}" if numbers else "nothing of it has been issued"
    if known and not numbers:
        hint = f"name one of {join_names(known)}"
    faults.add(
        "version-unknown", None, message, f"{hint}; `concordat history {path}` tells them", agreement=path
    )


def _why(register: Register, path: str) -> str:
    """Why none was: it is not signed, its effective day is later, or it has ended."""
    versions = [version for name in lineage(register, path) for version in register.of(name)]
    signed = [version for version in versions if version.dated]
    if not signed:
        return ": no version has been signed by every party" if versions else ""
    first = min(version.effective for version in signed)
    ended = max((v.ending.date for v in signed if v.ending is not None), default="")
    after = f", and it ended on {format_scalar(date.fromisoformat(ended))}" if ended else ""
    return f": its first text has effect from {format_scalar(date.fromisoformat(first))}{after}"


def _day(at: str) -> date | None:
    try:
        return date.fromisoformat(at) if len(at) == 10 else None
    except ValueError:
        return None
