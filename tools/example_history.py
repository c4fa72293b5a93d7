"""Writes the register of the worked example: drafts, an approved version, signed copies, two variations, a restatement.

`python tools/example_history.py` makes it anew in `agreements/example-footprint/register/`, which must not be there. Each
step is done by the commands' own functions on a copy of the workspace as it would have stood on that day: what was
decided later is still a blank, and the variations are not yet written. Every person and signature is invented. The
signed files are pictures of signature pages, but for one variation, which invented certificates sign electronically.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from envelope import Envelope
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader

from concordat.diagnostics import Faults
from concordat.model.register import State
from concordat.project.approve import AskedApproval, approve
from concordat.project.end import AskedEnding, end
from concordat.project.issue import Asked, issue
from concordat.project.sign import AskedSigning, sign

ROOT = Path(__file__).resolve().parents[1]
FOOTPRINT = "example-footprint"
FOLDER = f"agreements/{FOOTPRINT}"
COLLABORATION, RESTATED = f"{FOOTPRINT}/collaboration-2024", f"{FOOTPRINT}/collaboration-2025-restated"
BOARDS = ("example-north", "example-central", "example-south")
DELEGATIONS = tuple(f"{FOOTPRINT}/delegation-2024/{board}" for board in BOARDS)
MODEL = {"stand-in": "The example is made of model text throughout; its bodies are invented."}
SIGNATORIES = {
    "nhs-england": ("Alex Example", "Regional Director, Example region"),
    "example-north": ("Robin Sample", "Chief Executive"),
    "example-central": ("Jo Specimen", "Chief Executive"),
    "example-south": ("Sam Pattern", "Chief Executive"),
}
DOTS = 80
"""Dots to the inch of a scan."""

FONT = ROOT / "agreements" / "house" / "fonts" / "LiberationSans-Italic.ttf"

Change = Callable[[Path], None]


def main() -> int:
    """Write the register; 1 where a step was refused."""
    target = ROOT / FOLDER / "register"
    if target.exists():
        print(
            f"{target.relative_to(ROOT)} is there already: nothing in a register is altered", file=sys.stderr
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        for name in ("agreements", "clauses", "schedules", "parties"):
            shutil.copytree(ROOT / name, workspace / name)
        for committee in (workspace / "agreements").glob("*/committee.yaml"):
            if committee.parent.name != FOOTPRINT:
                shutil.rmtree(committee.parent)
        History(workspace).write()
        shutil.copytree(workspace / FOLDER / "register", target)
    return 0


class History:
    """The steps, in the order of their days."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.folder = workspace / FOLDER
        self.final = {path.name: path.read_text("utf-8") for path in self.folder.glob("*.yaml")}

    def write(self) -> None:
        """All of it."""
        self._put("committee.yaml", "delegation-2024.yaml", "collaboration-2024.yaml", blank=True)
        self._first()
        self._put("committee.yaml", approved=True)
        self._signed_first()
        self._put("committee.yaml", "delegation-2024.yaml", "collaboration-2024.yaml")
        self._varied()
        self._restated()

    def _put(self, *names: str, blank: bool = False, approved: bool = False) -> None:
        """Write files as they are now; `blank` without what was decided later, `approved` with the approvals and no date."""
        for path in self.folder.glob("*.yaml"):
            if path.name not in ("committee.yaml", "delegation-2024.yaml", "collaboration-2024.yaml", *names):
                path.unlink()
        for name in names:
            text = self.final[name]
            if blank or approved:
                text = undated(text)
            if blank:
                text = unapproved(text)
            (self.folder / name).write_text(text, "utf-8")

    def _first(self) -> None:
        collaboration = self.folder / "collaboration-2024.yaml"
        text = collaboration.read_text("utf-8")
        early = text.replace("{value: '66%', source", "{value: '60%', source").replace(
            'review_date: {value: "31 December", source: invented, status: example}',
            "review_date: {blank: Day of the yearly review, from: the footprint’s governance lead}",
        )
        assert early.count("60%") == text.count("60%") + 1 and "Day of the yearly review" in early
        collaboration.write_text(early, "utf-8")
        self._issue(COLLABORATION, State.DRAFT, "2024-01-12")
        collaboration.write_text(text, "utf-8")
        self._issue(COLLABORATION, State.DRAFT, "2024-02-09")
        for name in (*DELEGATIONS, COLLABORATION):
            self._issue(name, State.FOR_APPROVAL, "2024-03-01")
        for slug, day, minute in (
            ("nhs-england", "2024-03-11", "1"), ("example-north", "2024-03-12", "2"),
            ("example-central", "2024-03-13", "3"), ("example-south", "2024-03-14", "4"),
        ):  # fmt: skip
            for name in (*DELEGATIONS, COLLABORATION):
                if name == COLLABORATION or slug in ("nhs-england", name.rpartition("/")[2]):
                    self._approve(name, slug, day, f"{minute} (example)")

    def _signed_first(self) -> None:
        for name in (*DELEGATIONS, COLLABORATION):
            self._issue(name, State.FOR_SIGNATURE, "2024-03-20")
        for name, board in zip(DELEGATIONS, BOARDS, strict=True):
            self._sign(name, ("nhs-england", board), ("2024-03-26", "2024-03-28"))
        days = ("2024-03-26", "2024-03-27", "2024-03-28", "2024-03-28")
        self._sign(COLLABORATION, ("nhs-england", *BOARDS), days)

    def _varied(self) -> None:
        self._put("collaboration-2024-variation-1.yaml")
        self._issue(COLLABORATION, State.FOR_APPROVAL, "2024-08-30")
        self._all_approve(COLLABORATION, ("2024-09-09", "2024-09-10", "2024-09-11", "2024-09-12"), 11)
        self._issue(COLLABORATION, State.FOR_SIGNATURE, "2024-09-18")
        days = ("2024-09-24", "2024-09-25", "2024-09-26", "2024-09-27")
        self._sign(COLLABORATION, ("nhs-england", *BOARDS), days, envelope="EXAMPLE-ENVELOPE-1")
        self._put("collaboration-2024-variation-1.yaml", "collaboration-2024-variation-2.yaml")
        self._issue(COLLABORATION, State.FOR_APPROVAL, "2024-11-22")
        self._all_approve(COLLABORATION, ("2024-12-02", "2024-12-03", "2024-12-04", "2024-12-05"), 16)
        self._issue(COLLABORATION, State.FOR_SIGNATURE, "2024-12-11")
        self._sign(
            COLLABORATION, ("nhs-england", *BOARDS), ("2024-12-16", "2024-12-17", "2024-12-18", "2024-12-20")
        )

    def _restated(self) -> None:
        both = ("collaboration-2024-variation-1.yaml", "collaboration-2024-variation-2.yaml")
        self._put(*both)
        self._put(*both, "collaboration-2025-restated.yaml", blank=True)
        self._issue(RESTATED, State.FOR_APPROVAL, "2025-01-10")
        self._all_approve(RESTATED, ("2025-01-20", "2025-01-21", "2025-01-22", "2025-01-23"), 21)
        self._put(*both, "collaboration-2025-restated.yaml", approved=True)
        self._issue(RESTATED, State.FOR_SIGNATURE, "2025-01-27")
        self._sign(
            RESTATED, ("nhs-england", *BOARDS), ("2025-01-29", "2025-01-30", "2025-01-30", "2025-01-31")
        )
        reason = f"Restated by {RESTATED.rpartition('/')[2]} from 1 February 2025"
        asked = AskedEnding(COLLABORATION, date(2025, 1, 31), reason, date(2025, 2, 3))
        self._done(end(self.workspace, asked).faults, f"{COLLABORATION} ended")

    def _issue(self, name: str, state: State, day: str) -> None:
        accept = MODEL if state is not State.DRAFT and name in DELEGATIONS else {}
        made = issue(self.workspace, Asked(name, state, date.fromisoformat(day), accept))
        self._done(
            made.faults, f"{day} {name}: {state.value}, version {made.line.version if made.line else '-'}"
        )

    def _all_approve(self, name: str, days: tuple[str, ...], first: int) -> None:
        for count, (slug, day) in enumerate(zip(SIGNATORIES, days, strict=True)):
            self._approve(name, slug, day, f"{first + count} (example)")

    def _approve(self, name: str, slug: str, day: str, minute: str) -> None:
        on = date.fromisoformat(day)
        authority = "nhs-england-2024" if slug == "nhs-england" else ""
        body = "Regional Director, Example region" if authority else "Board"
        asked = AskedApproval(name, slug, on, on, body, minute, authority=authority)
        self._done(approve(self.workspace, asked).faults, f"{day} {name}: approved by {slug}")

    def _sign(self, name: str, parties: tuple[str, ...], days: tuple[str, ...], envelope: str = "") -> None:
        issued = self._engrossment(name)
        paper = Envelope(issued / "agreement.pdf") if envelope else None
        deed = '"execution":"deed"' in (issued / "manifest.json").read_text("utf-8")
        for count, (slug, day) in enumerate(zip(parties, days, strict=True), 1):
            who, capacity = SIGNATORIES[slug]
            file = self.workspace / (f"{envelope}.pdf" if envelope else f"counterpart-{count}.pdf")
            file.write_bytes(paper.signed_by(slug, who, day) if paper else picture(issued, slug, who, day))
            asked = AskedSigning(
                name, slug, who, capacity, date.fromisoformat(day), date.fromisoformat(day), file,
                "" if envelope else str(count), envelope, f"EXAMPLE SEAL {count}" if deed else "",
                date.fromisoformat(day) if count == len(parties) else None, f"{slug}-2024",
            )  # fmt: skip
            self._done(sign(self.workspace, asked).faults, f"{day} {name}: signed by {slug}")

    def _engrossment(self, name: str) -> Path:
        folder = self.folder / "register" / name.partition("/")[2]
        return max(
            folder.glob("*/for-signature"), key=lambda path: tuple(map(int, path.parent.name.split(".")))
        )

    def _done(self, faults: Faults, told: str) -> None:
        for one in faults.errors:
            print(f"{told}: {one.code}: {one.message}", file=sys.stderr)
        if faults.errors:
            raise SystemExit(1)
        print(told, flush=True)


