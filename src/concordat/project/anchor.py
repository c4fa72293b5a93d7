"""`concordat anchor`: writes the missing anchors of the library and touches nothing else."""

from __future__ import annotations

from pathlib import Path

from concordat.diagnostics import Faults
from concordat.load.anchors import write_anchors
from concordat.store.files import write_whole

FOLDERS = ("clauses", "schedules")


def anchor(root: Path, files: tuple[Path, ...]) -> tuple[tuple[str, ...], Faults]:
    """Write missing anchors into these files, or into every clause and schedule; the paths of those that changed."""
    faults = Faults()
    wanted = files or tuple(sorted(path for name in FOLDERS for path in (root / name).rglob("*.md")))
    changed = []
    for path in wanted:
        shown = (
            str(path.resolve().relative_to(root.resolve()))
            if path.resolve().is_relative_to(root.resolve())
            else ""
        )
        if not shown or not path.is_file():
            faults.add(
                "path-outside" if not shown else "file-missing",
                None,
                f"{path.name} is no file of this workspace",
            )
            continue
        try:
            before = path.read_bytes().decode()
        except UnicodeDecodeError:
            faults.add("file-encoding", None, f"{shown} is not UTF-8 text", "save it as UTF-8")
            continue
        after = write_anchors(before, shown)
        if after != before:
            write_whole(path, after.encode())
            changed.append(shown)
    return tuple(changed), faults
