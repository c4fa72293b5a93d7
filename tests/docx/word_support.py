"""Word files for tests: the sample agreement drawn with the shipped house, and files with one part changed."""

from __future__ import annotations

import functools
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.language.walk import iterate
from concordat.language.words import contents, plain
from concordat.load.files import WorkspaceFiles
from concordat.load.house import read_house
from concordat.model.library import House
from concordat.model.tree import Agreement, Group, GroupKind, Party, Provision, Recital
from concordat.render.docx import render_docx
from sample_tree import sample_agreement

REPOSITORY = Path(__file__).parents[2]
DOCUMENT = "word/document.xml"


@functools.cache
def house() -> House:
    """The house that is shipped."""
    faults = Faults()
    found = read_house(WorkspaceFiles(REPOSITORY, faults), faults)
    assert found is not None and not faults.errors
    return found


def pages(agreement: Agreement) -> Mapping[str, int]:
    """Pages for the contents, as a layout would give them."""
    return {entry.identity: number for number, entry in enumerate(contents(agreement), start=3)}


def word(agreement: Agreement | None = None, own: House | None = None) -> bytes:
    """A Word file without an error."""
    made = agreement or sample_agreement()
    data, faults = render_docx(made, own or house(), pages(made))
    assert not faults.errors, [str(fault) for fault in faults.errors]
    return data


def parts(data: bytes) -> dict[str, str]:
    """The parts of a file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def changed(data: bytes, part: str, change: Callable[[str], str] | str) -> bytes:
    """The file with one part changed, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        before = old.read(part).decode() if part in old.namelist() else ""
        new.writestr(part, change if isinstance(change, str) else change(before))
    return made.getvalue()


def swapped(old: str, new: str) -> Callable[[str], str]:
    """A change of one place of a part; the old text must stand there exactly once."""

    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return change


def house_with(part: str, change: Callable[[str], str] | str) -> House:
    """The shipped house with one part of house.docx changed."""
    return replace(house(), docx=changed(house().docx, part, change))


def bare(text: str) -> str:
    """Text without white space: layout sets it as it likes."""
    return re.sub(r"\s+", "", text)


def convert(data: bytes, folder: Path) -> list[str]:
    """The pages that LibreOffice prints, as text, the running lines left out."""
    source = folder / "file.docx"
    source.write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/office",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    # The fonts of the workspace are shown to LibreOffice, for a machine may have others or none of that name.
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{REPOSITORY / "agreements" / "house" / "fonts"}</dir><cachedir>{folder / "fonts"}</cachedir>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>'
    )
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=300, env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )  # fmt: skip
    command = ["pdftotext", "-layout", str(folder / "file.pdf"), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return [_without_running_lines(page) for page in printed.split("\f")[:-1]]


_MARKS = ("DRAFT", "EXAMPLE")
"""What the house prints at the end of a running header."""


def _without_running_lines(page: str) -> str:
    lines = [line for line in page.splitlines() if line.strip()]
    first = next((place for place, line in enumerate(lines[:3]) if line.rstrip().endswith(_MARKS)), -1)
    last = next(
        (place for place in range(len(lines) - 1, -1, -1) if "not issued" in lines[place]), len(lines)
    )
    if last < len(lines) and last > 0 and "<footer>" in lines[last - 1]:
        last -= 1
    return "\n".join(lines[first + 1 : last]) if first >= 0 and lines[0].strip() not in _MARKS else page


def unprinted(agreement: Agreement, printed: list[str]) -> list[str]:
    """Every numbered place whose number and words, references among them, LibreOffice prints otherwise or elsewhere."""
    text = bare("\n".join(printed))
    at = text.rindex(bare("Particulars"), 0, text.index(bare(_first_answer(agreement))))
    missing = []
    for place in iterate(agreement):
        block = place.block
        if isinstance(block, Group) and block.heading is not None and block.kind is not GroupKind.SCHEDULES:
            wanted = block.label + plain(block.heading.inlines)
        elif isinstance(block, Provision | Recital | Party):
            wanted = block.label + plain(block.inlines)
        else:
            continue
        found = text.find(bare(wanted), at)
        if found < 0:
            missing.append(wanted)
        else:
            at = found + len(bare(wanted))
    return missing


def _first_answer(agreement: Agreement) -> str:
    block = agreement.groups[0].blocks[0]
    label = getattr(block, "label", "")
    return f"{label}{plain(getattr(block, 'inlines', ()))}"[:40]


def printed_pages(agreement: Agreement, printed: list[str]) -> dict[str, int]:
    """The page on which each entry of the contents begins in LibreOffice's layout, counted from 1."""
    found: dict[str, int] = {}
    text = [bare(page) for page in printed]
    page = next(number for number, words in enumerate(text) if words.startswith("Particulars"))
    at = 0
    for entry in contents(agreement):
        wanted = bare(entry.text)
        while wanted not in text[page][at:]:
            page, at = page + 1, 0
            assert page < len(text), f"LibreOffice does not print the heading {entry.text}"
        at = text[page].index(wanted, at) + len(wanted)
        found[entry.identity] = page + 1
    return found
