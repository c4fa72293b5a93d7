"""The sample agreement and the shipped house, drawn once for all tests of the views."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.diagnostics import Faults
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.pdf import PdfOutput, render_pdf
from sample_tree import sample_agreement

ROOT = Path(__file__).parents[2]


def shipped_house() -> House:
    """The house that is shipped."""
    faults = Faults()
    found = read_house(WorkspaceFiles(ROOT, faults), faults)
    assert found is not None and not faults.errors, faults.found
    return found


@pytest.fixture(scope="session")
def house() -> House:
    return shipped_house()


@pytest.fixture(scope="session")
def agreement() -> Agreement:
    return sample_agreement()


@pytest.fixture(scope="session")
def pdf(agreement: Agreement, house: House) -> PdfOutput:
    return render_pdf(agreement, house, b'{"made":"from this"}')
