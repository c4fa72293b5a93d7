"""How a register grows: an event written, the ledger read, everything hashed again, at so many lines; invented versions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from measure import Line, best, own

from concordat.diagnostics import Faults
from concordat.model.register import Event, Issue, MadeWith, Manifest, State
from concordat.store.audit import audit
from concordat.store.digests import house_digest, kept_files
from concordat.store.register import read_register
from concordat.store.writing import writing

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
    """Milliseconds of the processor for each line of one ledger; the ratio to the first size says how they grow."""
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "agreements", "valley", "register")
        for size in SIZES:
            lines = len(read_register(folder).lines)
            _fill(folder, lines, size - LAST)
            seconds, _ = own(lambda size=size: _fill(folder, size - LAST, size))  # type: ignore[misc]
            took = {"an event written (without its views)": seconds / LAST}
            took["a ledger read (history)"] = best(lambda: read_register(folder))[0]
            seconds, found = best(lambda: audit(folder))
            took["everything hashed again (verify --fast)"] = seconds
            assert not found.faults and found.lines == size, found.first
            for what, seconds in took.items():
                each = seconds * 1000 / size
                ratio = each / first.setdefault(what, each)
                note = f"{ratio:.2f} of that at {SIZES[0]} lines" if size > SIZES[0] else ""
                yield Line(f"{what}, {size} lines", each, "ms/line", note=note)


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
