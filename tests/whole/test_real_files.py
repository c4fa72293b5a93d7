"""The files of real agreements, judged by veraPDF and read by pypdf: a sample in every run, all of them in `make test-all`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from concordat.language.walk import blocks
from concordat.load.workspace import read_workspace
from concordat.model.tree import Group, GroupKind
from concordat.project.inputs import sources
from concordat.project.read import read
from concordat.project.selection import all_agreements
from concordat.project.views import render_views
from support import REPOSITORY

SAMPLE = (
    "south-west/joint-working-2023",
    "south-east/delegation-2025/buckinghamshire-oxfordshire-and-berkshire-west",
    "example-footprint/collaboration-2024",  # every table filled, the widest among them
)
EVERY = tuple(selected.path for selected in all_agreements(read_workspace(REPOSITORY)[0]))


def made(name: str) -> tuple[list[str], bytes]:
    """The labels of the clauses and schedules of an agreement, and its PDF."""
    reading = read(REPOSITORY, (name,), None)
    (composed,) = reading.agreements
    house = reading.workspace.house
    assert composed.agreement is not None and house is not None
    attachment = sources(reading.workspace, composed.selected, composed.agreement)
    views = render_views(composed.agreement, house, attachment)
    assert not views.found, [d.message for d in views.found]
    kinds = (GroupKind.CLAUSE, GroupKind.SCHEDULE)
    headed = [b.label for b in blocks(composed.agreement) if isinstance(b, Group) and b.kind in kinds]
    return headed, views.files["pdf"]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.slow) for name in EVERY]
)
def test_the_pdf_of_a_real_agreement(name: str, tmp_path: Path) -> None:
    headed, data = made(name)
    file = tmp_path / "agreement.pdf"
    file.write_bytes(data)
    checked = subprocess.run(
        [REPOSITORY / "tools" / "verapdf", "ua1,3a", file],
        env={**os.environ, "PYTHON": sys.executable}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("conforms") == 2
    reader = PdfReader(BytesIO(data), strict=True)
    attached = json.loads(reader.attachments["sources.json"][0])
    assert attached["agreement"] == name and len(attached["inputs"]) > 60
    assert {name for name in attached["inputs"] if name.endswith("committee.yaml")} == {
        f"agreements/{name.partition('/')[0]}/committee.yaml"
    }
    assert fonts(reader) and all("LiberationSans" in font or "Liberation" in font for font in fonts(reader))
    outline = [entry.title for entry in flat(reader.outline)]
    assert [label for label in headed if not any(title.startswith(label) for title in outline)] == []


def fonts(reader: PdfReader) -> set[str]:
    """The names of the fonts of a file; a font that is not embedded is named so."""
    found = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            described = inner["/FontDescriptor"].get_object()
            embedded = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found.add(str(font["/BaseFont"]) if embedded else f"not embedded: {font['/BaseFont']}")
    return found


def flat(outline: object) -> list:
    """The entries of an outline, those under others too."""
    assert not isinstance(outline, IndirectObject)
    return [e for one in outline for e in (flat(one) if isinstance(one, list) else [one])]  # type: ignore[attr-defined]
