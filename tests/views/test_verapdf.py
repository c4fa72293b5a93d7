"""veraPDF finds nothing against PDF/UA-1 and PDF/A-3a in the same file; and it would find a fault if there were one."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf

from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.render.pdf import PdfOutput, render_pdf
from views.change import with_long_table

TOOL = Path(__file__).parents[2] / "tools" / "verapdf"


def verapdf(flavours: str, *files: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHON": sys.executable}
    return subprocess.run([TOOL, flavours, *files], env=environment, capture_output=True, text=True)


def test_files_conform_to_both_standards_at_once(
    pdf: PdfOutput, agreement: Agreement, house: House, tmp_path: Path
) -> None:
    logo = (Path(__file__).parent / "logo.png").read_bytes()
    with_logo = replace(house, logo=logo, logo_alternative="Acme", adopter="Acme, 1 May 2025")
    made = {
        "sample.pdf": pdf.data,
        "long.pdf": render_pdf(with_long_table(agreement, 60), with_logo, b"{}").data,
    }
    files = [tmp_path / name for name in made]
    for file in files:
        file.write_bytes(made[file.name])
    checked = verapdf("ua1,3a", *files)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("conforms") == 4


def test_a_file_without_tags_or_identification_fails(pdf: PdfOutput, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(pdf.data)) as file:
        del file.Root.StructTreeRoot
        del file.Root.Metadata
        file.save(tmp_path / "bare.pdf")
    checked = verapdf("ua1,3a", tmp_path / "bare.pdf")
    assert checked.returncode == 1
    assert checked.stdout.count("FAILS") == 2


def test_what_cannot_be_checked_is_said(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_text("no PDF")
    assert verapdf("ua1", tmp_path / "no.pdf").returncode == 2
    assert verapdf("xyz", tmp_path / "no.pdf").returncode == 2
