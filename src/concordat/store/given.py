"""Writing what a command made to the file that its user named."""

from __future__ import annotations

from pathlib import Path

from concordat.diagnostics import Faults
from concordat.store.files import write_whole


def write_given(path: Path, data: bytes, faults: Faults) -> bool:
    """Write what was made to a file that the user named; whether it is there, with the fault added where it is not."""
    try:
        write_whole(path, data)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        hint = "name another file, mend its permissions, or free some space; what was there is as it was"
        faults.add("output-not-writable", None, f"{path} could not be written: {reason}", hint)
        return False
    return True
