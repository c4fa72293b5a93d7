"""The signatures of a PDF as frozen types, and how a returned file stands to the copy that was issued."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SEAL_FIELD = "seal"
"""The name of the field of the seal; no party's is named so, since those stand below another field."""

NOT_CHECKED = "certificate not checked against a list"
"""What is said of every certificate."""


class SignatureKind(StrEnum):
    """What a signature is: one that certifies the file, as a seal does; one that signs it; or a service's time-stamp."""

    CERTIFYING = "certifying signature"
    SIGNATURE = "signature"
    TIME_STAMP = "time-stamp"


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A signature of a file.

    `field` is the full name of its field, `subject` and `certificate` (SHA-256) are of the signer's certificate, `stated`
    is the time that it states of itself (ISO 8601, or empty). Revisions count from 1: `revision` is the one that it
    closed, `later` how many follow, `changed_in` the first of those that changes what it may not, None where none does.
    `intact` says that the bytes which it covers are as they were; `trouble` says in words what is wrong, if anything.
    """

    field: str
    kind: SignatureKind
    subject: str
    certificate: str
    stated: str
    revision: int
    later: int
    intact: bool
    changed_in: int | None = None
    trouble: str = ""

    @property
    def whole_file(self) -> bool:
        """Whether it covers the file to its last byte."""
        return self.intact and self.later == 0

    def sentence(self) -> str:
        """The signature in words, as a record or a screen shows it."""
        who = f"{self.kind} in the field {self.field}: {self.subject or 'nobody named'}"
        covers = "covers the whole file" if self.whole_file else f"later revisions: {self.later}"
        stated = f"states {self.stated}" if self.stated else "states no time"
        state = self.trouble or ("bytes as signed" if self.intact else "bytes not as signed")
        return f"{who} ({NOT_CHECKED}); {stated}; {covers}; {state}"


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """What was found in a file: why it could not be read (or nothing), its revisions and its signatures in their order.

    `unsigned` is the first revision after the last signature that changes more than a service may add for later
    validation; None where there is none.
    """

    problem: str = ""
    revisions: int = 0
    signatures: tuple[PdfSignature, ...] = ()
    unsigned: int | None = None

    @property
    def changed_in(self) -> int | None:
        """The first revision that changed the file after it was signed, None where none did."""
        found = [one.changed_in for one in self.signatures if one.changed_in is not None]
        return min([*found, *([self.unsigned] if self.unsigned is not None else [])], default=None)

    @property
    def sound(self) -> bool:
        """Whether the file was read, and every signature of it holds, with nothing changed after any. It may have none."""
        return not self.problem and self.changed_in is None and all(one.intact for one in self.signatures)


class Relation(StrEnum):
    """How a returned file stands to the copy that was issued, as it prints."""

    SAME = "the issued copy itself"
    SIGNED = "the issued copy with signatures added"
    CHANGED = "the issued copy with something other than signatures added"
    SAME_WORDS = "another PDF with the same words"
    OTHER_WORDS = "another PDF with other words"
    NO_WORDS = "a PDF without words that can be read, such as a scan"
    UNREAD = "no PDF that can be read"


@dataclass(frozen=True, slots=True)
class Returned:
    """How a returned file stands to the issued copy; `detail` says where it differs, if that is known."""

    relation: Relation
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.relation} ({self.detail})" if self.detail else str(self.relation)
