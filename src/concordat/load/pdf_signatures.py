"""The signatures of a PDF, read with pyHanko. To be imported where a signed file is read, since it loads much.

ISO 32000-1, 12.8 (digital signatures) and 7.5.6 (incremental updates). pyHanko is given no validation context, so no
certificate is looked up and no connection opened.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from hashlib import new, sha256
from io import BytesIO
from typing import Any

from asn1crypto.parser import peek
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import IndirectObject, Reference, StreamObject, read_object
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from concordat.model.signatures import PdfSignature, SignatureKind, SignedPdf

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).propagate = False  # what it murmurs is told by what is found here
    logging.getLogger(_name).addHandler(logging.NullHandler())

_READ_HERE = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached", "/ETSI.RFC3161")
"""The ways of signing that are read: detached CMS, and time-stamps."""

_VERSIONS = ("v1", "v3")
"""The versions that the parts of a CMS signature may bear (RFC 5652, 5.1 and 5.3); no digest covers them."""

ENCRYPTED = "it is encrypted"
DAMAGED = "it is damaged"


def signatures_of(data: bytes) -> SignedPdf:
    """What `read_signatures` says, of bytes that look like a PDF."""
    try:
        reader = reader_of(data)
        if reader.encrypted:
            return SignedPdf(ENCRYPTED)
        revisions = reader.xrefs.total_revisions
        fields = [(name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)]
    except Exception:  # of any kind: the file is whatever someone sent
        return SignedPdf(DAMAGED)
    found = sorted((_Examined(reader, data, name, field).told() for name, field in fields), key=_order)
    return SignedPdf("", revisions, tuple(found), _unsigned(reader, found))


def reader_of(data: bytes) -> Any:
    """A reader of a file's revisions; strict, unless the file is one that only a lenient reader takes. Raises for no PDF."""
    try:
        return _Reader(BytesIO(data), strict=True)
    except PdfError:
        return _Reader(BytesIO(data), strict=False)


