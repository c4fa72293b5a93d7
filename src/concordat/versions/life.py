"""The lives of versions, told from the lines of a ledger: states, numbers, and the text in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from concordat.model.register import Approval, Ending, Event, Issue, Line, Manifest, Number, Signing, State

ISSUED = (State.DRAFT, State.FOR_APPROVAL, State.FOR_SIGNATURE)
"""The states in which a copy is issued."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was issued: its line, and what its manifest says."""

    line: Line
    issue: Issue


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an agreement: its copies by state, its approvals and signatures by party, and its ending.

    `state` is the state after its last line.
    """

    agreement: str
    number: Number
    state: State
    copies: Mapping[State, Copy] = field(default_factory=dict)
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    signings: Mapping[str, Signing] = field(default_factory=dict)
    ending: Ending | None = None

    @property
    def last(self) -> Copy:
        """The copy that was issued last."""
        return max(self.copies.values(), key=lambda copy: copy.line.sequence)

    @property
    def engrossment(self) -> Copy | None:
        """The copy for signature."""
        return self.copies.get(State.FOR_SIGNATURE)

    @property
    def signed_on(self) -> str:
        """The day of the last signature; empty until every party has signed."""
        if self.state not in (State.SIGNED, State.ENDED) or not self.signings:
            return ""
        return max(signing.date for signing in self.signings.values())

    @property
    def dated(self) -> str:
        """The date of the agreement, given with the last signature; empty until every party has signed."""
        return next((one.dated for one in self.signings.values() if one.dated), "")

    @property
    def effective(self) -> str:
        """The day from which its text has effect: as its precedent names it, else the date of the agreement."""
        return self.last.issue.text_from or self.dated

    def lacking(self, what: Event) -> tuple[str, ...]:
        """The parties that have not yet approved, or signed."""
        done = self.approvals if what is Event.APPROVED else self.signings
        return tuple(party.slug for party in self.last.issue.parties if party.slug not in done)


@dataclass(frozen=True, slots=True)
class Register:
    """What a register holds: its lines, the manifests by folder, the versions of each agreement in the order of their
    numbers, and each version by agreement and number."""

    lines: tuple[Line, ...]
    manifests: Mapping[str, Manifest]
    versions: Mapping[str, tuple[Version, ...]]
    numbered: Mapping[tuple[str, str], Version]

    def of(self, agreement: str) -> tuple[Version, ...]:
        """The versions of an agreement, the lowest number first; none where nothing was issued."""
        return self.versions.get(agreement, ())

    @property
    def head(self) -> str:
        """The digest of the last line; empty where there is none."""
        return self.lines[-1].digest if self.lines else ""


def register_of(lines: Sequence[Line], manifests: Mapping[str, Manifest]) -> Register:
    """The register that these lines make; `manifests` are those of each line, by its folder."""
    found: dict[str, dict[str, Version]] = {}
    for line in lines:
        versions = found.setdefault(line.agreement, {})
        before = versions.get(line.version) or Version(line.agreement, Number.of(line.version), line.state)
        versions[line.version] = _after(before, line, manifests[line.folder])
    ordered = {
        agreement: tuple(sorted(versions.values(), key=lambda version: version.number))
        for agreement, versions in found.items()
    }
    numbered = {(name, number): one for name, versions in found.items() for number, one in versions.items()}
    return Register(tuple(lines), manifests, ordered, numbered)


def _after(version: Version, line: Line, manifest: Manifest) -> Version:
    version = replace(version, state=line.state)
    if manifest.issue is not None:
        return replace(version, copies={**version.copies, line.state: Copy(line, manifest.issue)})
    if manifest.approval is not None:
        approval = manifest.approval
        return replace(version, approvals={**version.approvals, approval.party: approval})
    if manifest.signing is not None:
        return replace(version, signings={**version.signings, manifest.signing.party: manifest.signing})
    return replace(version, ending=manifest.ending)


def next_number(versions: Sequence[Version], state: State, text_digest: str) -> Number:
    """The number under which a text is issued in a state.

    A state alone never changes the number: the words of the last version keep it. Words that are new make the next
    number; the first that go for approval make 1.0.
    """
    if not versions:
        return Number(0, 1) if state is State.DRAFT else Number(1, 0)
    last = versions[-1]
    if last.number.major == 0 and state is not State.DRAFT:
        return Number(1, 0)
    if last.last.issue.text_digest == text_digest and state is not State.DRAFT:
        return last.number
    return Number(last.number.major, last.number.minor + 1)


@dataclass(frozen=True, slots=True)
class InForce:
    """The text in force on a day: the version, and the day on which the last party signed where that came later.

    `signed_after` is then that day; it is empty otherwise.
    """

    version: Version
    signed_after: str = ""


def in_force(register: Register, agreement: str, day: date) -> InForce | None:
    """The text of an agreement in force on a day: signed by all, its effective date reached, and not ended.

    An agreement that restates another takes its place from the day on which its own text has effect, under either
    name; the last of several texts counts. None where no text was in force.
    """
    wanted = day.isoformat()
    line = lineage(register, agreement)
    candidates = [
        version
        for name in line
        for version in register.of(name)
        if version.dated and version.effective <= wanted
    ]
    if not candidates:
        return None
    latest = max(candidates, key=lambda one: (line.index(one.agreement), one.effective, one.number))
    ending = ending_of(register.of(latest.agreement))
    if ending is not None and ending.date < wanted:
        return None
    late = latest.signed_on
    return InForce(latest, late if late > wanted else "")


def ending_of(versions: Iterable[Version]) -> Ending | None:
    """The ending of an agreement, whichever of its versions was in force then; None where it has not ended."""
    return next((one.ending for one in versions if one.ending is not None), None)


def lineage(register: Register, agreement: str) -> tuple[str, ...]:
    """The agreements that are one agreement over time: each restates the one before it."""
    restates = {
        name: copy.issue.restates
        for name, versions in register.versions.items()
        for version in versions
        for copy in version.copies.values()
        if copy.issue.restates
    }
    first = agreement
    while first in restates and restates[first] != agreement:
        first = restates[first]
    found = [first]
    while (after := _restating(restates, found)) is not None:
        found.append(after)
    return tuple(found)


def _restating(restates: Mapping[str, str], known: Sequence[str]) -> str | None:
    return next((name for name, one in restates.items() if one == known[-1] and name not in known), None)


def latest_of(versions: Iterable[Version], state: State) -> Version | None:
    """The highest version that has reached a state; for `approved` and `signed`, one that has left it since counts too."""
    reached = {
        State.APPROVED: lambda one: bool(one.approvals) and not one.lacking(Event.APPROVED),
        State.SIGNED: lambda one: bool(one.dated),
        State.ENDED: lambda one: one.ending is not None,
    }
    test = reached.get(state) or (lambda one: state in one.copies)
    return max(filter(test, versions), key=lambda one: one.number, default=None)
