"""The signing check-list: a small tree that goes with the copy for signature, in Word and PDF.

It says of each party what approves its signature and how it signs, and leaves room for what is still to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from concordat.language.canonical import with_schema
from concordat.language.walk import blocks
from concordat.language.words import plain
from concordat.model.library import House
from concordat.model.register import Approval, Authority, PartyOf
from concordat.model.tree import (
    SCHEMA,
    Agreement,
    Group,
    GroupKind,
    Paragraph,
    Particular,
    Party,
    Role,
    RunningLine,
    Text,
)
from concordat.project.small_trees import heading_of, rows_of, table_of
from concordat.versions.life import Register, Version
from concordat.versions.told import shown_day

TITLE = "Signing check-list"
_SUMMARY = "One row for each of them; empty cells are to be written in."
_CHECKED = ("checked", "Checked by, on", 16)
_APPROVALS = (("party", "Party", 20), ("body", "Approved by, on", 22), ("minute", "Minute and resolution", 20),
              ("digest", "The text that it approved", 24), _CHECKED)  # fmt: skip
_AUTHORITY = (
    ("party", "Party", 24),
    ("signatory", "Who signs", 28),
    ("authority", "Authority to sign", 32),
    _CHECKED,
)
_PAPERS = (("party", "Party", 24), ("paper", "Counterpart or envelope", 20), ("signatory", "Signed by, capacity", 24),
           ("date", "On", 16), ("kept", "Signed file kept", 16))  # fmt: skip
_SEALS = ("seal", "Entry in the seal register", 18)
_FAMILY = (("title", "Agreement", 40), ("state", "How it stands on this day", 44), _CHECKED)


def checklist(
    agreement: Agreement, house: House, digest: str, register: Register, approved: Version | None,
    authorities: Iterable[Authority], family: Mapping[str, str],
) -> Agreement:  # fmt: skip
    """The check-list of the copy for signature `agreement`, which bears its apparatus already.

    `approved` is the version that the parties approved, `authorities` the records that let somebody sign, and `family`
    the agreements of the family that are signed before this one or with it: path and title.
    """
    parties = parties_of(agreement)
    deed = is_deed(agreement)
    groups = (
        _text(agreement, digest),
        _approvals(parties, approved, digest, house),
        _authority(agreement, parties, tuple(authorities), house),
        *((_family(register, family, house),) if family else ()),
        _papers(parties, deed, house),
    )
    shown = agreement.apparatus
    of = f"{agreement.title}: {agreement.committee}"
    form = Agreement(
        SCHEMA,
        agreement.path,
        "",
        TITLE,
        of,
        agreement.language,
        groups,
        (RunningLine("running/header", (Text(f"{TITLE}: {of}"),)),),
        (),
        replace(shown, control=None, signature_note=None),
        cover="form",
    )
    return with_schema(form)  # fmt: skip


def parties_of(agreement: Agreement) -> tuple[PartyOf, ...]:
    """The parties of an agreement in signing order."""
    return tuple(
        PartyOf(block.identity.removeprefix("party/"), block.legal_name, block.short_name)
        for block in blocks(agreement)
        if isinstance(block, Party)
    )


def is_deed(agreement: Agreement) -> bool:
    """Whether an agreement is executed as a deed."""
    return any(group.kind is GroupKind.EXECUTION and group.execution == "deed" for group in agreement.groups)


def _text(agreement: Agreement, digest: str) -> Group:
    lines = (
        agreement.apparatus.version.partition(". ")[0] + ".",
        f"The text digest (SHA-256) is {digest}.",
        "Every counterpart and every signature page must bear this digest and no other.",
        "This is executed as a deed: each party affixes its common seal, which is authenticated as its constitution requires."
        if is_deed(agreement)
        else "This is signed under hand.",
        "One person who signs for two bodies signs once for each of them.",
        "The date of the agreement is written in when the last party has signed, and not before.",
    )
    paragraphs = tuple(
        Paragraph(f"text/{count}", Role.START, (Text(words),)) for count, words in enumerate(lines, 1)
    )
    return Group("text", GroupKind.TERMS, "", 0, heading_of("text", "The text to be signed"), paragraphs)


def _approvals(parties: tuple[PartyOf, ...], approved: Version | None, digest: str, house: House) -> Group:
    given = approved.approvals if approved is not None else {}
    rows = (
        {"party": party.legal_name, **_approval(given.get(party.slug), approved, digest), "checked": ""}
        for party in parties
    )
    return _group(
        "approvals",
        "Approval by each party",
        "What each party decided, and on which text",
        _APPROVALS,
        rows,
        house,
    )


def _approval(found: Approval | None, approved: Version | None, digest: str) -> dict[str, str]:
    if found is None or approved is None:
        return {"body": "No approval is recorded", "minute": "", "digest": ""}
    minuted = (found.minute and f"Minute {found.minute}", found.resolution)
    own = found.text_digest == digest
    same = "This text" if own else f"Version {approved.number}: the page of versions says what changed since"
    return {
        "body": f"{found.body}, {shown_day(found.date)}",
        "minute": "; ".join(filter(None, minuted)),
        "digest": same,
    }


def _authority(
    agreement: Agreement, parties: tuple[PartyOf, ...], records: tuple[Authority, ...], house: House
) -> Group:
    signatories = {
        block.identity.partition("@")[2]: plain(block.inlines)
        for block in blocks(agreement)
        if isinstance(block, Particular) and block.identity.startswith("particular/signatory@")
    }
    rows = (
        {
            "party": party.legal_name,
            "signatory": signatories.get(party.slug, ""),
            "authority": "; ".join(_recorded(one) for one in records if one.party == party.slug)
            or "No record is held: ask for the minute",
            "checked": "",
        }
        for party in parties
    )
    return _group(
        "authority",
        "Authority to sign",
        "Who signs for each party, and on whose decision",
        _AUTHORITY,
        rows,
        house,
    )


def _recorded(one: Authority) -> str:
    minuted = (one.minute and f"minute {one.minute}", one.resolution)
    where = ", ".join(filter(None, (one.body, shown_day(one.meeting), *minuted)))
    who = f"{one.officer}: " if one.officer else ""
    return f"{who}{where}" + (f"; expires on {shown_day(one.expires)}" if one.expires else "")


def _papers(parties: tuple[PartyOf, ...], deed: bool, house: House) -> Group:
    heads = (*_PAPERS[:2], _SEALS, *_PAPERS[2:]) if deed else _PAPERS
    rows = ({name: party.legal_name if name == "party" else "" for name, _, _ in heads} for party in parties)
    return _group("papers", "Counterparts", "To be written in as each party signs", heads, rows, house)


def _family(register: Register, family: Mapping[str, str], house: House) -> Group:
    rows = (
        {"title": title, "state": _state(register.of(path)), "checked": ""} for path, title in family.items()
    )
    return _group("family", "Agreements of the same family", "To be signed before this one, or with it",
                  _FAMILY, rows, house)  # fmt: skip


def _state(versions: tuple[Version, ...]) -> str:
    if not versions:
        return "Nothing has been issued"
    last = max(versions, key=lambda one: (bool(one.dated), one.number))
    if last.dated:
        return f"Version {last.number}, signed; dated {shown_day(last.dated)}"
    return f"Version {last.number}, {last.state.value}"


def _group(
    name: str, heading: str, caption: str, heads: tuple[tuple[str, str, int], ...],
    rows: Iterable[Mapping[str, str]], house: House,
) -> Group:  # fmt: skip
    identity = f"{name}/list"
    table = table_of(identity, caption, _SUMMARY, heads, rows_of(identity, rows), house)
    return Group(name, GroupKind.TERMS, "", 0, heading_of(name, heading), (table,))
