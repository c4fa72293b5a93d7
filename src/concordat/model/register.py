"""The version register as frozen types: the lines of a ledger, and the manifest that each line stands for.

A register belongs to one footprint. Each line of its ledger is one event in the life of a version, and names a folder
that holds a manifest and the files that the manifest lists. Nothing that a line names is ever altered (docs/register.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

LEDGER_SCHEMA = 1
"""The number of the shape of a line and of a manifest. What bears a higher number is read by a newer Concordat alone."""


class State(StrEnum):
    """Where a version is in its life, as it prints."""

    DRAFT = "draft"
    FOR_APPROVAL = "for approval"
    APPROVED = "approved"
    FOR_SIGNATURE = "for signature"
    SIGNED = "signed"
    ENDED = "ended"

    @property
    def slug(self) -> str:
        """The state as it stands in a name: `for-approval`."""
        return self.value.replace(" ", "-")


class Event(StrEnum):
    """What a line of the ledger tells."""

    ISSUED = "issued"
    APPROVED = "approved"  # by one party
    SIGNED = "signed"  # by one party
    ENDED = "ended"


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number of a version: 0.1 and 0.2 are drafts before the first that goes for approval, which is 1.0."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"

    @classmethod
    def of(cls, text: str) -> Number:
        """The number that a text is (`1.0`). Raises ValueError where it is none."""
        found = re.fullmatch(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})", text)
        if found is None:
            raise ValueError(f"“{text}” is no number of a version")
        return cls(int(found[1]), int(found[2]))


_FORBID = {"extra": "forbid"}
"""An unknown field fails: what cannot be understood cannot be vouched for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger.

    `agreement` is the path with its footprint, `state` the state of the version after this event, `date` the day as it
    was given (ISO 8601), `folder` where the manifest stands below the register, `manifest` the SHA-256 of its bytes.
    `before` is the digest of the line before (64 noughts for the first) and `digest` that of this line without itself.
    """

    __pydantic_config__: ClassVar = _FORBID
    sequence: int
    event: Event
    agreement: str
    version: str
    state: State
    date: str
    folder: str
    manifest: str
    before: str
    digest: str
    schema: int = LEDGER_SCHEMA


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file beside a manifest, or in the house that it names: the SHA-256 and the number of its bytes."""

    __pydantic_config__: ClassVar = _FORBID
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class PartyOf:
    """A party of a version."""

    __pydantic_config__: ClassVar = _FORBID
    slug: str
    legal_name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What would have refused the issue and was accepted: the code, the reason given, and the places it was said of."""

    __pydantic_config__: ClassVar = _FORBID
    code: str
    reason: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What made the views: the digest of our own source, and the versions of libraries and of system libraries."""

    __pydantic_config__: ClassVar = _FORBID
    source: str
    libraries: Mapping[str, str]
    system: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Keep:
    """How long a version is to be kept, as its owner set it: the rule, the event from which it runs, and its source.

    `until` is the day, once the event has happened; Concordat deletes nothing.
    """

    __pydantic_config__: ClassVar = _FORBID
    rule: str
    event: str
    source: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of an issued PDF by a certificate: whose it is, and the SHA-256 of the certificate (DER)."""

    __pydantic_config__: ClassVar = _FORBID
    subject: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority record of committee.yaml as it stood when it was relied on.

    `gives` says what it covers (`approve`, `sign`, `agree-changes`). Ceilings, expiry and the duty to report back are
    empty where it has none; `ceiling_money` is in pounds.
    """

    __pydantic_config__: ClassVar = _FORBID
    id: str
    party: str
    gives: tuple[str, ...]
    body: str
    meeting: str
    minute: str
    resolution: str
    officer: str = ""
    ceiling_class: int | None = None
    ceiling_money: str = ""
    expires: str = ""
    report_back: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What a manifest says of an issued version.

    `text_from` is the day from which the text has effect, where its precedent names one; `overlays` the instructions
    that vary the base, in their order; `restates` the agreement whose text this one replaces. `inputs` are the SHA-256
    of the files that it was made from. `house` is the digest of the house and `house_files` what it holds, kept in
    the register. `differs_from` names the version that was approved where the words are no longer its own.
    `disclosure` maps an identity to what is to be withheld and why; `personal` lists identities that hold personal data.
    """

    __pydantic_config__: ClassVar = _FORBID
    title: str
    committee: str
    precedent: str
    text_from: str
    overlays: tuple[str, ...]
    restates: str
    text_digest: str
    tree_digest: str
    house: str
    house_files: Mapping[str, KeptFile]
    inputs: Mapping[str, str]
    made_with: MadeWith
    parties: tuple[PartyOf, ...]
    execution: str
    accepted: tuple[Accepted, ...] = ()
    blanks: tuple[str, ...] = ()
    warnings: Mapping[str, int] = field(default_factory=dict)
    disclosure: Mapping[str, str] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    keep: Keep | None = None
    seal: Seal | None = None
    differs_from: str = ""
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """One party's approval: what body decided it, when, and where that is minuted; and the digest that it approved."""

    __pydantic_config__: ClassVar = _FORBID
    party: str
    body: str
    date: str
    minute: str
    resolution: str
    text_digest: str
    issued: str  # the digest of the manifest of the copy that was approved
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class Signing:
    """One party's signature: who, in what capacity, when, and on which paper.

    A paper is a `counterpart` by its number, or an electronic `envelope` by its reference; `seal_register` is the
    entry of the common seal. `file` names the signed file beside the manifest, `given_as` its name as it came, and
    `relation` how it stands to the copy for signature. `dated` is the date of the agreement, given with the last
    signature.
    """

    __pydantic_config__: ClassVar = _FORBID
    party: str
    signatory: str
    capacity: str
    date: str
    issued: str  # the digest of the manifest of the copy for signature
    text_digest: str
    counterpart: str = ""
    envelope: str = ""
    seal_register: str = ""
    file: str = ""
    given_as: str = ""
    relation: str = ""
    dated: str = ""
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """That an agreement ended: the last day on which it was in force, why, and on what authority."""

    __pydantic_config__: ClassVar = _FORBID
    date: str
    reason: str
    keep: Keep | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a line of the ledger stands for. Just one of `issue`, `approval`, `signing` and `ending` is there, as `event` says.

    `files` are those beside it, by name.
    """

    __pydantic_config__: ClassVar = _FORBID
    event: Event
    agreement: str
    version: str
    state: State
    date: str
    files: Mapping[str, KeptFile]
    issue: Issue | None = None
    approval: Approval | None = None
    signing: Signing | None = None
    ending: Ending | None = None
    schema: int = LEDGER_SCHEMA
