"""The sample agreement and the shipped house, drawn once for all tests of the views."""

from __future__ import annotations

from pathlib import Path

import pytest

from concordat.diagnostics import Span
from concordat.model.library import House, Levels
from concordat.model.tree import Agreement
from concordat.render.pdf import PdfOutput, render_pdf
from sample_tree import sample_agreement

HOUSE = Path(__file__).parents[2] / "agreements" / "house"


def shipped_house() -> House:
    """The house that is shipped, built by hand so that these tests need no reader of house.yaml."""
    fonts = {path.name: path.read_bytes() for path in sorted((HOUSE / "fonts").glob("*.ttf"))}
    return House(
        levels=Levels((), (), (), "", "", "", ""),
        page_width=210,
        page_height=297,
        margin_top=25,
        margin_bottom=25,
        margin_left=25,
        margin_right=25,
        font_family="Liberation Sans",
        font_size=11,
        line_pitch=15,
        fonts=fonts,
        draft_mark="DRAFT",
        draft_statement="",
        draft_note="",
        to_be_confirmed="to be confirmed",
        page_words="Page {page} of {pages}",
        contents_heading="Contents",
        logo=None,
        logo_alternative="",
        adopter=None,
        css=(HOUSE / "house.css").read_text(encoding="utf-8"),
        docx=b"",
        digest="",
        span=Span("agreements/house/house.yaml", 1, 1),
    )


@pytest.fixture(scope="session")
def house() -> House:
    return shipped_house()


@pytest.fixture(scope="session")
def agreement() -> Agreement:
    return sample_agreement()


@pytest.fixture(scope="session")
def pdf(agreement: Agreement, house: House) -> PdfOutput:
    return render_pdf(agreement, house, b'{"made":"from this"}')
