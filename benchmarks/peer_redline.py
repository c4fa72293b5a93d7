"""One redline by another tool, run by the Python of the environment that holds it: ENGINE OLD NEW OUT.

Prints the processor seconds that the tool takes once it is imported, those of programs that it starts among them.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from pathlib import Path

DATE = "2026-01-01T00:00:00Z"


def docxodus(old: Path, new: Path, out: Path) -> Callable[[], None]:
    """Docxodus, told to look for moves."""
    from python_redlines import DocxodusEngine  # noqa: PLC0415 (of the peers' own environment)

    engine = DocxodusEngine(str(Path(sys.prefix) / "docxodus"))

    def run() -> None:
        made, _, _ = engine.run_redline("Peer", old, new, detect_moves=True, date_time=DATE)
        out.write_bytes(made)

    return run


def trackdiff(old: Path, new: Path, out: Path) -> Callable[[], None]:
    """docx-trackdiff as its command runs it."""
    from docx_trackdiff import compare  # noqa: PLC0415 (of the peers' own environment)

    sys.argv = ["docx-trackdiff", str(old), str(new), str(out), "--author", "Peer", "--date", DATE]
    return compare.main


def seconds() -> float:
    """Processor seconds of this process and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    name, *paths = sys.argv[1:]
    action = {"docxodus": docxodus, "trackdiff": trackdiff}[name](*map(Path, paths))
    before = seconds()
    action()
    sys.stderr.write(f"\n{seconds() - before:.3f}\n")
