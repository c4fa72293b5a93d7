"""A part that is built alone says what the whole says, under the same numbers, and leads nowhere outside itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from concordat.diagnostics import Faults
from concordat.language.walk import identities, iterate
from concordat.language.words import contents, labels, words
from concordat.load.word import read_word
from concordat.model.library import House
from concordat.model.tree import Agreement, Group, Table
from concordat.project.build import build
from concordat.project.part import part_name, part_of
from concordat.project.views import Views, render_views
from concordat.render.docx import render_docx
from support import REPOSITORY, form_workspace, read_one, real_workspace, sharing_workspace

LENT, SHARED = "towns/lending-2031", "riverside/sharing-2024"


def parted(folder: Path, path: str, wanted: str) -> tuple[Agreement, Agreement, House]:
    whole, reading = read_one(folder, path)
    house = reading.workspace.house
    assert house is not None
    faults = Faults()
    part = part_of(whole, wanted, house, faults)
    assert part is not None and not faults.found
    return whole, part, house


def rendered(part: Agreement, house: House) -> Views:
    """All views, each read back; none of them says anything else than the tree."""
    views = render_views(part, house, b"{}")
    assert not [d.message for d in views.found] and set(views.files) == {"docx", "pdf", "html", "md", "json"}
    return views


def below(agreement: Agreement, identity: str) -> set[str]:
    held = {
        place.block.identity
        for place in iterate(agreement)
        if identity in {place.block.identity, *(up.identity for up in place.parents)}
    }
    headings = {
        p.block.heading.identity
        for p in iterate(agreement)
        if isinstance(p.block, Group) and p.block.heading and p.block.identity in held
    }
    return held | headings


@pytest.mark.parametrize(
    ("wanted", "identity"),
    [
        ("particulars", "particulars"),
        ("Schedule 2A", "local-rules"),
        ("books", "books"),
        ("schedule 3", "books"),
    ],
)
def test_its_words_and_labels_are_those_of_the_whole(tmp_path: Path, wanted: str, identity: str) -> None:
    whole, part, house = parted(form_workspace(tmp_path), LENT, wanted)
    assert part_name(part) == identity
    held = below(whole, identity)
    assert [p for p in words(part) if p.identity not in ("title", "committee")] == [
        p for p in words(whole) if p.identity in held
    ]
    assert list(labels(part)) == [p for p in labels(whole) if p.identity in held]
    assert [entry.identity for entry in contents(part)] == [
        e.identity for e in contents(whole) if e.identity in held
    ]
    rendered(part, house)


def stands_in(part: Agreement, whole: Agreement) -> bool:
    """Whether the words of a part, but for its title, follow one another in the whole just so."""
    said, all_said = (list(words(tree))[2:] for tree in (part, whole))
    at = all_said.index(said[0])
    return all_said[at : at + len(said)] == said


def test_tables_and_definitions_come_with_it(tmp_path: Path) -> None:
    whole, part, house = parted(sharing_workspace(tmp_path), SHARED, "Schedule 1")
    assert stands_in(part, whole)
    rendered(part, house)


def test_it_says_that_it_is_a_part_and_of_what(tmp_path: Path) -> None:
    whole, part, house = parted(form_workspace(tmp_path), LENT, "Schedule 2A")
    assert part.title == "Schedule 2A of the Lending Agreement" and part.committee == whole.committee
    assert part.apparatus == whole.apparatus
    views = rendered(part, house)
    for ending in ("html", "md"):
        assert part.title in views.files[ending].decode() and "DRAFT" in views.files[ending].decode()
    reading = read_word(views.files["docx"])
    assert (
        reading.running == (f"{part.title}: {whole.committee}", "Draft of model text, not issued")
        or part.title in reading.running[0]
    )


def test_the_house_says_it_in_its_own_words(tmp_path: Path) -> None:
    house = tmp_path / "agreements" / "house" / "house.yaml"
    form_workspace(tmp_path)
    house.write_text(house.read_text().replace("words:\n", "words:\n  part_of: '{title}, {part} alone'\n", 1))
    assert parted(tmp_path, LENT, "books")[1].title == "Lending Agreement, Schedule 3 alone"


def test_no_reference_leads_out_of_it(tmp_path: Path) -> None:
    whole, part, house = parted(form_workspace(tmp_path), LENT, "local-rules")
    views = rendered(part, house)
    html = views.files["html"].decode()
    ids = set(re.findall(r' id="([^"]*)"', html))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= ids and 'href="#local-rules/main"' in html
    assert "clause 3A.1.1" in html
    reading = read_word(views.files["docx"])
    marks = {place.bookmark for place in reading.places}
    assert {reference.bookmark for reference in reading.references} <= marks
    assert all(reference.printed == reference.label for reference in reading.references)
    outside = set(identities(whole)) - set(identities(part))
    assert not [name for name in re.findall(r"\]\(#([^)]*)\)", views.files["md"].decode()) if name in outside]


def verapdf(*files: Path) -> str:
    environment = {**os.environ, "PYTHON": sys.executable}
    command = [REPOSITORY / "tools" / "verapdf", "ua1,3a", *files]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300).stdout


def test_a_build_writes_parts_and_the_judges_find_nothing(tmp_path: Path) -> None:
    folder = form_workspace(tmp_path)
    for wanted in ("particulars", "local-rules"):
        outcome = build(folder, (LENT,), lambda *_: None, 1, wanted)
        assert not outcome.faults.errors and outcome.rows[0].written
    made = folder / "build" / "towns" / "lending-2031"
    names = {path.name for path in made.glob("*-DRAFT.*")}
    parts = ("particulars", "local-rules")
    wanted_names = {
        f"towns-lending-2031-{part}-DRAFT.{e}"
        for part in parts
        for e in ("docx", "pdf", "html", "md", "json")
    }
    assert names == wanted_names
    files = sorted(made.glob("*.pdf"))
    assert verapdf(*files).count("conforms") == 2 * len(files)
    for file in sorted(made.glob("*.docx")):
        found = subprocess.run(
            [REPOSITORY / "tools" / "ooxml-validator", file], capture_output=True, timeout=120
        )
        assert (found.returncode, found.stdout + found.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("local-rule", "no part “local-rule”", "local-rules"),
        ("Schedule 2", "Schedule 2 cannot be built alone", "Schedule 2A"),
        ("clause 2", "clause 2 cannot be built alone", "particulars"),
    ],
)
def test_what_is_no_part_is_named_and_nothing_is_written(
    tmp_path: Path, wanted: str, message: str, hint: str
) -> None:
    outcome = build(form_workspace(tmp_path), (LENT,), lambda *_: None, 1, wanted)
    [found] = outcome.faults.found
    assert found.code == "agreement-unknown" and message in found.message and hint in found.hint
    assert not (tmp_path / "build").exists()


def test_a_schedule_of_a_real_agreement(tmp_path: Path) -> None:
    """With wide tables: they keep their shape and their words."""
    path = "north-east-and-north-cumbria/joint-working-2023"
    whole, part, house = parted(real_workspace(tmp_path), path, "Schedule 2")
    assert stands_in(part, whole) and any(isinstance(place.block, Table) for place in iterate(part))
    rendered(part, house)


def test_the_local_schedule_of_a_real_delegation_agreement_by_label_and_by_identity(tmp_path: Path) -> None:
    folder = real_workspace(tmp_path, footprints=["south-east"])
    whole, part, house = parted(folder, "south-east/delegation-2025/frimley", "Schedule 8")
    assert part_name(part) == "local-terms" and part.title == "Schedule 8 of the Delegation Agreement"
    assert stands_in(part, whole) and part == part_of(whole, "local-terms", house, Faults())
    particulars = part_of(whole, "particulars", house, Faults())
    assert particulars is not None and stands_in(particulars, whole)
    judged(rendered(part, house), tmp_path)


def test_the_wide_tables_of_a_real_collaboration_agreement_alone(tmp_path: Path) -> None:
    folder = real_workspace(tmp_path, footprints=["example-footprint"])
    whole, part, house = parted(folder, "example-footprint/collaboration-2024", "Schedule 3")
    wide = [
        place.block for place in iterate(part) if isinstance(place.block, Table) and place.block.landscape
    ]
    assert part_name(part) == "financial-arrangements" and len(wide) > 3 and stands_in(part, whole)
    judged(rendered(part, house), tmp_path)


def judged(views: Views, folder: Path) -> None:
    """veraPDF and the Open XML SDK find nothing."""
    pdf, word = folder / "part.pdf", folder / "part.docx"
    pdf.write_bytes(views.files["pdf"])
    word.write_bytes(views.files["docx"])
    assert verapdf(pdf).count("conforms") == 2
    found = subprocess.run([REPOSITORY / "tools" / "ooxml-validator", word], capture_output=True, timeout=120)
    assert (found.returncode, found.stdout + found.stderr) == (0, b"")


@pytest.mark.parametrize(("wanted", "wide"), [("Schedule 4", True), ("Schedule 8", False)])
def test_no_empty_page_follows_a_part_that_ends_on_wide_pages(
    tmp_path: Path, wanted: str, wide: bool
) -> None:
    """The last pages of the Word copy are of the shape of what stands there."""
    path = "north-east-and-north-cumbria/joint-working-2023"
    _, part, house = parted(real_workspace(tmp_path), path, wanted)
    data, faults = render_docx(part, house, {})
    assert not faults.errors
    with ZipFile(BytesIO(data)) as file:
        *_, shape = file.read("word/document.xml").decode().rpartition("<w:sectPr")
    assert ('w:orient="landscape"' in shape) is wide
