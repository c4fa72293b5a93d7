"""Setting aside what stopped runs left in a register. Nothing that a line names is changed or moved, nothing is deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.store import lock
from concordat.store.disk import make_folders, move
from concordat.store.files import WRITING, write_whole
from concordat.store.ledger import LEDGER
from concordat.store.leftover import SET_ASIDE
from concordat.store.lock import LOCK, Standing
from concordat.store.placing import SPACE, reason
from concordat.store.register import read_register, shown_path

try:
    import fcntl
except ImportError:  # Windows has another way of locking files
    fcntl = None  # type: ignore[assignment]


def repair(folder: Path, faults: Faults) -> tuple[str, ...]:
    """Set aside, in `set-aside/<number>/` of the register, a stale lock, half a line, temporary names, unnamed folders.

    What was done, a sentence each; nothing where nothing was left. Refused while a run holds the lock, and for a
    register of a newer Concordat. Where the ledger is damaged, folders stay where they are: a line that cannot be
    read may name them; the fault is added. A repair that is stopped can be given again.
    """
    shown = shown_path(folder)
    if not folder.is_dir():
        return ()
    done: list[str] = []
    try:
        with _alone(folder) as alone:
            if not alone or lock.look(folder)[0] in (Standing.HELD, Standing.AWAY):
                lock.refuse(folder, shown, read_register(folder).stands, faults)
                return ()
            _repair(folder, shown, done, faults)
    except OSError as problem:
        message = f"the register {shown} could not be repaired: {reason(problem)}; no line of its ledger was changed"
        faults.add("output-not-writable", None, message, SPACE)
    return tuple(done)


def _repair(folder: Path, shown: str, done: list[str], faults: Faults) -> None:
    register = read_register(folder)
    if any(fault.code == "register-newer" for fault in register.faults):
        faults.extend(register.faults)
        return
    aside = _Aside(folder, shown, done)
    standing, owner = lock.look(folder)
    if standing is Standing.STALE:
        whose = owner.shown if owner else "it does not say by whom"
        aside.move(LOCK, "lock", f"the lock of a run that no longer runs ({whose})")
    if not lock.take(folder, "repair"):
        lock.refuse(folder, shown, register.stands, faults)
        return
    try:
        register = read_register(folder)
        ledger = register.ledger
        faults.extend(register.faults)
        if ledger.unended:
            write_whole(folder / LEDGER, ledger.data + b"\n")
            done.append(f"the last line of the ledger {shown}/{LEDGER} has its line feed again")
        elif ledger.torn and ledger.fault is None:
            kept = aside.write("half-a-line.jsonl", ledger.tail)
            write_whole(folder / LEDGER, ledger.data.removesuffix(ledger.tail))
            done.append(f"half a line at the end of the ledger {shown}/{LEDGER} is kept as {kept}")
        for name in register.leftover.temporary if register.faults else register.leftover.names:
            what = "an unfinished file or folder" if name.endswith(WRITING) else "a folder that no line names"
            aside.move(name, name, what)
    finally:
        lock.release(folder)


class _Aside:
    """The folder of one repair: things are moved there under the path that they had."""

    def __init__(self, root: Path, shown: str, done: list[str]) -> None:
        self._root, self._shown, self._done = root, shown, done
        number = next(n for n in count(1) if not os.path.lexists(root / SET_ASIDE / str(n)))
        self._within = f"{SET_ASIDE}/{number}"

    def move(self, name: str, under: str, what: str) -> None:
        """Move something there, and say so."""
        target = self._root / self._within / under
        make_folders(target.parent)
        move(self._root / name, target)
        self._done.append(f"{self._shown}/{name}, {what}, is now {self._shown}/{self._within}/{under}")

    def write(self, under: str, data: bytes) -> str:
        """Write a file there; its path as messages name it."""
        make_folders(self._root / self._within)
        write_whole(self._root / self._within / under, data)
        return f"{self._shown}/{self._within}/{under}"


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other repair is at work in a register; the system forgets this hold when the process ends."""
    if fcntl is None:
        yield True
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        free = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            free = False
        except OSError:  # a network drive that knows no such hold
            pass
        yield free
    finally:
        os.close(handle)
