"""Sealing an issued PDF by an organisation's certificate, and judging a seal again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.load.signed_pdf import judge_signed, read_signatures
from concordat.model.register import Seal
from concordat.model.signatures import SEAL_FIELD
from concordat.render.pdf.output import SealRefused
from concordat.render.pdf.seal import seal_pdf

SEALED = "sealed.pdf"
"""The name of a sealed PDF beside the issued one, whose bytes it begins with."""


@dataclass(frozen=True)
class SealKey:
    """A key and its certificate (PKCS #12), its passphrase, and the time that the seal states."""

    data: bytes
    passphrase: bytes | None
    at: datetime


def read_key(file: Path, passphrase: Path | None, at: datetime, faults: Faults) -> SealKey | None:
    """The key in a file, with the passphrase in another; None, and a fault, where one cannot be opened."""
    read: list[bytes] = []
    for path in filter(None, (file, passphrase)):
        try:
            read.append(path.read_bytes())
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
            faults.add(
                "record-incomplete",
                None,
                f"{path.name} cannot be opened: {reason}",
                "name the file of the key",
            )
            return None
    return SealKey(read[0], read[1].rstrip(b"\r\n") if len(read) > 1 else None, at)


def seal_of(pdf: bytes, key: SealKey, reason: str, faults: Faults) -> tuple[bytes, Seal] | None:
    """The sealed PDF and whose seal it is; None, and a fault, where it cannot be sealed so."""
    try:
        sealed = seal_pdf(pdf, key.data, key.passphrase, reason, key.at)
    except SealRefused as refused:
        faults.add("record-incomplete", None, f"the PDF cannot be sealed: {refused.message}", refused.hint)
        return None
    return sealed.data, Seal(sealed.subject, sealed.certificate)


def judge_seal(sealed: bytes, issued: bytes, seal: Seal, name: str, faults: Faults) -> None:
    """A fault for each way in which a sealed PDF is not the issued one under the seal that its manifest names."""
    hint = "restore it from a copy of the register; the issued PDF beside it stands without its seal"
    if not sealed.startswith(issued):
        faults.add("register-damaged", None, f"{name} does not begin with the PDF that was issued", hint)
    found = read_signatures(sealed)
    judge_signed(found, name, faults)
    own = [one for one in found.signatures if one.field == SEAL_FIELD]
    if not found.problem and not any(one.certificate == seal.certificate and one.intact for one in own):
        faults.add("register-damaged", None, f"{name} bears no whole seal of {seal.subject}", hint)