class _Reader(PdfFileReader):
    """pyHanko's reader, which opens each stream of objects once.

    pyHanko opens it anew and goes through its whole table for each object. A file that is tagged throughout has some
    ten thousand objects in one stream: comparing two revisions of it would take minutes.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._opened: dict[int, tuple[bytes, dict[int, tuple[int, int]]]] = {}
        super().__init__(*arguments, **named)

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        if stmnum not in self._opened:
            self._opened[stmnum] = self._open(stmnum)
        data, table = self._opened[stmnum]
        found, offset = table.get(idnum, (-1, 0))
        if found == idx:
            stream = BytesIO(data)  # shares the bytes: nothing is copied
            stream.seek(offset)
            with suppress(PdfError):
                made = read_object(stream, Reference(idnum, 0, self))
                if not isinstance(made, StreamObject | IndirectObject):
                    return made
        # What is irregular is told there.
        return PdfFileReader._get_object_from_stream(self, idnum, stmnum, idx)  # type: ignore[no-untyped-call]

    def _open(self, stmnum: int) -> tuple[bytes, dict[int, tuple[int, int]]]:
        """The data of a stream of objects, and of each object in it its place in the table and in the data (ISO 32000-1, 7.5.7)."""
        stream: Any = Reference(stmnum, 0, self).get_object()
        try:
            data = stream.read_data(DecodePurpose.OBJECT_STREAM)
            first = int(stream["/First"])
            numbers = [int(one) for one in data[:first].split()]
        except (AttributeError, KeyError, ValueError):
            return b"", {}
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return data, {number: (place, first + offset) for place, (number, offset) in enumerate(pairs)}


def _order(signature: PdfSignature) -> tuple[int, str]:
    return signature.revision, signature.field


def _unsigned(reader: Any, found: list[PdfSignature]) -> int | None:
    """The first revision after the last signature that changes more than what is added for later validation."""
    last = max((one.revision for one in found), default=None)
    if last is None:
        return None
    for revision, level in changes(reader, last - 1, DEFAULT_DIFF_POLICY, None, None):
        if level > ModificationLevel.LTA_UPDATES:
            return revision
    return None


def changes(
    reader: Any, base: int, policy: Any, permission: Any, locked: Any
) -> Iterator[tuple[int, ModificationLevel]]:
    """Each revision (from 1) after one (from 0), with how much it changes; OTHER is what the policy does not allow."""
    old = reader.get_historical_resolver(base)
    for revision in range(base + 1, reader.xrefs.total_revisions):
        try:
            new = reader.get_historical_resolver(revision)
            level = policy.apply(
                old=old, new=new, field_mdp_spec=locked, doc_mdp=permission
            ).modification_level
        except SuspiciousModification:
            level = ModificationLevel.OTHER
        except Exception:  # a revision that cannot be followed is one that changes something
            level = ModificationLevel.OTHER
        yield revision + 1, level


class _Examined:
    """One signature while it is looked at."""

    def __init__(self, reader: Any, data: bytes, name: str, field: Any) -> None:
        self._reader, self._data, self._name, self._field = reader, data, str(name), field
        self._said = {"subject": "", "certificate": "", "stated": "", "kind": SignatureKind.SIGNATURE}
        self._revision = 1

    def told(self) -> PdfSignature:
        """The signature as it is found; what cannot be read is told as its trouble."""
        changed: int | None = None
        try:
            signature = EmbeddedPdfSignature(self._reader, self._field.get_object(), self._name)
            self._revision = signature.signed_revision + 1
            self._describe(signature)
            trouble = self._trouble(signature)
            if not trouble:
                changed = self._changed(signature)
        except Exception:  # of any kind, as above
            trouble = "it cannot be read"
        later = self._reader.xrefs.total_revisions - self._revision
        return PdfSignature(
            field=self._name,
            revision=self._revision,
            later=later,
            intact=not trouble,
            changed_in=changed,
            trouble=trouble,
            **self._said,  # type: ignore[arg-type]
        )

    def _describe(self, signature: Any) -> None:
        if str(signature.sig_object_type) == "/DocTimeStamp":
            self._said["kind"] = SignatureKind.TIME_STAMP
        elif signature.docmdp_level is not None and "/Reference" in signature.sig_object:
            self._said["kind"] = SignatureKind.CERTIFYING
        certificate = signature.signer_cert
        self._said["subject"] = _subject(certificate.dump())
        self._said["certificate"] = sha256(certificate.dump()).hexdigest()
        with suppress(Exception):  # a time that cannot be read is a time that is not stated
            at = signature.self_reported_timestamp
            self._said["stated"] = at.isoformat() if at is not None else ""

    def _trouble(self, signature: Any) -> str:
        """What is wrong with the signature itself, or nothing."""
        if str(signature.sig_object.get("/SubFilter")) not in _READ_HERE:
            return "it is of a kind that is not read here"
        coverage = signature.evaluate_signature_coverage()
        if coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            return "it does not cover the file as it stood when it was made"
        last = self._revision == self._reader.xrefs.total_revisions
        if last and coverage is not SignatureCoverageLevel.ENTIRE_FILE:
            return "bytes that are no revision were put after the end of the file"
        if not self._plain(signature):
            return "something else stands in the space kept for it"
        intact, valid = _holds(signature)
        if not intact:
            return "the bytes that it covers are not those that were signed"
        return "" if valid else "it was not made with the key of its certificate"

    def _plain(self, signature: Any) -> bool:
        """Whether what no digest covers is the signature in plain hexadecimal, then noughts, and no more."""
        _, first, second, _ = signature.byte_range
        kept, made = self._data[first:second], bytes(signature.pkcs7_content)
        length, written, message = peek(made), made.hex().encode(), signature.signed_data
        signer = signature.signer_info
        return (
            kept in (b"<" + written + b">", b"<" + written.upper() + b">")
            and not any(made[length:])
            and message["version"].native in _VERSIONS
            and signer["version"].native in _VERSIONS
            and [one.native for one in message["digest_algorithms"]] == [signer["digest_algorithm"].native]
        )

    def _changed(self, signature: Any) -> int | None:
        """The first later revision that changes what this signature does not allow."""
        permission, locked = signature.docmdp_level, signature.fieldmdp
        most = ModificationLevel.FORM_FILLING
        if permission is not None:
            most = min(most, ModificationLevel(permission.value))
        base = signature.signed_revision
        found = changes(self._reader, base, DEFAULT_DIFF_POLICY, permission, locked)
        return next((revision for revision, level in found if level > most), None)


def _subject(certificate: bytes) -> str:
    return load_der_x509_certificate(certificate).subject.rfc4514_string()


def _holds(signature: Any) -> tuple[bool, bool]:
    """Whether the bytes are those that were signed, and whether they were signed with the certificate's key."""
    digest = signature.compute_digest()
    covered, content = digest, "data"
    stamped = True
    if signature.signed_data["encap_content_info"]["content_type"].native == "tst_info":
        held = signature.signed_data["encap_content_info"]["content"]
        stamped = held.parsed["message_imprint"]["hashed_message"].native == digest
        content = "tst_info"
        covered = new(signature.md_algorithm, bytes(held)).digest()
    intact, valid = validate_sig_integrity(signature.signer_info, signature.signer_cert, content, covered)
    return intact and stamped, valid
