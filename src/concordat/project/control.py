"""What an issued copy says of itself between cover and contents: its versions, what is open, and what was accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from concordat.diagnostics import CODES, Severity
from concordat.language.english import number_words, plural_of
from concordat.model.library import House
from concordat.model.register import Accepted, Approval, Line, PartyOf, State
from concordat.model.tree import (
    Agreement,
    Block,
    Group,
    GroupKind,
    Paragraph,
    Role,
    Table,
    Text,
)
from concordat.project.composed import Composed
from concordat.project.small_trees import Heads, heading_of, rows_of, table_of
from concordat.project.wanted import blanks_of
from concordat.versions.life import Register
from concordat.versions.told import shown_day

NAME = "control"
_VERSIONS = (("version", "Version", 12), ("date", "Date", 22), ("what", "What happened", 66))
_OPEN = (("wanted", "What is wanted", 40), ("of", "Of", 30), ("until", "To be filled before", 30))
_ACCEPTED = (("what", "What was accepted", 26), ("reason", "Reason given", 37), ("places", "Where", 37))
_DUE = {"for-approval": "it goes for approval", "approval": "it goes for signature", "signing": "signing"}
_MOST = 6
"""How many places of what was accepted are printed; the manifest names them all."""


def control_group(
    register: Register, composed: Composed, house: House, own: tuple[str, State, str], stated: Sequence[str],
    accepted: Sequence[Accepted],
) -> Group:  # fmt: skip
    """The group: `own` is the version, state and day of this copy; `stated` what else it says in sentences."""
    agreement = composed.agreement
    assert agreement is not None
    rows = [*_past(register, agreement.path), (own[0], shown_day(own[2]), _issued(own[1]))]
    found: list[Block] = [
        _table("versions", "Versions of this agreement", "One row for each step in the life of the agreement.",
               _VERSIONS, (dict(zip(("version", "date", "what"), row, strict=True)) for row in rows), house)
    ]  # fmt: skip
    found += [
        Paragraph(f"{NAME}/stated-{count}", Role.START, (Text(words),))
        for count, words in enumerate(stated, 1)
    ]
    if own[1] is State.DRAFT:
        found += _open(agreement, composed, house)
    if accepted:
        found.append(
            _table("accepted", "Accepted when this copy was issued", "One row for each thing that was accepted.",
                   _ACCEPTED, map(_accepted, accepted), house)
        )  # fmt: skip
    return Group(NAME, GroupKind.PACK_PART, "", 0, heading_of(NAME, "Version control"), tuple(found))


def _table(
    name: str, caption: str, summary: str, heads: Heads, rows: Iterable[Mapping[str, str]], house: House
) -> Table:
    identity = f"{NAME}/{name}"
    return table_of(identity, caption, summary, heads, rows_of(identity, rows), house)


def _issued(state: State) -> str:
    return {State.DRAFT: "Issued as a draft"}.get(state, f"Issued {state.value}")


def _past(register: Register, agreement: str) -> Iterator[tuple[str, str, str]]:
    for line in register.lines:
        if line.agreement == agreement:
            yield line.version, shown_day(line.date), told(line, register)


def told(line: Line, register: Register) -> str:
    """What a line of the ledger tells, in a sentence without its stop."""
    manifest = register.manifests[line.folder]
    version = register.numbered[line.agreement, line.version]
    names = {party.slug: party for party in version.last.issue.parties}
    if manifest.approval is not None:
        found = manifest.approval
        where = ", ".join(filter(None, (found.body, shown_day(found.date), minuted(found))))
        return f"Approved by {_name(names, found.party)}: {where}"
    if manifest.signing is not None:
        signed = manifest.signing
        how = f"Signed for {_name(names, signed.party)} by {signed.signatory}, {signed.capacity}"
        return f"{how}; the agreement is dated {shown_day(signed.dated)}" if signed.dated else how
    if manifest.ending is not None:
        return f"Ended: {manifest.ending.reason}"
    return _issued(line.state)


def minuted(approval: Approval) -> str:
    """Where an approval is minuted: the minute, or the resolution where no minute is given."""
    return f"minute {approval.minute}" if approval.minute else f"resolution {approval.resolution}"


def _name(names: Mapping[str, PartyOf], slug: str) -> str:
    return names[slug].legal_name if slug in names else slug


def _open(agreement: Agreement, composed: Composed, house: House) -> Iterator[Block]:
    """What a draft still lacks, and what is doubtful in it; each said also where there is none."""
    blanks = blanks_of(agreement)
    if blanks:
        rows = (
            {"wanted": one.wanted, "of": one.of, "until": _DUE.get(one.until, one.until)} for one in blanks
        )
        yield _table(
            "open", "Still to be filled", "One row for each thing that is wanted.", _OPEN, rows, house
        )
    else:
        yield Paragraph(f"{NAME}/open", Role.START, (Text("Nothing is still to be filled."),))
    doubts: dict[str, int] = {}
    for one in composed.found:
        if one.severity is Severity.WARNING:
            doubts[one.code] = doubts.get(one.code, 0) + 1
    said = "; ".join(f"{CODES[code].title} ({count})" for code, count in sorted(doubts.items()))
    words = (
        f"Doubts that the checks of this draft told: {said}."
        if said
        else "The checks of this draft told no doubt."
    )
    yield Paragraph(f"{NAME}/doubts", Role.START, (Text(words),))


def _accepted(one: Accepted) -> dict[str, str]:
    places = "; ".join(one.places[:_MOST])
    more = len(one.places) - _MOST
    if more > 0:
        places += f"; and {number_words(more)} other {plural_of('place') if more > 1 else 'place'}"
    return {"what": f"{CODES[one.code].title} ({one.code})", "reason": one.reason, "places": places}
