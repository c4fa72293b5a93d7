"""Making the seal with pyHanko. To be imported where a file is sealed, since it loads much.

ETSI EN 319 142-1 (PAdES B-B); ISO 32000-1, 12.8.2.2 (certifying at level 2). pyHanko opens a connection for time-stamps
and for validation alone: it is given no time-stamping service and no validation context, so it opens none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from concordat.model.signatures import SEAL_FIELD
from concordat.render.pdf.output import SealRefused

_SHORTEST = 2048
"""The fewest bits of an RSA key that a seal may have."""

_WORDS = "Seal of the body that issued this file; it is no party’s signature"
"""The seal's field in words."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A key that can seal, with its certificate's subject and SHA-256."""

    signer: Any
    subject: str
    digest: str


def key_of(key_file: bytes, password: bytes | None, at: datetime) -> SealingKey:
    """The key of a PKCS#12 file. Raises SealRefused where it cannot be opened, or should not seal at this time."""
    hint = "give the PKCS#12 file (.p12 or .pfx) with the key and certificate of the body that issues, and its password"
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(key_file, password)
    except (ValueError, TypeError):
        raise SealRefused(
            "the key file cannot be opened: it is no PKCS#12 file, or the password is another", hint
        ) from None
    if key is None or certificate is None:
        missing = "key" if key is None else "certificate"
        raise SealRefused(f"the key file holds no {missing}", hint)
    reason = _unfit(key, certificate, at)
    if reason:
        raise SealRefused(
            f"the certificate of {certificate.subject.rfc4514_string()} cannot seal: {reason}", hint
        )
    signer = SimpleSigner.load_pkcs12_data(key_file, [], password)
    digest = sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    return SealingKey(signer, certificate.subject.rfc4514_string(), digest)


def _unfit(key: Any, certificate: x509.Certificate, at: datetime) -> str:
    """Why a key should not seal, or nothing."""
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        first, last = certificate.not_valid_before_utc.date(), certificate.not_valid_after_utc.date()
        return f"it is valid from {first} to {last}, not on {at.date()}"
    if key.public_key() != certificate.public_key():
        return "the key beside it is another’s"
    if isinstance(key, RSAPrivateKey) and key.key_size < _SHORTEST:
        return f"its key has {key.key_size} bits, and a seal needs {_SHORTEST}"
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        return "its key is neither RSA nor of an elliptic curve, which readers of PDF know"
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return ""
    return "" if usage.digital_signature or usage.content_commitment else "it was not issued for signing"


class DatedSigner(PdfSigner):
    """pyHanko's maker of signatures, told the time instead of asking for it."""

    def __init__(self, at: datetime, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._at = at

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        """pyHanko's session, with the time that was given."""
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self._at
        return session


def certified(data: bytes, key: SealingKey, reason: str, at: datetime) -> bytes:
    """A PDF with a certifying signature appended. Raises SealRefused where there is none to be had."""
    described = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    # Printed and not hidden, as PDF/A asks; off the page, as PDF/UA asks of what has no tag; and without size.
    unseen = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    field = SigFieldSpec(SEAL_FIELD, invis_sig_settings=unseen, readable_field_name=_WORDS)
    try:
        writer = IncrementalPdfFileWriter(BytesIO(data))
        if writer.prev.encrypted:
            raise SealRefused(
                "an encrypted PDF cannot be sealed", "seal the file as it was issued, without a password"
            )
        made: bytes = DatedSigner(at, described, key.signer, new_field_spec=field).sign_pdf(writer).getvalue()
    except (PdfError, SigningError, ValueError) as fault:
        raise SealRefused(
            f"the file cannot be sealed: {fault}", "seal the file as it was issued, unchanged"
        ) from None
    assert made.startswith(data), "a seal comes after the bytes that it seals"
    return made
