"""Sealing an issued PDF with an organisation's certificate: the seal comes after the issued bytes, which stay as they are.

A seal shows that the file is the one that the holder of the certificate sealed. It does not show that any party signed.
What is asked of it, and what it leaves open, is in docs/pdf/signing.md.
"""

from __future__ import annotations

from datetime import datetime

from concordat.render.pdf.output import SealedPdf


def seal_pdf(data: bytes, key_file: bytes, password: bytes | None, reason: str, at: datetime) -> SealedPdf:
    """A PDF with a seal after it (PAdES B-B): certified, so that afterwards its fields may be signed and nothing else changed.

    `key_file` holds a key and its certificate (PKCS#12), `reason` is printed by readers beside the seal, and `at` is the
    time of sealing that the file states, with its zone. Nothing is fetched, and no time-stamp is added.
    Raises SealRefused where the key cannot be used, or the file cannot be sealed: no PDF, encrypted, or signed already.
    """
    if at.tzinfo is None:
        raise ValueError("the time of sealing has no zone")
    # Heavy: pyHanko takes half a second, and only a run that seals needs it.
    from concordat.render.pdf.certify import certified, key_of  # noqa: PLC0415

    key = key_of(key_file, password, at)
    return SealedPdf(certified(data, key, reason, at), key.subject, key.digest)
