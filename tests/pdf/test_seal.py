"""A seal comes after the issued bytes, keeps the file clean, leaves the parties' fields to be signed, and asks no network."""

from __future__ import annotations

import socket
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from concordat.load.signed_pdf import read_signatures, relation
from concordat.model.library import House
from concordat.model.signatures import SEAL_FIELD, Relation, SignatureKind
from concordat.model.tree import Agreement
from concordat.render.pdf import render_pdf
from concordat.render.pdf.output import SealedPdf, SealRefused
from concordat.render.pdf.seal import seal_pdf
from pdf.signing import AT, PASSWORD, key_file, sign
from views.test_verapdf import verapdf


def test_a_sealed_file_begins_with_the_issued_bytes(issued: bytes, sealed: SealedPdf) -> None:
    assert sealed.data.startswith(issued) and len(sealed.data) > len(issued)
    assert sealed.subject == "O=Invented,CN=Seal of the Council"
    found = read_signatures(sealed.data)
    [seal] = found.signatures
    assert found.sound and found.revisions == 2
    assert (seal.field, seal.kind, seal.revision) == (SEAL_FIELD, SignatureKind.CERTIFYING, 2)
    assert (seal.subject, seal.certificate) == (sealed.subject, sealed.certificate)
    assert seal.stated == AT.isoformat() and seal.whole_file
    assert "not checked against a list" in seal.sentence()
    with pikepdf.open(BytesIO(sealed.data)) as file:
        [field] = [one for one in file.Root.AcroForm.Fields if one.T == SEAL_FIELD]
        left, bottom, right, top = (float(at) for at in field.Rect)
        assert left == right < 0 and bottom == top < 0 and int(field.F) & 0b111 == 4
        assert "no party" in str(field.TU)
    assert str(relation(issued, sealed.data)) == "the issued copy with signatures added"


def test_the_parties_sign_their_own_fields_after_it(issued: bytes, sealed: SealedPdf, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(issued)) as file:
        fields = [f"{group.T}.{kid.T}" for group in file.Root.AcroForm.Fields for kid in group.Kids]
    data = sealed.data
    for field in fields:
        data = sign(data, field, f"Signatory for {field}")
    found = read_signatures(data)
    assert [one.field for one in found.signatures] == [SEAL_FIELD, *fields]
    assert found.sound and found.changed_in is None
    assert [one.later for one in found.signatures] == [len(fields) - at for at in range(len(fields) + 1)]
    for copy in (issued, sealed.data):
        assert relation(copy, data).relation is Relation.SIGNED
    (tmp_path / "sealed.pdf").write_bytes(sealed.data)
    (tmp_path / "signed.pdf").write_bytes(data)
    checked = verapdf("ua1,3a", tmp_path / "sealed.pdf", tmp_path / "signed.pdf")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("conforms") == 4


def test_a_file_without_fields_is_sealed_too(drawn: tuple[Agreement, House], tmp_path: Path) -> None:
    draft = render_pdf(*drawn, b"{}").data
    made = seal_pdf(draft, key_file("Seal", "ec"), PASSWORD, "Issued as draft 0.1", AT)
    assert read_signatures(made.data).sound
    assert relation(draft, made.data).relation is Relation.SIGNED
    (tmp_path / "draft.pdf").write_bytes(made.data)
    checked = verapdf("ua1,3a", tmp_path / "draft.pdf")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_connection_is_opened(issued: bytes, sealed: SealedPdf, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    again = seal_pdf(issued, key_file("Seal of the Council"), PASSWORD, "Issued as version 1.0", AT)
    assert read_signatures(again.data).sound


def test_what_cannot_be_sealed_is_said(issued: bytes, sealed: SealedPdf) -> None:
    encrypted = BytesIO()
    with pikepdf.open(BytesIO(issued)) as file:
        file.save(encrypted, encryption=pikepdf.Encryption(owner="a", user="b"))
    key = key_file("Seal of the Council")
    for data, key_bytes, password, words in (
        (issued, b"no key", PASSWORD, "cannot be opened"),
        (issued, key, b"another", "cannot be opened"),
        (issued, key, None, "cannot be opened"),
        (issued, key_file("Short", bits=1024), PASSWORD, "1024 bits"),
        (issued, key_file("Other", signs=False), PASSWORD, "not issued for signing"),
        (sealed.data, key, PASSWORD, "cannot be sealed"),
        (encrypted.getvalue(), key, PASSWORD, "encrypted"),
        (b"no PDF", key, PASSWORD, "cannot be sealed"),
        (issued[:-700], key, PASSWORD, "cannot be sealed"),
    ):
        with pytest.raises(SealRefused) as refused:
            seal_pdf(data, key_bytes, password, "Issued", AT)
        assert words in refused.value.message, refused.value.message
        assert refused.value.hint


def test_a_certificate_out_of_date_seals_nothing(issued: bytes) -> None:
    late = AT.replace(year=2031)
    with pytest.raises(SealRefused, match="valid from 2025-01-01 to 2030-01-01, not on 2031-06-02"):
        seal_pdf(issued, key_file("Old", until=2030), PASSWORD, "Issued", late)


def test_the_time_has_a_zone(issued: bytes) -> None:
    with pytest.raises(ValueError, match="no zone"):
        seal_pdf(issued, key_file("Seal of the Council"), PASSWORD, "Issued", datetime(2025, 6, 2))
