"""`concordat sign`: one party's signature of a version, and with the last of them the date of the agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.english import join_names
from concordat.load.signed_pdf import judge_signed, read_signatures, relation
from concordat.model.register import Authority, Event, Signing, State
from concordat.model.signatures import Relation
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
from concordat.store.digests import kept_files
from concordat.store.register import read_file
from concordat.versions.life import Copy, Register, Version
from concordat.versions.told import shown_day

_LARGEST = 100 * 2**20
"""How many bytes a signed file may have."""

FILE = "signed.pdf"

_NONE = "no version of it is for signature", "`concordat issue {path} --state for-signature`"
"""What is said where there is none, and the hint."""


@dataclass(frozen=True)
class AskedSigning:
    """What was asked: the agreement, whose signature, by whom and in what capacity, on which paper, and its file.

    Just one of `counterpart` and `envelope` is given. `seal_register` is wanted of a deed. `dated` is the date of the
    agreement, given with the last signature alone. `on` is the day of the record.
    """

    name: str
    party: str
    signatory: str
    capacity: str
    signed: date
    on: date
    file: Path | None = None
    counterpart: str = ""
    envelope: str = ""
    seal_register: str = ""
    dated: date | None = None
    authority: str = ""


def sign(root: Path, asked: AskedSigning) -> Recorded:
    """Record one party's signature, and keep the signed file beside it by its digest: it is the definitive text.

    Once every party has signed, the version is signed, and bears the date of the agreement.
    """
    return record(
        root, asked.name, "sign", _waiting, _NONE, lambda opened, faults: _made(opened, asked, faults)
    )


def _waiting(register: Register, path: str) -> Version | None:
    found = [version for version in register.of(path) if version.engrossment is not None]
    return found[-1] if found and found[-1].state is State.FOR_SIGNATURE else None


def _made(opened: Open, asked: AskedSigning, faults: Faults) -> Record | None:
    version, copy = opened.version, opened.version.engrossment
    authority = authority_named(
        opened.workspace, version.agreement, asked.authority, "sign", asked.signed, faults, asked.party
    )
    if copy is None or version.state is not State.FOR_SIGNATURE:
        faults.add("version-state", None, f"version {version.number} is {version.state.value}, and is not for signature",
                   "issue it for signature, or name another version", agreement=version.agreement)  # fmt: skip
        return None
    if party_named(version, asked.party, faults) is not None:
        for message, hint in (*_wrong(version, copy, asked), *_wrong_date(version, asked)):
            faults.add("record-incomplete", None, message, hint, agreement=version.agreement)
    data = _file(asked, version, faults)
    if data is None or faults.errors:
        return None
    issued = read_file(opened.writer.register, copy.line, "agreement.pdf", faults)
    judge_signed(read_signatures(data), FILE, faults)
    if issued is None or faults.errors:
        return None
    related = relation(issued, data)
    if related.relation is Relation.CHANGED:
        faults.add("signed-file", None, f"{asked.file.name if asked.file else FILE} is {related}",
                   "ask for the file as the signing service gave it, and keep this one apart: it proves nothing",
                   agreement=version.agreement)  # fmt: skip
        return None
    return _record(version, copy, asked, data, str(related), authority)


def _record(
    version: Version, copy: Copy, asked: AskedSigning, data: bytes, related: str, authority: Authority | None
) -> Record:
    assert asked.file is not None
    signing = Signing(
        asked.party,
        asked.signatory.strip(),
        asked.capacity.strip(),
        asked.signed.isoformat(),
        copy.line.manifest,
        copy.issue.text_digest,
        asked.counterpart,
        asked.envelope,
        asked.seal_register,
        FILE,
        asked.file.name,
        related,
        asked.dated.isoformat() if asked.dated is not None else "",
        authority,
    )
    left = [slug for slug in version.lacking(Event.SIGNED) if slug != asked.party]
    state = State.FOR_SIGNATURE if left else State.SIGNED
    files = {FILE: data}
    manifest = replace(
        manifest_of(version, Event.SIGNED, state, asked.on), signing=signing, files=kept_files(files)
    )
    return manifest, files


def _wrong(version: Version, copy: Copy, asked: AskedSigning) -> Iterator[tuple[str, str]]:
    """What is wrong with the record of a signature: each a message and a hint."""
    given = version.signings.get(asked.party)
    if given is not None:
        yield (f"{asked.party} signed version {version.number} on {shown_day(given.date)} already",
               "nothing in a register is altered; another party's signature is recorded with its own `--party`")  # fmt: skip
    if not asked.signatory.strip():
        yield "who signed is not given", "add --signatory"
    if not asked.capacity.strip():
        yield "in what capacity is not given", "add --capacity, for example “Chief Executive”"
    if bool(asked.counterpart) == bool(asked.envelope):
        yield ("on which paper is not given" if not asked.counterpart else "a counterpart and an envelope are both given",
               "add either --counterpart (its number) or --envelope (the reference of the signing service)")  # fmt: skip
    if copy.issue.execution == "deed" and not asked.seal_register:
        yield ("this is a deed, and no entry in the seal register is given",
               "add --seal-register: a deed is executed by the common seal, authenticated as its constitution requires")  # fmt: skip
    if copy.issue.execution != "deed" and asked.seal_register:
        yield (
            "this is signed under hand, and an entry in the seal register is given",
            "leave out --seal-register",
        )
    if asked.signed.isoformat() < copy.line.date:
        yield (f"version {version.number} was issued for signature on {shown_day(copy.line.date)}, after the day of this signature",
               "correct the day, or record the signature of an earlier version")  # fmt: skip
    if asked.signed > asked.on:
        yield "the day of this signature is still to come", "record it once it is given"


def _wrong_date(version: Version, asked: AskedSigning) -> Iterator[tuple[str, str]]:
    """What is wrong with the date of the agreement: it is given with the last signature, and is not before any."""
    left = [slug for slug in version.lacking(Event.SIGNED) if slug != asked.party]
    if left and asked.dated is not None:
        yield (
            f"the date of the agreement is given before {join_names(left)} signed",
            "give --dated with the last signature",
        )
    if not left and asked.dated is None:
        yield "every party has now signed, and the date of the agreement is not given", "add --dated"
    if asked.dated is not None:
        last = max([asked.signed.isoformat(), *(one.date for one in version.signings.values())])
        if asked.dated.isoformat() < last:
            yield (f"the date of the agreement is before {shown_day(last)}, when the last party signed",
                   "an agreement is not dated back; the day from which it has effect may be earlier, as it says itself")  # fmt: skip


def _file(asked: AskedSigning, version: Version, faults: Faults) -> bytes | None:
    """The bytes of the signed file; None, and a fault, where none is given or it cannot be opened."""
    if asked.file is None:
        lacks(faults, version, {"--file": "the signed file, which is the definitive text,"})
        return None
    try:
        if asked.file.stat().st_size > _LARGEST:
            faults.add("signed-file", None, f"{asked.file.name} has more than {_LARGEST:,} bytes",
                       "scan it again with fewer dots to the inch", agreement=version.agreement)  # fmt: skip
            return None
        return asked.file.read_bytes()
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        faults.add("signed-file", None, f"{asked.file.name} cannot be opened: {reason}", "name the signed file",
                   agreement=version.agreement)  # fmt: skip
        return None
