"""The signatures of a PDF, read with pyHanko. To be imported where a signed file is read, since it loads much.

ISO 32000-1, 12.8 (digital signatures) and 7.5.6 (incremental updates). pyHanko is given no validation context, so no
certificate is looked up and no connection opened.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import new, sha256
from typing import Any

from asn1crypto.parser import peek
from cryptography.x509 import load_der_x509_certificate
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from concordat.load.pdf_revisions import DAMAGED, ENCRYPTED, Revisions, reader_of
from concordat.model.signatures import PdfSignature, SignatureKind, SignedPdf

_READ_HERE = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached", "/ETSI.RFC3161")
"""The ways of signing that are read: detached CMS, and time-stamps."""

_VERSIONS = ("v1", "v3")
"""The versions that the parts of a CMS signature may bear (RFC 5652, 5.1 and 5.3); no digest covers them."""


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
    kept = Revisions(reader, DEFAULT_DIFF_POLICY)
    found = sorted((_Examined(reader, kept, data, name, field).told() for name, field in fields), key=_order)
    return SignedPdf("", revisions, tuple(found), _unsigned(kept, found))


def _order(signature: PdfSignature) -> tuple[int, str]:
    return signature.revision, signature.field


def _unsigned(revisions: Revisions, found: list[PdfSignature]) -> int | None:
    """The first revision after the last signature that changes more than what is added for later validation."""
    last = max((one.revision for one in found), default=None)
    if last is None:
        return None
    later = revisions.after(last)
    return next((revision for revision, level in later if level > ModificationLevel.LTA_UPDATES), None)


class _Examined:
    """One signature while it is looked at."""

    def __init__(self, reader: Any, revisions: Revisions, data: bytes, name: str, field: Any) -> None:
        self._reader, self._revisions, self._data = reader, revisions, data
        self._name, self._field = str(name), field
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
        found = self._revisions.after(self._revision, permission, locked)
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
