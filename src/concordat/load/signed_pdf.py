"""Reading a PDF that came back signed: its signatures, what was changed after them, and how it stands to the issued copy.

Nothing here raises for a bad file and nothing is fetched. Whether a certificate can be trusted is not judged: that needs
a list of issuers, which Concordat does not hold. docs/pdf/signing.md says what is looked at, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concordat.diagnostics import Faults

LARGEST = 100_000_000
"""The most bytes of a file that is read."""

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
        covers = "covers the whole file" if self.whole_file else f"{self.later} later revisions follow"
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


def read_signatures(data: bytes) -> SignedPdf:
    """The signatures of a file. A file that is no PDF, encrypted, damaged or too large gives that as its problem."""
    problem = outright_problem(data)
    if problem:
        return SignedPdf(problem)
    # Heavy: pyHanko takes half a second, and only a run that reads a signed file needs it.
    from concordat.load.pdf_signatures import signatures_of  # noqa: PLC0415

    return signatures_of(data)


def relation(issued: bytes, returned: bytes) -> Returned:
    """How a returned file stands to the issued copy: by its bytes, then by its words page by page."""
    if returned == issued:
        return Returned(Relation.SAME)
    problem = outright_problem(returned)
    if problem:
        return Returned(Relation.UNREAD, problem)
    # Heavy, as above.
    from concordat.load.pdf_relation import relation_of  # noqa: PLC0415

    return relation_of(issued, returned)


def outright_problem(data: bytes) -> str:
    """Why bytes cannot be a PDF that is read at all, or nothing."""
    if not data:
        return "the file is empty"
    if len(data) > LARGEST:
        return f"the file is larger than {LARGEST // 1_000_000} MB"
    return "" if b"%PDF-" in data[:1024] else "the file is no PDF"


def judge_signed(signed: SignedPdf, name: str, faults: Faults) -> None:
    """A fault (signed-file) for each reason why a signed file cannot be taken as it is; `name` is what people call it."""
    again = "ask for the file as the signing service gave it, and keep this one apart: it proves nothing"
    if signed.problem:
        faults.add(
            "signed-file",
            None,
            f"{name} cannot be read: {signed.problem}",
            "ask for the file again, open and whole",
        )
        return
    for one in signed.signatures:
        if not one.intact:
            message = f"{name}: the {one.kind} in the field {one.field} does not fit the file: {one.trouble}"
            faults.add("signed-file", None, message, again)
    if signed.changed_in is not None:
        by = next((s for s in reversed(signed.signatures) if s.revision < signed.changed_in), None)
        signed_by = f", which {by.subject} signed in revision {by.revision}" if by is not None else ""
        message = f"{name} was changed after signing: revision {signed.changed_in} of {signed.revisions} changes the file{signed_by}"
        faults.add("signed-file", None, message, again)
