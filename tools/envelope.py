"""A stand-in for a signing service: invented signatories sign the fields of one PDF, each on a day of the example."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner
from pyhanko.stamp import NoOpStampStyle

from concordat.render.pdf.certify import DatedSigner

_PASSPHRASE = b"of an example"


class Envelope:
    """One PDF that goes from signatory to signatory."""

    def __init__(self, issued: Path) -> None:
        self.data = issued.read_bytes()

    def signed_by(self, slug: str, who: str, day: str) -> bytes:
        """The file with the party's field signed, after those that signed before."""
        at = datetime.combine(datetime.fromisoformat(day).date(), time(12), UTC)
        signer = SimpleSigner.load_pkcs12_data(_key(who, at), [], _PASSPHRASE)
        about = PdfSignatureMetadata(field_name=f"sign.{slug}", name=who)
        writer = IncrementalPdfFileWriter(BytesIO(self.data))
        made = DatedSigner(at, about, signer, stamp_style=NoOpStampStyle())
        self.data = made.sign_pdf(writer, existing_fields_only=True).getvalue()
        return self.data


def _key(who: str, at: datetime) -> bytes:
    """A key and a certificate that nobody vouches for, in the name of an invented person."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{who} (invented)")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2024, 1, 1))
        .not_valid_after(datetime(at.year + 10, 1, 1))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"key", key, certificate, None, BestAvailableEncryption(_PASSPHRASE)
    )
