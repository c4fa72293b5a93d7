"""Writing an event to a register, step by step (docs/register.md): the line is the commit, and comes last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.register import Line, Manifest
from concordat.store import lock
from concordat.store.digests import kept_files
from concordat.store.disk import make_folders, remove_folders
from concordat.store.ledger import LEDGER, Chain
from concordat.store.placing import REPAIR, SPACE, Placing, reason
from concordat.store.records import MANIFEST, manifest_bytes, next_line, read_manifest_bytes
from concordat.store.register import Register, read_register, shown_path, torn
from concordat.store.steps import reached


@contextmanager
def writing(folder: Path, command: str, faults: Faults) -> Iterator[Writer | None]:
    """Lock a register, which is made where it is not there, and read it; a writer, or None with the fault added.

    `command` stands in the lock (`issue south-east/delegation-2025`). Refused are a register that another run has
    locked, one that is damaged, torn or of a newer Concordat, and one in which a run left something over. The lock is
    taken away whatever happens within.
    """
    shown = shown_path(folder)
    made: tuple[Path, ...] = ()
    try:
        made = make_folders(folder)
        held = lock.take(folder, command)
    except OSError as problem:
        remove_folders(made)
        faults.add(
            "output-not-writable", None, f"the register {shown} cannot be locked: {reason(problem)}", SPACE
        )
        yield None
        return
    if not held:
        lock.refuse(folder, shown, read_register(folder).stands, faults)
        yield None
        return
    try:
        reached("locked")
        register = read_register(folder)
        reached("read")
        yield None if _refused(register, faults) else Writer(register, faults)
    finally:
        _unlock(folder, shown, faults)
        remove_folders(made)
    reached("unlocked")


def _unlock(folder: Path, shown: str, faults: Faults) -> None:
    try:
        lock.release(folder)
    except OSError as problem:
        message = f"the lock of the register {shown} cannot be taken away: {reason(problem)}"
        faults.add("output-not-writable", None, message, REPAIR)


def _refused(register: Register, faults: Faults) -> bool:
    """Whether nothing may be written into a register, with the reason added."""
    before = len(faults.found)
    faults.extend(register.faults)
    if not register.faults and register.ledger.torn:
        faults.add("register-torn", None, f"{torn(register)}; {register.stands}", REPAIR)
    elif not register.faults and register.leftover.names:
        names = ", ".join(f"{register.shown}/{name}" for name in register.leftover.names[:3])
        message = f"a run that was stopped left {names}, which no line of the ledger names; {register.stands}"
        faults.add("register-leftover", None, message, REPAIR)
    return len(faults.found) > before


class Writer:
    """Adds events to a register that this process has locked."""

    def __init__(self, register: Register, faults: Faults) -> None:
        """`register` as it was read under the lock; `faults` takes what cannot be written."""
        self._register, self._faults = register, faults
        self._lines = list(register.lines)
        self._chain = Chain()
        for line in self._lines:
            self._chain.add(line)
        self._failed = False

    @property
    def register(self) -> Register:
        """The register as it was read under the lock, for what stood in it then."""
        return self._register

    @property
    def lines(self) -> tuple[Line, ...]:
        """What happened so far, in order."""
        return tuple(self._lines)

    def commit(
        self, manifest: Manifest, files: Mapping[str, bytes], house: Mapping[str, bytes] | None = None
    ) -> Line | None:
        """Write one event: its folder with `files` and the manifest, the house where it is issued, and its line.

        The line that was added, or None with the fault added; the fault says where the register stands. Raises
        ValueError where the manifest is not sound, lists other files or another house, or does not follow the lines
        so far: that is our own fault. After a failure the writer writes nothing more.
        """
        if self._failed:
            return None
        record = manifest_bytes(manifest)
        last = self._lines[-1] if self._lines else None
        line = next_line(manifest, record, last)
        _judge(manifest, record, files, house)
        self._chain.add(line)
        if last is not None and line.date < last.date:
            _say_backwards(line, last, self._register.shown, self._faults)
        work = Placing(self._register, line, self._faults)
        self._failed = not work.write({**files, MANIFEST: record}, house)
        if self._failed:
            return None
        self._lines.append(line)
        return line


def _judge(
    manifest: Manifest, record: bytes, files: Mapping[str, bytes], house: Mapping[str, bytes] | None
) -> None:
    if read_manifest_bytes(record) != manifest or dict(manifest.files) != kept_files(files):
        raise ValueError("a manifest must list just the files that are kept beside it")
    wanted = {} if manifest.issue is None else dict(manifest.issue.house_files)
    if kept_files(house or {}) != wanted:
        raise ValueError("a manifest must list just the files of the house that it was made with")


def _say_backwards(line: Line, last: Line, shown: str, faults: Faults) -> None:
    message = f"line {line.sequence} of the ledger {shown}/{LEDGER} bears the day {line.date}, and the line before it {last.date}"
    hint = "nothing is wrong if it was recorded late; otherwise set the machine's clock, or give the day with `--on`"
    faults.add("date-backwards", None, message, hint)
