"""Under which number a text is issued, and whether it may be issued in that state now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from concordat.diagnostics import Faults
from concordat.language.english import join_names
from concordat.model.register import Authority, Event, Number, State
from concordat.model.tree import Agreement
from concordat.versions.filled import blanks_filled
from concordat.versions.life import Register, Version, ending_of, latest_of, next_number
from concordat.versions.told import shown_day

TreeOf = Callable[[Version], Agreement | None]
"""The tree of the copy of a version that was issued last; None after a fault."""


@dataclass(frozen=True)
class Numbered:
    """The number of a text, the version that was approved where its words are no longer those, and what to say of it."""

    number: Number
    differs_from: str = ""
    said: tuple[str, ...] = ()


def numbered(
    register: Register,
    path: str,
    digest: str,
    state: State,
    faults: Faults,
) -> Numbered | None:
    """The number of a text whose words have a digest, for a draft or for approval; None, and a fault, where it may not be issued."""
    versions = register.of(path)
    if state is not State.DRAFT and _ended(versions, path, faults):
        return None
    same = next((one for one in reversed(versions) if one.last.issue.text_digest == digest), None)
    last = versions[-1] if versions else None
    if same is not None and same is last:
        reason = _already(same, state)
        if reason:
            faults.add(
                "version-state", None, reason, "change the text, or go on with that version", agreement=path
            )
            return None
    return Numbered(next_number(versions, state, digest))


def _already(version: Version, state: State) -> str:
    """Why a text that was issued is not issued again in a state; empty where it may be."""
    on = shown_day(version.last.line.date)
    if state is State.DRAFT:
        return (
            f"nothing has changed since version {version.number}, which is {version.state.value} since {on}"
        )
    if State.FOR_APPROVAL in version.copies or version.engrossment is not None:
        return f"version {version.number} has these words already; it is {version.state.value}"
    return ""


def numbered_for_signature(
    register: Register, path: str, tree: Agreement, digest: str, tree_of: TreeOf,
    authority: Authority | None, faults: Faults,
) -> Numbered | None:  # fmt: skip
    """The number of a text for signature: it has the words that every party approved.

    Where a blank was filled since, that is said. Other words need an authority record that lets somebody agree them.
    """
    versions = register.of(path)
    if _ended(versions, path, faults):
        return None
    approved = latest_of(versions, State.APPROVED)
    if approved is None:
        _not_approved(versions, path, faults)
        return None
    same = next(
        (one for one in versions if one.engrossment and one.engrossment.issue.text_digest == digest), None
    )
    if same is not None:
        faults.add("version-state", None, f"version {same.number} was issued for signature already; it is {same.state.value}",
                   "go on with that version", agreement=path)  # fmt: skip
        return None
    if approved.last.issue.text_digest == digest:
        return Numbered(approved.number)
    before = tree_of(approved)
    if before is None:
        faults.add("register-damaged", None, f"version {approved.number} cannot be read again, so the words cannot be compared",
                   "run `concordat verify`", agreement=path)  # fmt: skip
        return None
    number, named = next_number(versions, State.FOR_SIGNATURE, digest), str(approved.number)
    filled = blanks_filled(before, tree)
    if filled is not None:
        said = f"Filled since version {approved.number} was approved: {join_names(filled)}."
        return Numbered(number, named, (said,))
    if authority is None:
        faults.add(
            "version-words", None, f"these are not the words of version {approved.number}, which the parties approved",
            "issue it for approval, or name with --authority the record that lets somebody agree the change",
            agreement=path,
        )  # fmt: skip
        return None
    relied = f"{authority.body}, {authority.meeting}, {authority.resolution or authority.minute}"
    return Numbered(
        number,
        named,
        (f"Changed since version {approved.number} was approved, on the authority of {relied}.",),
    )


def _ended(versions: tuple[Version, ...], path: str, faults: Faults) -> bool:
    ending = ending_of(versions)
    if ending is not None:
        faults.add("version-state", None, f"it ended on {shown_day(ending.date)}",
                   "a new agreement has instructions of its own, with `restates:` where it takes the place of this one",
                   agreement=path)  # fmt: skip
    return ending is not None


def _not_approved(versions: tuple[Version, ...], path: str, faults: Faults) -> None:
    waiting = latest_of(versions, State.FOR_APPROVAL)
    if waiting is None:
        faults.add("version-state", None, "no version of it has been put to the parties for approval",
                   f"`concordat issue {path} --state for-approval`", agreement=path)  # fmt: skip
        return
    lacking = join_names(waiting.lacking(Event.APPROVED))
    faults.add("version-state", None, f"version {waiting.number} is not yet approved by {lacking}",
               "record each approval with `concordat approve`", agreement=path)  # fmt: skip
