"""One writer at a time: the lock of a register, whose it is, and whether its owner still runs."""

from __future__ import annotations

import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.store.disk import write_file

LOCK = ".lock"
"""The name of the lock in its register."""

PATIENCE = 10
"""How many tenths of a second a lock may be without its words: whoever takes it writes them at once."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock: process number, machine, command, and when the process started, where the system tells."""

    process: int
    host: str
    command: str
    started: str

    @property
    def shown(self) -> str:
        """The owner as a message names it."""
        return f"process {self.process} on {self.host}, `concordat {self.command}`"


class Standing(Enum):
    """How a lock stands."""

    FREE = "free"
    HELD = "held"  # by a process that runs
    AWAY = "away"  # by a process of another machine, of which nothing is known here
    STALE = "stale"  # by a process that no longer runs, or by none that it names


def look(folder: Path) -> tuple[Standing, Owner | None]:
    """How the lock of a register stands, and whose it is, where it says so."""
    owner = None
    for _ in range(PATIENCE):
        try:
            owner = _owner((folder / LOCK).read_bytes())
        except FileNotFoundError:
            return Standing.FREE, None
        except OSError:
            return Standing.AWAY, None
        if owner is not None:
            break
        time.sleep(0.1)
    if owner is None:
        return Standing.STALE, None
    if owner.host != platform.node():
        return Standing.AWAY, owner
    return (Standing.HELD if _runs(owner) else Standing.STALE), owner


def take(folder: Path, command: str) -> bool:
    """Take the lock of a register for this process; False where someone has it. Raises OSError."""
    owner = Owner(os.getpid(), platform.node(), command, _started(os.getpid()))
    path = folder / LOCK
    try:
        write_file(path, json.dumps(asdict(owner)).encode() + b"\n", new=True)
    except FileExistsError:
        return False
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True


def release(folder: Path) -> None:
    """Take away the lock that this process took. Raises OSError."""
    (folder / LOCK).unlink(missing_ok=True)


def refuse(folder: Path, shown: str, stands: str, faults: Faults) -> None:
    """Say why a register cannot be locked: register-locked or register-lock-stale. `stands` says where the ledger stands."""
    standing, owner = look(folder)
    whose = owner.shown if owner else "it does not say by whom"
    if standing is Standing.STALE:
        message = f"a run that no longer runs left the register {shown} locked ({whose}); {stands}"
        hint = f"give `concordat repair {_footprint(shown)}`: it sets aside what the run left, and then try again"
        faults.add("register-lock-stale", None, message, hint)
    elif standing is Standing.AWAY:
        message = f"the register {shown} is locked from another machine ({whose}); {stands}"
        hint = f"wait until that run is done; if it no longer runs there, delete {shown}/{LOCK} and try again"
        faults.add("register-locked", None, message, hint)
    else:
        message = f"another run is writing the register {shown} ({whose}); {stands}"
        faults.add("register-locked", None, message, "wait until it is done, then try again")


def _footprint(shown: str) -> str:
    return shown.removeprefix("agreements/").removesuffix("/register")


def _owner(data: bytes) -> Owner | None:
    try:
        owner = Owner(**json.loads(data))
    except (ValueError, TypeError, RecursionError):
        return None
    sound = type(owner.process) is int and 0 < owner.process < 2**31
    texts = (owner.host, owner.command, owner.started)
    return owner if sound and all(isinstance(text, str) for text in texts) else None


def _runs(owner: Owner) -> bool:
    """Whether the process that took a lock on this machine still runs, and is not another of the same number."""
    if (
        os.name == "nt"
    ):  # to signal a process would end it there, and nothing else tells without more libraries
        return True
    try:
        os.kill(owner.process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is someone else's
    return owner.started == "" or _started(owner.process) in ("", owner.started)


def _started(process: int) -> str:
    """When a process started, in ticks since the machine did, and which start of the machine that was.

    Empty where the system does not tell; "ended" for one that has ended and that nobody has asked after.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()  # the name of the program may hold anything
    return "ended" if fields[0] in "ZX" else f"{fields[19]}@{boot}"
