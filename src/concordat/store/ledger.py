"""Reading a ledger: the lines that hold, the first thing that is wrong, and what a stopped run left at its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from concordat.diagnostics import Diagnostic
from concordat.model.register import Line, Number
from concordat.store.digests import NOUGHTS, is_digest, is_safe
from concordat.store.records import Newer, read_line

LEDGER = "ledger.jsonl"
"""The name of the ledger in its register."""

FROM_A_COPY = (
    "take it back from a copy, or from git with `git checkout`; nobody may edit what stands in a register"
)
"""How damage is cured."""

CONVERTED = (
    "put the line `agreements/*/register/** -text` into .gitattributes, remove the file, and take it back with"
    " `git checkout`"
)
"""How converted line ends are cured."""


@dataclass(frozen=True, slots=True)
class NewerLine:
    """A line of a higher schema whose digest holds; folder and manifest are empty where it says them in another way."""

    sequence: int
    folder: str
    manifest: str
    digest: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as read.

    `lines` are those that hold, in order, up to the first thing that is wrong (`fault`: register-damaged); `newer` are
    those after them that only a newer Concordat understands. `tail` is what stands behind the last line feed: half a
    line, or, where `unended`, a whole one that counts and lacks its line feed. `data` is all of it.
    """

    data: bytes = b""
    lines: tuple[Line, ...] = ()
    newer: tuple[NewerLine, ...] = ()
    fault: Diagnostic | None = None
    tail: bytes = b""
    unended: bool = False

    @property
    def every(self) -> tuple[Line | NewerLine, ...]:
        """All lines that hold, in order, also those that only a newer Concordat understands."""
        return (*self.lines, *self.newer)

    @property
    def head(self) -> str:
        """The digest of the last line that holds; 64 noughts where there is none."""
        every = self.every
        return every[-1].digest if every else NOUGHTS

    @property
    def torn(self) -> bool:
        """Whether a run was stopped while it wrote the last line."""
        return bool(self.tail)


class Chain:
    """What the lines so far ask of the next one."""

    def __init__(self) -> None:
        """Begin with an empty ledger."""
        self.sequence, self.before = 0, NOUGHTS
        self._folders: set[str] = set()
        self._numbers: dict[str, set[Number]] = {}

    def add(self, line: Line) -> None:
        """Take one more line. Raises ValueError, with the reason, where it does not follow those before it."""
        self.follow(line.sequence, line.before, line.digest)
        if line.folder in self._folders:
            raise ValueError(f"a line before it names the folder {line.folder} too")
        self._folders.add(line.folder)
        number = Number.of(line.version)
        numbers = self._numbers.setdefault(line.agreement, set())
        if numbers and number not in numbers and number < max(numbers):
            raise ValueError(f"{number} of {line.agreement} begins after {max(numbers)} did")
        numbers.add(number)

    def follow(self, sequence: int, before: str, digest: str) -> None:
        """Take one more line by its numbers alone. Raises ValueError where they do not follow."""
        if sequence != self.sequence + 1:
            raise ValueError(
                f"it bears the number {sequence}, and {self.sequence + 1} is due: a line was taken out, added or moved"
            )
        if before != self.before:
            raise ValueError(
                "it follows another line than the one before it: that one was changed or exchanged"
            )
        self.sequence, self.before = sequence, digest


def read_ledger(folder: Path, shown: str) -> Ledger:
    """The ledger of a register; `shown` is the register's path as messages name it. One that is not there is empty."""
    try:
        data = (folder / LEDGER).read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        message = f"the ledger {shown}/{LEDGER} cannot be read: {reason}"
        return Ledger(fault=Diagnostic("register-damaged", None, message, FROM_A_COPY))
    found = _read(data, f"{shown}/{LEDGER}")
    if found.fault is not None and b"\r\n" in data:
        as_written = _read(data.replace(b"\r\n", b"\n"), "")
        if as_written.fault is None:
            at = data[: data.index(b"\r\n")].count(b"\n") + 1
            message = (
                f"line {at} of the ledger {shown}/{LEDGER} ends in CRLF: its line ends were converted, as git does with"
                " core.autocrlf; otherwise it is as it was written"
            )
            return replace(
                as_written, data=data, fault=Diagnostic("register-damaged", None, message, CONVERTED)
            )
    return found


def _read(data: bytes, shown: str) -> Ledger:
    chain, lines, newer = Chain(), list[Line](), list[NewerLine]()
    *whole, tail = data.split(b"\n")
    unended = bool(tail) and _is_object(tail)
    fault = None
    for at, one in enumerate([*whole, tail] if unended else whole, start=1):
        try:
            _take(one, chain, lines, newer)
        except ValueError as wrong:
            fault = _damaged(shown, at, str(wrong))
            unended = False
            break
    if fault is None and tail and not unended and _begins_with_object(tail):
        fault = _damaged(shown, len(whole) + 1, "something else than a line feed stands at its end")
    return Ledger(data, tuple(lines), tuple(newer), fault, tail, unended)


def _take(one: bytes, chain: Chain, lines: list[Line], newer: list[NewerLine]) -> None:
    try:
        line = read_line(one)
    except Newer as known:
        found = _newer(known.found)
        chain.follow(found.sequence, str(known.found.get("before")), found.digest)
        newer.append(found)
        return
    if newer:
        raise ValueError("an older Concordat wrote it after a newer one")
    chain.add(line)
    lines.append(line)


def _newer(found: Mapping[str, Any]) -> NewerLine:
    sequence, folder, manifest = found.get("sequence"), found.get("folder"), found.get("manifest")
    if type(sequence) is not int:
        raise ValueError("it bears no number")
    if isinstance(folder, str) and is_safe(folder, nested=True) and is_digest(manifest):
        return NewerLine(sequence, folder, str(manifest), found["digest"])
    return NewerLine(sequence, "", "", found["digest"])


def _damaged(shown: str, at: int, reason: str) -> Diagnostic:
    message = f"line {at} of the ledger {shown} does not hold: {reason}"
    return Diagnostic("register-damaged", None, message, FROM_A_COPY)


def _is_object(tail: bytes) -> bool:
    """Whether a last line without its line feed is whole otherwise: JSON to its end."""
    try:
        return isinstance(json.loads(tail), dict)
    except (ValueError, RecursionError):
        return False


def _begins_with_object(tail: bytes) -> bool:
    """Whether a whole line stands there and something after it: no run that was stopped leaves that."""
    try:
        found, end = json.JSONDecoder().raw_decode(tail.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and end > 0
