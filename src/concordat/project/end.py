"""`concordat end`: that a signed agreement ended, on which day and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.register import Ending, Event, State
from concordat.project.keeping import kept_until
from concordat.project.recording import Open, Record, Recorded, lacks, manifest_of, record
from concordat.project.versions_named import split_at
from concordat.versions.life import Register, Version, ending_of, latest_of

_NONE = "no version of it is signed", "what was never signed needs no ending"
"""What is said where there is none, and the hint."""


@dataclass(frozen=True)
class AskedEnding:
    """What was asked: the agreement, the last day on which it is in force, why it ends, and the day of the record."""

    name: str
    last_day: date
    reason: str
    on: date


def end(root: Path, asked: AskedEnding) -> Recorded:
    """Record that a signed agreement ended; how long it is to be kept from then on stands in the record."""
    path, at = split_at(asked.name)
    if at:
        faults = Faults()
        faults.add(
            "record-incomplete", None, "an agreement ends, and not one version of it", f"name {path} alone"
        )
        return Recorded(None, (), faults)
    return record(
        root, asked.name, "end", _signed, _NONE, lambda opened, faults: _made(opened, asked, faults)
    )


def _signed(register: Register, path: str) -> Version | None:
    return latest_of(register.of(path), State.SIGNED)


def _made(opened: Open, asked: AskedEnding, faults: Faults) -> Record | None:
    version = opened.version
    if ending_of(opened.register.of(version.agreement)) is not None:
        faults.add("version-state", None, f"{version.agreement} has ended already", "nothing in a register is altered",
                   agreement=version.agreement)  # fmt: skip
    if not asked.reason.strip():
        lacks(faults, version, {"--reason": "why it ends"})
    first = min(one.effective for one in opened.register.of(version.agreement) if one.dated)
    if asked.last_day.isoformat() < first:
        faults.add("record-incomplete", None, "it would end before it had effect", "correct the day",
                   agreement=version.agreement)  # fmt: skip
    if faults.errors:
        return None
    committee = opened.workspace.committees[version.agreement.split("/")[0]]
    keep = kept_until(committee, version.last.issue.execution, asked.last_day)
    ending = Ending(asked.last_day.isoformat(), asked.reason.strip(), keep)
    return replace(manifest_of(version, Event.ENDED, State.ENDED, asked.on), ending=ending), {}
