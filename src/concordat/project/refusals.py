"""What refuses an issue, and what was accepted in spite of it (docs/register.md, "What refuses an issue")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.compose.stand_ins import stand_ins
from concordat.diagnostics import CODES, Diagnostic, Faults, Severity
from concordat.language.nearest import did_you_mean
from concordat.language.values import format_scalar
from concordat.model.data import Until
from concordat.model.library import Workspace
from concordat.model.register import Accepted, State
from concordat.project.composed import Composed
from concordat.project.wanted import blanks_of

ACCEPTABLE = (
    "blank-due",
    "fact-due",
    "stand-in",
    "deviation-unapproved",
    "deviation-reason",
    "deviation-expired",
)
"""What refuses an issue and can be accepted with a reason. No other fault can: what is printed would be wrong."""

_STANDS = {
    State.FOR_APPROVAL: (Until.APPROVAL, Until.SIGNING),
    State.FOR_SIGNATURE: (Until.SIGNING,),
}
"""The blanks that may still stand in each state, by how long they may."""


@dataclass(frozen=True)
class Judged:
    """What refuses, as faults; and what was accepted."""

    refused: tuple[Diagnostic, ...]
    accepted: tuple[Accepted, ...]


def judge(
    workspace: Workspace, composed: Composed, state: State, accept: Mapping[str, str], on: date
) -> Judged:
    """What refuses that an agreement is issued in a state on a day, with `accept`: codes, each with the reason given.

    Every error of a check refuses each state. From "for approval" on, so do a blank whose time has come, a fact that is
    not confirmed (but in an invented footprint), a stand-in, and a deviation whose approval is still to come.
    """
    faults = Faults()
    faults.extend(_unfit(accept))
    found = [d for d in composed.found if d.severity is Severity.ERROR]
    if state is not State.DRAFT:
        found += [*_blanks(composed, state), *_facts(workspace, composed), *_stand_ins(composed)]
        found += _deviations(composed, on)
    kept: dict[str, list[str]] = {}
    for one in found:
        if one.code in accept and one.code in ACCEPTABLE:
            kept.setdefault(one.code, []).append(one.message)
        else:
            faults.extend((one,))
    for code in accept:
        if code in ACCEPTABLE and code not in kept:
            faults.add("record-incomplete", None, f"nothing here is refused for {code}, and it is to be accepted",
                       f"leave out `--accept {code}` and its reason", agreement=composed.path)  # fmt: skip
    accepted = tuple(Accepted(code, accept[code].strip(), tuple(places)) for code, places in kept.items())
    return Judged(tuple(faults.found), accepted)


def _unfit(accept: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What cannot be accepted, and what has no reason."""
    for code, reason in accept.items():
        if code not in ACCEPTABLE:
            what = f"{code} cannot be accepted" if code in CODES else f"no message has the code “{code}”"
            hint = did_you_mean(code, ACCEPTABLE, f"what can be accepted is {', '.join(ACCEPTABLE)}")
            yield Diagnostic("record-incomplete", None, what, hint)
        elif not reason.strip():
            yield Diagnostic("record-incomplete", None, f"{code} is accepted without a reason",
                             f'give one: --accept {code} --reason "…"; it is kept, and printed on the copy')  # fmt: skip


def _blanks(composed: Composed, state: State) -> Iterator[Diagnostic]:
    assert composed.agreement is not None
    for blank in blanks_of(composed.agreement):
        if blank.until not in _STANDS[state]:
            yield Diagnostic(
                "blank-due", None, f"“{blank.wanted}” is still wanted of {blank.of}: {', '.join(blank.places)}",
                "fill it in, or write `until: approval` or `until: signing` where it may stand so long",
                agreement=composed.path,
            )  # fmt: skip


def _facts(workspace: Workspace, composed: Composed) -> Iterator[Diagnostic]:
    committee = workspace.committees.get(composed.path.split("/")[0])
    if committee is not None and committee.example:
        return
    for one in composed.found:
        if one.code == "fact-unconfirmed":
            hint = "confirm it and name its source, or take it out"
            yield Diagnostic("fact-due", one.span, one.message, hint, one.related, composed.path)


def _stand_ins(composed: Composed) -> Iterator[Diagnostic]:
    assert composed.agreement is not None
    places = stand_ins(composed.agreement.groups)
    if places:
        yield Diagnostic(
            "stand-in", None, f"{places}: our own model in place of national text that is not held",
            "put the national text into clauses/national/, as docs/format.md says",
            agreement=composed.path,
        )  # fmt: skip


def _deviations(composed: Composed, on: date) -> Iterator[Diagnostic]:
    for deviation in composed.selected.instructions.deviations:
        approved = deviation.approved_on.value if deviation.approved_on is not None else None
        if isinstance(approved, date) and approved > on and deviation.approved_on is not None:
            message = f"the deviation from “{deviation.entry}” is approved only on {format_scalar(approved)}, after this issue"
            hint = "issue it after that day, or correct the date"
            yield Diagnostic(
                "deviation-unapproved", deviation.approved_on.span, message, hint, (), composed.path
            )


def accepted_of(pairs: Iterable[tuple[str, str]], faults: Faults) -> dict[str, str]:
    """The codes accepted, each with its reason; one given twice is a fault."""
    found: dict[str, str] = {}
    for code, reason in pairs:
        if code in found:
            faults.add(
                "record-incomplete", None, f"{code} is accepted twice", "give it once, with one reason"
            )
        found[code] = reason
    return found
