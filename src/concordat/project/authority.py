"""The authority records of a footprint, as a command relies on them."""

from __future__ import annotations

from datetime import date

from concordat.diagnostics import Faults
from concordat.language.english import join_names
from concordat.language.nearest import did_you_mean
from concordat.model.library import Workspace
from concordat.model.register import Authority
from concordat.versions.authority import out_of_time


def records_of(workspace: Workspace, path: str, gives: str) -> tuple[Authority, ...]:
    """The authority records of an agreement's footprint that cover something (`approve`, `sign`, `agree-changes`)."""
    committee = workspace.committees[path.split("/")[0]]
    return tuple(one.authority for one in committee.authority if gives in one.authority.gives)


def authority_named(
    workspace: Workspace, path: str, named: str, gives: str, on: date, faults: Faults, party: str = ""
) -> Authority | None:
    """The record of that name, where it covers what is done on that day, for a party where one is given.

    None where none is named; and, with a fault (authority-unknown), where it is not recorded or does not cover it.
    """
    if not named:
        return None
    records = {one.authority.id: one.authority for one in workspace.committees[path.split("/")[0]].authority}
    found = records.get(named)
    if found is None:
        hint = did_you_mean(named, records, "authority records are in committee.yaml, under `authority:`")
        faults.add(
            "authority-unknown",
            None,
            f"no authority “{named}” is recorded for this footprint",
            hint,
            agreement=path,
        )
        return None
    reason = _why_not(found, gives, on)
    if not reason and party and found.party != party:
        reason = f"the authority “{named}” is that of {found.party}, and not of {party}"
    if reason:
        faults.add("authority-unknown", None, reason, "name another record, or record the decision in committee.yaml",
                   agreement=path)  # fmt: skip
        return None
    return found


def _why_not(found: Authority, gives: str, on: date) -> str:
    """Why a record does not cover something on a day; empty where it does."""
    if gives not in found.gives:
        covers = join_names([one.replace("-", " ") for one in found.gives])
        return f"the authority “{found.id}” is to {covers}, and not to {gives.replace('-', ' ')}"
    late = out_of_time(found, on)
    return f"the authority “{found.id}” {late}" if late else ""
