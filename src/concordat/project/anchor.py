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
        full = path.resolve()  # a link within the workspace stays a link
        shown = full.relative_to(root.resolve()).as_posix() if full.is_relative_to(root.resolve()) else ""
        if not shown or not full.is_file():
            faults.add(
                "path-outside" if not shown else "file-missing",
                None,
                f"{path.name} is no file of this workspace",
                "name a file of clauses/ or schedules/, or none for all of them",
            )
        elif _is_prose(shown) and _write(full, shown, faults):
            changed.append(shown)
        elif files and not _is_prose(shown):
            faults.add(
                "file-name",
                None,
                f"{shown} holds no provisions, and is left as it is",
                "name a clause, a schedule, or text in the local folder of a committee",
            )
    return tuple(changed), faults


def _is_prose(shown: str) -> bool:
    """Whether a file of the workspace is read as prose: what else stands there is nobody's to anchor."""
    parts = shown.split("/")
    local = len(parts) == 4 and parts[0] == "agreements" and parts[2] == "local"
    return shown.endswith(".md") and parts[-1] != "README.md" and (parts[0] in FOLDERS or local)


def _write(path: Path, shown: str, faults: Faults) -> bool:
    """Write the missing anchors of one file; whether there were any."""
    try:
        before = path.read_bytes().decode()
        after = write_anchors(before, shown)
        if after != before:
            write_whole(path, after.encode())
        return after != before
    except UnicodeDecodeError:
        faults.add("file-encoding", None, f"{shown} is not UTF-8 text", "save it as UTF-8")
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        hint = "mend its permissions, or free some space; it is as it was"
        faults.add("output-not-writable", None, f"{shown} could not be written: {reason}", hint)
    return False
