"""`concordat approve`: one party's approval of a version, by a body, on a day, as minuted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.model.register import Approval, Authority, Event, State
from concordat.project.authority import authority_named
from concordat.project.recording import (
    Open,
    Record,
    Recorded,
    lacks,
    manifest_of,
    party_named,
    record,
)
from concordat.versions.life import Register, Version
from concordat.versions.told import shown_day

_SHORTEST = 12
"""How many digits of a digest must be given at least, where one is given."""

_NONE = "no version of it waits for approval", "`concordat issue {path} --state for-approval`"
"""What is said where there is none, and the hint."""


@dataclass(frozen=True)
class AskedApproval:
    """What was asked: the agreement, whose approval, which body decided it and when, and where that is minuted.

    `decided` is the day of the decision. `authority` names a record of committee.yaml, which says what
    is not given here. `digest` is that of the text, or its first figures, as the minute holds it; `on` is the day of the record.
    """

    name: str
    party: str
    decided: date
    on: date
    body: str = ""
    minute: str = ""
    resolution: str = ""
    authority: str = ""
    digest: str = ""


def approve(root: Path, asked: AskedApproval) -> Recorded:
    """Record one party's approval. Once every party has approved, the version is approved.

    A paper that asks for a decision is no source for it, so a minute or a resolution must be named.
    """
    return record(
        root, asked.name, "approve", _waiting, _NONE, lambda opened, faults: _made(opened, asked, faults)
    )


def _waiting(register: Register, path: str) -> Version | None:
    found = [version for version in register.of(path) if State.FOR_APPROVAL in version.copies]
    return found[-1] if found and found[-1].state is State.FOR_APPROVAL else None


def _made(opened: Open, asked: AskedApproval, faults: Faults) -> Record | None:
    version = opened.version
    authority = authority_named(
        opened.workspace, version.agreement, asked.authority, "approve", asked.decided, faults, asked.party
    )
    if version.state is not State.FOR_APPROVAL:
        faults.add("version-state", None, f"version {version.number} is {version.state.value}, and waits for no approval",
                   "issue the text for approval, or name another version", agreement=version.agreement)  # fmt: skip
    elif party_named(version, asked.party, faults) is not None:
        _judge(version, asked, authority, faults)
    if faults.errors:
        return None
    copy = version.copies[State.FOR_APPROVAL]
    approval = Approval(
        asked.party,
        asked.body or (authority.officer or authority.body if authority is not None else ""),
        asked.decided.isoformat(),
        asked.minute or (authority.minute if authority is not None else ""),
        asked.resolution or (authority.resolution if authority is not None else ""),
        copy.issue.text_digest,
        copy.line.manifest,
        authority,
    )
    left = [slug for slug in version.lacking(Event.APPROVED) if slug != asked.party]
    state = State.FOR_APPROVAL if left else State.APPROVED
    return replace(manifest_of(version, Event.APPROVED, state, asked.on), approval=approval), {}


def _judge(version: Version, asked: AskedApproval, authority: Authority | None, faults: Faults) -> None:
    copy = version.copies[State.FOR_APPROVAL]
    given = version.approvals.get(asked.party)
    if given is not None:
        faults.add("version-state", None, f"{asked.party} approved version {version.number} on {shown_day(given.date)} already",
                   "nothing in a register is altered; where the record is wrong, issue the text again",
                   agreement=version.agreement)  # fmt: skip
    lacking = {}
    if not asked.body and authority is None:
        lacking["--body"] = "the body that approved it"
    if not (asked.minute or asked.resolution) and not (
        authority and (authority.minute or authority.resolution)
    ):
        lacking["--minute or --resolution"] = "where the decision is minuted"
    lacks(faults, version, lacking)
    if asked.decided.isoformat() < copy.line.date:
        faults.add("record-incomplete", None,
                   f"version {version.number} was issued for approval on {shown_day(copy.line.date)}, after the day of this approval",
                   "a body approves what is before it: correct the day, or record the approval of an earlier version",
                   agreement=version.agreement)  # fmt: skip
    if asked.decided > asked.on:
        faults.add("record-incomplete", None, "the day of this approval is still to come", "record it once it is given",
                   agreement=version.agreement)  # fmt: skip
    if asked.digest and (
        len(asked.digest) < _SHORTEST or not copy.issue.text_digest.startswith(asked.digest.lower())
    ):
        faults.add("version-words", None, f"the digest given is not that of version {version.number}, {copy.issue.text_digest}",
                   f"compare it with the cover of what was approved; give at least {_SHORTEST} figures of it",
                   agreement=version.agreement)  # fmt: skip
