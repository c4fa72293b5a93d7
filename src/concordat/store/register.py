"""Reading a register: its lines, what is wrong with its ledger, what was left in it, and files whose digests are checked."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from concordat.diagnostics import Diagnostic, Faults
from concordat.model.register import Event, Line, Manifest
from concordat.store import lock
from concordat.store.digests import digest_of
from concordat.store.ledger import CONVERTED, FROM_A_COPY, LEDGER, Ledger, read_ledger
from concordat.store.leftover import Leftover, left_over
from concordat.store.lock import Standing
from concordat.store.records import MANIFEST, Newer, folder_of, read_manifest_bytes


@dataclass(frozen=True, slots=True)
class Register:
    """A register as read: `folder` on the disk, `shown` its path as messages name it."""

    folder: Path
    shown: str
    ledger: Ledger
    leftover: Leftover

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold, in order: what happened."""
        return self.ledger.lines

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The first thing that is wrong with the ledger, if anything is: register-damaged or register-newer."""
        if self.ledger.fault is not None:
            return (self.ledger.fault,)
        if self.leftover.lines_lost:
            return (_lines_lost(self),)
        return (_newer(self),) if self.ledger.newer else ()

    @property
    def stands(self) -> str:
        """Where the register stands, in words: its last event."""
        if self.ledger.newer:
            return f"its last line is number {self.ledger.newer[-1].sequence}"
        if not self.lines:
            return "its ledger holds no line"
        last = self.lines[-1]
        return f"its last line is number {last.sequence}: {_told(last)}, {last.date}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What stopped runs left, a sentence each, and whether one is writing: for every command that reads."""
        found = []
        standing, owner = lock.look(self.folder)
        if standing in (Standing.HELD, Standing.AWAY):
            found.append(
                f"a run has the register {self.shown} locked ({owner.shown if owner else 'unknown'})"
            )
        elif standing is Standing.STALE:
            whose = owner.shown if owner else "unknown"
            found.append(f"a run that no longer runs left the register {self.shown} locked ({whose})")
        if self.ledger.torn:
            found.append(torn(self))
        found += [f"{self.shown}/{name} is named by no line of the ledger" for name in self.leftover.names]
        return (*found, f"the register {self.shown} stands: {self.stands}") if found else ()


def shown_path(folder: Path) -> str:
    """The path of a register as messages name it: `agreements/south-east/register`."""
    return "/".join(folder.parts[-3:])


def read_register(folder: Path) -> Register:
    """The register in a folder, `agreements/<footprint>/register`; one that is not there is empty. Raises nothing."""
    shown = shown_path(folder)
    ledger = read_ledger(folder, shown)
    named = [line.folder for line in ledger.every]
    leftover = left_over(folder, named)
    if ledger.fault is not None:  # a line that cannot be read may name a folder that seems left over
        leftover = replace(leftover, folders=())
    return Register(folder, shown, ledger, leftover)


def torn(register: Register) -> str:
    """What is to be said of a last line that is not whole."""
    ledger = f"the ledger {register.shown}/{LEDGER}"
    if register.ledger.unended:
        return f"the last line of {ledger} lacks its line feed; it is whole otherwise, and counts"
    return f"half a line stands at the end of {ledger}: a run was stopped while it wrote it, and that event has not happened"


def read_manifest(register: Register, line: Line, faults: Faults) -> Manifest | None:
    """The manifest of a line, its digest checked; None with register-damaged or register-newer added where it does not hold."""
    data = read_kept(register, f"{line.folder}/{MANIFEST}", line.manifest, vouching(line), faults)
    return None if data is None else understand(register, line, data, faults)


