"""Certificates made for a test, and a stand-in for a signing service: it fills a party's field and changes nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import NoOpStampStyle

AT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
PASSWORD = b"open sesame"


@cache
def key_file(
    name: str,
    kind: str = "rsa",
    *,
    bits: int = 2048,
    until: int = 2035,
    signs: bool = True,
) -> bytes:
    """A PKCS#12 file of an invented body's key and certificate."""
    key = rsa.generate_private_key(65537, bits) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    called = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Invented"),
        ]
    )
    usage = x509.KeyUsage(signs, False, not signs, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(2025)
        .not_valid_before(datetime(2025, 1, 1))
        .not_valid_after(datetime(until, 1, 1))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"key", key, certificate, None, BestAvailableEncryption(PASSWORD)
    )


def sign(data: bytes, field: str, name: str, *, new: bool = False) -> bytes:
    """A file with one of its fields signed by an invented signatory; `new` for a field that is not there yet."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    signer = SimpleSigner.load_pkcs12_data(key_file(name), [], PASSWORD)
    spec = SigFieldSpec(field) if new else None
    with_this = PdfSigner(
        PdfSignatureMetadata(field_name=field), signer, stamp_style=NoOpStampStyle(), new_field_spec=spec
    )
    signed: bytes = with_this.sign_pdf(writer, existing_fields_only=not new).getvalue()
    return signed


def with_note(data: bytes) -> bytes:
    """A file with a note put on its first page, in a revision that nobody signed."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 300, 80))),
            pdf_name("/Contents"): generic.pdf_string("and £5,000,000"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))
    return _written(writer)


def with_text(data: bytes) -> bytes:
    """A file with other words drawn over its first page, in a revision that nobody signed."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    page = writer.find_page_for_modification(0)[0].get_object()
    more = writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 40 40 400 90 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), more])
    writer.update_container(page)
    return _written(writer)


def with_drawn_field(data: bytes) -> bytes:
    """A file with the first empty field drawn over, and not signed."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    _, _, empty = next(iter(enumerate_sig_fields(writer, filled_status=False)))
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 20)))
    shown = generic.StreamObject(
        {pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): box}, b"0 0 9 9 re f"
    )
    empty.get_object()["/AP"]["/N"] = writer.add_object(shown)
    writer.mark_update(empty.reference)
    return _written(writer)


def with_empty_field(data: bytes) -> bytes:
    """A file with one more place to sign on its first page, which nobody signed."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    append_signature_field(writer, SigFieldSpec("late", box=(50, 50, 250, 90)))
    return _written(writer)


def with_validation_data(data: bytes) -> bytes:
    """A file whose catalogue alone was touched, in a revision that nobody signed: data as a service adds for later checks."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    writer.root["/DSS"] = writer.add_object(generic.DictionaryObject({pdf_name("/Type"): pdf_name("/DSS")}))
    writer.update_root()
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