def undated(text: str) -> str:
    """Instructions before the agreement was dated: the day, and whatever names it, is a blank of signing."""
    blank = "{blank: Date of this Agreement, from: the last Partner to sign, until: signing}"
    text = re.sub(r"(date_of_agreement:) \{.*\}", rf"\1 {blank}", text)
    reference = "{blank: Date of the Delegation Agreement, from: the last Partner to sign it, until: signing}"
    return re.sub(r"(delegation_reference:) \{.*\}", rf"\1 {reference}", text)


def unapproved(text: str) -> str:
    """Instructions before the boards decided: each approval is a blank of approval."""
    lines = []
    for line in text.splitlines(keepends=True):
        found = re.match(r"( +board_approval:) \{", line)
        blank = "{blank: Date and minute of its approval, from: its board secretary, until: approval}"
        lines.append(f"{found[1]} {blank}\n" if found else line)
    return "".join(lines)


def picture(issued: Path, slug: str, who: str, day: str) -> bytes:
    """A picture of the party's signature page with an invented signature, as a scanner would make it."""
    number, (left, top) = place_of(issued / "agreement.pdf", slug)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "page"
        subprocess.run(
            ["pdftoppm", "-r", str(DOTS), "-gray", "-png", "-f", str(number), "-l", str(number),
             issued / "agreement.pdf", made],
            check=True,
        )  # fmt: skip
        with Image.open(next(Path(folder).glob("page*.png"))) as opened:
            page = opened.convert("L")
        draw = ImageDraw.Draw(page)
        font = ImageFont.truetype(str(FONT), 20)
        scale = DOTS / 72
        draw.text((left * scale + 8, top * scale + 4), who, fill=60, font=font)
        words = f"EXAMPLE: an invented signature, {day}"
        draw.text((page.width * 0.12, page.height * 0.85), words, fill=90, font=font)
        target = Path(folder) / "scan.pdf"
        page.save(target, "PDF", resolution=DOTS, quality=60)
        return target.read_bytes()


def place_of(pdf: Path, slug: str) -> tuple[int, tuple[float, float]]:
    """The page on which the signature field of a party stands, and where on it, in points from the left and the top."""
    for number, page in enumerate(PdfReader(pdf).pages, 1):
        for one in page.get("/Annots", ()):
            field = one.get_object()
            if slug in _names(field):
                left, _, _, top = map(float, field["/Rect"])
                return number, (left, float(page.mediabox.height) - top)
    raise SystemExit(f"{pdf} has no signature field for {slug}")


def _names(field: object) -> Iterator[str]:
    while isinstance(field, dict):
        if "/T" in field:
            yield str(field["/T"])
        parent = field.get("/Parent")
        field = parent.get_object() if parent is not None else None


if __name__ == "__main__":
    sys.exit(main())
