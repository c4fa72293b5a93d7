"""How a register grows: a version issued, its history told, everything hashed again, at so many lines; invented versions."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from measure import Line, best, own

from concordat.diagnostics import Faults
from concordat.model.register import Event, Issue, MadeWith, Manifest, State
from concordat.project.history import history
from concordat.project.issue import Asked, issue
from concordat.store.audit import audit
from concordat.store.digests import house_digest, kept_files
from concordat.store.register import read_register
from concordat.store.writing import writing

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from quick import quick
from support import loans_workspace

SIZES = (250, 500, 1000)
LAST = 25
"""How many events before each size are timed."""
HOUSE = {"house.yaml": b"font: Plain\n", "house.docx": b"look" * 5_000}
FILES = {
    name: name.encode() * 2_000
    for name in ("agreement.json", "agreement.md", "agreement.docx", "agreement.pdf")
}
"""Small views: what is measured is the register, and hashing takes its time by bytes."""


def growth() -> Iterator[Line]:
    """Milliseconds of the processor for each line of one ledger; the ratio to the first size says how they grow.

    `issue` reads, composes and judges a small agreement each time and lays out no page; what that takes with an empty
    register is taken off.
    """
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        root = loans_workspace(Path(place))
        folder = root / "agreements" / "valley" / "register"
        alone = best(lambda: _issue(root, 0))[0]
        for size in SIZES:
            lines = len(read_register(folder).lines)
            _fill(folder, lines, size - LAST)
            seconds, _ = own(lambda size=size: _fill(folder, size - LAST, size))  # type: ignore[misc]
            took = {"an event written (without its views)": seconds / LAST}
            took["a ledger read"] = best(lambda: read_register(folder))[0]
            took["the history told (history)"] = best(lambda: history(root, ()))[0]
            took["a version issued (issue)"] = max(own(lambda size=size: _issue(root, size))[0] - alone, 0)  # type: ignore[misc]
            seconds, found = best(lambda: audit(folder))
            took["everything hashed again (verify --fast)"] = seconds
            assert not found.faults and found.lines == size + 1, found.first
            for what, seconds in took.items():
                each = seconds * 1000 / size
                ratio = each / first.setdefault(what, each)
                note = f"{ratio:.2f} of that at {SIZES[0]} lines" if size > SIZES[0] else ""
                yield Line(f"{what}, {size} lines", each, "ms/line", note=note)


def _issue(root: Path, size: int) -> None:
    """Issue a draft, whose words are new at each size; with an empty register it is taken back."""
    name = "valley/loan-2024/elm-branch"
    instructions = root / "agreements/valley/loan-2024.yaml"
    text = instructions.read_text("utf-8")
    instructions.write_text(text.replace("loan_weeks: 4", f"loan_weeks: {5 + size}"), "utf-8")
    made = issue(root, Asked(name, State.DRAFT, date(2026, 3, 1)), quick)
    instructions.write_text(text, "utf-8")
    assert made.line is not None, made.faults.errors
    if size == 0:
        shutil.rmtree(root / "agreements/valley/register")


def _fill(folder: Path, start: int, end: int) -> None:
    """Write events, each in a run of its own, as `issue` does."""
    faults = Faults()
    for number in range(start, end):
        with writing(folder, "issue valley", faults) as register:
            assert register is not None, faults.found
            assert register.commit(_manifest(number), FILES, HOUSE), faults.found


def _manifest(number: int) -> Manifest:
    digest = sha256(b"%d" % number).hexdigest()
    house = kept_files(HOUSE)
    issue = Issue(
        title="Sharing", committee="Valley", precedent="sharing", text_from="", overlays=(), restates="",
        text_digest=digest, tree_digest=digest, house=house_digest(house), house_files=house,
        inputs={f"clauses/care-{n}.md": digest for n in range(60)}, made_with=MadeWith(digest, {}, {}), parties=(),
        execution="under hand",
    )  # fmt: skip
    agreement = f"valley/sharing-{number % 20}"
    files = kept_files(FILES)
    return Manifest(
        Event.ISSUED, agreement, f"0.{number // 20 + 1}", State.DRAFT, "2026-03-01", files, issue=issue
    )


if __name__ == "__main__":
    for line in growth():
        print(line.shown(), flush=True)
