"""An agreement under hand and a deed, each for signature, drawn once for all tests of signed files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.pdf import render_pdf
from concordat.render.pdf.output import SealedPdf
from concordat.render.pdf.seal import seal_pdf
from pdf.signing import AT, PASSWORD, key_file
from support import read_one, sharing_workspace


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Agreement, House]:
    """The agreement of the data-sharing workspace as it stands, and its house."""
    root: Path = sharing_workspace(tmp_path_factory.mktemp("sharing"))
    agreement, reading = read_one(root, "riverside/sharing-2024")
    assert reading.workspace.house is not None
    return agreement, reading.workspace.house


def for_signature(agreement: Agreement) -> Agreement:
    """An agreement as its copy for signature."""
    note = "Version 1.0 for signature"
    return replace(agreement, apparatus=replace(agreement.apparatus, signature_note=note))


@pytest.fixture(scope="session")
def engrossed(drawn: tuple[Agreement, House]) -> Agreement:
    return for_signature(drawn[0])


@pytest.fixture(scope="session")
def issued(engrossed: Agreement, drawn: tuple[Agreement, House]) -> bytes:
    """The PDF of the copy for signature."""
    return render_pdf(engrossed, drawn[1], b"{}").data


@pytest.fixture(scope="session")
def sealed(issued: bytes) -> SealedPdf:
    """The same PDF with the seal of the body that issued it."""
    return seal_pdf(issued, key_file("Seal of the Council"), PASSWORD, "Issued as version 1.0", AT)
