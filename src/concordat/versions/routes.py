"""Who may agree a change, as recorded: the indicated route, first by the state of the older version.

Nothing here gives anybody authority. Where no record reaches a change, its route is the body that approved the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from concordat.model.comparison import Route
from concordat.model.register import Approval, Authority, State
from concordat.versions.authority import day, out_of_reach, out_of_time, source
from concordat.versions.grades import NAMES, Grade

AGREE_CHANGES = "agree-changes"
INDICATION = "An indication from recorded rules, not a decision on how much the change matters. Confirmed by: ____ Date: ____"
DRAFTERS = "the drafting team"
APPROVER = "the body that approved it"
VARIATION = "A variation or an agreed correction, whatever its class."

_APPROVED = (State.APPROVED.value, State.FOR_SIGNATURE.value)
_SIGNED = (State.SIGNED.value, State.ENDED.value)


@dataclass(frozen=True)
class Recorded:
    """What is recorded of the older version: its state, its parties (slug and short name, in order), the authority records
    of its footprint, and its approvals by party. `on` is the day on which an authority must hold."""

    state: str
    parties: Mapping[str, str]
    on: date
    authorities: tuple[Authority, ...] = ()
    approvals: Mapping[str, Approval] = field(default_factory=dict)

    @property
    def signed(self) -> bool:
        """Whether every change of words is a variation or an agreed correction."""
        return self.state in _SIGNED

    def of_party(self, slug: str) -> bool:
        """Whether what a party approved is changed, so that its authority records decide."""
        return self.signed or self.state in _APPROVED or slug in self.approvals


def routes(recorded: Recorded, grade: Grade, money: Decimal | None) -> tuple[Route, ...]:
    """The indicated routes of a change of some class that moves `money` (pounds; None where that is not known).

    A local change to national text has none but its refusal. With a national edition, whoever published it comes first.
    """
    national = grade.national
    head = f"Class {grade.number} ({grade.name})."
    if national is not None and national.refused:
        return (
            Route(
                f"{head} Indicated route: none, as a local change to national text is refused. {INDICATION}",
                "",
            ),
        )
    found = []
    if national is not None and national.publication is not None:
        cited = f"{national.publication.reference}, {day(national.publication.date)}".strip(", ")
        found.append(_route(head, f"{national.publisher}, which decides the text", cited))
    subject = f"Class {grade.subject} ({NAMES[grade.subject]})."
    waiting = not any(map(recorded.of_party, recorded.parties))
    if waiting:
        return (*found, _route(subject, DRAFTERS))
    if recorded.signed:
        subject = f"{subject} {VARIATION}"
    for slug, name in recorded.parties.items():
        if recorded.of_party(slug):
            found.append(_of_party(recorded, slug, name, subject, grade.subject, money))
        else:
            found.append(_route(subject, DRAFTERS, party=slug, name=name))
    return tuple(found)


def _of_party(
    recorded: Recorded, slug: str, name: str, head: str, grade: int, money: Decimal | None
) -> Route:
    """The route of one party: who its authority record names, or the body that approved it."""
    kept = [one for one in recorded.authorities if one.party == slug and AGREE_CHANGES in one.gives]
    short = []
    for one in kept:
        why = out_of_time(one, recorded.on) or out_of_reach(one, grade, money)
        if not why:
            unlimited = "" if one.ceiling_class is not None else " (no highest class is recorded)"
            return _route(
                head,
                one.officer or one.body,
                f"{source(one)}{unlimited}",
                held=True,
                report_back=one.report_back,
                party=slug,
                name=name,
            )
        short.append(f"the delegation under {source(one)} {why}")
    reason = "; ".join(short) or "no delegation recorded"
    return _route(head, _approver(recorded, slug), reason=reason, party=slug, name=name)


def _approver(recorded: Recorded, slug: str) -> str:
    approval = recorded.approvals.get(slug)
    if approval is None:
        return APPROVER
    known = (approval.body, day(approval.date), approval.minute or approval.resolution)
    return f"{APPROVER} ({', '.join(one for one in known if one)})"


def _route(
    head: str,
    who: str,
    under: str = "",
    *,
    reason: str = "",
    held: bool = False,
    report_back: str = "",
    party: str = "",
    name: str = "",
) -> Route:
    of = f"{name}: " if name else ""
    cited = f", under {under}" if under else f": {reason}" if reason else ""
    report = f" To be reported back: {report_back.rstrip('.')}." if report_back else ""
    said = f"{head} Indicated route: {of}{who}{cited}.{report} {INDICATION}"
    return Route(said, who, under, held, report_back, f"party/{party}" if party else "")
