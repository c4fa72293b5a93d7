"""Reading a PDF that came back signed: its signatures, what was changed after them, and how it stands to the issued copy.

Nothing here raises for a bad file and nothing is fetched. Whether a certificate can be trusted is not judged: that needs
a list of issuers, which Concordat does not hold. docs/pdf/signing.md says what is looked at, and why.
"""

from __future__ import annotations

from concordat.diagnostics import Faults
from concordat.model.signatures import Relation, Returned, SignedPdf

LARGEST = 100_000_000
"""The most bytes of a file that is read."""


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
