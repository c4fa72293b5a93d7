"""`concordat new`: a workspace elsewhere, from the content that is shipped; registers stay with their footprints."""

from __future__ import annotations

from pathlib import Path

import concordat
from concordat.diagnostics import Faults
from concordat.project.registers import FOLDER as REGISTER
from concordat.project.workspace import FOLDERS, find_workspace
from concordat.store.folders import may_hold, write_folder

README = """# A Concordat workspace

    concordat build        builds the agreements into build/
    concordat check        says what is wrong, and where
    concordat blanks       says what is still to be filled, and of whom it is wanted

The clause library is in clauses/, the schedules and their tables in schedules/, the bodies in parties/,
the kinds of agreement in agreements/precedents/, and each footprint in a folder of agreements/.
"""


def content_folder() -> Path | None:
    """The folder that holds the shipped content: beside the package in a wheel, above it in a checkout."""
    package = Path(concordat.__file__).parent
    shipped = package / "content"
    return shipped if shipped.is_dir() else find_workspace(package)


def new(folder: Path) -> tuple[int, Faults]:
    """Make a workspace in `folder`, which must not exist or be empty; how many files were written."""
    faults = Faults()
    content = content_folder()
    if content is None:
        faults.add("workspace-missing", None, "the shipped content is missing", "install Concordat again")
        return 0, faults
    if not may_hold(folder):
        faults.add(
            "output-not-writable",
            None,
            f"{folder} is not an empty folder",
            "name a folder that does not exist yet; nothing was written",
        )
        return 0, faults
    files = {
        path.relative_to(content).as_posix(): path.read_bytes()
        for name in FOLDERS
        for path in (content / name).rglob("*")
        if path.is_file()
        and not {"__pycache__", REGISTER} & set(path.relative_to(content).parts)
        and not path.name.startswith(".")
    }
    own = {"README.md": README.encode(), ".gitignore": b"build/*\n!build/README.md\n"}
    try:
        write_folder(folder, {**files, **own})
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        hint = "free some space, or name another folder; nothing was left there"
        faults.add("output-not-writable", None, f"{folder} could not be written: {reason}", hint)
        return 0, faults
    return len(files), faults
