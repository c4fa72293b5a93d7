"""Steps of the life of a version, for tests: an agreement of branch libraries, rendered without pages."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.approve import AskedApproval, approve
from concordat.project.end import AskedEnding, end
from concordat.project.issue import Asked, Issued, issue
from concordat.project.recording import Recorded
from concordat.project.sign import AskedSigning, sign
from concordat.store import steps
from quick import blank_pdf, quick
from support import loans_workspace

DALE = "valley/loan-2024/dale-branch"
"""An agreement whose only blanks are the keepers' names."""

OVER = {"stand-in": "There is no national text.", "blank-due": "The keepers are named later."}
"""What refuses this agreement for approval and is accepted."""

PARTIES = ("county-library", "dale-branch")
INSTRUCTIONS = "agreements/valley/loan-2024.yaml"


def valley(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """The workspace of the branches, without a register."""
    return loans_workspace(folder, changes)


def issued(
    root: Path,
    state: State,
    day: str,
    name: str = DALE,
    accept: Mapping[str, str] | None = None,
    **more: object,
) -> Issued:
    """Issue a version, with what refuses it accepted where nothing else is said."""
    over = accept if accept is not None else ({} if state is State.DRAFT else OVER)
    asked = Asked(name, state, date.fromisoformat(day), over, **more)  # type: ignore[arg-type]
    return issue(root, asked, quick)


def approved(root: Path, party: str, day: str, name: str = DALE, **more: str) -> Recorded:
    """Record an approval by the board of a party."""
    on = date.fromisoformat(day)
    given = {"body": "Board", "minute": "7", **more}
    return approve(root, AskedApproval(name, party, on, on, **given))


def signed(root: Path, party: str, day: str, dated: str = "", name: str = DALE, **more: str) -> Recorded:
    """Record a signature, on a counterpart that no scanner made."""
    file = root / f"{party}.pdf"
    file.write_bytes(blank_pdf(f"scan of {party}"))
    on = date.fromisoformat(day)
    asked = AskedSigning(
        name, party, "A. Reader", "Chair", on, on, file, **{"counterpart": "1", **more},
        dated=date.fromisoformat(dated) if dated else None,
    )  # fmt: skip
    return sign(root, asked)


def ended(
    root: Path, last_day: str, day: str, name: str = DALE, reason: str = "It ended by agreement"
) -> Recorded:
    """Record that an agreement ended."""
    return end(root, AskedEnding(name, date.fromisoformat(last_day), reason, date.fromisoformat(day)))


def for_signature(
    root: Path, name: str = DALE, parties: tuple[str, ...] = PARTIES, month: str = "2024-02"
) -> None:
    """Issue a version for approval, approve it and issue it for signature, in one month."""
    _done(issued(root, State.FOR_APPROVAL, f"{month}-01", name).faults)
    for party in parties:
        _done(approved(root, party, f"{month}-05", name).faults)
    _done(issued(root, State.FOR_SIGNATURE, f"{month}-10", name).faults)


def whole_life(
    root: Path, name: str = DALE, parties: tuple[str, ...] = PARTIES, month: str = "2024-02"
) -> None:
    """The same, and every party signs it."""
    for_signature(root, name, parties, month)
    for party in parties:
        _done(signed(root, party, f"{month}-20", f"{month}-20" if party == parties[-1] else "", name).faults)


def _done(faults: Faults) -> None:
    assert not faults.errors, [str(one) for one in faults.errors]


def codes(faults: Faults) -> list[str]:
    """The codes of what was found, errors alone, in order."""
    return [one.code for one in faults.errors]


def killed(step: str, work: Callable[[], object]) -> bool:
    """Do some work in a process of its own, which is killed once it reaches a step; whether it did."""
    child = os.fork()
    if child == 0:
        steps.hook = lambda reached: os.kill(os.getpid(), signal.SIGKILL) if reached == step else None
        try:
            work()
        finally:
            os._exit(3)  # it was not killed
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