def understand(register: Register, line: Line, data: bytes, faults: Faults) -> Manifest | None:
    """The manifest of a line, made of bytes that have the digest that the line names; None with the fault added."""
    shown = f"{register.shown}/{line.folder}/{MANIFEST}"
    try:
        manifest = read_manifest_bytes(data)
    except Newer as known:
        faults.add("register-newer", None, f"{shown} cannot be understood: {known}", NEWER)
        return None
    except ValueError as wrong:
        message = f"{shown} has the digest that line {line.sequence} of the ledger names, and does not hold: {wrong}"
        faults.add("register-damaged", None, message, FROM_A_COPY)
        return None
    same = (manifest.event, manifest.agreement, manifest.version, manifest.state, manifest.date)
    told = (line.event, line.agreement, line.version, line.state, line.date)
    if same != told or folder_of(manifest) != line.folder:
        message = f"{shown} tells of another event than line {line.sequence} of the ledger"
        faults.add("register-damaged", None, message, FROM_A_COPY)
        return None
    return manifest


def read_file(register: Register, line: Line, name: str, faults: Faults) -> bytes | None:
    """A file that the manifest of a line lists, its digest checked; None with the fault added where it does not hold.

    Raises KeyError for a name that the manifest does not list.
    """
    manifest = read_manifest(register, line, faults)
    if manifest is None:
        return None
    return read_kept(register, f"{line.folder}/{name}", manifest.files[name].sha256, vouching(line), faults)


def vouching(line: Line) -> str:
    """A line as messages name it that say what it vouches for."""
    return f"line {line.sequence} of the ledger ({_told(line)})"


def _told(line: Line) -> str:
    happened = f"issued as {line.state}" if line.event is Event.ISSUED else line.event.value
    return f"{line.version} of {line.agreement}, {happened}"


def read_kept(register: Register, name: str, expected: str, vouched: str, faults: Faults) -> bytes | None:
    """A file below the register that must have a digest; None with register-damaged added where it has not.

    `vouched` names the line that vouches for it. The message names the file, and the digests expected and found.
    """
    shown, path = f"{register.shown}/{name}", os.path.join(register.folder, name)
    try:
        if os.path.islink(path):
            raise OSError(0, "it is a link")
        with open(path, "rb") as stream:
            data = stream.read()
    except FileNotFoundError:
        message = f"{shown} is not there; {vouched} vouches for it with the digest {expected}"
        faults.add("register-damaged", None, message, FROM_A_COPY)
        return None
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        faults.add(
            "register-damaged", None, f"{shown} cannot be read: {reason}; {vouched} names it", FROM_A_COPY
        )
        return None
    found = digest_of(data)
    if found == expected:
        return data
    digests = f"digest expected {expected}, found {found}"
    if expected in _converted(data):
        message = (
            f"the line ends of {shown} were converted, as git does with core.autocrlf ({digests}); {vouched}"
        )
        faults.add("register-damaged", None, message, CONVERTED)
    else:
        faults.add(
            "register-damaged", None, f"{shown} is not as {vouched} vouches for it: {digests}", FROM_A_COPY
        )
    return None


def _converted(data: bytes) -> tuple[str, ...]:
    """The digests that a file had if its line ends were converted, one way or the other."""
    plain = data.replace(b"\r\n", b"\n")
    return (digest_of(plain), digest_of(plain.replace(b"\n", b"\r\n"))) if b"\n" in data else ()


NEWER = "install the Concordat that wrote it, or a later one; this one writes nothing beside it"
"""How a register of a newer Concordat is cured."""


def _newer(register: Register) -> Diagnostic:
    first = register.ledger.newer[0].sequence
    message = f"the ledger {register.shown}/{LEDGER} was written by a newer Concordat from line {first} on"
    return Diagnostic("register-newer", None, message, NEWER)


def _lines_lost(register: Register) -> Diagnostic:
    folders = ", ".join(register.leftover.folders[:3])
    message = (
        f"the ledger {register.shown}/{LEDGER} has lost its end: no line names {folders}, and a run that was stopped"
        f" leaves one folder at the most; {register.stands}"
    )
    return Diagnostic("register-damaged", None, message, FROM_A_COPY)
