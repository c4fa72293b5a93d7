"""Judges that are not ours: the Open XML SDK's validator, and LibreOffice's own numbers, references and pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from word_support import DOCUMENT, changed, convert, house, printed_pages, swapped, unprinted, word

from concordat.language.words import contents, labels, words
from concordat.load.word import read_word
from concordat.load.workspace import read_workspace
from concordat.model.tree import Block, Provision
from concordat.project.selection import all_agreements
from concordat.render.docx import render_docx
from concordat.render.pdf import render_pdf
from sample_tree import sample_agreement
from support import REPOSITORY, read_one
from validators import validate
from views.change import rebuilt


def test_the_sample_is_valid(tmp_path: Path) -> None:
    logo = (Path(__file__).parents[1] / "views" / "logo.png").read_bytes()
    own = replace(house(), logo=logo, logo_alternative="Emblem", adopter="Adopted")
    assert validate(word(own=own), tmp_path) == (0, "")


def test_the_shipped_house_is_valid(tmp_path: Path) -> None:
    assert validate(house().docx, tmp_path) == (0, "")


def test_the_validator_sees_a_fault(tmp_path: Path) -> None:
    broken = changed(word(), DOCUMENT, lambda text: text.replace("<w:cantSplit/>", "<w:cannotSplit/>", 1))
    status, found = validate(broken, tmp_path)
    assert status == 1 and "cannotSplit" in found


def test_long_identities_are_valid(tmp_path: Path) -> None:
    def rename(block: Block) -> Block:
        return (
            replace(block, identity="supply/" + "x" * 80)
            if isinstance(block, Provision) and block.identity == "supply/sea"
            else block
        )

    assert validate(word(rebuilt(sample_agreement(), rename)), tmp_path) == (0, "")


def test_libreoffice_prints_our_numbers_and_references(tmp_path: Path) -> None:
    agreement = sample_agreement()
    printed = convert(word(agreement), tmp_path)
    assert unprinted(agreement, printed) == []
    assert list(printed_pages(agreement, printed)) == [entry.identity for entry in contents(agreement)]


def test_a_number_that_libreoffice_prints_otherwise_is_seen(tmp_path: Path) -> None:
    other = changed(
        word(), "word/numbering.xml", swapped('w:lvlText w:val="%1.%2.%3"', 'w:lvlText w:val="%1-%2-%3"')
    )
    missing = unprinted(sample_agreement(), convert(other, tmp_path))
    assert any(text.startswith("1.1.1") for text in missing)
    assert any("clause 1.1.1(a)" in text for text in missing)  # it works the reference out anew


ALL = tuple(selected.path for selected in all_agreements(read_workspace(REPOSITORY)[0]))
SAMPLE = (
    "north-east-and-north-cumbria/joint-working-2023",
    "south-east/delegation-2025/buckinghamshire-oxfordshire-and-berkshire-west",
    "example-footprint/collaboration-2024",
)
"""Those that every run judges: each kind, and every table, the widest filled."""


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=() if path in SAMPLE else pytest.mark.slow) for path in ALL]
)
def test_an_agreement_of_the_workspace(path: str, tmp_path: Path) -> None:
    """Valid; every number and reference as ours; pages as the PDF's for nine entries in ten, the rest one page off."""
    agreement = read_one(REPOSITORY, path)[0]
    page_of = render_pdf(agreement, house(), b"{}").page_of
    data, faults = render_docx(agreement, house(), page_of)
    assert not faults.found
    assert validate(data, tmp_path) == (0, "")
    reading = read_word(data)
    assert reading.words == tuple(piece.text for piece in words(agreement))
    assert reading.labels == tuple(piece.text for piece in labels(agreement))
    assert all(reference.printed == reference.label for reference in reading.references)
    printed = convert(data, tmp_path)
    assert unprinted(agreement, printed) == []
    judged = printed_pages(agreement, printed)
    off = {name: (page, page_of[name]) for name, page in judged.items() if page != page_of[name]}
    print(
        f"{path}: {len(printed)} pages, {len(judged)} entries, {len(reading.references)} references; off: {off or 'none'}"
    )
    assert all(abs(one - other) <= 1 for one, other in off.values()), off
    assert len(off) * 10 <= len(judged), off
